"""Merged cells among the clients: a household's address and a code merged over two rows.

Only the first cell of a merged area holds the value, so that is all that the platform would read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.files.clients import headings, rows, workbook

if TYPE_CHECKING:
    from pathlib import Path


def make(path: Path) -> None:
    """Write the file: the e-mail address of rows 2 and 3 is merged, and so is the street of rows 3 and 4."""
    book, sheet = workbook([headings(), *rows()])
    sheet.merge_cells("D2:D3")
    sheet.merge_cells("G3:G4")
    book.save(path)
