"""The mistakes that people and spreadsheets make, the common ones first. Each changes some cells of a row.

What could be somebody's is not used: the French mobile and the London line lie in ranges reserved for fiction, the
enterprise numbers in ranges of which none was issued.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Final

from shared.record import Field
from workbook.layout import Cell, Cells

Mistake = Callable[[Cells, Cells], Cells]
"""Takes the row and the row above it, returns the cells to change; none when the two rows cannot hold it."""


def put(**cells: Cell) -> Mistake:
    """Write these cells, whatever was there."""
    return lambda _row, _above: {Field(name): cell for name, cell in cells.items()}


def rewrite(field: Field, how: Callable[[str], Cell]) -> Mistake:
    """Write the cell's own text in another way."""
    return lambda row, _above: {field: how(str(row[field]))}


def repeat(field: Field, source: Field) -> Mistake:
    """Write what the row above says under `source`."""
    return lambda _row, above: {field: above[source]} if above[source] else {}


def traded(*fields: Field, prefix: str = "19", how: Callable[[str], Cell] = str, **cells: Cell) -> Mistake:
    """Write the row's own enterprise number under `fields`, in some way, and put the other cells beside it."""

    def change(row: Cells, above: Cells) -> Cells:
        stem = f"{prefix}{900_000 + int(row[Field.CLIENT_CODE]):06}"  # type: ignore[arg-type]  # our own codes
        number = f"{stem}{97 - int(stem) % 97:02}"
        return {**dict.fromkeys(fields, how(number)), **put(**cells)(row, above)}

    return change


def born(year: int, month_day: str, serial: str | None = None) -> Callable[[str], str]:
    """Give a national number another birth date or serial, with the checksum that goes with it."""

    def change(number: str) -> str:
        stem = f"{year % 100:02}{month_day}{serial or number[6:9]}"
        whole = int(f"2{stem}" if year >= 2000 else stem)  # noqa: PLR2004 - from then on the checksum is another
        return f"{stem}{97 - whole % 97:02}"

    return change


def dotted(number: str) -> str:
    """Write a national number as it is printed on the card."""
    return f"{number[:2]}.{number[2:4]}.{number[4:6]}-{number[6:9]}.{number[9:]}"


def misread(number: str) -> str:
    """Get the last digit wrong."""
    return number[:-1] + str((int(number[-1]) + 1) % 10)


OWN, PARTNER, KBO = Field.NATIONAL_NUMBER, Field.PARTNER_NATIONAL_NUMBER, Field.KBO_NUMBER

MISTAKES: Final[tuple[Mistake, ...]] = (
    put(mobile="0452 12 34 56"),
    rewrite(OWN, dotted),
    put(language="FR"),
    put(email=""),
    repeat(PARTNER, OWN),
    put(labels="kantoor Gent, zelfstandige"),
    rewrite(OWN, lambda number: float(born(2003, "0714")(number))),
    put(mobile=452123456.0),
    rewrite(Field.EMAIL, lambda address: address.replace("@", " at ")),
    rewrite(OWN, misread),
    repeat(KBO, KBO),
    put(responsible="Koen"),
    put(street="Kerkstraat", house_number="12", postal_code="9000", city="", country="België"),
    repeat(PARTNER, PARTNER),
    put(type=""),
    repeat(Field.EMAIL, Field.EMAIL),
    put(house_number=date(2026, 5, 3)),
    traded(KBO, how=lambda number: f"BE {number[:4]}.{number[4:7]}.{number[7:]}"),
    rewrite(Field.LAST_NAME, lambda name: f"{name}\N{NO-BREAK SPACE} "),
    put(mobile="0639980012"),
    rewrite(Field.FIRST_NAME, lambda name: f"{name} & Tom"),
    put(ipp_deadline="31/09/2026"),
    repeat(OWN, OWN),
    put(postal_code="B-9000", city="Gent", country="België", street="Veldstraat 8 bus 2", house_number="", box=""),
    put(national_number="8,5073E+10"),
    put(labels="bureau de Namur;zelfstandige"),
    traded(KBO, national_number=""),
    put(country="Belgiqe"),
    repeat(Field.CLIENT_CODE, Field.CLIENT_CODE),
    rewrite(Field.LAST_NAME, str.upper),
    put(mobile="0452123456 / 0453654321"),
    put(extra_ipp="x"),
    rewrite(Field.EMAIL, lambda address: f"<{address}>"),
    traded(KBO, prefix="01", how=float),
    put(postal_code="59000", city="Lille", country="", street="Rue Nationale", house_number="31"),
    rewrite(PARTNER, lambda _number: "idem"),
    put(mobile="+442079460123"),
    put(language="german"),
    rewrite(Field.EMAIL, lambda address: f"{address}; {address.replace('@', '.2@')}"),
    lambda row, _above: {PARTNER: row[OWN]},
    put(ipp_deadline=date(2062, 10, 16)),
    put(house_number="12\N{EN DASH}14", box=True, street="Kerkstraat", postal_code="9000", city="Gent", country="BE"),
    traded(Field.PARTNER_KBO_NUMBER, partner_national_number=""),
    put(labels="kantoor Gent,,zelfstandige"),
    put(city="#N/A"),
    traded(KBO, how=misread),
    rewrite(OWN, born(1985, "1412")),
    put(responsible="ann.devos@example.com"),
    rewrite(Field.EMAIL, lambda address: f"é{address}"),
    put(mobile="+3245212345"),
    rewrite(OWN, born(1985, "0231")),
    put(last_name="-"),
    traded(KBO, prefix="29"),
    put(email='=B2&"."&C2&"@example.com"'),
    rewrite(Field.EMAIL, lambda address: f"{address.partition('@')[0]}@example.con"),
    traded(KBO, Field.PARTNER_KBO_NUMBER),
    rewrite(OWN, born(2026, "1231")),
    put(kbo_number="n.v.t."),
    rewrite(OWN, born(1985, "0412", "000")),
    rewrite(Field.LAST_NAME, lambda name: f"{name} 2"),
)
