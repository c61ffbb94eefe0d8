"""Drop-down lists and sections on our own sheets, on openpyxl's workbook; see `addin.procedures`."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Final

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils.cell import absolute_coordinate
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
        for (cell,) in worksheet[area] if ":" in area else [(worksheet[area],)]:
            cell.fill = PatternFill("solid", layout.CHOICE_FILL)
            cell.border = Border(left=line, right=line, top=line, bottom=line)


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
    widths = {letter: int(column.width * SLENDER) for letter, column in worksheet.column_dimensions.items()}
    for number, row in enumerate(worksheet.iter_rows(), 1):
        told = [cell for cell in row if cell.value and cell.alignment.wrap_text and cell.column_letter in widths]
        lines = max((len(textwrap.wrap(str(cell.value), widths[cell.column_letter])) for cell in told), default=1)
        if lines > 1:
            worksheet.row_dimensions[number].height = LINE_HEIGHT * lines
