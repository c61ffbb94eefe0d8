"""A workbook from an old Mac: its dates count from 1904, so that the same number is four years later."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from openpyxl.utils.datetime import CALENDAR_MAC_1904

from tests.files.clients import headings, rows, workbook

if TYPE_CHECKING:
    from pathlib import Path


def make(path: Path) -> None:
    """Write the file: the first client's deadline is the date 16 October 2026."""
    lines = rows()
    lines[0][19] = date(2026, 10, 16)
    book, sheet = workbook([])
    book.epoch = CALENDAR_MAC_1904
    sheet.append(headings())
    for line in lines:
        sheet.append(line)
    book.save(path)
