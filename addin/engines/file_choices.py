"""Drop-down lists and sections on our own sheets, in a file; see `addin.procedures`."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Final

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils.cell import absolute_coordinate, get_column_letter, range_boundaries
from openpyxl.worksheet.datavalidation import DataValidation

from addin.marks import Area
from addin.procedures import SEPARATOR
from workbook import layout

if TYPE_CHECKING:
    from addin.engines.drawn_sheet import DrawnSheet
    from addin.engines.workbook_file import WorkbookFile

SLENDER: Final = 1.1
"""Characters of a text in the width of a figure, at least."""
LINE_HEIGHT: Final = 13
"""In points."""


def choices(file: WorkbookFile, sheet: str, lists: str, areas: str, sources: str) -> None:
    """Offer values in cells; nothing typed is refused."""
    drawn = file.drawn(sheet)
    line = Side("thin", layout.CHOICE_LINE)
    for area, source in zip(areas.split(SEPARATOR), sources.split(SEPARATOR), strict=True):
        offered = f"{lists}!{absolute_coordinate(source)}"
        choice = DataValidation("list", offered, allow_blank=True, showErrorMessage=False, showInputMessage=False)
        choice.add(area)
        drawn.page.add_data_validation(choice)
        left, top, right, bottom = range_boundaries(area)
        drawn.look(
            Area(int(top or 1), int(left or 1), int(bottom or 1), int(right or 1)),
            fill=PatternFill("solid", layout.CHOICE_FILL),
            border=Border(left=line, right=line, top=line, bottom=line),
        )


def sections(file: WorkbookFile, sheet: str, titles: str, remarks: str) -> None:
    """Show lines as titles of sections and as remarks, over all columns."""
    drawn = file.drawn(sheet)
    for numbers, size, bold in ((titles, layout.SECTION_SIZE, True), (remarks, layout.FONT_SIZE, False)):
        font = Font(name=layout.FONT, size=size, color=layout.INK, bold=bold)
        for row in map(int, numbers.split()):
            drawn.look(Area(row, 1, row, 1), font=font, alignment=Alignment(vertical="top"))
    _fit_rows(drawn)


def _fit_rows(drawn: DrawnSheet) -> None:
    """Give rows the height of their longest text that wraps: not every program does that on opening a workbook."""
    block, page = drawn.block, drawn.page
    letters = map(get_column_letter, range(block.column, block.column + len(block.rows[0])))
    widths = [int(page.column_dimensions[letter].width * SLENDER) for letter in letters]
    for number, row in enumerate(block.rows, block.row):
        told = [(str(value), width) for value, width in zip(row[1:], widths[1:], strict=True) if value]
        lines = max((len(textwrap.wrap(text, width)) for text, width in told if len(text) > width), default=1)
        if lines > 1:
            page.row_dimensions[number].height = LINE_HEIGHT * lines
