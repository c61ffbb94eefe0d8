"""*Clear*: remove all of our marks; what the user made stays, and so do the results of sending."""

from __future__ import annotations

from typing import TYPE_CHECKING

from addin.own_sheets import OwnSheets
from addin.procedures import MARK
from addin.sheet import ClientSheet
from workbook.layout import FIXED_CELLS, REASONS_GRID, Role

if TYPE_CHECKING:
    from addin.sheet import Book


def clear(book: Book) -> None:
    """Remove the marks, our part of the notes, verdicts, the problems sheet, and what *Fix* kept."""
    own = OwnSheets(book)
    sheet = ClientSheet.find(book, own)
    book.macro(MARK)(sheet.name, REASONS_GRID, "")
    sheet.remove_verdicts()
    own.remove([Role.PROBLEMS], [REASONS_GRID, FIXED_CELLS])
