"""The client sheet of a workbook: the only module of the macros that talks xlwings about clients.

One block read to find and read it; every write is one or two calls, however many rows there are.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from xlwings import Book, Sheet

from addin.block import put, rows_of
from addin.marks import Area, as_text, letters
from addin.own_sheets import OwnSheets
from addin.totals import Extent
from addin.verdicts import HEADING, HEADINGS
from shared import headings as recognised
from shared.headings import ColumnsMissing, ColumnTwice, Headings, HeadingsMissing
from workbook.layout import CLIENTS, TEXT_FORMAT

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from addin.view import Rectangle
    from shared.check import Table
    from shared.language import Language
    from shared.record import Field

__all__ = ["Book", "ClientSheet", "Sheet"]

RESULTS: Final = "Accounton"
"""Heading of our own column of results; the same in the three languages."""
OURS: Final = frozenset({RESULTS, *HEADINGS})
RESULTS_APART, VERDICTS_APART = 2, 4
"""How far right of the last column of the user's ours stand: Excel takes a column directly beside a table of its own
into the table, and a text runs over the empty cell at its right.
"""
LAST_COLUMN: Final = 16_384


@dataclass(frozen=True, slots=True)
class ClientSheet:
    """A sheet that holds clients, as it was read. `first_row` and `first_column` place the block, from 1.

    `selected` are the rows of clients among which a person selected several, None for all.
    """

    sheet: Sheet
    name: str
    block: Sequence[Sequence[object]]
    first_row: int
    first_column: int
    headings: Headings
    table: Table
    selected: Extent | None = None

    @classmethod
    def find(cls, book: Book, own: OwnSheets | None = None) -> ClientSheet:
        """Return the sheet in view, or else the one validated last, or any other, that has a client list's columns.

        Raises what the most promising sheet lacks: `ColumnsMissing`, `ColumnTwice` or `HeadingsMissing`.
        """
        fault: ColumnsMissing | ColumnTwice | HeadingsMissing | None = None
        own = own or OwnSheets(book)
        for name in _likely_first(own):
            try:
                return cls._read(book.sheets[name], name, own.view.areas if name == own.view.sheet else ())
            except (ColumnsMissing, ColumnTwice, HeadingsMissing) as found:
                if fault is None or isinstance(fault, HeadingsMissing):
                    fault = found
        raise fault or HeadingsMissing

    @classmethod
    def _read(cls, sheet: Sheet, name: str, areas: Sequence[Rectangle]) -> ClientSheet:
        used = sheet.used_range
        first_row, first_column = used.row, used.column
        block = rows_of(used)
        headings = recognised.find(block, first_row=first_row)
        table = recognised.table(block, headings, first_row=first_row)
        return cls(sheet, name, block, first_row, first_column, headings, table, _selected(table.rows, areas))

    def read_again(self) -> ClientSheet:
        """Return the whole sheet after a change of some of its cells."""
        last_column = self.first_column + len(self.block[0]) - 1
        block = rows_of(self.sheet.range((self.first_row, self.first_column), (self.last_row, last_column)))
        table = recognised.table(block, self.headings, first_row=self.first_row)
        return replace(self, block=block, table=table, selected=None)

    @property
    def unknown(self) -> tuple[str, ...]:
        """The headings that are nobody's: neither a client column nor our own."""
        return tuple(heading for heading in self.headings.unknown if heading not in OURS)

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

    def write_results(self, results: Mapping[int, str]) -> None:
        """Write a text per sheet row into a column of our own; other rows keep what they say."""
        place = self._own_place({RESULTS}, RESULTS_APART)
        if place is None:
            return
        last = max([self.last_row, *results])
        said = [self._said(row, place) for row in range(self.headings.row, last + 1)]
        said[0] = RESULTS
        for row, text in results.items():
            said[row - self.headings.row] = text
        column = self.first_column + place
        area = self.sheet.range((self.headings.row, column), (last, column))
        area.number_format = TEXT_FORMAT
        put(area, [[text] for text in said])

    def write_verdicts(self, verdicts: Mapping[int, str], language: Language) -> None:
        """Write a text per sheet row into a column of its own, and nothing but the text: formats stay the user's."""
        place = self._own_place(HEADINGS, VERDICTS_APART)
        if place is not None:
            rows = range(self.headings.row + 1, self.last_row + 1)
            self._fill(self.first_column + place, [HEADING.to(language), *(verdicts.get(row) for row in rows)])

    def remove_verdicts(self) -> None:
        """Empty the column of verdicts."""
        place = self._place(HEADINGS)
        if place is not None:
            self._fill(self.first_column + place, [None] * (self.last_row - self.headings.row + 1))

    def _fill(self, column: int, texts: Sequence[str | None]) -> None:
        area = self.sheet.range((self.headings.row, column), (self.headings.row + len(texts) - 1, column))
        put(area, [[text] for text in texts])

    def _own_place(self, headings: Collection[str], apart: int) -> int | None:
        """Return where in the block our own column is or can be, None when the sheet ends before it."""
        place = self._place(headings)
        if place is None:
            place = self._width() - 1 + apart
        return place if self.first_column + place <= LAST_COLUMN else None

    def _place(self, headings: Collection[str]) -> int | None:
        """Return where in the block our own column with one of these headings is."""
        titles = [str(title or "").strip() for title in self.block[self.headings.row - self.first_row]]
        return next((place for place, title in enumerate(titles) if title in headings), None)

    def _width(self) -> int:
        """Return how many columns of the block are the user's."""
        ours = {self._place({heading}) for heading in OURS}
        filled = (
            place for row in self.block for place, value in enumerate(row) if value is not None and place not in ours
        )
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


def _selected(rows: Sequence[int], areas: Sequence[Rectangle]) -> Extent | None:
    """Return the clients' rows in what is selected: when it is several rows of the sheet and not all of these."""
    chosen = {row for first, _, last, _ in areas for row in rows[bisect_left(rows, first) : bisect_right(rows, last)]}
    height = len({row for first, _, last, _ in areas for row in (first, last)})
    return Extent(sorted(chosen)) if height > 1 and 0 < len(chosen) < len(rows) else None
