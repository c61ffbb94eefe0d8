"""The mistakes that are planted, some for every column. Each changes one row and says which cells are then wrong."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from shared.record import Field

Raw = str | float | bool | None
Row = dict[Field, Raw]
Place = tuple[int, Field]
"""A cell: the position of its row, from 0, and its column."""


class Mistake(NamedTuple):
    """`cells` are written into the row; `wrong` are its wrong cells, `above` those of the row above it.

    Of two cells with the same value both are wrong: which one nobody can know.
    """

    cells: Row
    wrong: tuple[Field, ...]
    above: tuple[Field, ...] = ()


Kind = Callable[[Row, Row], Mistake]
"""Takes the row and the row above it."""


def put(field: Field, raw: Raw) -> Kind:
    return lambda _row, _above: Mistake({field: raw}, (field,))


def rewrite(field: Field, how: Callable[[str], Raw]) -> Kind:
    return lambda row, _above: Mistake({field: how(str(row[field]))}, (field,))


def repeat(field: Field, source: Field | None = None) -> Kind:
    """The row says what the row above it says, in the same column or another."""
    there = source or field
    return lambda _row, above: Mistake({field: above[there]}, (field,), (there,))


def copy(field: Field, source: Field) -> Kind:
    """One cell says what another of the same row says."""
    return lambda row, _above: Mistake({field: row[source]}, (field,))


def dotted(number: str) -> str:
    return f"{number[:2]}.{number[2:4]}.{number[4:6]}-{number[6:9]}.{number[9:]}"


def misread(number: str) -> str:
    """The last digit is wrong."""
    return number[:-1] + str((int(number[-1]) + 1) % 10)


def born(month_day: str, serial: str = "") -> Callable[[str], str]:
    """Another birthday or serial, with the checksum that goes with it."""
    return lambda number: numbered(f"{number[:2]}{month_day}{serial or number[6:9]}")


def young(number: str) -> float:
    """Somebody born from 2000 to 2009, in a cell that is a number: its zeros are gone. No client has such a serial."""
    return float(numbered(f"0{number[1:6]}{int(number[6:9]) - 700}"))


def numbered(stem: str) -> str:
    whole = int(f"2{stem}" if stem[0] == "0" else stem)
    return f"{stem}{97 - whole % 97:02}"


def establishment(number: str) -> str:
    stem = f"2{number[1:8]}"
    return f"{stem}{97 - int(stem) % 97:02}"


OWN, PARTNER = Field.NATIONAL_NUMBER, Field.PARTNER_NATIONAL_NUMBER
KBO, PARTNER_KBO = Field.KBO_NUMBER, Field.PARTNER_KBO_NUMBER

KINDS: tuple[Kind, ...] = (
    rewrite(OWN, dotted),
    put(Field.MOBILE, "0475 12 34 56"),
    put(Field.LANGUAGE, "FR"),
    put(Field.EMAIL, None),
    rewrite(KBO, lambda number: f"BE {number[:4]}.{number[4:7]}.{number[7:]}"),
    rewrite(PARTNER, dotted),
    put(Field.LABELS, "kantoor Gent, zelfstandige"),
    put(Field.TYPE, None),
    rewrite(OWN, misread),
    put(Field.POSTAL_CODE, "900"),
    rewrite(Field.LAST_NAME, lambda name: f"{name} "),
    repeat(OWN),
    rewrite(Field.EMAIL, lambda address: address.replace("@", " at ")),
    put(Field.MOBILE, "+3242223344"),
    put(Field.CITY, None),
    put(Field.IPP_DEADLINE, "31/09/2026"),
    rewrite(PARTNER_KBO, misread),
    repeat(PARTNER, OWN),
    put(Field.COUNTRY, "Belgiqe"),
    put(Field.RESPONSIBLE, "Koen"),
    rewrite(Field.FIRST_NAME, lambda name: f"{name} & Tom"),
    put(Field.EXTRA_IPP, "x"),
    repeat(Field.CLIENT_CODE),
    put(Field.STREET, None),
    rewrite(KBO, misread),
    rewrite(PARTNER, misread),
    put(Field.LANGUAGE, None),
    repeat(Field.EMAIL),
    put(Field.BOX, True),  # noqa: FBT003 - what Excel made of it
    rewrite(OWN, young),
    put(Field.HOUSE_NUMBER, None),
    put(Field.MOBILE, "+32452 12 34 56"),
    repeat(KBO),
    copy(PARTNER, OWN),
    put(Field.FIRST_NAME, None),
    rewrite(Field.EMAIL, lambda address: f"<{address}>"),
    rewrite(KBO, establishment),
    put(Field.LABELS, "kantoor Gent;zelfstandige"),
    put(Field.TYPE, "personne"),
    rewrite(OWN, born("0231")),
    put(Field.CITY, "#N/A"),
    repeat(PARTNER),
    put(OWN, None),  # beside an enterprise number
    put(Field.MOBILE, "+3245212345"),
    rewrite(PARTNER_KBO, establishment),
    put(Field.LAST_NAME, None),
    put(Field.LANGUAGE, "german"),
    rewrite(Field.EMAIL, lambda address: f"{address}; {address.replace('@', '.2@')}"),
    repeat(PARTNER_KBO),
    put(Field.IPP_DEADLINE, "16/10/2062"),
    put(Field.HOUSE_NUMBER, "#REF!"),
    rewrite(Field.RESPONSIBLE, lambda address: address.replace("@", "@.")),
    rewrite(OWN, born("0412", "000")),
    put(Field.LABELS, "kantoor Gent,,expat"),
    copy(PARTNER_KBO, KBO),
    rewrite(Field.LAST_NAME, lambda name: f"{name} 2"),
    rewrite(Field.EMAIL, lambda address: f"{address.partition('@')[0]}@gmial.com"),
    put(PARTNER, None),  # beside the partner's enterprise number
    put(Field.CLIENT_CODE, "#NAME?"),
    rewrite(Field.STREET, lambda street: f"{street}\N{NO-BREAK SPACE}"),
    put(Field.BOX, "#DIV/0!"),
)
