"""Drop-down lists and sections on our own sheets, on openpyxl's workbook; see `addin.procedures`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils.cell import absolute_coordinate
from openpyxl.worksheet.datavalidation import DataValidation

from addin.procedures import SEPARATOR
from workbook import layout

if TYPE_CHECKING:
    from addin.engines.workbook_file import WorkbookFile


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
