"""Sheets and ranges of the file engine."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, MergedCell
from openpyxl.worksheet.cell_range import CellRange

from addin.engines.formulas import shown_by
from addin.engines.values import in_excels_types

if TYPE_CHECKING:
    from collections.abc import Iterator

    from openpyxl.cell.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

    from addin.engines.file import Book

TEXT = "@"


class Sheet:
    """A worksheet."""

    def __init__(self, book: Book, worksheet: Worksheet) -> None:
        """Belong to `book`."""
        self.book = book
        self.worksheet = worksheet

    @property
    def name(self) -> str:
        """The name on the tab."""
        return str(self.worksheet.title)

    @name.setter
    def name(self, name: str) -> None:
        self.worksheet.title = name

    def activate(self) -> None:
        """Show this sheet, and only this one."""
        workbook = self.book.file.workbook
        for sheet in workbook.worksheets:
            sheet.sheet_view.tabSelected = sheet is self.worksheet
        workbook.active = self.worksheet

    def clear(self) -> None:
        """Empty the sheet of contents and formats."""
        _cells(self.worksheet).clear()
        self.book.file.forget_calculated(self.name)

    def delete(self) -> None:
        """Remove the sheet."""
        self.book.file.remove(self.worksheet)

    @property
    def used_range(self) -> Range:
        """The block from the first to the last cell that holds something, `A1` when none does.

        Excel counts cells that are only formatted too; here a million of them cost nothing.
        """
        places = [place for place, cell in _cells(self.worksheet).items() if cell.value is not None]
        if not places:
            return Range(self, 1, 1, 1, 1)
        rows, columns = [row for row, _ in places], [column for _, column in places]
        return self.range((min(rows), min(columns)), (max(rows), max(columns)))

    def range(self, arg1: Any, arg2: Any = None) -> Range:  # noqa: ANN401 - an address, (row, column) or a range
        """Return the block between two corners, each an address, a (row, column) or a range."""
        one = self._block(arg1)
        if arg2 is None:
            return one
        other = self._block(arg2)
        first, left = min(one.row, other.row), min(one.column, other.column)
        last, right = max(one.last_row, other.last_row), max(one.last_column, other.last_column)
        return Range(self, first, left, last - first + 1, right - left + 1)

    def _block(self, corner: Any) -> Range:  # noqa: ANN401
        if isinstance(corner, Range):
            return corner
        if isinstance(corner, tuple):
            row, column, *shape = corner
            return Range(self, row, column, *(shape or (1, 1)))
        block = CellRange(corner)
        return Range(self, block.min_row, block.min_col, block.size["rows"], block.size["columns"])


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

    @property
    def raw_value(self) -> object:
        """The value of one cell, or the rows of a block; formulas as their last calculated values."""
        cells = _cells(self.sheet.worksheet)
        block = [[self._read(cells.get((row, column))) for column in self._columns()] for row in self._rows()]
        return block[0][0] if len(self) == 1 else block

    @raw_value.setter
    def raw_value(self, values: object) -> None:
        for row, column, value in self._laid_out(values):
            self._write(row, column, value)

    @property
    def number_format(self) -> str | None:
        """The number format, None when the cells have different ones."""
        worksheet = self.sheet.worksheet
        formats = {str(worksheet.cell(row, column).number_format) for row in self._rows() for column in self._columns()}
        return formats.pop() if len(formats) == 1 else None

    @number_format.setter
    def number_format(self, code: str) -> None:
        for row in self._rows():
            for column in self._columns():
                self.sheet.worksheet.cell(row, column).number_format = code

    def _columns(self) -> range:
        return range(self.column, self.last_column + 1)

    def _rows(self) -> range:
        return range(self.row, self.last_row + 1)

    def _laid_out(self, values: Any) -> Iterator[tuple[int, int, Any]]:  # noqa: ANN401 - a value or a block of them
        if not isinstance(values, list | tuple):
            values = [[values] * self.shape[1]] * self.shape[0]
        block = values if values and isinstance(values[0], list | tuple) else [values]
        for row, line in zip(self._rows(), block, strict=True):
            for column, value in zip(self._columns(), line, strict=True):
                yield row, column, value

    def _read(self, cell: Cell | MergedCell | None) -> object:
        if cell is None or cell.value is None:
            return None
        if cell.data_type == "f":
            place = (self.sheet.name, cell.row, cell.column)
            return self.sheet.book.file.calculated.get(place, getattr(cell.value, "text", cell.value))
        return in_excels_types(cell.value, cell.data_type)

    def _write(self, row: int, column: int, value: Any) -> None:  # noqa: ANN401
        worksheet = self.sheet.worksheet
        if value in (None, "") and (row, column) not in _cells(worksheet):
            return
        cell = worksheet.cell(row, column)
        if isinstance(cell, MergedCell):
            return
        if not isinstance(value, str):
            cell.value = value
            return
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", value) or None
        if cell.data_type == "f" and cell.number_format != TEXT:
            self.sheet.book.file.calculated[(self.sheet.name, row, column)] = shown_by(value)
        else:
            cell.data_type = "s"


def _cells(worksheet: Worksheet) -> dict[tuple[int, int], Cell | MergedCell]:
    """Return the cells that exist; asking openpyxl for any other would create it."""
    return worksheet._cells  # noqa: SLF001
