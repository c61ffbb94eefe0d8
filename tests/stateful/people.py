"""Made-up people whose rows are edited to and fro: every cell says one of a few texts of the person's own.

Client code and names stay, so that it can always be told whom a row and a client are about.
"""

from __future__ import annotations

from typing import Final

from shared.record import Field
from tests.fakes.clients import client, national_number

NAMES: Final = ("Aerts", "Baeten", "Claes", "Daems")
WRONG: Final = "nobody"
"""An e-mail address that no platform takes."""
FAMILY: Final = "family@example.com"
EDITED: Final = (Field.MOBILE, Field.EMAIL, Field.NATIONAL_NUMBER)

Row = dict[Field, str]
"""What a row of the client list, or a client on the platform, says in every field."""


def new_row(person: int) -> Row:
    """Return what somebody types for a person who has no row yet."""
    made = client(person, last_name=NAMES[person])
    return {field: getattr(made, field.value) for field in Field}


def texts(person: int, field: Field) -> tuple[str, str, str]:
    """Return what the cell may say; the first is what a new row says."""
    first = new_row(person)[field]
    match field:
        case Field.EMAIL:
            return first, FAMILY, WRONG
        case Field.NATIONAL_NUMBER:
            return first, national_number(person + 100), ""
    return first, f"+3249{person}000000", ""


def person_of(row: Row) -> int:
    """Return whose row it is."""
    return int(row[Field.CLIENT_CODE].removeprefix("T"))
