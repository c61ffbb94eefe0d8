"""Workbooks whose rows are written by hand, and what each way of reading makes of a workbook."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from openpyxl import Workbook

from addin.engines.file import open_book
from addin.engines.slow_reading import SlowReading
from shared.spreadsheet import Block
from tests.files.package import parts, write

if TYPE_CHECKING:
    from pathlib import Path

    import xlwings as xw

SHEET: Final = "xl/worksheets/sheet1.xml"
STYLES: Final = ("General", "@", "dd/mm/yyyy", "[h]:mm", "0.00")
"""The number formats of the cell styles 0, 1, 2 …"""

Cells = dict[str, dict[tuple[int, int], object]]


def by_hand(path: Path, rows: str) -> Path:
    """Write a workbook of one sheet with these rows (XML), and with no word on how far they reach."""
    book = Workbook()
    for column, code in enumerate(STYLES, 1):
        book.worksheets[0].cell(1, column, "x").number_format = code
    book.save(path)
    contents = parts(path)
    sheet = re.sub("<dimension[^>]*/>", "", contents[SHEET].decode())
    sheet = re.sub("<sheetData>.*</sheetData>", lambda _: f"<sheetData>{rows}</sheetData>", sheet)
    write(path, contents | {SHEET: sheet.encode()})
    return path


def read_fast(path: Path) -> Cells | None:
    """Return every value as it is read while nothing is written, None when openpyxl had to help."""
    with open_book(path) as book:
        found = _values(book)
        return None if book.impl.reading.slow else found


def read_slowly(path: Path) -> Cells:
    """Return every value as openpyxl reads it."""
    with open_book(path) as book:
        reading = book.impl.reading
        slow = SlowReading(path, reading.listing.parts.values())
        return {name: _of_block(slow.block(name)) for name in reading.listing.parts}


def with_types(cells: Cells) -> dict[str, dict[tuple[int, int], tuple[type, object]]]:
    return {name: {place: (type(value), value) for place, value in found.items()} for name, found in cells.items()}


def _values(book: xw.Book) -> Cells:
    """Return the values that macros see by sheet, and by row and column."""
    found: Cells = {}
    for sheet in book.sheets:
        used = sheet.used_range
        rows = used.options(ndim=2, err_to_str=True).value
        found[sheet.name] = _of_block(Block(used.row, used.column, rows))
    return found


def _of_block(block: Block) -> dict[tuple[int, int], object]:
    return {
        (row, column): value
        for row, line in enumerate(block.rows, block.row)
        for column, value in enumerate(line, block.column)
        if value is not None
    }
