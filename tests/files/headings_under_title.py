"""A title and a blank row above the headings, which stand on row 3."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.files.clients import headings, rows, workbook

if TYPE_CHECKING:
    from pathlib import Path


def make(path: Path) -> None:
    """Write the file: three clients in order, then one whose mobile has no country code."""
    faulty = rows()[0]
    faulty[2:6] = "Delvaux", "luc.delvaux@example.com", "0475 12 34 56", "88092131001"
    faulty[16] = "D004"
    lines: list[list[object]] = [["Clients IPP — exercice 2026"], [], [*headings()], *rows(), faulty]
    book, sheet = workbook(lines)
    sheet.merge_cells("A1:U1")
    book.save(path)
