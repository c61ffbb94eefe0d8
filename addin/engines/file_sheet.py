"""Sheets and ranges of the file engine."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from xlwings.utils import a1_to_tuples

from addin.marks import Area

if TYPE_CHECKING:
    from collections.abc import Sequence

    from addin.engines.drawn_sheet import DrawnSheet
    from addin.engines.file import Book
    from addin.engines.patched_sheet import PatchedSheet
    from addin.engines.places import Place
    from shared.spreadsheet import Block


class Sheet:
    """A worksheet."""

    def __init__(self, book: Book, name: str) -> None:
        """Belong to `book`; `name` is the one on the tab."""
        self.book = book
        self._name = name

    @property
    def _place(self) -> Place:
        return self.book.file.sheet(self._name)

    @property
    def content(self) -> PatchedSheet | DrawnSheet:
        """What it holds."""
        return self._place.content

    @property
    def block(self) -> Block:
        """The values."""
        return self._place.block

    @property
    def name(self) -> str:
        """The name on the tab."""
        return self._name

    @name.setter
    def name(self, name: str) -> None:
        self.book.file.rename(self._place, name)
        self._name = name

    def activate(self) -> None:
        """Show this sheet, and only this one."""
        self.book.file.show(self._place)

    def clear(self) -> None:
        """Empty the sheet of contents and formats."""
        self.book.file.clear(self._place)

    def delete(self) -> None:
        """Remove the sheet."""
        self.book.file.remove(self._place)

    @property
    def used_range(self) -> Range:
        """The block from the first to the last cell that holds something, `A1` when none does.

        Excel counts cells that are only formatted too; here a million of them cost nothing.
        """
        block = self.block
        return Range(self, block.row, block.column, len(block.rows), len(block.rows[0]))

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
        self.sheet.content.select(self.row, self.column)

    @property
    def area(self) -> Area:
        """Where it lies."""
        return Area(self.row, self.column, self.last_row, self.last_column)

    @property
    def raw_value(self) -> object:
        """The value of one cell, or the rows of a block; formulas as their last calculated values."""
        rows = self._part_of(self.sheet.block)
        return rows[0][0] if len(self) == 1 else rows

    @raw_value.setter
    def raw_value(self, values: object) -> None:
        self.sheet.content.write(self.row, self.column, self._laid_out(values))

    @property
    def number_format(self) -> str | None:
        """The number format, None when the cells have different ones."""
        formats = set(self.sheet.content.number_formats(self.area))
        return formats.pop() if len(formats) == 1 else None

    @number_format.setter
    def number_format(self, code: str) -> None:
        self.sheet.content.set_number_format(self.area, code)

    def _columns(self) -> range:
        return range(self.column, self.last_column + 1)

    def _rows(self) -> range:
        return range(self.row, self.last_row + 1)

    def _part_of(self, block: Block) -> Sequence[Sequence[object]]:
        width = len(block.rows[0])
        if (self.row, self.column, *self.shape) == (block.row, block.column, len(block.rows), width):
            return block.rows
        places = [column - block.column for column in self._columns()]
        lines = [row - block.row for row in self._rows()]
        rows = [block.rows[line] if 0 <= line < len(block.rows) else () for line in lines]
        return [[row[place] if 0 <= place < len(row) else None for place in places] for row in rows]

    def _laid_out(self, values: Any) -> Sequence[Sequence[object]]:  # noqa: ANN401 - a value or a block of them
        if not isinstance(values, list | tuple):
            return [[values] * self.shape[1]] * self.shape[0]
        block = values if values and isinstance(values[0], list | tuple) else [values]
        if len(block) != self.shape[0] or any(len(line) != self.shape[1] for line in block):
            raise ValueError(self.shape)
        return block
