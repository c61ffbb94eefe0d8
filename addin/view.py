"""What a person has before them: the sheets, which one is in view, and what is selected. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from addin.procedures import SEPARATOR

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Rectangle = tuple[int, int, int, int]
"""First row, first column, last row, last column; from 1, ends included."""


class View(NamedTuple):
    """`sheet` is in view, "" for a chart; `areas` are the visible cells of what is selected on it."""

    sheet: str
    areas: Sequence[Rectangle]
    cell: tuple[int, int] | None
    names: Sequence[str]

    @classmethod
    def of(cls, told: str) -> View:
        """Return what the procedure VIEW told."""
        sheet, areas, cell, *names = told.split(SEPARATOR)
        row, _, column = cell.partition(" ")
        return cls(sheet, rectangles(areas), (int(row), int(column)) if cell else None, names)


def rectangles(told: str) -> list[Rectangle]:
    """Return areas as a procedure tells them: four numbers each, with blanks between."""
    numbers = [int(number) for number in told.split()]
    return list(zip(numbers[::4], numbers[1::4], numbers[2::4], numbers[3::4], strict=True))


def told_of(areas: Iterable[Sequence[int]]) -> str:
    """Return areas as a procedure tells them."""
    return " ".join(str(number) for area in areas for number in area)
