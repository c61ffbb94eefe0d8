"""Two heading rows: groups above, the columns below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.files.clients import headings, rows, workbook

if TYPE_CHECKING:
    from pathlib import Path


def make(path: Path) -> None:
    """Write the file: three clients in order, then one without an e-mail address."""
    groups = [None, "Contact", None, None, None, "Identité", "Adresse"]
    faulty = rows()[0]
    faulty[2:6] = "Delvaux", None, None, "88092131001"
    faulty[16] = "D004"
    book, sheet = workbook([groups, headings(), *rows(), faulty])
    sheet.merge_cells("B1:E1")
    sheet.merge_cells("G1:L1")
    book.save(path)
