"""A person's desk: a workbook that is open, with a data folder, in which everything is done that people do."""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

import xlwings as xw

from addin.block import put, rows_of
from addin.engines.file import open_book
from shared.record import COLUMN_OF, Field
from tests.fakes.desk import Desk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from contextlib import AbstractContextManager
    from pathlib import Path

    from tests.stateful.people import Row

FIELD_OF: Final = {column.heading.en: field for field, column in COLUMN_OF.items()}
RESULTS: Final = "Accounton"

Line = list[Any]
"""A whole row of the sheet, our own columns too."""


class OpenWorkbook:
    """A workbook in the program of somebody whose data are in `home`."""

    def __init__(self, path: Path, home: Path, token: str) -> None:
        self.path, self.home, self.token = path, home, token
        self._open()

    def _open(self) -> None:
        self._opened: AbstractContextManager[xw.Book] = open_book(self.path)
        self.book = self._opened.__enter__()
        self.program = Desk(self.book.impl.app)
        self.book.impl.app = self.program

    def close(self) -> None:
        """Close without saving."""
        self._opened.__exit__(None, None, None)

    def close_without_saving(self) -> None:
        """Close and open what is on disk."""
        self.close()
        self._open()

    def save(self) -> None:
        self.book.save()

    def become_a_copy_of(self, other: OpenWorkbook) -> None:
        """Close, and open a copy of what the other has on disk."""
        self.close()
        shutil.copy(other.path, self.path)
        self._open()

    def click(self, button: Callable[[str], None]) -> list[str]:
        """Click a button; return what stood in message boxes."""
        before = dict(os.environ)
        os.environ |= {
            "ACCOUNTON_HOME": str(self.home),
            "ACCOUNTON_SETTINGS": str(self.home / "accounton.toml"),
            "ACCOUNTON_TOKEN": self.token,
        }
        self.program.alerts.clear()
        xw.main.Engine(impl=self.book.app.engine).activate()
        self.book.set_mock_caller()
        try:
            button("en")
        finally:
            del xw.Book._mock_caller  # type: ignore[attr-defined]  # xlwings has no way back
            os.environ.clear()
            os.environ.update(before)
        return list(self.program.alerts)

    @property
    def sheet(self) -> xw.Sheet:
        return self.book.sheets["Clients"]

    def lines(self) -> tuple[Line, list[Line]]:
        """Return the headings, and every row below them that says anything."""
        heading, *lines = [list(line) for line in rows_of(self.sheet.used_range)]
        return heading, [line for line in lines if any(line)]

    def replace(self, lines: Sequence[Line]) -> None:
        """Put the rows below the headings in the place of those that are there."""
        heading, before = self.lines()
        empty: Line = [None] * len(heading)
        rows = [*lines, *[empty] * (len(before) - len(lines))]
        if rows:
            put(self.sheet.range((2, 1), (len(rows) + 1, len(heading))), rows)

    def line_of(self, row: Row) -> Line:
        """Return the sheet's line for a row that somebody types."""
        heading, _ = self.lines()
        return [row.get(FIELD_OF[title]) or None if title in FIELD_OF else None for title in heading]

    def type(self, place: int, field: Field, text: str) -> None:
        """Type a text into a cell of the row at a place, from 0."""
        heading, _ = self.lines()
        column = heading.index(COLUMN_OF[field].heading.en) + 1
        put(self.sheet.range((place + 2, column)), [[text or None]])

    def rows(self) -> list[Row]:
        """Return what the rows say."""
        heading, lines = self.lines()
        places = {field: heading.index(title) for title, field in FIELD_OF.items()}
        return [{field: str(line[place] or "") for field, place in places.items()} for line in lines]

    def results(self) -> list[str]:
        """Return what our own column says beside every row."""
        heading, lines = self.lines()
        if RESULTS not in heading:
            return [""] * len(lines)
        return [str(line[heading.index(RESULTS)] or "") for line in lines]

    def comparison(self) -> list[Line] | None:
        """Return the lines of the comparison; None when there is none."""
        if "Comparison" not in [sheet.name for sheet in self.book.sheets]:
            return None
        return [list(line) for line in rows_of(self.book.sheets["Comparison"].used_range)]

    def tick(self, line: int, mark: str) -> None:
        """Type a mark into a line, from 0, of the comparison."""
        self.book.sheets["Comparison"].range((line + 1, 2)).value = mark


@contextmanager
def opened(workbooks: Sequence[OpenWorkbook]) -> Iterator[Sequence[OpenWorkbook]]:
    """Close them in the end."""
    try:
        yield workbooks
    finally:
        for each in workbooks:
            each.close()
