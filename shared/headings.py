"""Finds the heading row of a sheet and which column is which: by the headings, never by the letters."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import compress, count
from typing import TYPE_CHECKING, Final, NamedTuple

from shared.check import Table
from shared.language import Language, Refusal, Text
from shared.record import COLUMN_OF, COLUMNS, Field
from shared.spelling import folded

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
        "Geen rij met bekende kolomkoppen gevonden (Voornaam, Achternaam, E-mail, Taal…). Vertrek van het sjabloon.",
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
        "La colonne «{column}» figure deux fois ({headings}). Supprimez ou renommez l'une des deux.",
        "De kolom ‘{column}’ staat er twee keer ({headings}). Verwijder of hernoem er een van.",
        "The column “{column}” is there twice ({headings}). Remove or rename one of them.",
    )

    def __init__(self, *, column: Field, headings: Sequence[str]) -> None:
        """Keep the field, and both headings as they stand in the sheet."""
        super().__init__(column=column, headings=headings)
        self.column = column
        self.headings = tuple(headings)

    def to(self, language: Language) -> str:
        """Return the sentence with the column's name in the reader's language."""
        name = COLUMN_OF[self.column].heading.to(language)
        return self.text.to(language, column=name, headings=", ".join(self.headings))


@dataclass(frozen=True, slots=True)
class Headings:
    """`row` is the sheet row of the last heading row; `columns` are 0-based positions; `unknown` not recognised."""

    row: int
    columns: Mapping[Field, int]
    unknown: tuple[str, ...]


class _Meaning(NamedTuple):
    """What a heading means. `rank`: 0 given by the caller, 1 the template's own, 2 a variant, 3 a loose one."""

    field: Field
    rank: int


_NUMBER: Final = frozenset({"n", "no", "nr", "num", "numero", "nummer", "number"})
_SAYING_NOTHING: Final = frozenset(
    {"d", "de", "du", "het", "l", "la", "le", "of", "s", "the", "van"}
    | {"facultatif", "mandatory", "obligatoire", "optional", "optioneel", "optionnel", "required", "verplicht"}
)
_ASIDE = re.compile(r"[(\[][^)\]]*[)\]]")
_OF_THE_PARTNER = re.compile(r"partn|parten|conjoint|echtgeno|spouse", re.IGNORECASE)
_LANGUAGES_APART = re.compile(r"[/|\n]| [-–—] ")
_LONGEST: Final = 100


def _spelled(heading: str) -> str:
    """Return a heading without case, accents, punctuation, small words, and with one word for *number*."""
    words = [word for word in folded(heading).split() if word not in _SAYING_NOTHING]
    return "".join("nr" if word in _NUMBER else re.sub(r"nummer$", "nr", word) for word in words)


def _catalogue() -> dict[str, _Meaning]:
    known: dict[str, _Meaning] = {}
    for column in COLUMNS:
        for rank, headings in enumerate((column.heading, column.variants, column.loose), start=1):
            for heading in headings:
                known.setdefault(_spelled(heading), _Meaning(column.field, rank))
    return known


KNOWN: Final[Mapping[str, _Meaning]] = _catalogue()


def _meaning(heading: object, known: Mapping[str, _Meaning]) -> _Meaning | None:
    if not isinstance(heading, str) or len(heading) > _LONGEST:
        return None
    if found := known.get(_spelled(heading)):
        return found
    asides = _ASIDE.findall(heading)
    if asides and not any(map(_OF_THE_PARTNER.search, asides)):  # (obligatoire), (+32…)
        return _meaning(_ASIDE.sub(" ", heading), known)
    parts = _LANGUAGES_APART.split(heading)
    if len(parts) == 1:
        return None
    meanings = [known.get(_spelled(part)) for part in parts if part.strip()]
    fields = {meaning and meaning.field for meaning in meanings}
    return meanings[0] if len(fields) == 1 else None


def find(
    block: Sequence[Sequence[object]],
    *,
    first_row: int = 1,
    required: Collection[Field] = REQUIRED,
    names: Mapping[str, Field] | None = None,
) -> Headings:
    """Find the heading row or rows among the first 25 rows of `block`, whose first row is sheet row `first_row`.

    `names` are further headings and what they mean; they go before our own. Of two heading rows (two languages, or
    a group over its columns) the lower one decides where both say something. Where a column of the template stands
    beside one that may also mean it, the other is `unknown`.
    Raises `HeadingsMissing`, `ColumnsMissing` or `ColumnTwice`.
    """
    known = {**KNOWN, **{_spelled(name): _Meaning(field, 0) for name, field in (names or {}).items()}}
    rows = [
        {place: found for place, cell in enumerate(cells) if (found := _meaning(cell, known))}
        for cells in block[:SEARCHED_ROWS]
    ]
    best = max(range(len(rows)), key=lambda index: _count(rows[index]), default=0)
    if not rows or _count(rows[best]) < LEAST:
        raise HeadingsMissing
    first, last = _around(best, block, rows)
    heading_rows = block[first : last + 1]
    columns = _columns(_merged(rows[first : last + 1]), heading_rows)
    missing = [field for field in Field if field in required and field not in columns]
    if missing:
        raise ColumnsMissing(columns=missing)
    unknown = tuple(text for place, text in _texts(heading_rows).items() if place not in columns.values())
    return Headings(first_row + last, columns, unknown)


def _around(best: int, block: Sequence[Sequence[object]], rows: Sequence[Mapping[int, _Meaning]]) -> tuple[int, int]:
    """Return the first and the last of the heading rows that touch the best one."""
    first = last = best
    while first > 0 and _is_heading_row(block[first - 1], rows[first - 1]):
        first -= 1
    while last + 1 < len(rows) and _is_heading_row(block[last + 1], rows[last + 1]):
        last += 1
    return first, last


def _count(row: Mapping[int, _Meaning]) -> int:
    return len({meaning.field for meaning in row.values()})


def _is_heading_row(cells: Sequence[object], row: Mapping[int, _Meaning]) -> bool:
    """Tell whether a row next to the headings continues them: mostly headings, and nothing that only data has."""
    texts = [cell for cell in cells if cell is not None and cell != ""]
    if _count(row) < LEAST or 2 * len(row) < len(texts):
        return False
    return all(isinstance(text, str) and "@" not in text and not text[:1].isdigit() for text in texts)


def _merged(rows: Sequence[Mapping[int, _Meaning]]) -> dict[int, _Meaning]:
    merged: dict[int, _Meaning] = {}
    for row in rows:
        lower = {meaning.field for meaning in row.values()}
        merged = {place: meaning for place, meaning in merged.items() if meaning.field not in lower} | dict(row)
    return merged


def _texts(rows: Sequence[Sequence[object]]) -> dict[int, str]:
    """Return the lowest text of each place."""
    return {
        place: " ".join(str(cell).split())
        for cells in rows
        for place, cell in enumerate(cells)
        if cell is not None and str(cell).strip()
    }


def _columns(merged: Mapping[int, _Meaning], rows: Sequence[Sequence[object]]) -> dict[Field, int]:
    columns: dict[Field, int] = {}
    for field in Field:
        rank = min((meaning.rank for meaning in merged.values() if meaning.field is field), default=0)
        places = [place for place, meaning in merged.items() if meaning == (field, rank)]
        if len(places) > 1:
            texts = _texts(rows)
            raise ColumnTwice(column=field, headings=[texts[place] for place in sorted(places)])
        if places:
            columns[field] = places[0]
    return columns


def table(block: Sequence[Sequence[object]], headings: Headings, *, first_row: int = 1) -> Table:
    """Return what stands under the headings, without the rows that are empty in all known columns.

    A row that says nothing but `person` is empty as well: templates fill that column beforehand.
    """
    width = max(headings.columns.values()) + 1
    lines = block[headings.row + 1 - first_row :]
    filled = [cells.count(None) < len(cells) for cells in lines]
    rows = list(compress(count(headings.row + 1), filled))
    whole = [
        [*cells, *[None] * (width - len(cells))] if len(cells) < width else cells for cells in compress(lines, filled)
    ]
    across = list(zip(*whole, strict=False)) or [()] * width
    columns: dict[Field, Sequence[object]] = {field: across[place] for field, place in headings.columns.items()}
    blank = set(range(len(rows)))
    for field, column in columns.items():
        if field is not Field.TYPE:
            blank = {place for place in blank if _is_blank(column[place])}
    if not blank:
        return Table(rows, columns)
    told = [place not in blank for place in range(len(rows))]
    return Table(list(compress(rows, told)), {field: list(compress(column, told)) for field, column in columns.items()})


def _is_blank(cell: object) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())
