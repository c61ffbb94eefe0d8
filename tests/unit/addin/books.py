"""Client workbooks for the tests of the macros."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, Final

from openpyxl import load_workbook

from addin.engines.file import open_book
from shared.rules.base import Circumstances
from tests.files.clients import headings, rows, workbook

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import xlwings as xw
    from openpyxl import Workbook

TODAY: Final = Circumstances(date(2025, 6, 1))


def faulty() -> list[list[object]]:
    """Return three clients: the first right, the second with two errors, the third with a warning and an error."""
    right, two, mixed = rows()
    two[3], two[4] = None, "0486 11 22 33"
    mixed[2], mixed[9], mixed[10] = "Lambert ", None, None
    mixed[15] = "FR"
    return [right, two, mixed]


def client_book(path: Path, lines: list[list[object]] | None = None) -> Path:
    """Write the clients under French headings."""
    workbook([headings(), *(faulty() if lines is None else lines)])[0].save(path)
    return path


@contextmanager
def edited(path: Path) -> Iterator[Workbook]:
    """Open a workbook with openpyxl, and save it."""
    book = load_workbook(path, rich_text=True)
    yield book
    book.save(path)
    book.close()


@contextmanager
def saved(path: Path, to: Path | None = None) -> Iterator[xw.Book]:
    """Open a workbook on the file engine, and save it."""
    with open_book(path) as book:
        yield book
        book.save(to or path)
