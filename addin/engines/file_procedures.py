"""The procedures of `addin.procedures`, on a workbook file.

A procedure that dresses a sheet of ours finds it as openpyxl's worksheet, `file.workbook[sheet]`: the sheets that were
added or cleared since the file was opened. The user's sheets are not openpyxl's: `file.sheet(name).content` patches
them, and knows only values, number formats and marks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils.cell import get_column_letter
from openpyxl.worksheet.cell_range import MultiCellRange
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.xml.functions import tostring

from addin.engines.file_choices import choices, sections
from addin.engines.file_fixing import correct, restore, visible
from addin.engines.patched_sheet import Marks, PatchedSheet
from addin.marks import FIXED, SIGNS, Area, formula
from addin.procedures import (
    ASK,
    CHOICES,
    CORRECT,
    DRESS,
    ESCAPED,
    MARK,
    PREPARE,
    REMOVE,
    RESTORE,
    SECTIONS,
    SEPARATOR,
    VISIBLE,
)
from shared.problem import Level
from workbook import layout

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from addin.engines.drawn_sheet import DrawnSheet
    from addin.engines.workbook_file import WorkbookFile

TITLE_SIZE, TITLE_HEIGHT = 14, 22
OURS: Final = len(Level) + 1


def mark(file: WorkbookFile, sheet: str, grid: str, area: str) -> None:
    """Make the client sheet show the grid of reasons, and nothing of an earlier one."""
    marked = file.sheet(sheet).content
    if not isinstance(marked, PatchedSheet):
        raise TypeError(sheet)
    reasons: Mapping[tuple[int, int], str] = {}
    if grid in file.names:
        file.hide(file.sheet(grid))
        reasons = _reasons(file, grid) if area else {}
    looks = [(formula(sign, _covered(area)), look) for sign, look in _styles().items()] if area else []
    formats = [(condition, _xml(look)) for condition, look in looks]
    marked.mark(Marks(grid, OURS, area, formats, reasons))


def dress(file: WorkbookFile, sheet: str, widths: str, headings: str) -> None:
    """Make the problems sheet pleasant to read and to print."""
    drawn: DrawnSheet = file.drawn(sheet)
    page: Any = drawn.page
    for column, width in enumerate(widths.split(), 1):
        page.column_dimensions[get_column_letter(column)].width = float(width)
    _dress_cells(drawn, [int(heading) for heading in headings.split()])
    page.row_dimensions[1].height = TITLE_HEIGHT
    page.sheet_view.showGridLines = False
    page.page_setup.orientation = "landscape"
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _dress_cells(drawn: DrawnSheet, headings: list[int]) -> None:
    block = drawn.block
    last, right = block.row + len(block.rows) - 1, block.column + len(block.rows[0]) - 1
    plain = Font(name=layout.FONT, size=layout.FONT_SIZE, color=layout.INK)
    link = Font(name=layout.FONT, size=layout.FONT_SIZE, color=layout.LINK_INK, underline="single")
    drawn.look(Area(2, 1, last, 1), font=link, alignment=Alignment(vertical="top"))
    drawn.look(Area(2, 2, last, right), font=plain, alignment=Alignment(vertical="top", wrap_text=True))
    font = Font(name=layout.FONT, size=layout.FONT_SIZE, color=layout.REQUIRED_INK, bold=True)
    for heading in headings:
        fill = PatternFill("solid", fgColor=layout.REQUIRED_FILL)
        drawn.look(Area(heading, 1, heading, right), font=font, fill=fill)
    title = Font(name=layout.FONT, size=TITLE_SIZE, color=layout.INK, bold=True)
    drawn.look(Area(1, 1, 1, 1), font=title)


def prepare(file: WorkbookFile, shown: str, hidden: str) -> None:
    """Make sure that there are sheets of these names, without contents or formats."""
    for name in filter(None, (*shown.split(SEPARATOR), *hidden.split(SEPARATOR))):
        if name in file.names:
            file.clear(file.sheet(name))
        else:
            file.add(name, len(file.places))
    for name in filter(None, hidden.split(SEPARATOR)):
        file.hide(file.sheet(name))


def remove(file: WorkbookFile, sheets: str) -> None:
    """Delete sheets."""
    for name in sheets.split(SEPARATOR):
        file.remove(file.sheet(name))


def _reasons(file: WorkbookFile, grid: str) -> dict[tuple[int, int], str]:
    """Return what the note of each cell tells; the grid's first cell is none."""
    block = file.sheet(grid).block
    return {
        (row, column): str(reason)[1:]
        for row, line in enumerate(block.rows, block.row)
        for column, reason in enumerate(line, block.column)
        if reason is not None and (row, column) != (1, 1)
    }


def _covered(area: str) -> Area:
    blocks = MultiCellRange(area).ranges
    return Area(
        min(block.min_row for block in blocks),
        min(block.min_col for block in blocks),
        max(block.max_row for block in blocks),
        max(block.max_col for block in blocks),
    )


def _styles() -> Mapping[str, DifferentialStyle]:
    return {
        SIGNS[Level.ERROR]: _style(
            layout.ERROR_FILL, Font(bold=True, color=layout.ERROR_INK), "thin", layout.ERROR_INK
        ),
        SIGNS[Level.WARNING]: _style(
            layout.WARNING_FILL, Font(italic=True, color=layout.WARNING_INK), "dashed", layout.WARNING_INK
        ),
        FIXED: _style(layout.FIXED_FILL, Font(underline="single", color=layout.FIXED_INK), "dotted", layout.FIXED_INK),
    }


def _style(fill: str, font: Font, line: str, ink: str) -> DifferentialStyle:
    side = Side(style=line, color=ink)  # type: ignore[arg-type]  # the stubs want a literal
    frame = Border(left=side, right=side, top=side, bottom=side)
    return DifferentialStyle(font=font, fill=PatternFill(bgColor=fill, fill_type="solid"), border=frame)


def _xml(look: DifferentialStyle) -> bytes:
    xml: bytes = tostring(look.to_tree(tagname="dxf"))  # type: ignore[assignment]  # the stubs say str
    return xml


PROCEDURES: Final[Mapping[str, Callable[..., object]]] = {
    MARK: mark,
    ASK: lambda *_: "",  # a file has no screen
    DRESS: dress,
    CHOICES: choices,
    SECTIONS: sections,
    ESCAPED: lambda _: False,
    PREPARE: prepare,
    REMOVE: remove,
    CORRECT: correct,
    RESTORE: restore,
    VISIBLE: visible,
}
