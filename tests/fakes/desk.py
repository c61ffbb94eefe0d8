"""The desk of a person with Excel: a workbook file whose program also has message boxes, calculation and protection."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import xlwings as xw

from addin.engines.file import open_book
from addin.procedures import PROTECTED

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path


class Desk:
    """The file engine's app, and what only a program on a screen has."""

    def __init__(self, app: Any) -> None:  # noqa: ANN401 - the engine's
        self.app = app
        self.screen_updating = True
        self.calculation = "automatic"
        self.status_bar: str | bool = False
        self.protected = False
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
        return self.protected if macro.endswith(f"!{PROTECTED}") else self.app.run(macro, args)

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
