"""Workbooks with given clients, made by our own template."""

from __future__ import annotations

from dataclasses import astuple
from typing import TYPE_CHECKING

from openpyxl import load_workbook

from shared.language import Language
from shared.record import Field
from workbook.build import template

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from shared.record import Client


def workbook(path: Path, clients: Sequence[Client]) -> Path:
    """Write the clients from row 2 on."""
    template(path, Language.EN, [dict(zip(Field, astuple(client), strict=True)) for client in clients])
    return path


def results(path: Path) -> list[str]:
    """Return what our own column says, from row 2 on."""
    book = load_workbook(path)
    sheet = book.worksheets[0]
    column = next(cell.column for cell in sheet[1] if cell.value == "Accounton")
    found = [str(sheet.cell(row, column).value) for row in range(2, sheet.max_row + 1)]
    book.close()
    return found
