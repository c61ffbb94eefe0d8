"""Sheets and ranges of the LibreOffice engine."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from addin.engines.libreoffice import values

if TYPE_CHECKING:
    from collections.abc import Sequence

    from addin.engines.libreoffice.engine import Book


class Sheet:
    """A sheet, known by its name."""

    def __init__(self, book: Book, name: str) -> None:
        """Belong to `book`."""
        self.book = book
        self._name = name

    @property
    def name(self) -> str:
        """The name on the tab."""
        return self._name

    @name.setter
    def name(self, name: str) -> None:
        self.book.remote("rename", self._name, name)
        self._name = name

    def activate(self) -> None:
        """Show this sheet."""
        self.book.remote("activate", self._name)

    def clear(self) -> None:
        """Empty the sheet of contents, notes and formats."""
        self.book.remote("clear", self._name)

    def delete(self) -> None:
        """Remove the sheet."""
        self.book.remote("delete", self._name)

    @property
    def used_range(self) -> Range:
        """The block from the first to the last cell that holds something, `A1` when none does."""
        return Range(self, *self.book.remote("used", self._name))

    def range(self, arg1: Any, arg2: Any = None) -> Range:  # noqa: ANN401 - an address, (row, column) or a range
        """Return the block between two corners, each an address, a (row, column) or a range."""
        one, other = _block(arg1), _block(arg1 if arg2 is None else arg2)
        first, last = map(min, one[:2], other[:2]), map(max, one[2:], other[2:])
        return Range(self, *first, *last)


def _block(corner: Any) -> Sequence[int]:  # noqa: ANN401
    if isinstance(corner, Range):
        return corner.block
    if isinstance(corner, tuple):
        row, column, *shape = corner
        rows, columns = shape or (1, 1)
        return row, column, row + rows - 1, column + columns - 1
    return values.block_of(corner)


class Range:
    """A block of cells."""

    options: Any = None
    max_cells_per_read = None
    max_cells_per_write = None

    def __init__(self, sheet: Sheet, row: int, column: int, last_row: int, last_column: int) -> None:
        """Reach from `row` and `column`, both from 1, to `last_row` and `last_column`."""
        self.sheet = sheet
        self.row, self.column = row, column
        self.block = (row, column, last_row, last_column)
        self.shape = (last_row - row + 1, last_column - column + 1)

    @property
    def api(self) -> Range:
        """The native object."""
        return self

    def __len__(self) -> int:
        return self.shape[0] * self.shape[1]

    def __call__(self, row: int, column: int) -> Range:
        """Return one cell of the block, counted from 1."""
        place = self.row + row - 1, self.column + column - 1
        return Range(self.sheet, *place, *place)

    def select(self) -> None:
        """Select the block."""
        self._ordered("select")

    @property
    def raw_value(self) -> object:
        """The value of one cell, or the rows of a block; formulas as their values."""
        rows = values.in_excels_types(self._ordered("read"), self.row, self.column)
        return rows[0][0] if len(self) == 1 else rows

    @raw_value.setter
    def raw_value(self, raw: object) -> None:
        rows = self._rows(raw)
        self._ordered("write", rows, values.formulas(rows, self.row, self.column))

    @property
    def number_format(self) -> str | None:
        """The number format, None when the cells have different ones."""
        code: str | None = self._ordered("number_format")
        return code

    @number_format.setter
    def number_format(self, code: str) -> None:
        self._ordered("set_number_format", code)

    def _ordered(self, order: str, *arguments: object) -> Any:  # noqa: ANN401 - each order has its own
        return self.sheet.book.remote(order, self.sheet.name, self.block, *arguments)

    def _rows(self, raw: Any) -> Sequence[Sequence[object]]:  # noqa: ANN401 - a value or a block of them
        if not isinstance(raw, list | tuple):
            return [[raw] * self.shape[1]] * self.shape[0]
        return raw if raw and isinstance(raw[0], list | tuple) else [raw]
