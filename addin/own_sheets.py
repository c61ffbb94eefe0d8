"""Our own sheets in the user's workbook, by the part that each one plays.

A very hidden sheet says which sheet is ours: a name proves nothing, as the user may have chosen the same. In
workbooks of before that sheet, the first cell of the grid names the problems sheet.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from addin.procedures import PREPARE, REMOVE, SEPARATOR, VIEW
from addin.view import View
from workbook.layout import CHOICE_LISTS, FIXED_CELLS, OWN_SHEETS, REASONS_GRID, SETTING_LISTS, TABS, Role

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from xlwings import Book, Sheet

    from shared.language import Language

HIDDEN: Final = frozenset({OWN_SHEETS, REASONS_GRID, FIXED_CELLS, CHOICE_LISTS, SETTING_LISTS})
"""They keep their names, and are very hidden."""
CLIENTS: Final = "clients"
"""In the list of roles: the sheet of the user's that was validated last."""
MOST: Final = len(Role) + 1


class OwnSheets:
    """What of ours a workbook holds, and what a person has in view; a fixed number of calls, however many sheets."""

    def __init__(self, book: Book) -> None:
        """Ask which sheets there are."""
        self.book = book
        self.view = View.of(book.macro(VIEW)())
        self._names = list(self.view.names)
        self._asked: dict[str, Sheet] = {}
        self._roles = {part: name for part, name in self._listed().items() if name in self._names}

    @property
    def client_name(self) -> str | None:
        """The sheet that was validated last, None when there is none or it was renamed."""
        return self._roles.get(CLIENTS)

    def is_ours(self, name: str) -> bool:
        """Return whether a sheet is one of ours."""
        return name in HIDDEN or any(name == ours for part, ours in self._roles.items() if part != CLIENTS)

    def has(self, name: str) -> bool:
        """Return whether there is a sheet of this name."""
        return name in self._names

    def name(self, role: Role) -> str | None:
        """Return the name of the sheet that plays a part."""
        return self._roles.get(role.value)

    def sheet(self, role: Role) -> Sheet | None:
        """Return the sheet that plays a part."""
        name = self.name(role)
        return self._sheet(name) if name else None

    def hidden(self, name: str) -> Sheet | None:
        """Return one of our hidden sheets."""
        return self._sheet(name) if name in self._names else None

    def emptied(self, role: Role, language: Language) -> Sheet:
        """Return the sheet that plays a part, without contents or formats; a new one comes last, and not into view."""
        self.prepare([role], [], language)
        return self._sheet(self._roles[role.value])

    def prepare(self, roles: Iterable[Role], hidden: Iterable[str], language: Language, client: str = "") -> None:
        """Empty or add sheets, all at once; `client` is the sheet of the user's that they are about."""
        roles, hidden = list(roles), list(hidden)
        after = {**self._roles, **({CLIENTS: client} if client else {})}
        for role in roles:
            after.setdefault(role.value, self._free_name(TABS[role].to(language)))
        changed = after != self._roles or not self.has(OWN_SHEETS)
        if changed:
            hidden.append(OWN_SHEETS)
        shown = [after[role.value] for role in roles]
        self.book.macro(PREPARE)(SEPARATOR.join(shown), SEPARATOR.join(hidden))
        self._names += [name for name in (*shown, *hidden) if name not in self._names]
        self._roles = after
        if changed:
            self._write()

    def remove(self, roles: Collection[Role], hidden: Collection[str] = ()) -> None:
        """Delete the sheets that play these parts, and hidden ones; our list goes when nothing of ours is left."""
        gone = [name for role in roles if (name := self.name(role))] + [name for name in hidden if self.has(name)]
        left = {part: name for part, name in self._roles.items() if name not in gone}
        is_last = not any(part != CLIENTS for part in left)
        if is_last and self.has(OWN_SHEETS):
            gone.append(OWN_SHEETS)
        if not gone:
            return
        self.book.macro(REMOVE)(SEPARATOR.join(gone))
        self._asked = {name: sheet for name, sheet in self._asked.items() if name not in gone}
        self._names = [name for name in self._names if name not in gone]
        changed, self._roles = left != self._roles, left
        if changed and self.has(OWN_SHEETS):
            self._write()

    def _sheet(self, name: str) -> Sheet:
        if name not in self._asked:
            self._asked[name] = self.book.sheets[name]
        return self._asked[name]

    def _listed(self) -> dict[str, str]:
        if OWN_SHEETS in self._names:
            rows = self._sheet(OWN_SHEETS).range((1, 1), (MOST, 2)).raw_value
            return {str(part): str(name) for part, name in rows if part and name}
        if REASONS_GRID in self._names:
            name = self._sheet(REASONS_GRID).range((1, 1)).raw_value
            return {Role.PROBLEMS.value: str(name)} if name else {}
        return {}

    def _write(self) -> None:
        rows: list[list[str | None]] = [list(pair) for pair in self._roles.items()]
        rows += [[None, None] for _ in range(MOST - len(rows))]
        self._sheet(OWN_SHEETS).range((1, 1), (MOST, 2)).raw_value = rows

    def _free_name(self, name: str) -> str:
        taken = {one.removeprefix("/").casefold() for one in self._names}
        choices = (name, *(f"{name} {number}" for number in range(2, len(taken) + 3)))
        return next(choice for choice in choices if choice.casefold() not in taken)
