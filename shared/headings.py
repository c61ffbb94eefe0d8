"""Finds the heading row of a sheet and which column is which: by the headings, never by the letters."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from shared.check import Table
from shared.language import Language, Refusal, Text
from shared.record import COLUMN_OF, COLUMNS, Field

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

SEARCHED_ROWS: Final = 25
LEAST: Final = 2
REQUIRED: Final = frozenset({Field.FIRST_NAME, Field.LAST_NAME, Field.EMAIL, Field.LANGUAGE})
"""The columns without which nothing can be imported; older templates have no `person` column."""


class HeadingsMissing(Refusal):
    """No row among the first ones holds headings that we know."""

    text = Text(
        "Aucune ligne d'en-têtes connue n'a été trouvée (Prénom, Nom de famille, Email, Langue…). Partez du modèle.",
        "Er is geen rij met bekende kolomtitels gevonden (Voornaam, Achternaam, E-mail, Taal…). Vertrek van het model.",
        "No row with known headings was found (First name, Last name, Email, Language…). Start from the template.",
    )


class ColumnsMissing(Refusal):
    """The headings were found, but a required column is not among them; `columns` are fields."""

    text = Text(
        "Il manque une colonne obligatoire: {columns}. Ajoutez-la.",
        "Een verplichte kolom ontbreekt: {columns}. Voeg ze toe.",
        "A required column is missing: {columns}. Add it.",
    )

    def __init__(self, *, columns: Sequence[Field]) -> None:
        """Keep the missing fields in the order of the template."""
        super().__init__(columns=columns)
        self.columns = tuple(columns)

    def to(self, language: Language) -> str:
        """Return the sentence with the headings in the reader's language."""
        names = ", ".join(COLUMN_OF[field].heading.to(language) for field in self.columns)
        return self.text.to(language, columns=names)


class ColumnTwice(Refusal):
    """Two columns have the same meaning."""

    text = Text(
        "La colonne «{column}» figure deux fois ({letters}). Supprimez ou renommez l'une des deux.",
        "De kolom ‘{column}’ staat er twee keer ({letters}). Verwijder of hernoem er een van.",
        "The column “{column}” is there twice ({letters}). Remove or rename one of them.",
    )


@dataclass(frozen=True, slots=True)
class Headings:
    """`row` is the sheet row of the last heading row; `columns` are 0-based positions; `unknown` not recognised."""

    row: int
    columns: Mapping[Field, int]
    unknown: tuple[str, ...]


def normalised(heading: object) -> str:
    """Return a heading without case, accents, punctuation and blanks."""
    plain = unicodedata.normalize("NFKD", str(heading or "")).casefold()
    return re.sub(r"\(.*?\)|[^a-z0-9]", "", plain)


KNOWN: Final = {normalised(name): column.field for column in COLUMNS for name in (*column.heading, *column.variants)}


def find(
    block: Sequence[Sequence[object]],
    *,
    first_row: int = 1,
    required: Collection[Field] = REQUIRED,
    names: Mapping[str, Field] | None = None,
) -> Headings:
    """Find the headings; raises `HeadingsMissing`, `ColumnsMissing` or `ColumnTwice`."""
    known = KNOWN | {normalised(name): field for name, field in (names or {}).items()}
    best: dict[Field, int] = {}
    at = 0
    for index, cells in enumerate(block[:SEARCHED_ROWS]):
        found = {known[normalised(cell)]: place for place, cell in enumerate(cells) if normalised(cell) in known}
        if len(found) > len(best):
            best, at = found, index
    if len(best) < LEAST:
        raise HeadingsMissing
    missing = [field for field in Field if field in required and field not in best]
    if missing:
        raise ColumnsMissing(columns=missing)
    unknown = tuple(str(cell) for place, cell in enumerate(block[at]) if cell and place not in best.values())
    return Headings(first_row + at, best, unknown)


def table(block: Sequence[Sequence[object]], headings: Headings, *, first_row: int = 1) -> Table:
    """Return what stands under the headings, without the rows that are empty in all known columns."""
    rows: list[int] = []
    kept: list[Sequence[object]] = []
    for index, cells in enumerate(block):
        values = [cells[place] if place < len(cells) else None for place in headings.columns.values()]
        if first_row + index > headings.row and any(value not in {None, ""} for value in values):
            rows.append(first_row + index)
            kept.append(values)
    columns = {field: [values[place] for values in kept] for place, field in enumerate(headings.columns)}
    return Table(rows, columns)
