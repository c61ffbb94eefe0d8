"""An xlwings engine on a workbook file: the macros that run in Excel run on it unchanged, with no Excel needed.

Works on openpyxl's picture of the workbook and has only what the macros use.
"""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import xlwings as xw

from addin.engines.base import Engine
from addin.engines.file_procedures import PROCEDURES
from addin.engines.file_sheet import Sheet
from addin.engines.foreign import WouldLoseContent
from addin.engines.workbook_file import WorkbookFile

__all__ = ["WouldLoseContent", "losses", "open_book"]

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from openpyxl.worksheet.worksheet import Worksheet


@contextmanager
def open_book(path: Path) -> Iterator[xw.Book]:
    """Open a workbook that `shared.files.check_workbook` let pass; `book.save(path)` writes it.

    Saving raises `WouldLoseContent` when the file holds what openpyxl cannot keep.
    """
    book = Book(WorkbookFile.load(path))
    earlier = xw.engines.active
    xw.main.Engine(impl=book.app.engine).activate()
    try:
        yield xw.Book(impl=book)
    finally:
        xw.engines.active = earlier
        book.close()


def losses(book: xw.Book) -> WouldLoseContent | None:
    """Return why saving the book would be refused, None when it would not."""
    foreign = book.impl.file.foreign
    return WouldLoseContent(foreign) if foreign else None


class App:
    """The program that would hold the one book."""

    pid = 0
    display_alerts = True
    screen_updating = True
    status_bar: str | bool = False

    def __init__(self, book: Book) -> None:
        """Hold `book`."""
        self.book = book
        self.engine = Engine("file", self)

    def activate(self, steal_focus: bool) -> None:  # noqa: FBT001 - xlwings' signature
        """Do nothing: nothing is on a screen."""

    def run(self, macro: str, args: Sequence[str]) -> object:
        """Run one of our procedures; `macro` is `'book name'!procedure`."""
        return PROCEDURES[macro.rpartition("!")[2]](self.book.file, *args)


class Book:
    """The workbook."""

    def __init__(self, file: WorkbookFile) -> None:
        """Hold `file`."""
        self.file = file
        self.app = App(self)
        self.sheets = Sheets(self)

    @property
    def name(self) -> str:
        """The file name."""
        return self.file.path.name

    @property
    def fullname(self) -> str:
        """The path as text."""
        return str(self.file.path)

    def activate(self) -> None:
        """Do nothing: the only book is the active one."""

    def save(self, path: str | None = None, password: None = None) -> None:  # noqa: ARG002 - xlwings' signature
        """Write to `path`, or over the file that was opened."""
        self.file.save(Path(path) if path else self.file.path)

    def close(self) -> None:
        """Let go of the file."""
        self.file.close()


class Sheets:
    """The worksheets, in their order."""

    def __init__(self, book: Book) -> None:
        """Belong to `book`."""
        self.book = book

    @property
    def _all(self) -> list[Worksheet]:
        return list(self.book.file.workbook.worksheets)

    @property
    def active(self) -> Sheet:
        """The sheet in view; the first one when a chart sheet is in view."""
        shown = self.book.file.workbook.active
        return next((sheet for sheet in self if sheet.worksheet is shown), None) or self(1)

    def __call__(self, name_or_index: str | int) -> Sheet:
        """Return a sheet by its name or its place, from 1."""
        if isinstance(name_or_index, int):
            return Sheet(self.book, self._all[name_or_index - 1])
        for worksheet in self._all:
            if worksheet.title.casefold() == name_or_index.casefold():
                return Sheet(self.book, worksheet)
        raise KeyError(name_or_index)

    def __len__(self) -> int:
        return len(self._all)

    def __iter__(self) -> Iterator[Sheet]:
        return (Sheet(self.book, worksheet) for worksheet in self._all)

    def add(self, before: Sheet | None = None, after: Sheet | None = None, name: str | None = None) -> Sheet:
        """Add a sheet, like Excel before the active one when no place is given, and show it."""
        workbook = self.book.file.workbook
        beside = before or after or self.active
        place = workbook.index(beside.worksheet) + (1 if after and not before else 0)
        sheet = Sheet(self.book, workbook.create_sheet(name, place))
        sheet.activate()
        return sheet
