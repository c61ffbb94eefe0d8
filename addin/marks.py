"""Problems → what the client sheet shows, and back to the user's own notes. Pure.

The grid of reasons has, at the address of every cell with a problem, a sign for its level and the text of its hover
note. The sheet's conditional formats look only at the sign, so one write of the grid marks all cells at once.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final, NamedTuple

from shared.language import Text
from shared.problem import Level
from shared.rules import message
from workbook.layout import REASONS_GRID

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from shared.language import Language
    from shared.problem import Problem
    from shared.record import Field

SIGNS: Final = {Level.ERROR: "!", Level.WARNING: "?"}
FIXED: Final = "~"
"""The sign of a cell that *Fix* changed; errors and warnings go before it."""
FIXED_SYMBOL: Final = "✔"
SYMBOLS: Final = {Level.ERROR: "✖", Level.WARNING: "⚠"}
MARKER: Final = "— Accounton —"
"""The line at which our part of a note starts; what a person wrote stands before it."""
GAP: Final = "\n\n"

CORRECTED: Final = Text("Corrigé; avant: {before}", "Verbeterd; voordien: {before}", "Corrected; before: {before}")

Grid = list[list[str | None]]


class Change(NamedTuple):
    """A correction that was applied: sheet row, field, the value before as a person saw it, and after."""

    row: int
    field: Field
    before: str
    after: str


class Area(NamedTuple):
    """The cells that the formats cover: sheet rows and columns, from 1, ends included."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int

    @property
    def address(self) -> str:
        """The area in A1 notation."""
        return f"{letters(self.first_column)}{self.first_row}:{letters(self.last_column)}{self.last_row}"


def reasons(
    problems: Iterable[Problem], columns: Mapping[Field, int], language: Language
) -> dict[tuple[int, int], str]:
    """Return sign and note by (row, column), for the fields that the sheet has; errors come before warnings."""
    lines: dict[tuple[int, int], list[str]] = {}
    signs: dict[tuple[int, int], str] = {}
    for problem in sorted(problems, key=lambda problem: problem.level is not Level.ERROR):
        if problem.field in columns:
            place = problem.row, columns[problem.field]
            signs.setdefault(place, SIGNS[problem.level])
            lines.setdefault(place, []).append(_note(problem, language))
    return {place: signs[place] + "\n".join(told) for place, told in lines.items()}


def with_changes(
    reasons: Mapping[tuple[int, int], str],
    changes: Iterable[Change],
    columns: Mapping[Field, int],
    language: Language,
) -> dict[tuple[int, int], str]:
    """Return the reasons with what *Fix* changed: a sign of its own where nothing is wrong, else a line more."""
    found = dict(reasons)
    for change in changes:
        if change.field in columns:
            place = change.row, columns[change.field]
            told = f"{FIXED_SYMBOL} {CORRECTED.to(language, before=change.before)}"
            found[place] = f"{found[place]}\n{told}" if place in found else FIXED + told
    return found


def grid(reasons: Mapping[tuple[int, int], str]) -> Grid:
    """Return the block to write at A1 of the hidden sheet; A1 itself is free, no client can be there."""
    rows = max((row for row, _ in reasons), default=1)
    columns = max((column for _, column in reasons), default=1)
    block: Grid = [[None] * columns for _ in range(rows)]
    for (row, column), reason in reasons.items():
        block[row - 1][column - 1] = reason
    return block


def formula(sign: str, area: Area) -> str:
    """Return the condition under which a cell of the area is shown as its `sign` says.

    `INDEX` makes it the same text for every cell: nothing depends on where Excel thinks the selection is.
    """
    cells = f"{REASONS_GRID}!$A$1:${letters(area.last_column)}${area.last_row}"
    return f'LEFT(INDEX({cells},ROW(),COLUMN()),1)="{sign}"'


def with_reason(note: str, reason: str) -> str:
    """Return a note with our part; `note` is what a person wrote, "" for nothing."""
    return (note + GAP if note else "") + f"{MARKER}\n{reason}"


def without_reason(note: str) -> str:
    """Return what a person wrote: `note` without our part."""
    own, marker, _ = note.partition(MARKER)
    return own.removesuffix(GAP) if marker else note


def letters(column: int) -> str:
    """Return the letters of a column number: 1 is A, 27 is AA."""
    text = ""
    while column:
        column, digit = divmod(column - 1, 26)
        text = chr(ord("A") + digit) + text
    return text


def _note(problem: Problem, language: Language) -> str:
    suggestion = problem.finding.suggestion
    told = f"{SYMBOLS[problem.level]} {message(problem, language)}"
    return told if suggestion is None else f"{told}\n→ {suggestion}"


def link(sheet: str, address: str, shown: str = "") -> str:
    """Return the formula of a link to a cell of another sheet, showing its address or something else."""
    target = sheet.replace("'", "''").replace('"', '""')
    return f'=HYPERLINK("#\'{target}\'!{address}","{shown or address}")'


def as_text(raw: object) -> str:
    """Return a raw cell as a person sees it."""
    if raw is None:
        return ""
    if isinstance(raw, datetime):
        return f"{raw:%d/%m/%Y}"
    return str(int(raw)) if isinstance(raw, float) and raw.is_integer() else str(raw)
