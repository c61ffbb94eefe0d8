"""The hidden sheet of what *Fix* changed: read and written in a fixed number of calls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from addin.block import put
from addin.fixed_cells import HEADINGS, Fixed, lines_of, of_lines
from workbook.layout import FIXED_CELLS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from addin.own_sheets import OwnSheets


def read(own: OwnSheets) -> list[Fixed]:
    """Return what was changed, on all sheets."""
    sheet = own.hidden(FIXED_CELLS)
    return of_lines(sheet.used_range.raw_value) if sheet else []


def write(own: OwnSheets, fixed: Sequence[Fixed]) -> None:
    """Write the list on its sheet, which is there and empty."""
    sheet, lines = own.hidden(FIXED_CELLS), lines_of(fixed)
    assert sheet  # noqa: S101 - it was prepared
    put(sheet.range((1, 1), (len(lines), len(HEADINGS))), lines)
