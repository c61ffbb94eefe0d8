"""Our own sheets in the user's workbook: the hidden grid of reasons and the problems sheet.

A fixed number of calls to the spreadsheet, whatever the number of rows and problems.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final

from addin.marks import link
from addin.procedures import DRESS, MARK
from workbook.layout import PROBLEMS, REASONS_GRID, TEXT_FORMAT

if TYPE_CHECKING:
    from addin.marks import Area, Grid
    from addin.problem_list import Line, ProblemList
    from addin.sheet import Book, ClientSheet, Sheet
    from shared.language import Language

WIDTHS: Final = "10 17 33 9 108 30 30"
"""Of the problems sheet, in characters: cell, level, column, row or number, reason, value, suggestion."""
COLUMNS: Final = len(WIDTHS.split())


class OwnSheets:
    """What of ours a workbook holds. The grid's A1 says which sheet is our problems sheet: a name proves nothing.

    Sheets are asked for by name: on a Mac the one that a loop gave is its place, where soon another may stand.
    """

    def __init__(self, book: Book) -> None:
        """Look which sheets there are."""
        self.book = book
        self.names = [sheet.name for sheet in book.sheets]
        noted = book.sheets[REASONS_GRID].range("A1").raw_value if REASONS_GRID in self.names else None
        self.problems_name = noted if noted in self.names else None

    def show(self, client: ClientSheet, grid: Grid, area: Area | None, listed: ProblemList, language: Language) -> None:
        """Replace all of ours: the problems sheet, the grid, and what the client sheet shows of it."""
        name = self.problems_name or self._free_name(language)
        problems = self._emptied(name)
        sheet = self._emptied(REASONS_GRID)
        _write_list(problems, client, listed)
        self.book.macro(DRESS)(name, WIDTHS, " ".join(map(str, listed.headings)))
        grid[0][0] = name
        sheet.range((1, 1), (len(grid), len(grid[0]))).raw_value = grid
        self.book.macro(MARK)(client.name, REASONS_GRID, area.address if area else "")
        if not {name, REASONS_GRID} <= set(self.names):  # a new sheet comes to the front
            client.sheet.activate()

    def remove(self, client: ClientSheet) -> None:
        """Remove all of ours."""
        self.book.macro(MARK)(client.name, REASONS_GRID, "")
        for name in (self.problems_name, REASONS_GRID):
            if name in self.names:
                self.book.sheets[name].delete()

    def _emptied(self, name: str) -> Sheet:
        """Return our sheet of this name without contents; a new one comes last."""
        if name in self.names:
            sheet = self.book.sheets[name]
            sheet.clear()
            return sheet
        sheet = self.book.sheets.add(after=self._last)
        sheet.name = name
        return sheet

    @cached_property
    def _last(self) -> Sheet:
        return self.book.sheets[self.names[-1]]

    def _free_name(self, language: Language) -> str:
        taken = {name.casefold() for name in self.names}
        name = PROBLEMS.to(language)
        choices = (name, *(f"{name} {number}" for number in range(2, len(taken) + 3)))
        return next(choice for choice in choices if choice.casefold() not in taken)


def _write_list(sheet: Sheet, client: ClientSheet, listed: ProblemList) -> None:
    lines = [_texts(line, client) for line in listed.lines]
    sheet.range((1, 2), (len(lines), COLUMNS)).number_format = TEXT_FORMAT
    sheet.range((1, 1), (len(lines), COLUMNS)).raw_value = lines


def _texts(line: Line, client: ClientSheet) -> list[str | None]:
    texts: list[str | None] = list(line.texts)
    if line.place:
        row, field = line.place
        letter = client.letter(field) or "A"
        texts.insert(0, link(client.name, f"{letter}{row}"))
    return texts + [None] * (COLUMNS - len(texts))
