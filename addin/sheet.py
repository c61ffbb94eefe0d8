"""The client sheet of a workbook: the only module of the macros that talks xlwings about clients.

One block read to find and read it; every write is one or two calls, however many rows there are.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from xlwings import Book, Sheet

from addin.block import rows_of
from addin.marks import Area, as_text, letters
from addin.own_sheets import OwnSheets
from addin.procedures import SEPARATOR, WRITE
from shared import headings as recognised
from shared.headings import ColumnsMissing, ColumnTwice, Headings, HeadingsMissing
from workbook.layout import CLIENTS, TEXT_FORMAT

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from shared.check import Table
    from shared.record import Field

__all__ = ["Book", "ClientSheet", "Sheet"]

RESULTS: Final = "Accounton"
"""Heading of our own column of results; the same in the three languages."""


@dataclass(frozen=True, slots=True)
class ClientSheet:
    """A sheet that holds clients, as it was read. `first_row` and `first_column` place the block, from 1."""

    sheet: Sheet
    name: str
    block: Sequence[Sequence[object]]
    first_row: int
    first_column: int
    headings: Headings
    table: Table

    @classmethod
    def find(cls, book: Book, own: OwnSheets | None = None) -> ClientSheet:
        """Return the sheet in view, or else the one validated last, or any other, that has a client list's columns.

        Raises what the most promising sheet lacks: `ColumnsMissing`, `ColumnTwice` or `HeadingsMissing`.
        """
        fault: ColumnsMissing | ColumnTwice | HeadingsMissing | None = None
        for name in _likely_first(own or OwnSheets(book)):
            try:
                return cls._read(book.sheets[name], name)
            except (ColumnsMissing, ColumnTwice, HeadingsMissing) as found:
                if fault is None or isinstance(fault, HeadingsMissing):
                    fault = found
        raise fault or HeadingsMissing

    @classmethod
    def _read(cls, sheet: Sheet, name: str) -> ClientSheet:
        used = sheet.used_range
        first_row, first_column = used.row, used.column
        block = rows_of(used)
        headings = recognised.find(block, first_row=first_row)
        table = recognised.table(block, headings, first_row=first_row)
        return cls(sheet, name, block, first_row, first_column, headings, table)

    @property
    def unknown(self) -> tuple[str, ...]:
        """The headings that are nobody's: neither a client column nor our own."""
        return tuple(heading for heading in self.headings.unknown if heading != RESULTS)

    @property
    def columns(self) -> dict[Field, int]:
        """The sheet's column number, from 1, of every field that it has."""
        return {field: self.first_column + place for field, place in self.headings.columns.items()}

    @property
    def area(self) -> Area:
        """The cells that can be marked: from under the headings to the last row."""
        places = self.columns.values()
        return Area(self.headings.row + 1, min(places), max(self.last_row, self.headings.row + 1), max(places))

    @property
    def last_row(self) -> int:
        """The last row of the sheet that holds anything."""
        return self.first_row + len(self.block) - 1

    def letter(self, field: Field) -> str:
        """Return the column letter of `field`, "" when the sheet has no such column."""
        return letters(self.columns[field]) if field in self.headings.columns else ""

    def raw(self, row: int, field: Field) -> object:
        """Return a client's cell as the spreadsheet handed it over, None for a column that the sheet lacks."""
        column = self.table.columns.get(field)
        return None if column is None else column[bisect_left(self.table.rows, row)]

    def write_cells(self, changes: Mapping[tuple[int, Field], str]) -> None:
        """Give cells, named by sheet row and field, a new text; one call."""
        if changes:
            addresses = SEPARATOR.join(f"{self.letter(field)}{row}" for row, field in changes)
            self.sheet.book.macro(WRITE)(self.name, addresses, SEPARATOR.join(changes.values()))

    def write_results(self, results: Mapping[int, str]) -> None:
        """Write a text per sheet row into our own column, right of the others; other rows keep what they say."""
        heading = self.headings.row - self.first_row
        titles = [str(title or "").strip() for title in self.block[heading]]
        place = titles.index(RESULTS) if RESULTS in titles else self._width()
        last = max([self.last_row, *results])
        said = [self._said(row, place) for row in range(self.headings.row, last + 1)]
        said[0] = RESULTS
        for row, text in results.items():
            said[row - self.headings.row] = text
        column = self.first_column + place
        area = self.sheet.range((self.headings.row, column), (last, column))
        area.number_format = TEXT_FORMAT
        area.raw_value = [[text] for text in said]

    def _width(self) -> int:
        filled = (place for row in self.block for place, value in enumerate(row) if value is not None)
        return max(filled, default=-1) + 1

    def _said(self, row: int, place: int) -> str | None:
        place_in_block = row - self.first_row
        if place_in_block >= len(self.block) or place >= len(self.block[0]):
            return None
        value = self.block[place_in_block][place]
        return None if value is None else as_text(value)


def _likely_first(own: OwnSheets) -> list[str]:
    """Return the sheets that may hold clients; in a workbook that we know the first one does."""
    likely = [own.view.sheet, own.client_name or "", *CLIENTS, *own.view.names]
    return [name for name in dict.fromkeys(likely) if name in own.view.names and not own.is_ours(name)]
