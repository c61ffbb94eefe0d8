"""A workbook of something else: invoices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.files.clients import workbook

if TYPE_CHECKING:
    from pathlib import Path


def make(path: Path) -> None:
    """Write the file."""
    lines: list[list[object]] = [
        ["Facture", "Date", "Montant"],
        ["2026-001", "05/01/2026", 121.0],
        ["2026-002", "06/01/2026", 60.5],
    ]
    book, _sheet = workbook(lines, title="Factures")
    book.create_sheet("Vide")
    book.save(path)
