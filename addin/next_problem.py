"""*Next problem*: go to the marked cell after the active one, row by row; it reads the marks, and checks nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from addin.marks import SIGNS, letters
from addin.own_sheets import OwnSheets
from addin.procedures import VISIBLE
from addin.view import rectangles
from shared.language import Language, Text
from workbook.layout import REASONS_GRID

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from addin.sheet import Book
    from addin.view import Rectangle

    Place = tuple[int, int]

NOT_CHECKED: Final = Text(
    "Cette liste n'a pas encore été contrôlée. Cliquez d'abord sur «Valider».",
    "Deze lijst is nog niet gecontroleerd. Klik eerst op ‘Valideren’.",
    "This list has not been checked yet. Click “Validate” first.",
)
NONE: Final = Text(
    "Aucune cellule n'est marquée: il n'y avait aucun problème au dernier contrôle.",
    "Er is geen cel gemarkeerd: bij de laatste controle waren er geen problemen.",
    "No cell is marked: there were no problems at the last check.",
)
ALL_HIDDEN: Final = Text(
    "Toutes les cellules marquées ({number}) sont masquées ou filtrées. Affichez leurs lignes et leurs colonnes.",
    "Alle gemarkeerde cellen ({number}) zijn verborgen of weggefilterd. Maak hun rijen en kolommen zichtbaar.",
    "All marked cells ({number}) are hidden or filtered out. Show their rows and columns.",
)
FOUND: Final = Text(
    "{cell} ({place} sur {number}): {reason}",
    "{cell} ({place} van {number}): {reason}",
    "{cell} ({place} of {number}): {reason}",
)


def next_problem(book: Book, language: Language) -> str:
    """Select the next marked cell that can be seen, and return its reason, or why there is none."""
    own = OwnSheets(book)
    grid = own.hidden(REASONS_GRID)
    client = own.client_name or ("" if own.is_ours(own.view.sheet) else own.view.sheet)
    if grid is None or not client:
        return NOT_CHECKED.to(language)
    used = grid.used_range
    marked = _marked(used.raw_value, used.row, used.column)
    if not marked:
        return NONE.to(language)
    places = sorted(marked)
    last = letters(max(column for _, column in places)) + str(places[-1][0])
    visible = rectangles(book.macro(VISIBLE)(client, f"A1:{last}"))
    found = following(places, own.view.cell if client == own.view.sheet else None, visible)
    if found is None:
        return ALL_HIDDEN.to(language, number=len(places))
    sheet = book.sheets[client]
    if client != own.view.sheet:
        sheet.activate()
    sheet.range(found).select()
    cell, reason = f"{letters(found[1])}{found[0]}", " ".join(marked[found].splitlines())
    return FOUND.to(language, cell=cell, place=places.index(found) + 1, number=len(places), reason=reason)


def following(places: Sequence[Place], active: Place | None, visible: Sequence[Rectangle]) -> Place | None:
    """Return the first place after the active one that can be seen, going round at the end."""
    after = [place for place in places if active is None or place > active]
    for row, column in [*after, *places[: len(places) - len(after)]]:
        if any(top <= row <= bottom and left <= column <= right for top, left, bottom, right in visible):
            return row, column
    return None


def _marked(block: object, row: int, column: int) -> Mapping[Place, str]:
    """Return the reasons of errors and warnings by place; the corrections of *Fix* are no problems."""
    rows = block if isinstance(block, list | tuple) else [[block]]
    return {
        (place, across): str(reason)[1:]
        for place, line in enumerate(rows, row)
        for across, reason in enumerate(line, column)
        if reason and str(reason)[0] in SIGNS.values()
    }
