"""A hidden row, rows hidden by a filter, a hidden column: the platform reads them all, so they are checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.files.clients import headings, rows, workbook

if TYPE_CHECKING:
    from pathlib import Path


def make(path: Path) -> None:
    """Write the file: row 3 hidden by hand, row 4 by the filter on the language, the mobile column hidden."""
    marie, jan, oscar = rows()
    jan[4] = "0486112233"
    oscar[5] = "01020301656"
    book, sheet = workbook([headings(), marie, jan, oscar])
    sheet.auto_filter.ref = "A1:U4"
    sheet.auto_filter.add_filter_column(15, ["dutch"])
    sheet.row_dimensions[3].hidden = True
    sheet.row_dimensions[4].hidden = True
    sheet.column_dimensions["E"].hidden = True
    book.save(path)
