"""A worksheet on openpyxl, with which it is written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, MergedCell
from openpyxl.utils.cell import get_column_letter

from addin.engines.formulas import shown_by
from addin.engines.values import of_openpyxl

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

    from addin.engines.workbook_file import WorkbookFile

TEXT = "@"


class OpenedSheet:
    """A worksheet of an opened workbook; rows and columns count from 1."""

    def __init__(self, file: WorkbookFile, worksheet: Worksheet) -> None:
        """Be `worksheet` of `file`."""
        self.file = file
        self.worksheet = worksheet

    @property
    def name(self) -> str:
        """The name on the tab."""
        return str(self.worksheet.title)

    @name.setter
    def name(self, name: str) -> None:
        self.worksheet.title = name

    @property
    def place(self) -> int:
        """The place among all sheets, from 0."""
        return self.file.workbook.index(self.worksheet)

    def activate(self) -> None:
        """Show this sheet, and only this one."""
        for sheet in self.file.workbook.worksheets:
            sheet.sheet_view.tabSelected = sheet is self.worksheet
        self.file.workbook.active = self.worksheet

    def select(self, row: int, column: int) -> None:
        """Select a cell."""
        address = f"{get_column_letter(column)}{row}"
        for selection in self.worksheet.sheet_view.selection:
            selection.activeCell = selection.sqref = address

    def clear(self) -> None:
        """Empty the sheet of contents and formats."""
        self._cells.clear()
        self.file.forget_calculated(self.name)

    def delete(self) -> None:
        """Remove the sheet."""
        self.file.remove(self.worksheet)

    @property
    def used(self) -> tuple[int, int, int, int]:
        """Row, column and shape of the block from the first to the last cell that holds something, A1's without any.

        Excel counts cells that are only formatted too; here a million of them cost nothing.
        """
        places = [place for place, cell in self._cells.items() if cell.value is not None]
        rows, columns = [row for row, _ in places] or [1], [column for _, column in places] or [1]
        return min(rows), min(columns), max(rows) - min(rows) + 1, max(columns) - min(columns) + 1

    def read(self, row: int, column: int) -> object:
        """Return a cell's value in Excel's types; of a formula the last calculated one."""
        cell = self._cells.get((row, column))
        if cell is None or cell.value is None or cell.value == "":
            return None
        if cell.data_type == "f":
            return self.file.calculated.get((self.name, row, column), getattr(cell.value, "text", cell.value))
        return of_openpyxl(cell.value, cell.data_type)

    def write(self, row: int, column: int, value: Any) -> None:  # noqa: ANN401
        """Give a cell a value, nothing to one that a merged cell covers; in a cell formatted as text, as text."""
        if value in (None, "") and (row, column) not in self._cells:
            return
        cell = self.worksheet.cell(row, column)
        if isinstance(cell, MergedCell):
            return
        if not isinstance(value, str):
            cell.value = value
            return
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", value) or None
        if cell.data_type == "f" and cell.number_format != TEXT:
            self.file.calculated[(self.name, row, column)] = shown_by(value)
        else:
            cell.data_type = "s"

    def number_format(self, row: int, column: int) -> str:
        """Return a cell's number format."""
        return str(self.worksheet.cell(row, column).number_format)

    def set_number_format(self, row: int, column: int, code: str) -> None:
        """Give a cell a number format."""
        self.worksheet.cell(row, column).number_format = code

    @property
    def _cells(self) -> dict[tuple[int, int], Cell | MergedCell]:
        """The cells that exist; asking openpyxl for any other would create it."""
        return self.worksheet._cells  # noqa: SLF001
