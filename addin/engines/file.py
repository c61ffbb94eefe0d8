"""An xlwings engine on a workbook file: the macros that run in Excel run on it unchanged, with no Excel needed.

It has only what the macros use. What is read is read fast; what is written changes only the parts of the package that
are ours, and every other part stays as it is, byte for byte.
"""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import xlwings as xw

from addin.engines.base import Engine
from addin.engines.file_sheet import Sheet
from addin.engines.reading import Reading
from addin.engines.signed import Signed
from addin.engines.workbook_file import WorkbookFile
from addin.procedures import SEPARATOR, VIEW

__all__ = ["Signed", "losses", "open_book"]

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence


@contextmanager
def open_book(path: Path) -> Iterator[xw.Book]:
    """Open a workbook file; `book.save(path)` writes it.

    Raises the `Refusal` that says why the file cannot be used; `Damaged` possibly only when it is read or saved.
    Saving raises `Signed` for a workbook with a digital signature.
    """
    book = Book(path)
    earlier = xw.engines.active
    xw.main.Engine(impl=book.app.engine).activate()
    try:
        yield xw.Book(impl=book)
    finally:
        xw.engines.active = earlier
        book.close()


def losses(book: xw.Book) -> Signed | None:
    """Return why saving the book would be refused, None when it would not."""
    signed: Signed | None = book.impl.file.signed
    return signed


class FileEngine(Engine):
    """The engine of one file."""

    @staticmethod
    def clean_value_data(
        rows: Sequence[Sequence[object]],
        dates: object,
        empty: object,
        numbers: Callable[[float], object] | None,
        err_to_str: object,
    ) -> Sequence[Sequence[object]]:
        """Return a block, as it is where nothing is asked for: no value is None, and an error is a text already."""
        if err_to_str and empty is None and numbers is None:
            return rows
        return Engine.clean_value_data(rows, dates, empty, numbers, err_to_str)


class App:
    """The program that would hold the one book."""

    pid = 0
    display_alerts = True
    screen_updating = True
    status_bar: str | bool = False

    def __init__(self, book: Book) -> None:
        """Hold `book`."""
        self.book = book
        self.engine = FileEngine("file", self)

    def activate(self, steal_focus: bool) -> None:  # noqa: FBT001 - xlwings' signature
        """Do nothing: nothing is on a screen."""

    def run(self, macro: str, args: Sequence[str]) -> object:
        """Run one of our procedures; `macro` is `'book name'!procedure`."""
        name = macro.rpartition("!")[2]
        if name == VIEW:
            return self.book.sheets.view()
        from addin.engines.file_procedures import PROCEDURES  # noqa: PLC0415 - openpyxl loads when it is needed

        return PROCEDURES[name](self.book.file, *args)


class Book:
    """The workbook."""

    def __init__(self, path: Path) -> None:
        """Open `path`."""
        self._path = path
        self.file = WorkbookFile(Reading(path))
        self.app = App(self)
        self.sheets = Sheets(self)

    @property
    def reading(self) -> Reading:
        """The file as it was read."""
        return self.file.reading

    @property
    def name(self) -> str:
        """The file name."""
        return self._path.name

    @property
    def fullname(self) -> str:
        """The path as text."""
        return str(self._path)

    def activate(self) -> None:
        """Do nothing: the only book is the active one."""

    def save(self, path: str | None = None, password: None = None) -> None:  # noqa: ARG002 - xlwings' signature
        """Write to `path`, or over the file that was opened."""
        target = Path(path) if path else self._path
        self.file.save(target)
        if target.samefile(self._path):  # what was changed is in the file now
            self.file.reading.close()
            self.file = WorkbookFile(Reading(self._path))

    def close(self) -> None:
        """Let go of the file."""
        self.file.reading.close()


class Sheets:
    """The worksheets, in their order."""

    def __init__(self, book: Book) -> None:
        """Belong to `book`."""
        self.book = book

    def view(self) -> str:
        """Return what a person has in view: in a file nobody selects."""
        file = self.book.file
        return SEPARATOR.join([file.active, "", "", *file.names])

    @property
    def active(self) -> Sheet:
        """The sheet in view; the first one when a chart sheet is in view."""
        return Sheet(self.book, self.book.file.active)

    def __call__(self, name_or_index: str | int) -> Sheet:
        """Return a sheet by its name or its place, from 1."""
        if isinstance(name_or_index, int):
            return Sheet(self.book, self.book.file.names[name_or_index - 1])
        for name in self.book.file.names:
            if name.casefold() == name_or_index.casefold():
                return Sheet(self.book, name)
        raise KeyError(name_or_index)

    def __len__(self) -> int:
        return len(self.book.file.names)

    def __iter__(self) -> Iterator[Sheet]:
        return (Sheet(self.book, name) for name in self.book.file.names)

    def add(self, before: Sheet | None = None, after: Sheet | None = None, name: str | None = None) -> Sheet:
        """Add a sheet, like Excel before the active one when no place is given, and show it."""
        file = self.book.file
        beside = file.places.index(file.sheet((before or after or self.active).name))
        added = file.add(name, beside + (1 if after and not before else 0))
        file.show(added)
        return Sheet(self.book, added.name)
