"""Sheets and ranges of the file engine."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from xlwings.utils import a1_to_tuples

from shared.spreadsheet import MOST_CELLS
from shared.unusable import TooMuch

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from addin.engines.file import Book
    from addin.engines.opened_sheet import OpenedSheet
    from shared.spreadsheet import Block


class Sheet:
    """A worksheet."""

    def __init__(self, book: Book, name: str) -> None:
        """Belong to `book`; `name` is the one on the tab."""
        self.book = book
        self._name = name

    @cached_property
    def opened(self) -> OpenedSheet:
        """The sheet as it can be written; asking for it opens the workbook with openpyxl."""
        return self.book.file.sheet(self._name)

    @property
    def block(self) -> Block | None:
        """The values as they were read, None when openpyxl has them."""
        reading = self.book.reading
        return reading.block(self._name) if reading else None

    @property
    def name(self) -> str:
        """The name on the tab."""
        return self._name if self.book.reading else self.opened.name

    @name.setter
    def name(self, name: str) -> None:
        self.opened.name = name

    def activate(self) -> None:
        """Show this sheet, and only this one."""
        self.opened.activate()

    def clear(self) -> None:
        """Empty the sheet of contents and formats."""
        self.opened.clear()

    def delete(self) -> None:
        """Remove the sheet."""
        self.opened.delete()

    @property
    def used_range(self) -> Range:
        """The block from the first to the last cell that holds something, `A1` when none does."""
        block = self.block
        if block:
            return Range(self, block.row, block.column, len(block.rows), len(block.rows[0]))
        row, column, rows, columns = self.opened.used
        if rows * columns > MOST_CELLS:
            raise TooMuch(file=self.book.name)
        return Range(self, row, column, rows, columns)

    def range(self, arg1: Any, arg2: Any = None) -> Range:  # noqa: ANN401 - an address, (row, column) or a range
        """Return the block between two corners, each an address, a (row, column) or a range."""
        one = self._between(arg1)
        if arg2 is None:
            return one
        other = self._between(arg2)
        first, left = min(one.row, other.row), min(one.column, other.column)
        last, right = max(one.last_row, other.last_row), max(one.last_column, other.last_column)
        return Range(self, first, left, last - first + 1, right - left + 1)

    def _between(self, corner: Any) -> Range:  # noqa: ANN401
        if isinstance(corner, Range):
            return corner
        if isinstance(corner, tuple):
            row, column, *shape = corner
            return Range(self, row, column, *(shape or (1, 1)))
        first, last = a1_to_tuples(corner)  # type: ignore[no-untyped-call]
        return self.range(first, last)


class Range:
    """A block of cells."""

    options: Any = None
    max_cells_per_read = None
    max_cells_per_write = None

    def __init__(self, sheet: Sheet, row: int, column: int, rows: int, columns: int) -> None:
        """Start at `row` and `column`, both from 1."""
        self.sheet = sheet
        self.row, self.column = row, column
        self.shape = (rows, columns)

    @property
    def last_row(self) -> int:
        """The last row's number."""
        return self.row + self.shape[0] - 1

    @property
    def last_column(self) -> int:
        """The last column's number."""
        return self.column + self.shape[1] - 1

    @property
    def api(self) -> Range:
        """The native object."""
        return self

    def __len__(self) -> int:
        return self.shape[0] * self.shape[1]

    def __call__(self, row: int, column: int) -> Range:
        """Return one cell of the block, counted from 1."""
        return Range(self.sheet, self.row + row - 1, self.column + column - 1, 1, 1)

    def select(self) -> None:
        """Select the block, for when the file is opened."""
        self.sheet.opened.select(self.row, self.column)

    @property
    def raw_value(self) -> object:
        """The value of one cell, or the rows of a block; formulas as their last calculated values."""
        block = self.sheet.block
        rows = self._part_of(block) if block else self._read()
        return rows[0][0] if len(self) == 1 else rows

    @raw_value.setter
    def raw_value(self, values: object) -> None:
        for row, column, value in self._laid_out(values):
            self.sheet.opened.write(row, column, value)

    @property
    def number_format(self) -> str | None:
        """The number format, None when the cells have different ones."""
        opened = self.sheet.opened
        formats = {opened.number_format(row, column) for row in self._rows() for column in self._columns()}
        return formats.pop() if len(formats) == 1 else None

    @number_format.setter
    def number_format(self, code: str) -> None:
        for row in self._rows():
            for column in self._columns():
                self.sheet.opened.set_number_format(row, column, code)

    def _columns(self) -> range:
        return range(self.column, self.last_column + 1)

    def _rows(self) -> range:
        return range(self.row, self.last_row + 1)

    def _read(self) -> Sequence[Sequence[object]]:
        read = self.sheet.opened.read
        return [[read(row, column) for column in self._columns()] for row in self._rows()]

    def _part_of(self, block: Block) -> Sequence[Sequence[object]]:
        width = len(block.rows[0])
        if (self.row, self.column, *self.shape) == (block.row, block.column, len(block.rows), width):
            return block.rows
        places = [column - block.column for column in self._columns()]
        lines = [row - block.row for row in self._rows()]
        rows = [block.rows[line] if 0 <= line < len(block.rows) else () for line in lines]
        return [[row[place] if 0 <= place < len(row) else None for place in places] for row in rows]

    def _laid_out(self, values: Any) -> Iterator[tuple[int, int, Any]]:  # noqa: ANN401 - a value or a block of them
        if not isinstance(values, list | tuple):
            values = [[values] * self.shape[1]] * self.shape[0]
        block = values if values and isinstance(values[0], list | tuple) else [values]
        for row, line in zip(self._rows(), block, strict=True):
            for column, value in zip(self._columns(), line, strict=True):
                yield row, column, value
