"""The procedures that correct cells and give them back, on openpyxl's workbook."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from openpyxl.styles.numbers import is_date_format
from openpyxl.utils.cell import range_boundaries
from openpyxl.utils.datetime import from_excel, to_excel

from addin.view import told_of
from workbook import layout

if TYPE_CHECKING:
    from collections.abc import Iterator

    from openpyxl.cell.cell import Cell, MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

    from addin.engines.workbook_file import WorkbookFile

FORMAT, KIND, TEXT, NUMBER = 8, 9, 10, 11
"""Columns of the sheet of corrections."""
DATES: Final = (date, datetime, time, timedelta)


def correct(file: WorkbookFile, sheet: str, fixed: str) -> None:
    """Give the listed cells their texts, as text, and keep what they were."""
    listed = file.workbook[fixed]
    for line, cell in _listed(file, sheet, listed):
        if not listed.cell(line, KIND).value:
            for column, value in enumerate(_original(cell, file), FORMAT):
                _put(listed.cell(line, column), value)
            _put(cell, listed.cell(line, 4).value, layout.TEXT_FORMAT)


def restore(file: WorkbookFile, sheet: str, fixed: str) -> None:
    """Give the listed cells their originals."""
    listed = file.workbook[fixed]
    for line, cell in _listed(file, sheet, listed):
        code, kind, text, number = (listed.cell(line, column).value for column in range(FORMAT, NUMBER + 1))
        if kind == "formula":
            cell.value, cell.data_type, cell.number_format = text, "f", str(code)
        elif kind == "truth":
            _put(cell, text == "TRUE", str(code))
        elif kind:
            _put(cell, _number(number, str(code), file) if kind == "number" else text, str(code))
        if kind:
            for column in range(1, NUMBER + 1):
                listed.cell(line, column).value = None


def visible(file: WorkbookFile, sheet: str, area: str) -> str:
    """Return which cells of an area are not hidden."""
    worksheet = file.workbook[sheet]
    left, top, right, bottom = range_boundaries(area)
    hidden_rows = {row for row, one in worksheet.row_dimensions.items() if one.hidden}
    groups = [one for one in worksheet.column_dimensions.values() if one.hidden]
    hidden_columns = {column for one in groups for column in range(one.min or 0, (one.max or 0) + 1)}
    across = _runs(left or 1, right or 1, hidden_columns)
    return told_of(
        (first, from_, last, to) for first, last in _runs(top or 1, bottom or 1, hidden_rows) for from_, to in across
    )


def _runs(first: int, last: int, hidden: set[int]) -> list[tuple[int, int]]:
    runs = []
    for is_hidden, numbers in groupby(range(first, last + 1), hidden.__contains__):
        run = list(numbers)
        if not is_hidden:
            runs.append((run[0], run[-1]))
    return runs


def _listed(file: WorkbookFile, sheet: str, listed: Worksheet) -> Iterator[tuple[int, Cell | MergedCell]]:
    """Yield the lines about a sheet with their cells."""
    for line in range(2, listed.max_row + 1):
        name, row, column = (listed.cell(line, place).value for place in (1, 2, 3))
        if name == sheet and row and column:
            yield line, file.workbook[sheet].cell(int(str(row)), int(str(column)))


def _original(cell: Cell | MergedCell, file: WorkbookFile) -> tuple[str, str, str | None, float | None]:
    value: Any = cell.value
    code = str(cell.number_format)
    if value is None:
        return code, "empty", None, None
    if cell.data_type == "f":
        return code, "formula", str(getattr(value, "text", value)), None
    if isinstance(value, bool):
        return code, "truth", str(value).upper(), None
    if isinstance(value, DATES):
        return code, "number", None, float(to_excel(value, file.workbook.epoch))  # type: ignore[no-untyped-call]
    if isinstance(value, int | float):
        return code, "number", None, value
    return code, "text", str(value), None


def _number(number: Any, code: str, file: WorkbookFile) -> object:  # noqa: ANN401 - whatever a cell holds
    """Return a number as openpyxl has it: a day where the format shows one."""
    return from_excel(number, file.workbook.epoch) if is_date_format(code) else number


def _put(cell: Cell | MergedCell, value: Any, code: str | None = None) -> None:  # noqa: ANN401 - whatever a cell holds
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"
    if code:
        cell.number_format = code
