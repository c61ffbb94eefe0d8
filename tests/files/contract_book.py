"""The workbook on which every engine passes the contract."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from openpyxl import Workbook

if TYPE_CHECKING:
    from pathlib import Path


def contract_book(path: Path) -> Path:
    """Write it."""
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = "Clients"
    for line in (
        [],
        [None, "Prénom", "Numéro", "Date", "Erreur"],
        [None, "+32475", 85073003328, datetime(2025, 6, 30), "#DIV/0!"],  # noqa: DTZ001 - as a sheet has it
        [None, "007", None, True],
    ):
        sheet.append(line)
    sheet["F9"].number_format = "0.00"
    sheet["D4"].number_format = "@"
    workbook.create_sheet("Autre")
    workbook.save(path)
    return path
