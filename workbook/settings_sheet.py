"""Draws the settings sheet of the template, and lists it among our own sheets so that the buttons find it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties

from shared.language import Text
from workbook import layout, setting_lines

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from shared.language import Language

CHOOSE: Final = Text(
    "Choisissez une langue dans la liste, ou videz la cellule.",
    "Kies een taal uit de lijst, of maak de cel leeg.",
    "Choose a language from the list, or empty the cell.",
)
HTTPS: Final = Text(
    "L'adresse commence par https://.", "Het adres begint met https://.", "The address starts with https://."
)
TITLE_SIZE, TITLE_HEIGHT, LINE_HEIGHT = 14, 26, 22


def add(book: Workbook, language: Language) -> None:
    """Add the sheet, and the very hidden list that says which part it plays."""
    name = layout.TABS[layout.Role.SETTINGS].to(language)
    sheet: Worksheet = book.create_sheet(name)
    for row in setting_lines.rows(name, language, {}):
        sheet.append(list(row))
    _dress(sheet)
    _guard(sheet, language)
    own: Worksheet = book.create_sheet(layout.OWN_SHEETS)
    own.append([layout.Role.SETTINGS.value, name])
    own.sheet_state = "veryHidden"


def _dress(sheet: Worksheet) -> None:
    for column, width in enumerate(setting_lines.WIDTHS, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    for row in sheet.iter_rows():
        for cell in row:
            cell.font = Font(name=layout.FONT, size=layout.FONT_SIZE, color=layout.INK)
            cell.alignment = Alignment(vertical="center", indent=0 if cell.column == 1 else 1)
    sheet["A1"].font = Font(name=layout.FONT, size=TITLE_SIZE, color=layout.INK, bold=True)
    sheet.row_dimensions[1].height = TITLE_HEIGHT
    for heading in sheet[setting_lines.HEADING_ROW]:
        heading.font = Font(name=layout.FONT, size=layout.FONT_SIZE, color=layout.REQUIRED_INK, bold=True)
        heading.fill = PatternFill("solid", layout.REQUIRED_FILL)
    line = Side("thin", layout.CHOICE_LINE)
    for key in (line.key for line in setting_lines.LINES):
        value = sheet[setting_lines.cell(key)]
        value.number_format = layout.TEXT_FORMAT
        sheet.row_dimensions[value.row].height = LINE_HEIGHT
        sheet.cell(value.row, 3).font = Font(name=layout.FONT, size=layout.FONT_SIZE, color=layout.EMPTY_INK)
        if key != setting_lines.PRACTICE:
            value.fill = PatternFill("solid", layout.CHOICE_FILL)
            value.border = Border(left=line, right=line, top=line, bottom=line)
    sheet.sheet_view.showGridLines = False
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _guard(sheet: Worksheet, language: Language) -> None:
    """Stop slips while they are typed; the buttons check again, for pasting passes by this."""
    names = ",".join(setting_lines.LANGUAGES.values())
    choice = DataValidation("list", f'"{names}"', allow_blank=True, showErrorMessage=True)
    choice.error = CHOOSE.to(language)
    choice.add(setting_lines.cell(setting_lines.LANGUAGE))
    where = setting_lines.cell(setting_lines.ADDRESS)
    begins = f'OR(LEFT({where},8)="https://",LEFT({where},7)="http://")'
    address = DataValidation("custom", begins, allow_blank=True, showErrorMessage=True)
    address.error = HTTPS.to(language)
    address.add(where)
    for guard in (choice, address):
        guard.errorTitle = "Accounton"
        sheet.add_data_validation(guard)
