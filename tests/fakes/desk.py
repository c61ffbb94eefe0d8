"""The desk of a person with Excel: a workbook file whose program also has message boxes, calculation and protection."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import xlwings as xw

from addin.engines.file import open_book
from addin.procedures import ASK, ESCAPED, PROTECTED

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path


class Desk:
    """The file engine's app, and what only a program on a screen has."""

    def __init__(self, app: Any) -> None:  # noqa: ANN401 - the engine's
        self.app = app
        self.screen_updating = True
        self.calculation = "automatic"
        self.said: list[str] = []
        """What stood in the status bar, one after the other."""
        self.protected = False
        self.escapes = [False]
        """Whether Esc was pressed, each time it is asked; the last one for ever."""
        self.typed: list[str] = []
        """What the person types into the boxes, one after the other; then they give up."""
        self.asked: list[tuple[str, ...]] = []
        self.fault: type[Exception] | None = None
        self.alerts: list[str] = []
        self.during: list[tuple[bool, str]] = []
        """Drawing and calculation at every call of a procedure."""

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever the engine has
        return getattr(self.app, name)

    def run(self, macro: str, args: Sequence[str]) -> object:
        self.during.append((self.screen_updating, self.calculation))
        if self.fault:
            raise self.fault("0x800A03EC")
        match macro.rpartition("!")[2]:
            case name if name == PROTECTED:
                return self.protected
            case name if name == ESCAPED:
                return self.escapes.pop(0) if len(self.escapes) > 1 else self.escapes[0]
            case name if name == ASK:
                self.asked.append(tuple(args))
                return self.typed.pop(0) if self.typed else ""
        return self.app.run(macro, args)

    @property
    def status_bar(self) -> str | bool:
        return self.said[-1] if self.said else False

    @status_bar.setter
    def status_bar(self, text: str) -> None:
        self.said.append(text)

    def alert(self, prompt: str, title: str, *_: object) -> None:
        assert title == "Accounton"
        self.alerts.append(prompt)


@contextmanager
def desk(path: Path) -> Iterator[tuple[xw.Book, Desk]]:
    """Open the workbook on the desk of a person, who calls from it."""
    with open_book(path) as book:
        program = Desk(book.impl.app)
        book.impl.app = program
        book.set_mock_caller()
        try:
            yield book, program
        finally:
            del xw.Book._mock_caller  # type: ignore[attr-defined]  # xlwings has no way back
