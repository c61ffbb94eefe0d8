"""A worksheet of the user's file, and what macros change in it; `patching` writes it."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

from addin.engines import block as blocks
from addin.engines.cells import KEPT, TEXT, Edit, Edits, Formula, column_letters, column_number
from addin.engines.elements import ILLEGAL, prefix_of
from addin.engines.formulas import shown_by
from addin.engines.listing import shows_date
from addin.engines.sheet_cells import Found, column_styles, found_in, hidden_columns, hidden_rows, styles_in
from addin.engines.sheet_stream import SheetStream
from addin.marks import Area

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from addin.engines.reading import Reading
    from shared.spreadsheet import Block

MERGED: Final = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]+)(\d+):([A-Z]+)(\d+)"')


class Marks(NamedTuple):
    """What a client sheet shows: the sheet with the reasons, the formats (formula and look) in an area, the notes."""

    grid: str
    ours: int
    area: str = ""
    formats: Sequence[tuple[str, bytes]] = ()
    reasons: Mapping[tuple[int, int], str] = {}


class Original(NamedTuple):
    """A cell's number format and what it holds: a `Formula`, a text, a number (also for a day) or a truth."""

    code: str
    value: object


class PatchedSheet:
    """A worksheet of the file; rows and columns count from 1."""

    def __init__(self, reading: Reading, name: str, part: str) -> None:
        """Be the sheet that the file calls `name`."""
        self._reading = reading
        self._name = name
        self.part = part
        self.edits: Edits = {}
        self._block: Block | None = None
        self.marks: Marks | None = None
        self.selected: str | None = None

    @property
    def block(self) -> Block:
        """The values, with those written; formulas as their last calculated values."""
        if self._block is None:
            self._block = self._reading.block(self._name)
            written = {
                (row, column): self._shown(edit)
                for row, line in self.edits.items()
                for column, edit in line.items()
                if edit.value is not KEPT
            }
            if written:
                self._block = blocks.changed(self._block, written, self._reading.file)
        return self._block

    def write(self, row: int, column: int, rows: Sequence[Sequence[object]]) -> None:
        """Give a block of cells values, as text where they are formatted so; none to what a merged cell covers."""
        for number, line in enumerate(rows, row):
            for place, value in enumerate(line, column):
                if not self.is_covered(number, place):
                    self._edit(number, place, value=self._typed(number, place, value))
        self._block = None

    def number_format(self, row: int, column: int) -> str:
        """Return a cell's number format."""
        return self.number_formats(Area(row, column, row, column))[0]

    def number_formats(self, area: Area) -> list[str]:
        """Return the number format of every cell of an area."""
        places = [
            (row, column)
            for row in range(area.first_row, area.last_row + 1)
            for column in range(area.first_column, area.last_column + 1)
        ]
        given = {place: edit.code for place in places if (edit := self.edits.get(place[0], {}).get(place[1]))}
        if all(given.get(place) is not None for place in places):
            return [str(given[place]) for place in places]
        sheet = self.opened()
        found = styles_in(sheet, sheet.head, self.prefix, area)
        styles = self._reading.styles
        return [given.get(place) or styles.number_format(found.get(place, 0)) for place in places]

    def set_number_format(self, area: Area, code: str) -> None:
        """Give the cells of an area a number format."""
        for row in range(area.first_row, area.last_row + 1):
            for column in range(area.first_column, area.last_column + 1):
                if not self.is_covered(row, column):
                    self._edit(row, column, code=code)

    def originals(self, places: Collection[tuple[int, int]]) -> dict[tuple[int, int], Original]:
        """Return what cells hold and how they show it, so that it can be written again."""
        found = found_in(self.opened(), self.prefix, places)
        columns, styles = column_styles(self.head), self._reading.styles
        originals = {}
        for row, column in places:
            cell = found.get((row, column)) or Found(columns.get(column, 0))
            edit = self.edits.get(row, {}).get(column, Edit())
            code = edit.code or styles.number_format(cell.style)
            value = _held(cell, self.block, row, column) if edit.value is KEPT else edit.value
            originals[row, column] = Original(code, value)
        return originals

    def hidden(self) -> tuple[set[int], set[int]]:
        """Return the rows and the columns that are hidden."""
        return hidden_rows(self.opened(), self.prefix), hidden_columns(self.head)

    def select(self, row: int, column: int) -> None:
        """Select a cell."""
        self.selected = (column_letters(column) + b"%d" % row).decode()

    def mark(self, marks: Marks) -> None:
        """Show these marks, and none of before."""
        self.marks = marks

    @cached_property
    def head(self) -> bytes:
        """What stands before the rows."""
        return self._reading.scan(self.part).head

    @cached_property
    def tail(self) -> bytes:
        """What stands behind the rows."""
        return self._reading.scan(self.part).tail

    @cached_property
    def prefix(self) -> bytes:
        """What the sheet's elements begin with."""
        return prefix_of(self.head)

    def opened(self) -> SheetStream:
        """Return the file's rows, as a stream."""
        return SheetStream(self._reading.stream(self.part))

    def _edit(self, row: int, column: int, *, value: object = KEPT, code: str | None = None) -> None:
        line = self.edits.setdefault(row, {})
        before = line.get(column, Edit())
        line[column] = Edit(before.value if value is KEPT else value, code or before.code)

    def _typed(self, row: int, column: int, value: object) -> object:
        if not isinstance(value, str) or isinstance(value, Formula):
            return value
        plain = ILLEGAL.sub("", value)
        is_formula = plain.startswith("=") and self.number_format(row, column) != TEXT
        return Formula(plain) if is_formula else plain or None

    def _shown(self, edit: Edit) -> object:
        """Return what a written cell shows, in Excel's types."""
        value = edit.value
        if isinstance(value, Formula):
            return shown_by(value) or str(value)
        if isinstance(value, bool) or not isinstance(value, int | float):
            return value
        if edit.code and shows_date(edit.code):
            from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel  # noqa: PLC0415

            return from_excel(value, CALENDAR_MAC_1904 if self._reading.listing.from_1904 else CALENDAR_WINDOWS_1900)
        return float(value)

    def is_covered(self, row: int, column: int) -> bool:
        """Return whether a merged cell of another address covers a place."""
        return any(
            first <= column <= last and (row, column) != (top, first) for top, first, last in self._merged.get(row, ())
        )

    @cached_property
    def _merged(self) -> dict[int, list[tuple[int, int, int]]]:
        """By row: the first row, the first column and the last column of merged cells."""
        found: dict[int, list[tuple[int, int, int]]] = {}
        for left, top, right, bottom in MERGED.findall(self.tail):
            area = int(top), column_number(left), column_number(right)
            for row in range(int(top), int(bottom) + 1):
                found.setdefault(row, []).append(area)
        return found


def _held(cell: Found, block: Block, row: int, column: int) -> object:
    if cell.formula:
        return Formula(cell.formula)
    if cell.kind == "n":
        return float(cell.value) if cell.value else None
    place = row - block.row, column - block.column
    is_there = 0 <= place[0] < len(block.rows) and 0 <= place[1] < len(block.rows[0])
    return block.rows[place[0]][place[1]] if is_there else None
