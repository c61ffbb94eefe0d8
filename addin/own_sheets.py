"""Our own sheets in the user's workbook: the hidden grid of reasons and the problems sheet.

A fixed number of calls to the spreadsheet, whatever the number of rows and problems.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from addin.marks import link
from addin.procedures import MARK
from workbook.layout import PROBLEMS, REASONS_GRID, TEXT_FORMAT

if TYPE_CHECKING:
    from addin.marks import Area, Grid
    from addin.problem_list import Line, ProblemList
    from addin.sheet import Book, ClientSheet, Sheet
    from shared.language import Language

WIDTHS: Final = {"A1:D1": 15, "E1": 80, "F1:G1": 26}
COLUMNS: Final = 7


class OwnSheets:
    """What of ours a workbook holds. The grid's A1 says which sheet is our problems sheet: a name proves nothing."""

    def __init__(self, book: Book) -> None:
        """Look which sheets there are."""
        self.book = book
        self.names = [sheet.name for sheet in book.sheets]
        self.grid = book.sheets[REASONS_GRID] if REASONS_GRID in self.names else None
        noted = self.grid.range("A1").raw_value if self.grid else None
        self.problems = book.sheets[noted] if noted in self.names else None

    def show(self, client: ClientSheet, grid: Grid, area: Area | None, listed: ProblemList, language: Language) -> None:
        """Replace all of ours: the problems sheet, the grid, and what the client sheet shows of it."""
        problems = self._problems_sheet(language)
        _write_list(problems, client, listed)
        sheet = self._grid_sheet()
        grid[0][0] = problems.name
        sheet.range((1, 1), (len(grid), len(grid[0]))).raw_value = grid
        self.book.macro(MARK)(client.name, REASONS_GRID, area.address if area else "")
        client.sheet.activate()

    def remove(self, client: ClientSheet) -> None:
        """Remove all of ours."""
        self.book.macro(MARK)(client.name, REASONS_GRID, "")
        for sheet in (self.problems, self.grid):
            if sheet is not None:
                sheet.delete()

    def _grid_sheet(self) -> Sheet:
        if self.grid is None:
            return self.book.sheets.add(REASONS_GRID, after=self.book.sheets[-1])
        self.grid.clear()
        return self.grid

    def _problems_sheet(self, language: Language) -> Sheet:
        if self.problems is None:
            return self.book.sheets.add(self._free_name(language), after=self.book.sheets[-1])
        self.problems.clear()
        return self.problems

    def _free_name(self, language: Language) -> str:
        taken = {name.casefold() for name in self.names}
        name = PROBLEMS.to(language)
        choices = (name, *(f"{name} {number}" for number in range(2, len(taken) + 3)))
        return next(choice for choice in choices if choice.casefold() not in taken)


def _write_list(sheet: Sheet, client: ClientSheet, listed: ProblemList) -> None:
    lines = [_texts(line, client) for line in listed.lines]
    sheet.range((1, 2), (len(lines), COLUMNS)).number_format = TEXT_FORMAT
    sheet.range((1, 1), (len(lines), COLUMNS)).raw_value = lines
    for columns, width in WIDTHS.items():
        sheet.range(columns).column_width = width
    sheet.range((1, 1), (listed.summary, COLUMNS)).font.bold = True


def _texts(line: Line, client: ClientSheet) -> list[str | None]:
    texts: list[str | None] = list(line.texts)
    if line.place:
        row, field = line.place
        letter = client.letter(field) or "A"
        texts.insert(0, link(client.name, f"{letter}{row}"))
    return texts + [None] * (COLUMNS - len(texts))
