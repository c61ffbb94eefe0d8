"""The procedures of `addin.procedures`, on openpyxl's workbook."""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING, Any, Final

from openpyxl.cell.cell import MergedCell
from openpyxl.comments import Comment
from openpyxl.formatting.formatting import ConditionalFormattingList
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils.cell import get_column_letter
from openpyxl.worksheet.cell_range import MultiCellRange
from openpyxl.worksheet.properties import PageSetupProperties

from addin.engines.file_choices import choices, sections
from addin.engines.file_fixing import correct, restore, visible
from addin.marks import FIXED, SIGNS, Area, formula, with_reason, without_reason
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

    from openpyxl.worksheet.worksheet import Worksheet

    from addin.engines.workbook_file import WorkbookFile

AUTHOR: Final = "Accounton"
TITLE_SIZE, TITLE_HEIGHT = 14, 22
OURS: Final = len(Level) + 1


def mark(file: WorkbookFile, sheet: str, grid: str, area: str) -> None:
    """Make the client sheet show the grid of reasons, and nothing of an earlier one."""
    worksheet = file.workbook[sheet]
    _remove_formats(worksheet, grid)
    _remove_reasons(worksheet)
    if grid in file.workbook.sheetnames:
        file.workbook[grid].sheet_state = "veryHidden"
    if area:
        add_formats(worksheet, area)
        _add_reasons(worksheet, file.workbook[grid])


def dress(file: WorkbookFile, sheet: str, widths: str, headings: str) -> None:
    """Make the problems sheet pleasant to read and to print."""
    worksheet: Any = file.workbook[sheet]
    for column, width in enumerate(widths.split(), 1):
        worksheet.column_dimensions[get_column_letter(column)].width = float(width)
    plain = Font(name=layout.FONT, size=layout.FONT_SIZE, color=layout.INK)
    link = Font(name=layout.FONT, size=layout.FONT_SIZE, color=layout.LINK_INK, underline="single")
    for number in range(1, worksheet.max_column + 1):
        first = worksheet.cell(2, number)
        first.font = plain if number > 1 else link
        first.alignment = Alignment(vertical="top", wrap_text=number > 1)
        for row in range(3, worksheet.max_row + 1):
            cell = worksheet.cell(row, number)
            cell._style = copy(first._style)  # noqa: SLF001 - thousands of cells, each with the same style
    for heading in map(int, headings.split()):
        for cell in worksheet[heading]:
            cell.font = Font(name=layout.FONT, size=layout.FONT_SIZE, color=layout.REQUIRED_INK, bold=True)
            cell.fill = PatternFill("solid", fgColor=layout.REQUIRED_FILL)
    worksheet.row_dimensions[1].height = TITLE_HEIGHT
    worksheet["A1"].font = Font(name=layout.FONT, size=TITLE_SIZE, color=layout.INK, bold=True)
    worksheet.sheet_view.showGridLines = False
    worksheet.page_setup.orientation = "landscape"
    worksheet.page_setup.fitToHeight = 0
    worksheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def prepare(file: WorkbookFile, shown: str, hidden: str) -> None:
    """Make sure that there are sheets of these names, without contents or formats."""
    for name in filter(None, (*shown.split(SEPARATOR), *hidden.split(SEPARATOR))):
        if name in file.names:
            _empty(file, file.workbook[name])
        else:
            file.add(name, len(file.workbook.sheetnames))
    for name in filter(None, hidden.split(SEPARATOR)):
        file.workbook[name].sheet_state = "veryHidden"  # what is written there stays a text without a format


def _empty(file: WorkbookFile, worksheet: Worksheet) -> None:
    file.sheet(worksheet.title).clear()
    worksheet.conditional_formatting = ConditionalFormattingList()
    worksheet.data_validations.dataValidation = []
    worksheet.merged_cells.ranges = set()
    worksheet.row_dimensions.clear()
    worksheet.column_dimensions.clear()


def remove(file: WorkbookFile, sheets: str) -> None:
    """Delete sheets."""
    for name in sheets.split(SEPARATOR):
        file.remove(file.workbook[name])


def add_formats(worksheet: Worksheet, area: str) -> None:
    """Add one format per sign before the user's own: a fill, and a text and a frame of its own."""
    for rules in worksheet.conditional_formatting:
        for rule in rules.rules:
            rule.priority += OURS
    blocks = MultiCellRange(area).ranges
    covered = Area(
        min(block.min_row for block in blocks),
        min(block.min_col for block in blocks),
        max(block.max_row for block in blocks),
        max(block.max_col for block in blocks),
    )
    for priority, (sign, style) in enumerate(_styles().items(), 1):
        rule = Rule("expression", priority=priority, formula=[formula(sign, covered)], dxf=style)
        worksheet.conditional_formatting.add(area, rule)


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


def _remove_formats(worksheet: Worksheet, grid: str) -> None:
    kept = ConditionalFormattingList()
    removed = 0
    for rules in worksheet.conditional_formatting:
        for rule in rules.rules:
            if grid in "".join(map(str, rule.formula)):
                removed += 1
            else:
                kept.add(str(rules.sqref), rule)
    if not removed:
        return
    for rules in kept:
        for rule in rules.rules:
            rule.priority = max(1, rule.priority - min(removed, OURS))
    worksheet.conditional_formatting = kept


def _remove_reasons(worksheet: Worksheet) -> None:
    for cell in worksheet._cells.values():  # noqa: SLF001 - asking for cells by address would create them
        note = cell.comment
        own = note and without_reason(note.text)
        if note and own != note.text:
            cell.comment = _note(own, note) if own else None


def _add_reasons(worksheet: Worksheet, grid: Worksheet) -> None:
    for reason in grid._cells.values():  # noqa: SLF001
        cell = worksheet[reason.coordinate]
        if reason.coordinate != "A1" and not isinstance(cell, MergedCell):
            note = cell.comment
            cell.comment = _note(with_reason(note.text if note else "", str(reason.value)[1:]), note)


def _note(text: str, earlier: Comment | None) -> Comment:
    if earlier:
        return Comment(text, earlier.author, height=earlier.height, width=earlier.width)
    return Comment(text, AUTHOR, height=layout.note_height(text), width=layout.NOTE_WIDTH)


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
