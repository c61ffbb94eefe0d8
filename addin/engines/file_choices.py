"""Drop-down lists and sections on our own sheets, on openpyxl's workbook; see `addin.procedures`."""

from __future__ import annotations

import textwrap
from copy import copy
from typing import TYPE_CHECKING, Final

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils.cell import absolute_coordinate, get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from addin.procedures import SEPARATOR
from workbook import layout

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from addin.engines.workbook_file import WorkbookFile

SLENDER: Final = 1.1
"""Characters of a text in the width of a figure, at least."""
LINE_HEIGHT: Final = 13
"""In points."""


def choices(file: WorkbookFile, sheet: str, lists: str, areas: str, sources: str) -> None:
    """Offer values in cells; nothing typed is refused."""
    worksheet = file.workbook[sheet]
    line = Side("thin", layout.CHOICE_LINE)
    for area, source in zip(areas.split(SEPARATOR), sources.split(SEPARATOR), strict=True):
        offered = f"{lists}!{absolute_coordinate(source)}"
        choice = DataValidation("list", offered, allow_blank=True, showErrorMessage=False, showInputMessage=False)
        choice.add(area)
        worksheet.add_data_validation(choice)
        cells = [cell for row in worksheet[area] for cell in row] if ":" in area else [worksheet[area]]
        first = cells[0]
        first.fill = PatternFill("solid", layout.CHOICE_FILL)
        first.border = Border(left=line, right=line, top=line, bottom=line)
        for cell in cells:
            cell._style = copy(first._style)  # noqa: SLF001 - thousands of cells, each with the same style


def sections(file: WorkbookFile, sheet: str, titles: str, remarks: str) -> None:
    """Show lines as titles of sections and as remarks, over all columns."""
    worksheet = file.workbook[sheet]
    for numbers, size, bold in ((titles, layout.SECTION_SIZE, True), (remarks, layout.FONT_SIZE, False)):
        for number in map(int, numbers.split()):
            cell = worksheet.cell(number, 1)
            cell.font = Font(name=layout.FONT, size=size, color=layout.INK, bold=bold)
            cell.alignment = Alignment(vertical="top")
    _fit_rows(worksheet)


def _fit_rows(worksheet: Worksheet) -> None:
    """Give rows the height of their longest text: not every program does that on opening a workbook."""
    letters = map(get_column_letter, range(1, worksheet.max_column + 1))
    widths = [int(worksheet.column_dimensions[letter].width * SLENDER) for letter in letters]
    for number, row in enumerate(worksheet.iter_rows(), 1):
        told = [(str(cell.value), width) for cell, width in zip(row, widths, strict=True) if cell.alignment.wrap_text]
        lines = max((len(textwrap.wrap(text, width)) for text, width in told if len(text) > width), default=1)
        if lines > 1:
            worksheet.row_dimensions[number].height = LINE_HEIGHT * lines
