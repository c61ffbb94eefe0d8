"""A sheet protected with a password against changes: it can be read like any other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.files.clients import headings, rows, workbook

if TYPE_CHECKING:
    from pathlib import Path


def make(path: Path) -> None:
    """Write the file: the sheet and the structure of the workbook are protected; one mobile lacks its country code."""
    marie, jan, oscar = rows()
    jan[4] = "0486112233"
    book, sheet = workbook([headings(), marie, jan, oscar])
    sheet.protection.set_password("geheim")
    sheet.protection.enable()
    book.security.lockStructure = True
    book.save(path)
