"""What *Fix* changed, as it is kept on a hidden sheet, and where it is now. Pure.

A person may sort, insert and delete rows before *Undo fix*. So a row is known again by a short hash of each of its
other cells: by most of them, with nothing else as much alike, and the new text still in the cell. What is in doubt, or
was changed since, is not touched.
"""

from __future__ import annotations

from collections import defaultdict
from hashlib import blake2b
from typing import TYPE_CHECKING, Final, NamedTuple

from addin.marks import Change, as_text
from shared.record import Field

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from shared.check import Table

HEADINGS: Final = ("sheet", "row", "column", "after", "field", "others", "before", "format", "kind", "text", "number")
"""Of the hidden sheet; the last four are the original, filled in by the procedure CORRECT."""
TEXTS: Final = len(HEADINGS) - 1
"""All columns but the last are texts."""
TELLING: Final = (Field.NATIONAL_NUMBER, Field.EMAIL, Field.CLIENT_CODE, Field.MOBILE, Field.LAST_NAME)
"""The columns by which a row that moved is looked for."""
ALIKE: Final = 0.6
"""The share of a row's other cells that must be as they were."""


class Fixed(NamedTuple):
    """A cell that was changed; `others` are the other fields of its row with their hashes."""

    sheet: str
    row: int
    column: int
    field: Field
    before: str
    after: str
    others: Mapping[str, str]
    original: tuple[str, str, str, float | None] = ("", "", "", None)
    """Number format, kind, text and number; "" as long as CORRECT did not fill it in."""

    @property
    def change(self) -> Change:
        """What is told of it."""
        return Change(self.row, self.field, self.before, self.after)

    @property
    def line(self) -> list[str | float | None]:
        """Its row on the hidden sheet; without a column, the procedures leave it alone."""
        others = " ".join(f"{name}={digest}" for name, digest in self.others.items())
        place = [str(self.row), str(self.column) if self.column else None]
        return [self.sheet, *place, self.after, self.field.value, others, self.before, *self.original]


def lines_of(fixed: Iterable[Fixed]) -> list[list[str | float | None]]:
    """Return the rows of the hidden sheet."""
    return [list(HEADINGS), *(one.line for one in fixed)]


def of_lines(lines: Sequence[Sequence[object]]) -> list[Fixed]:
    """Return what the rows of the hidden sheet say; RESTORE leaves empty ones."""
    return [_of_line(line) for line in lines[1:] if line[0]]


def _of_line(line: Sequence[object]) -> Fixed:
    sheet, row, column, after, field, others, before, code, kind, text = (as_text(one) for one in line[:TEXTS])
    number = line[TEXTS]
    return Fixed(
        sheet,
        int(row),
        int(column or 0),
        Field(field),
        before,
        after,
        dict(pair.split("=") for pair in others.split()),
        (code, kind, text, number if isinstance(number, float) else None),
    )


def merged(
    sheet: str, earlier: Iterable[Fixed], changes: Iterable[Change], columns: Mapping[Field, int], table: Table
) -> list[Fixed]:
    """Return all changes of a sheet: `earlier` as they were found, and new ones; `table` is the sheet after them.

    A cell that is corrected once more keeps its first original.
    """
    kept = {(one.row, one.field): one for one in earlier}
    for change in changes:
        first = kept.get((change.row, change.field))
        before, original = (first.before, first.original) if first else (change.before, ("", "", "", None))
        kept[change.row, change.field] = Fixed(
            sheet, change.row, columns[change.field], change.field, before, change.after, {}, original
        )
    fields: dict[int, set[Field]] = defaultdict(set)
    for row, field in kept:
        fields[row].add(field)
    places = {row: place for place, row in enumerate(table.rows) if row in fields}
    return [one._replace(others=_others(table, places[one.row], fields[one.row])) for one in kept.values()]


def located(fixed: Iterable[Fixed], columns: Mapping[Field, int], table: Table) -> tuple[list[Fixed], list[Fixed]]:
    """Return the changes that are still there, each in its present place, and those that are not or are in doubt."""
    search = _Search(table)
    found: list[Fixed] = []
    lost: list[Fixed] = []
    for one in fixed:
        row = search.row_of(one) if one.field in columns else None
        if row is None:
            lost.append(one._replace(column=0))
        else:
            found.append(one._replace(row=row, column=columns[one.field]))
    taken: dict[tuple[int, Field], int] = defaultdict(int)
    for one in found:
        taken[one.row, one.field] += 1
    doubtful = [one for one in found if taken[one.row, one.field] > 1]
    return [one for one in found if one not in doubtful], lost + [one._replace(column=0) for one in doubtful]


class _Search:
    """Finds rows of a table by most of their cells."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.places = {row: place for place, row in enumerate(table.rows)}
        self._index: dict[str, list[int]] | None = None

    def row_of(self, one: Fixed) -> int | None:
        here = self.places.get(one.row)
        if here is not None and self._likeness(one, here) == 1:
            return one.row
        rated = [(self._likeness(one, place), place) for place in self._candidates(one, here)]
        best = max((rating for rating, _ in rated), default=0)
        if best < ALIKE:
            return None
        places = [place for rating, place in rated if rating == best]
        return self.table.rows[places[0]] if len(places) == 1 else None

    def _candidates(self, one: Fixed, here: int | None) -> set[int]:
        if self._index is None:
            self._index = defaultdict(list)
            for field in TELLING:
                for place, raw in enumerate(self.table.columns.get(field, ())):
                    if raw is not None:
                        self._index[f"{field.value}={_hashed(raw)}"].append(place)
        near = {here} if here is not None else set()
        return near.union(*(self._index.get(f"{name}={digest}", ()) for name, digest in one.others.items()))

    def _likeness(self, one: Fixed, place: int) -> float:
        """Return the share of the other cells that are as they were; 0 when the new text is not in its cell."""
        columns = self.table.columns
        if as_text(columns[one.field][place]) != one.after:
            return 0
        same = sum(
            field in columns and _hashed(columns[field][place]) == digest
            for field, digest in ((Field(name), digest) for name, digest in one.others.items())
        )
        return same / len(one.others) if one.others else float(self.table.rows[place] == one.row)


def _others(table: Table, place: int, fixed: set[Field]) -> dict[str, str]:
    return {
        field.value: _hashed(column[place])
        for field, column in table.columns.items()
        if field not in fixed and field is not Field.TYPE and column[place] is not None
    }


def _hashed(raw: object) -> str:
    return blake2b(as_text(raw).encode(), digest_size=4).hexdigest()
