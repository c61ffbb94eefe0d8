"""*Clear*: remove all of our marks; what the user made stays, and so do the results of sending."""

from __future__ import annotations

from typing import TYPE_CHECKING

from addin.own_sheets import OwnSheets
from addin.procedures import MARK
from addin.sheet import ClientSheet
from workbook.layout import REASONS_GRID, Role

if TYPE_CHECKING:
    from addin.sheet import Book


def clear(book: Book) -> None:
    """Remove the marks, our part of the notes, the problems sheet and the hidden grid."""
    own = OwnSheets(book)
    book.macro(MARK)(ClientSheet.find(book, own).name, REASONS_GRID, "")
    own.remove([Role.PROBLEMS], [REASONS_GRID])
