"""Writes the template: the client sheet as an .xlsx, the same bytes for the same arguments."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Final

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.utils.indexed_list import IndexedList
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.writer.excel import ExcelWriter

from shared.language import Refusal, Text
from shared.record import COLUMNS, Column, Field
from workbook import layout

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

    from shared.language import Language
    from workbook.sample_mistakes import Cells

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

SHEET_PART: Final = "xl/worksheets/sheet1.xml"
LAST_ROW: Final = 1_048_576
MADE: Final = datetime(2026, 1, 1, tzinfo=UTC)
"""The one moment that the file mentions, so that its bytes depend on the arguments only."""


class TemplateExists(Refusal):
    """There is a file at the path already."""

    text = Text(
        "Le fichier «{file}» existe déjà et n'a pas été touché. Choisissez un autre nom.",
        "Het bestand ‘{file}’ bestaat al en is niet aangeraakt. Kies een andere naam.",
        "The file “{file}” exists already and was left untouched. Choose another name.",
    )


class FolderMissing(Refusal):
    """The folder of the path does not exist."""

    text = Text(
        "Le dossier «{folder}» n'existe pas. Créez-le ou choisissez-en un autre.",
        "De map ‘{folder}’ bestaat niet. Maak ze aan of kies een andere.",
        "The folder “{folder}” does not exist. Create it or choose another one.",
    )


class FolderUnwritable(Refusal):
    """The file cannot be written there."""

    text = Text(
        "Impossible d'écrire dans le dossier «{folder}». Vérifiez vos droits ou choisissez un autre dossier.",
        "Er kan niet in de map ‘{folder}’ worden geschreven. Controleer uw rechten of kies een andere map.",
        "The folder “{folder}” cannot be written to. Check your rights or choose another folder.",
    )


class NotAnXlsx(Refusal):
    """The path does not end in .xlsx."""

    text = Text(
        "Le nom «{file}» doit se terminer par .xlsx. Les autres types de fichier ne sont pas acceptés.",
        "De naam ‘{file}’ moet op .xlsx eindigen. Andere bestandstypes worden niet aanvaard.",
        "The name “{file}” must end in .xlsx. Other file types are not accepted.",
    )


def template(path: Path, language: Language, clients: Sequence[Cells] = ()) -> None:
    """Write the template for readers of `language`, holding `clients`; raises a `Refusal` per cause."""
    if path.suffix.lower() != ".xlsx":
        raise NotAnXlsx(file=path.name)
    if not path.absolute().parent.is_dir():
        raise FolderMissing(folder=path.parent)
    if path.exists():
        raise TemplateExists(file=path.name)
    _save(_reproducible(_workbook(language, clients)), path)


def _save(content: bytes, path: Path) -> None:
    try:
        file = path.open("xb")
    except FileExistsError as error:
        raise TemplateExists(file=path.name) from error
    except OSError as error:
        raise FolderUnwritable(folder=path.parent) from error
    try:
        with file:
            file.write(content)
    except OSError as error:
        path.unlink(missing_ok=True)
        raise FolderUnwritable(folder=path.parent) from error


def _workbook(language: Language, clients: Sequence[Cells]) -> Workbook:
    book = Workbook()
    book._fonts = IndexedList([_font(layout.INK)])  # type: ignore[attr-defined]  # noqa: SLF001 - the one way to the font of every empty cell
    properties = book.properties
    properties.title, properties.creator = TITLE.to(language), PRODUCT
    properties.language = f"{language}-BE"
    properties.created = properties.modified = MADE
    sheet: Worksheet = book.worksheets[0]
    sheet.title = layout.CLIENTS.to(language)
    for position, column in enumerate(COLUMNS, start=1):
        _heading(sheet, position, column, language)
        _column(sheet, get_column_letter(position), column, language)
        _values(sheet, position, [client.get(column.field) for client in clients])
    _view(sheet)
    _print(sheet, language)
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


def _column(sheet: Worksheet, letter: str, column: Column, language: Language) -> None:
    dimension = sheet.column_dimensions[letter]
    dimension.width = layout.WIDTHS[column.field]
    dimension.number_format = layout.TEXT_FORMAT
    if column.field in layout.LEFT_EMPTY:
        dimension.fill = PatternFill("solid", layout.EMPTY_FILL)
    if column.field in CHOICES:
        choices = f'"{CHOICES[column.field].to(language)}"'
        choice = DataValidation("list", choices, allow_blank=True, showErrorMessage=False, showInputMessage=False)
        choice.add(f"{letter}{layout.HEADING_ROW + 1}:{letter}{LAST_ROW}")
        sheet.add_data_validation(choice)


def _values(sheet: Worksheet, position: int, values: Sequence[str | float | date | None]) -> None:
    """Write one column, empty cells too: what is typed over them must stay text."""
    fill = PatternFill("solid", layout.EMPTY_FILL) if COLUMNS[position - 1].field in layout.LEFT_EMPTY else None
    for row, value in enumerate(values, start=layout.HEADING_ROW + 1):
        cell = sheet.cell(row, position, value)
        cell.number_format = layout.DATE_FORMAT if isinstance(value, date) else layout.TEXT_FORMAT
        if isinstance(value, str):
            cell.data_type = "s"  # also what starts with "="
        if fill:
            cell.fill = fill


def _view(sheet: Worksheet) -> None:
    """Keep headings and names in view.

    No autofilter: one that ends at our last column would, on sorting, leave behind the result column that
    *Send* adds. No Excel table: it would swallow that column, and pasting beside it rearranges it.
    """
    sheet.row_dimensions[layout.HEADING_ROW].height = layout.HEADING_HEIGHT
    sheet.freeze_panes = f"{get_column_letter(len(layout.NAME_COLUMNS) + 1)}{layout.HEADING_ROW + 1}"
    sheet.sheet_properties.tabColor = layout.REQUIRED_FILL


def _print(sheet: Worksheet, language: Language) -> None:
    """Landscape A4, two pages wide; headings and names on every page."""
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 2, 0
    sheet.page_margins = PageMargins(left=0.4, right=0.4, top=0.5, bottom=0.6, header=0.3, footer=0.3)
    sheet.print_options.gridLines = True
    sheet.print_title_rows = f"{layout.HEADING_ROW}:{layout.HEADING_ROW}"
    sheet.print_title_cols = f"A:{get_column_letter(len(layout.NAME_COLUMNS))}"
    footer = HeaderFooterItem()
    footer.left.text, footer.right.text = "&A", PAGE.to(language)
    sheet.oddFooter = footer


def _font(ink: str, *, bold: bool = False) -> Font:
    return Font(name=layout.FONT, size=layout.FONT_SIZE, color=ink, bold=bold)


def _reproducible(book: Workbook) -> bytes:
    """Return the file; openpyxl's own `save` would write the time of saving into it."""
    drawn = io.BytesIO()
    ExcelWriter(book, zipfile.ZipFile(drawn, "w")).save()
    packed = io.BytesIO()
    with zipfile.ZipFile(drawn) as parts, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        for name in parts.namelist():
            entry = zipfile.ZipInfo(name, MADE.timetuple()[:6])
            entry.create_system, entry.compress_type = 0, zipfile.ZIP_DEFLATED
            part = parts.read(name)
            package.writestr(entry, _unflagged(part) if name == SHEET_PART else part)
    return packed.getvalue()


def _unflagged(sheet: bytes) -> bytes:
    """Switch off Excel's green triangles for numbers stored as text, which here is as it should be.

    openpyxl cannot write this; its place is before the reference to the notes.
    """
    cells = f"A{layout.HEADING_ROW + 1}:{get_column_letter(len(COLUMNS))}{LAST_ROW}"
    quiet = f'<ignoredErrors><ignoredError sqref="{cells}" numberStoredAsText="1"/></ignoredErrors>'
    return sheet.replace(b"<legacyDrawing", quiet.encode() + b"<legacyDrawing", 1)
