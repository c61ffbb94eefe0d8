"""A block of cells as it is read, with errors as their text, and as it is written, with texts as they are."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlwings import Range

ERRORS: Final = frozenset({"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"})


def rows_of(area: Range, platform: str = sys.platform) -> Sequence[Sequence[object]]:
    """Return the rows of a range.

    In Excel on a Mac an error is read as nothing, and xlwings' own way to have it as text (`err_to_str`) fails there
    with more than one row (0.37.8): what the cells show is asked for besides.
    """
    if platform != "darwin" or area.sheet.book.app.engine.name != "excel":
        rows: Sequence[Sequence[object]] = area.options(ndim=2, err_to_str=True).value
        return rows
    return _with_errors(area.options(ndim=2).value, area.api.string_value.get())


def put(area: Range, rows: Sequence[Sequence[object]]) -> None:
    """Write rows in one call. Excel takes a first apostrophe for a mark of text, also in "'t Hoen": it gets two."""
    if area.sheet.book.app.engine.name == "excel":
        rows = [[_doubled(value) for value in row] for row in rows]
    area.raw_value = rows


def _doubled(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value.startswith("'") else value


def _with_errors(rows: list[list[object]], shown: object) -> list[list[object]]:
    """Put the errors among `shown`, a text or a row or rows of them, into the rows."""
    texts = shown if isinstance(shown, list) else [shown]
    for row, line in zip(rows, texts if isinstance(texts[0], list) else [texts], strict=True):
        for place, text in enumerate(line):
            if row[place] is None and text in ERRORS:
                row[place] = text
    return rows
