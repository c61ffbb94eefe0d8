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


def write_split(path: Path, clients: Sequence[Client], size: int, language: Language) -> list[Path]:
    """Write at most `size` clients a file, none of which may exist yet: `path`, or `path` with -1, -2 … in its name."""
    parts = [clients[start : start + size] for start in range(0, len(clients), size)] or [clients]
    if len(parts) == 1:
        paths = [path]
    else:
        width = len(str(len(parts)))
        paths = [path.with_name(f"{path.stem}-{number:0{width}}{path.suffix}") for number in range(1, len(parts) + 1)]
    for each in paths:
        package.check_free(each)
    for each, part in zip(paths, parts, strict=True):
        write(each, part, language)
    return paths


def _texts(sheet: WriteOnlyWorksheet, texts: Iterable[str]) -> list[Cell | None]:
    """Return cells that stay text whatever they begin with; an empty one is no cell."""
    return [_text(sheet, text) if text else None for text in texts]


def _text(sheet: WriteOnlyWorksheet, text: str) -> Cell:
    cell = WriteOnlyCell(sheet, text)
    cell.data_type = "s"
    cell.number_format = layout.TEXT_FORMAT
    cell.font = Font(layout.FONT, layout.FONT_SIZE)
    return cell
