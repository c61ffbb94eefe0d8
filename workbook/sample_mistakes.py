"""The mistakes that people and spreadsheets make, the common ones first. Each changes some cells of a row."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from shared.record import Field

Cell = str | float | date
Cells = Mapping[Field, Cell]
Mistake = Callable[[Cells, Cells], Cells]
"""Takes the row and the row above it, returns the cells to change."""


def put(field: Field, cell: Cell) -> Mistake:
    """Write `cell`, whatever was there."""
    return lambda _row, _above: {field: cell}


def rewrite(field: Field, how: Callable[[str], str | float]) -> Mistake:
    """Write the cell's own text in another way."""
    return lambda row, _above: {field: how(str(row[field]))}


def repeat(field: Field, source: Field) -> Mistake:
    """Write what the row above says under `source`."""
    return lambda _row, above: {field: above[source]}


def copy(field: Field, source: Field) -> Mistake:
    """Write what the same row says under `source`."""
    return lambda row, _above: {field: row[source]}


def dotted(number: str) -> str:
    """Write a national number as it is printed on the card."""
    return f"{number[:2]}.{number[2:4]}.{number[4:6]}-{number[6:9]}.{number[9:]}"


def misread(number: str) -> str:
    """Get the last digit wrong."""
    return number[:-1] + str((int(number[-1]) + 1) % 10)


def born(year: int, month_day: str, serial: str | None = None) -> Callable[[str], str]:
    """Give a national number another birth date or serial, with the checksum that goes with it."""

    def change(number: str) -> str:
        stem = f"{year % 100:02}{month_day}{serial or number[6:9]}"
        whole = int(f"2{stem}" if year >= 2000 else stem)  # noqa: PLR2004 - from then on the checksum is another
        return f"{stem}{97 - whole % 97:02}"

    return change


def typed(number: str) -> float:
    """Become a number, as in a column that is not text."""
    return float(number)


MISTAKES: Final[tuple[Mistake, ...]] = (
    put(Field.MOBILE, "0452 12 34 56"),
    rewrite(Field.NATIONAL_NUMBER, dotted),
    put(Field.EMAIL, ""),
    put(Field.LANGUAGE, "FR"),
)
