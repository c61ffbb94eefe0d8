"""Writes the template: the client sheet as an .xlsx or .xlsm, the same bytes for the same arguments."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.utils.indexed_list import IndexedList
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties

from shared.language import Text
from shared.record import COLUMNS, Column, Field
from workbook import layout, macros, package, settings_sheet

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

    from shared.language import Language
    from workbook.layout import Cell, Cells

PRODUCT: Final = "Accounton for Excel"
TITLE: Final = Text("Import de clients Accounton", "Klantenimport Accounton", "Accounton client import")
REQUIRED: Final = Text("obligatoire", "verplicht", "required")
PAGE: Final = Text("Page &P de &N", "Pagina &P van &N", "Page &P of &N")
CHOICES: Final[Mapping[Field, Text]] = {
    Field.TYPE: Text("person", "person", "person"),
    Field.LANGUAGE: Text("dutch,french,english", "dutch,french,english", "dutch,french,english"),
    Field.COUNTRY: Text(
        "Belgique,France,Pays-Bas,Luxembourg,Allemagne,Royaume-Uni,Espagne,Italie,Portugal,Suisse",
        "België,Nederland,Frankrijk,Luxemburg,Duitsland,Verenigd Koninkrijk,Spanje,Italië,Portugal,Zwitserland",
        "Belgium,Netherlands,France,Luxembourg,Germany,United Kingdom,Spain,Italy,Portugal,Switzerland",
    ),
}
"""Inline, comma-separated (at most 255 characters): a list on another sheet is moved by Excel into an
extension that openpyxl drops."""


def template(
    path: Path, language: Language, clients: Sequence[Cells] = (), *, xlwings: Mapping[str, str] | None = None
) -> None:
    """Write the template for readers of `language`, holding `clients`; raises a `Refusal` per cause.

    `xlwings` are settings for its macros, kept on a hidden sheet.
    """
    package.check_template(path)
    book = _workbook(language, clients)
    if xlwings:
        macros.add_settings(book, xlwings)
    package.write(book, path)


def _workbook(language: Language, clients: Sequence[Cells]) -> Workbook:
    book = Workbook()
    book._fonts = IndexedList([_font(layout.INK)])  # type: ignore[attr-defined]  # noqa: SLF001 - the one way to the font of every empty cell
    properties = book.properties
    properties.title, properties.creator = TITLE.to(language), PRODUCT
    properties.language = f"{language}-BE"
    properties.created = properties.modified = package.MADE
    sheet: Worksheet = book.worksheets[0]
    sheet.title = layout.CLIENTS.to(language)
    for position, column in enumerate(COLUMNS, start=1):
        style = _cell_style(column)
        if style.name not in book.style_names:
            book.add_named_style(style)
        _heading(sheet, position, column, language)
        _column(sheet, get_column_letter(position), column, style)
        _values(sheet, position, style.name, [client.get(column.field) for client in clients])
    _lists(sheet, language)
    _view(sheet)
    _print(sheet, language)
    settings_sheet.add(book, language)
    return book


def _heading(sheet: Worksheet, position: int, column: Column, language: Language) -> None:
    ink, fill = _heading_colours(column)
    cell = sheet.cell(layout.HEADING_ROW, position, column.heading.to(language))
    cell.font, cell.fill = _font(ink, bold=column.required), PatternFill("solid", fill)
    cell.alignment = Alignment(vertical="center", wrap_text=True)
    cell.border = Border(right=Side("thin", "FFFFFF"))
    cell.comment = _note(column, language)


def _heading_colours(column: Column) -> tuple[str, str]:
    if column.field in layout.LEFT_EMPTY:
        return layout.EMPTY_INK, layout.EMPTY_FILL
    if column.required:
        return layout.REQUIRED_INK, layout.REQUIRED_FILL
    return layout.OPTIONAL_INK, layout.OPTIONAL_FILL


def _note(column: Column, language: Language) -> Comment:
    title = column.heading.to(language)
    if column.required:
        title += f" ({REQUIRED.to(language)})"
    text = f"{title}\n{column.explanation.to(language)}"
    return Comment(text, PRODUCT, height=layout.note_height(text), width=layout.NOTE_WIDTH)


def _column(sheet: Worksheet, letter: str, column: Column, style: NamedStyle) -> None:
    """Dress the whole column, down to the last row of the sheet."""
    dimension = sheet.column_dimensions[letter]
    dimension.width = layout.WIDTHS[column.field]
    dimension.number_format = style.number_format
    dimension.border, dimension.fill = style.border, style.fill


def _lists(sheet: Worksheet, language: Language) -> None:
    """Offer what can be chosen; nothing is refused, for the rules speak the reader's language and Excel may not."""
    for position, column in enumerate(COLUMNS, start=1):
        if column.field in CHOICES:
            choices = f'"{CHOICES[column.field].to(language)}"'
            choice = DataValidation("list", choices, allow_blank=True, showErrorMessage=False, showInputMessage=False)
            letter = get_column_letter(position)
            choice.add(f"{letter}{layout.HEADING_ROW + 1}:{letter}{layout.LAST_ROW}")
            sheet.add_data_validation(choice)


def _cell_style(column: Column) -> NamedStyle:
    empty = column.field in layout.LEFT_EMPTY
    return NamedStyle(
        f"{PRODUCT}: {column.field}" if empty else PRODUCT,
        number_format=layout.TEXT_FORMAT,
        font=_font(layout.INK),
        border=Border(bottom=Side("thin", layout.LINE)),
        fill=PatternFill("solid", layout.EMPTY_FILL) if empty else PatternFill(),
    )


def _values(sheet: Worksheet, position: int, style: str, values: Sequence[Cell | None]) -> None:
    """Write one column, empty cells too: what is typed over them must stay text."""
    for row, value in enumerate(values, start=layout.HEADING_ROW + 1):
        cell = sheet.cell(row, position, value)
        cell.style = style
        if isinstance(value, str):
            cell.data_type = "s"  # also what starts with "="
        elif isinstance(value, date):
            cell.number_format = layout.DATE_FORMAT


def _view(sheet: Worksheet) -> None:
    """Keep headings and names in view.

    No autofilter: one that ends at our last column would, on sorting, leave behind the result column that
    *Send* adds. No Excel table: it would swallow that column, and pasting beside it rearranges it.
    """
    sheet.row_dimensions[layout.HEADING_ROW].height = layout.HEADING_HEIGHT
    sheet.sheet_format.defaultRowHeight, sheet.sheet_format.customHeight = layout.ROW_HEIGHT, True
    sheet.freeze_panes = f"{get_column_letter(len(layout.NAME_COLUMNS) + 1)}{layout.HEADING_ROW + 1}"
    sheet.sheet_properties.tabColor = layout.REQUIRED_FILL


def _print(sheet: Worksheet, language: Language) -> None:
    """Landscape A4, two pages wide; headings and names on every page."""
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 2, 0
    sheet.page_margins = PageMargins(left=0.4, right=0.4, top=0.5, bottom=0.6, header=0.3, footer=0.3)
    sheet.print_title_rows = f"{layout.HEADING_ROW}:{layout.HEADING_ROW}"
    sheet.print_title_cols = f"A:{get_column_letter(len(layout.NAME_COLUMNS))}"
    footer = HeaderFooterItem()
    footer.left.text, footer.right.text = "&A", PAGE.to(language)
    sheet.oddFooter = footer


def _font(ink: str, *, bold: bool = False) -> Font:
    return Font(name=layout.FONT, size=layout.FONT_SIZE, color=ink, bold=bold)
