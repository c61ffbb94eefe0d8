"""The procedures that correct cells and give them back, on a workbook file."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from openpyxl.utils.cell import range_boundaries

from addin.engines.cells import Formula
from addin.engines.patched_sheet import PatchedSheet
from addin.marks import Area
from addin.view import told_of
from workbook import layout

if TYPE_CHECKING:
    from collections.abc import Sequence

    from addin.engines.drawn_sheet import DrawnSheet
    from addin.engines.workbook_file import WorkbookFile

FORMAT, KIND, TEXT, NUMBER = 8, 9, 10, 11
"""Columns of the sheet of corrections."""


def correct(file: WorkbookFile, sheet: str, fixed: str) -> None:
    """Give the listed cells their texts, as text, and keep what they were."""
    content, listed = _patched(file, sheet), file.sheet(fixed).content
    new = {_place(cells): (line, cells[3]) for line, cells in _listed(listed, sheet) if not cells[KIND - 1]}
    for (row, column), original in content.originals(new).items():
        line, text = new[row, column]
        listed.write(line, FORMAT, [_kept(original.code, original.value)])
        content.set_number_format(Area(row, column, row, column), layout.TEXT_FORMAT)
        content.write(row, column, [[text]])


def restore(file: WorkbookFile, sheet: str, fixed: str) -> None:
    """Give the listed cells their originals."""
    content, listed = _patched(file, sheet), file.sheet(fixed).content
    for line, cells in _listed(listed, sheet):
        code, kind, text, number = cells[FORMAT - 1 : NUMBER]
        if not kind:
            continue
        row, column = _place(cells)
        originals = {"formula": Formula(text), "truth": text == "TRUE", "number": number}
        content.set_number_format(Area(row, column, row, column), str(code))
        content.write(row, column, [[originals.get(str(kind), text)]])
        listed.write(line, 1, [[None] * NUMBER])


def visible(file: WorkbookFile, sheet: str, area: str) -> str:
    """Return which cells of an area are not hidden."""
    hidden_rows, hidden_columns = _patched(file, sheet).hidden()
    left, top, right, bottom = range_boundaries(area)
    across = _runs(left or 1, right or 1, hidden_columns)
    return told_of(
        (first, from_, last, to) for first, last in _runs(top or 1, bottom or 1, hidden_rows) for from_, to in across
    )


def _runs(first: int, last: int, hidden: set[int]) -> list[tuple[int, int]]:
    runs = []
    for is_hidden, numbers in groupby(range(first, last + 1), hidden.__contains__):
        run = list(numbers)
        if not is_hidden:
            runs.append((run[0], run[-1]))
    return runs


def _patched(file: WorkbookFile, sheet: str) -> PatchedSheet:
    content = file.sheet(sheet).content
    if not isinstance(content, PatchedSheet):
        raise TypeError(sheet)
    return content


def _listed(listed: PatchedSheet | DrawnSheet, sheet: str) -> list[tuple[int, Sequence[object]]]:
    """Return the lines about a sheet, each with its number and its cells."""
    block = listed.block
    before = [None] * (block.column - 1)
    lines = [(line, [*before, *cells, *[None] * NUMBER][:NUMBER]) for line, cells in enumerate(block.rows, block.row)]
    return [(line, cells) for line, cells in lines if line > 1 and cells[0] == sheet and cells[1] and cells[2]]


def _place(cells: Sequence[object]) -> tuple[int, int]:
    return int(float(str(cells[1]))), int(float(str(cells[2])))


def _kept(code: str, value: object) -> list[object]:
    if value is None:
        return [code, "empty", None, None]
    if isinstance(value, Formula):
        return [code, "formula", value, None]
    if isinstance(value, bool):
        return [code, "truth", str(value).upper(), None]
    if isinstance(value, int | float):
        return [code, "number", None, value]
    return [code, "text", str(value), None]
