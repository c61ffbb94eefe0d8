"""*Undo fix*: give back what *Fix* changed, also after saving, sorting and inserting rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from addin import fixed_sheet
from addin.examination import Validation
from addin.own_sheets import OwnSheets
from addin.procedures import RESTORE
from addin.sheet import ClientSheet
from addin.validate import show
from shared.check import check
from shared.language import Language, Text
from workbook.layout import FIXED_CELLS, REASONS_GRID, Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from addin.marks import Change
    from addin.sheet import Book
    from shared.rules.base import Circumstances

NOTHING: Final = Text(
    "Il n'y a aucune correction à annuler.",
    "Er zijn geen verbeteringen om ongedaan te maken.",
    "There are no corrections to undo.",
)
RESTORED: Final = Text("Cellules rétablies: {number}.", "Teruggezette cellen: {number}.", "Cells restored: {number}.")
LEFT: Final = Text(
    "Laissées telles quelles, car modifiées depuis ou introuvables: {number} (voir la liste).",
    "Gelaten zoals ze zijn, want sindsdien gewijzigd of onvindbaar: {number} (zie de lijst).",
    "Left as they are, because they were changed since or cannot be found: {number} (see the list).",
)


@dataclass(frozen=True, slots=True)
class Undone:
    """How many cells have their original again, what was left as it is, and what is found after it."""

    restored: int
    left: Sequence[Change]
    found: Validation


def undo_fix(book: Book, circumstances: Circumstances, language: Language) -> Undone | None:
    """Restore the client sheet's originals and show what is wrong; None when nothing is kept of it.

    What is in doubt, or was edited since, is left as it is, told, and kept for another try.
    """
    own = OwnSheets(book)
    sheet = ClientSheet.find(book, own)
    there, lost, elsewhere = fixed_sheet.read(own, sheet)
    if not there and not lost:
        return None
    own.prepare([Role.PROBLEMS], [REASONS_GRID, FIXED_CELLS], language, sheet.name)
    fixed_sheet.write(own, [*there, *lost, *elsewhere])
    book.macro(RESTORE)(sheet.name, FIXED_CELLS)
    again = sheet.read_again()
    found = Validation(again, check(again.table, circumstances), own)
    left = [one.change for one in lost]
    show(book, found, language, [], left, prepared=True)
    return Undone(len(there), left, found)


def told(undone: Undone | None, language: Language) -> str:
    """Return what became of it, and the totals."""
    if undone is None:
        return NOTHING.to(language)
    left = [LEFT.to(language, number=len(undone.left))] if undone.left else []
    return " ".join([RESTORED.to(language, number=undone.restored), *left, undone.found.title(language)])
