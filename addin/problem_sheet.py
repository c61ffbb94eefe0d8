"""The problems sheet: its lines, written and dressed in a fixed number of calls."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from addin.block import put
from addin.marks import link
from addin.procedures import DRESS
from workbook.layout import TEXT_FORMAT, Role

if TYPE_CHECKING:
    from addin.own_sheets import OwnSheets
    from addin.problem_list import Line, ProblemList
    from addin.sheet import ClientSheet

WIDTHS: Final = "10 17 33 9 108 30 30"
"""In characters: cell, level, column, row or number, reason, value, suggestion."""
COLUMNS: Final = len(WIDTHS.split())


def write(own: OwnSheets, client: ClientSheet, listed: ProblemList) -> None:
    """Write the list on the problems sheet, which is there and empty."""
    name, sheet = own.name(Role.PROBLEMS), own.sheet(Role.PROBLEMS)
    assert name and sheet  # noqa: S101, PT018 - it was prepared
    lines = [_texts(line, client) for line in listed.lines]
    sheet.range((1, 2), (len(lines), COLUMNS)).number_format = TEXT_FORMAT
    put(sheet.range((1, 1), (len(lines), COLUMNS)), lines)
    own.book.macro(DRESS)(name, WIDTHS, " ".join(map(str, listed.headings)))


def _texts(line: Line, client: ClientSheet) -> list[str | None]:
    texts: list[str | None] = list(line.texts)
    if line.place:
        row, field = line.place
        letter = client.letter(field) or "A"
        texts.insert(0, link(client.name, f"{letter}{row}"))
    return texts + [None] * (COLUMNS - len(texts))
