"""The file that the platform's upload page takes: one sheet, the template's columns in order, nothing but text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from shared.record import COLUMNS
from workbook import layout, package

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from openpyxl.cell import Cell
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

    from shared.language import Language
    from shared.record import Client


def write(path: Path, clients: Sequence[Client], language: Language) -> None:
    """Write the clients to `path`, which must not exist yet; the same bytes for the same arguments."""
    package.check_free(path)
    book = Workbook(write_only=True)
    book.properties.created = book.properties.modified = package.MADE
    sheet = book.create_sheet(layout.CLIENTS.to(language))
    sheet.append(_texts(sheet, (column.heading.to(language) for column in COLUMNS)))
    for client in clients:
        sheet.append(_texts(sheet, (getattr(client, column.field.value) for column in COLUMNS)))
    package.write(book, path)


def _texts(sheet: WriteOnlyWorksheet, texts: Iterable[str]) -> list[Cell | None]:
    """Return cells that stay text whatever they begin with; an empty one is no cell."""
    return [_text(sheet, text) if text else None for text in texts]


def _text(sheet: WriteOnlyWorksheet, text: str) -> Cell:
    cell = WriteOnlyCell(sheet, text)
    cell.data_type = "s"
    cell.number_format = layout.TEXT_FORMAT
    cell.font = Font(layout.FONT, layout.FONT_SIZE)
    return cell
