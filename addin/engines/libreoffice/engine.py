"""An xlwings engine on a live LibreOffice Calc: the macros that run in Excel run in it unchanged.

It has only what the macros use. Every call is one order to `far.host`, and no number of calls grows with the rows.
"""

from __future__ import annotations

import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import xlwings as xw

from addin.engines.base import Engine
from addin.engines.libreoffice.procedures import PROCEDURES
from addin.engines.libreoffice.remote import connected, programs, pythons
from addin.engines.libreoffice.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from addin.engines.libreoffice.remote import Remote


@contextmanager
def attached(address: str) -> Iterator[xw.Book]:
    """Work on the spreadsheet in front in the LibreOffice that waits at `address`, such as `pipe,name=desk`."""
    with connected(address, pythons(sys.platform, programs())) as remote, book_of(remote) as book:
        yield book


@contextmanager
def book_of(remote: Remote) -> Iterator[xw.Book]:
    """Work on the spreadsheet that `remote` serves."""
    book = Book(remote)
    earlier = xw.engines.active
    xw.main.Engine(impl=book.app.engine).activate()
    try:
        yield xw.Book(impl=book)
    finally:
        xw.engines.active = earlier


class App:
    """LibreOffice; while orders are served its screen stands still."""

    pid = 0
    display_alerts = True
    screen_updating = False
    calculation = "automatic"

    def __init__(self, book: Book) -> None:
        """Hold `book`."""
        self.book = book
        self.engine = Engine("libreoffice", self)
        self._status_bar: str | bool = False

    @property
    def status_bar(self) -> str | bool:
        """What is shown to the person when the click is over; False for nothing."""
        return self._status_bar

    @status_bar.setter
    def status_bar(self, text: str | bool) -> None:
        self._status_bar = text
        if isinstance(text, str):
            self.book.remote("tell", text)

    def alert(self, prompt: str, _title: str, _buttons: None, _mode: None, _callback: None) -> None:
        """Show what went wrong when the click is over."""
        self.book.remote("warn", prompt)

    def activate(self, steal_focus: bool) -> None:  # noqa: FBT001 - xlwings' signature
        """Do nothing: the person is there already."""

    def run(self, macro: str, args: Sequence[str]) -> object:
        """Run one of our procedures; `macro` is `'book name'!procedure`."""
        return PROCEDURES[macro.rpartition("!")[2]](self.book.remote, *args)


class Book:
    """The document."""

    def __init__(self, remote: Remote) -> None:
        """Be the one that `remote` serves."""
        self.remote = remote
        self.app = App(self)
        self.sheets = Sheets(self)

    @property
    def name(self) -> str:
        """The file name, "" when the document was never saved."""
        return Path(self.fullname).name

    @property
    def fullname(self) -> str:
        """The path as text."""
        return unquote(urlsplit(self.remote("address")).path)

    def activate(self) -> None:
        """Do nothing: it is the document in front."""

    def save(self, path: str, password: None = None) -> None:  # noqa: ARG002 - xlwings' signature
        """Write a copy to `path`, as the kind of file that its extension says."""
        self.remote("save", Path(path).absolute().as_uri())


class Sheets:
    """The sheets, in their order."""

    def __init__(self, book: Book) -> None:
        """Belong to `book`."""
        self.book = book

    @property
    def _names(self) -> list[str]:
        names: list[str] = self.book.remote("sheets")["names"]
        return names

    @property
    def active(self) -> Sheet:
        """The sheet in view."""
        return Sheet(self.book, self.book.remote("sheets")["active"])

    def __call__(self, name_or_index: str | int) -> Sheet:
        """Return a sheet by its name or its place, from 1."""
        names = self._names
        if isinstance(name_or_index, int):
            return Sheet(self.book, names[name_or_index - 1])
        for name in names:
            if name.casefold() == name_or_index.casefold():
                return Sheet(self.book, name)
        raise KeyError(name_or_index)

    def __len__(self) -> int:
        return len(self._names)

    def __iter__(self) -> Iterator[Sheet]:
        return (Sheet(self.book, name) for name in self._names)

    def add(self, before: Sheet | None = None, after: Sheet | None = None, name: str | None = None) -> Sheet:
        """Add a sheet, like Excel before the active one when no place is given, and show it."""
        names = self._names
        beside = before or after or self.active
        place = names.index(beside.name) + (1 if after and not before else 0)
        new = name or next(free for number in range(len(names) + 1) if (free := f"Sheet{number + 1}") not in names)
        self.book.remote("add", place, new)
        return Sheet(self.book, new)
