"""A workbook from an old Mac: its dates count from 1904, so that the same number is four years later."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl.utils.datetime import CALENDAR_MAC_1904

from tests.files.clients import headings, rows, workbook

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path


def make(path: Path, deadline: date) -> None:
    """Write the file: the first client's deadline is a date."""
    lines = rows()
    lines[0][19] = deadline
    book, sheet = workbook([])
    book.epoch = CALENDAR_MAC_1904
    sheet.append(headings())
    for line in lines:
        sheet.append(line)
    book.save(path)
