"""The procedures that correct cells and give them back, in a live LibreOffice: each a few orders."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from addin.engines.libreoffice import values
from addin.view import told_of
from workbook import layout

if TYPE_CHECKING:
    from addin.engines.libreoffice.remote import Remote

FORMAT, NUMBER = 8, 11
"""The first and the last column of the originals on the sheet of corrections."""
KIND: Final = FORMAT


def correct(remote: Remote, sheet: str, fixed: str) -> None:
    """Give the listed cells their texts, as text, and keep what they were."""
    lines = _lines(remote, fixed)
    new = [place for place, line in enumerate(lines) if _is_of(line, sheet) and not line[KIND]]
    if not new:
        return
    cells = [_cell(lines[place]) for place in new]
    for place, original in zip(new, remote("originals", sheet, cells), strict=True):
        lines[place][FORMAT - 1 :] = original
    block = (2, FORMAT, len(lines) + 1, NUMBER)
    remote("write", fixed, block, [line[FORMAT - 1 :] for line in lines], [])
    texts = {(row, column): str(lines[place][3]) for place, (row, column) in zip(new, cells, strict=True)}
    remote("write_texts", sheet, layout.TEXT_FORMAT, values.runs(texts))


def restore(remote: Remote, sheet: str, fixed: str) -> None:
    """Give the listed cells their originals."""
    lines = _lines(remote, fixed)
    given = [line for line in lines if _is_of(line, sheet) and line[KIND]]
    remote("restore", sheet, [[*_cell(line), *line[FORMAT - 1 :]] for line in given])
    left = [[""] * NUMBER if line in given else line for line in lines]
    if left:
        remote("write", fixed, (2, 1, len(left) + 1, NUMBER), left, [])


def visible(remote: Remote, sheet: str, area: str) -> str:
    """Return which cells of an area are neither hidden nor filtered out."""
    return told_of(remote("visible", sheet, values.block_of(area)))


def _lines(remote: Remote, fixed: str) -> list[list[Any]]:
    last = remote("used", fixed)[2]
    lines: list[list[Any]] = remote("read", fixed, (2, 1, last, NUMBER))["rows"]
    return [list(line) for line in lines]


def _is_of(line: list[Any], sheet: str) -> bool:
    return bool(line[0] == sheet and line[1] and line[2])


def _cell(line: list[Any]) -> list[int]:
    return [int(line[1]), int(line[2])]
