"""Cells as the block from the first to the last one that holds something."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.spreadsheet import MOST_CELLS, Block
from shared.unusable import TooMuch

if TYPE_CHECKING:
    from collections.abc import Mapping


def block_of(cells: Mapping[tuple[int, int], object], file: str) -> Block:
    """Return cells as a block, an empty one at A1 for none; raises `TooMuch`."""
    rows, columns = [row for row, _ in cells] or [1], [column for _, column in cells] or [1]
    top, left = min(rows), min(columns)
    height, width = max(rows) - top + 1, max(columns) - left + 1
    if height * width > MOST_CELLS:
        raise TooMuch(file=file)
    block: list[list[object]] = [[None] * width for _ in range(height)]
    for (row, column), value in cells.items():
        block[row - top][column - left] = value
    return Block(top, left, block)


def changed(block: Block, changes: Mapping[tuple[int, int], object], file: str) -> Block:
    """Return a block with other values in some cells, None for none."""
    width = len(block.rows[0])
    last = block.row + len(block.rows), block.column + width
    within = all(block.row <= row < last[0] and block.column <= column < last[1] for row, column in changes)
    if within and all(value is not None for value in changes.values()):
        rows = [list(row) for row in block.rows]
        for (row, column), value in changes.items():
            rows[row - block.row][column - block.column] = value
        return Block(block.row, block.column, rows)
    cells = {
        (row, column): value
        for row, line in enumerate(block.rows, block.row)
        for column, value in enumerate(line, block.column)
        if value is not None
    }
    cells |= changes
    return block_of({place: value for place, value in cells.items() if value is not None}, file)
