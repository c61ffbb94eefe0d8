"""The hidden sheet of what *Fix* changed: read and written in a fixed number of calls."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from addin.block import put
from addin.fixed_cells import HEADINGS, Fixed, lines_of, located, of_lines
from workbook.layout import FIXED_CELLS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from addin.own_sheets import OwnSheets
    from addin.sheet import ClientSheet


class Kept(NamedTuple):
    """What was changed: on the client sheet and still there, on it and lost or in doubt, and on other sheets."""

    there: Sequence[Fixed]
    lost: Sequence[Fixed]
    elsewhere: Sequence[Fixed]


def read(own: OwnSheets, client: ClientSheet) -> Kept:
    """Return what was changed; what the client sheet holds of a sheet whose name is gone is its own: it was renamed."""
    sheet = own.hidden(FIXED_CELLS)
    fixed = of_lines(sheet.used_range.raw_value) if sheet else []
    gone = {one.sheet for one in fixed if not own.has(one.sheet)}
    names = {client.name, *(name for name in gone if _located(fixed, {name}, client)[0])}
    there, lost = _located(fixed, names, client)
    return Kept(there, lost, [one for one in fixed if one.sheet not in names])


def _located(fixed: Sequence[Fixed], names: set[str], client: ClientSheet) -> tuple[list[Fixed], list[Fixed]]:
    mine = [one._replace(sheet=client.name) for one in fixed if one.sheet in names]
    return located(mine, client.columns, client.table)


def write(own: OwnSheets, fixed: Sequence[Fixed]) -> None:
    """Write the list on its sheet, which is there and empty."""
    sheet, lines = own.hidden(FIXED_CELLS), lines_of(fixed)
    assert sheet  # noqa: S101 - it was prepared
    put(sheet.range((1, 1), (len(lines), len(HEADINGS))), lines)
