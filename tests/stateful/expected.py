"""What a send must leave on the platform, worked out from what a person sees, without any code of the add-in.

A person is known by the client code, which nobody edits here.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from shared.record import COLUMN_OF, Field
from tests.stateful.people import WRONG, Row, person_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

TICK: Final = "✔"
WIDTH: Final = 8
FIELD_OF: Final = {column.heading.en: field for field, column in COLUMN_OF.items()}


class There(NamedTuple):
    """A client on the platform."""

    id: str
    row: Row


class Line(NamedTuple):
    """A line of the comparison about a new client, or with a field about one in both."""

    place: int
    ticked: bool
    name: str
    email: str
    number: str
    field: Field | None
    ours: str
    theirs: str


class Expected(NamedTuple):
    """By person: what must be created and what may be besides; what is overwritten; whose rows have a client there."""

    created: Mapping[int, Row]
    maybe: Mapping[int, Row]
    overwritten: Mapping[int, Row]
    known: frozenset[int]

    @property
    def anything(self) -> bool:
        """Whether something has to go."""
        return bool(self.created or self.overwritten)


def expected(rows: Sequence[Row], comparison: Sequence[Line] | None, there: Mapping[int, There]) -> Expected:
    """Return what a send of the rows leaves, with what was chosen on the comparison, if there is one."""
    counted = Counter(person_of(row) for row in rows)
    valid = {person_of(row): row for row in rows if counted[person_of(row)] == 1 and row[Field.EMAIL] != WRONG}
    known = {person: row for person, row in valid.items() if person in there and not _doubtful(row, there[person].row)}
    new = {person: row for person, row in valid.items() if person not in there}
    if comparison is None:
        return Expected(new, {}, {}, frozenset(known))
    chosen = {person: _chosen(row, rows, comparison) for person, row in new.items()}
    return Expected(
        {person: new[person] for person, says in chosen.items() if says},
        {person: new[person] for person, says in chosen.items() if says is None},
        {person: changes for person, row in known.items() if (changes := _overwritten(row, there[person], comparison))},
        frozenset(known),
    )


def lines_of(sheet: Sequence[Sequence[Any]]) -> list[Line]:
    """Read the comparison sheet: lines about new clients, and about fields that differ."""
    found: list[Line] = []
    section = ""
    for place, cells in enumerate(sheet):
        told = ["" if cell is None else str(cell) for cell in cells] + [""] * WIDTH
        if told[0].startswith(("Customers only", "Double customers", "Invalid customers")):
            section = told[0].rpartition(" (")[0]
        elif section == "Customers only in import" and "@" in told[3]:
            found.append(Line(place, told[1] == TICK, told[2], told[3], told[4], None, "", ""))
        elif section == "Double customers" and told[5] in FIELD_OF:
            found.append(Line(place, told[1] == TICK, told[2], told[3], told[4], FIELD_OF[told[5]], told[6], told[7]))
    return found


def after(there: Mapping[int, Row], expected: Expected, arrived: Mapping[int, Row]) -> dict[int, Row]:
    """Return the platform after a send; what may be created is when it arrived."""
    maybe = {person: row for person, row in expected.maybe.items() if person in arrived}
    changed = {person: there[person] | changes for person, changes in expected.overwritten.items()}
    return {**there, **expected.created, **maybe, **changed}


def _doubtful(row: Row, client: Row) -> bool:
    """Two national numbers are never taken for one person's."""
    ours, theirs = row[Field.NATIONAL_NUMBER], client[Field.NATIONAL_NUMBER]
    return bool(ours and theirs) and ours != theirs


def _chosen(row: Row, rows: Sequence[Row], comparison: Sequence[Line]) -> bool | None:
    """Return whether a new client was ticked; None when its line no longer shows who it is, or several do."""
    lines = [line for line in comparison if line.field is None and line.name == _name(row)]
    if not lines:
        return False
    facts = (row[Field.EMAIL], _masked(row[Field.NATIONAL_NUMBER]))
    alike = [line for line in lines if (line.email, line.number) == facts]
    if len(lines) == 1 and alike and sum(_name(each) == _name(row) for each in rows) == 1:
        return alike[0].ticked
    return None if any(line.ticked for line in lines) else False


def _overwritten(row: Row, there: There, comparison: Sequence[Line]) -> Row:
    """Return the fields that are ticked and of which both sides still say what was shown."""
    return {
        line.field: row[line.field]
        for line in comparison
        if line.field
        and line.ticked
        and line.number == there.id
        and line.ours == _shown(line.field, row[line.field])
        and line.theirs == _shown(line.field, there.row[line.field])
        and row[line.field]
        and row[line.field] != there.row[line.field]
    }


def _name(row: Row) -> str:
    return f"{row[Field.FIRST_NAME]} {row[Field.LAST_NAME]}"


def _shown(field: Field, text: str) -> str:
    return _masked(text) if field is Field.NATIONAL_NUMBER else text


def _masked(number: str) -> str:
    return f"{number[:2]}.**.**-***.{number[-2:]}" if number else ""
