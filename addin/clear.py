"""*Clear*: remove all of our marks; what the user made stays, and so do the results of sending."""

from __future__ import annotations

from typing import TYPE_CHECKING

from addin.own_sheets import OwnSheets
from addin.sheet import ClientSheet

if TYPE_CHECKING:
    from addin.sheet import Book


def clear(book: Book) -> None:
    """Remove the marks, our part of the notes, the problems sheet and the hidden grid."""
    OwnSheets(book).remove(ClientSheet.find(book))
