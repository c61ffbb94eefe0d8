"""What a person ticked and chose on the comparison sheet, read back. Pure.

Between writing and reading, lines may be sorted, deleted, copied or changed, and the client list may be another one.
So a line counts for a client when it shows that client: a line that shows nobody, or nobody any more, has no say, and a
client without a line was not on the comparison.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from addin.marks import as_text
from addin.questionnaires import id_of
from addin.sections import IN_BOTH, ONLY_IN_IMPORT, TITLES, name_of, shown
from shared.privacy import masked_number
from shared.record import COLUMNS, Field
from shared.spelling import folded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from addin.compare import Known, New
    from shared.language import Text
    from shared.platform.contract import Questionnaire
    from shared.record import Client

TICK, NO_TICK = "✔", "–"
YES: Final = frozenset(
    {"✔", "✓", "☑", "√", "x", "v", "1", "oui", "o", "ja", "j", "yes", "y", "ok", "true", "vrai", "waar"}
)
"""What people type for a tick, in lower case; everything else is none."""

ROW, TICKED, NAME, EMAIL, NUMBER, LANGUAGE, QUESTIONNAIRE, REMARK = range(8)
"""The columns of a client that is new, from 0."""
CLIENT_ID, FIELD, OURS, THEIRS = NUMBER, LANGUAGE, QUESTIONNAIRE, REMARK
"""Those of a client in both that are other ones."""
ENOUGH: Final = 2
"""So many facts must agree for a line of the same row to be about the same client, when another fact was changed."""


class Choice(NamedTuple):
    """What was chosen for a new client: whether to send, and the questionnaire's id, "" where none is chosen.

    `unclear` says that what stands there is none of the practice's, or several.
    """

    send: bool
    questionnaire: str
    unclear: bool = False


class Facts(NamedTuple):
    """What the comparison shows of who somebody is; the national number is masked."""

    name: str
    email: str
    number: str


class NewLine(NamedTuple):
    """A line of a new client; `row` is None where the cell is no number any more."""

    row: int | None
    facts: Facts
    ticked: bool
    questionnaire: str


class KnownLine(NamedTuple):
    """A line of one field of a client in both, with both values as they were shown."""

    client_id: str
    field: Field
    ours: str
    theirs: str


@dataclass(frozen=True, slots=True)
class Choices:
    """Every line of new clients, and the ticked ones of clients in both."""

    new: Sequence[NewLine]
    overwritten: frozenset[KnownLine]

    def of(self, new: Sequence[New], available: Sequence[Questionnaire]) -> dict[int, Choice]:
        """Return the choice by sheet row, of the clients who were on the comparison; the others have none.

        `new` are today's new clients, `available` the practice's questionnaires.
        """
        facts = {each.row: facts_of(each.client) for each in new}
        counted = Counter(facts.values())
        alike: dict[Facts, list[NewLine]] = defaultdict(list)
        for line in self.new:
            alike[line.facts].append(line)
        others: dict[int | None, list[NewLine]] = defaultdict(list)
        for line in self.new:
            if line.facts not in counted:
                others[line.row].append(line)
        chosen: dict[int, Choice] = {}
        for each in new:
            mine = facts[each.row]
            lines = [line for line in alike[mine] if line.row == each.row]
            lines = lines or (alike[mine] if counted[mine] == 1 else [])
            lines = lines or [line for line in others[each.row] if _agree(line.facts, mine)]
            if lines:
                chosen[each.row] = _together(lines, each.client.language, available)
        return chosen

    def overwrite(self, known: Iterable[Known]) -> dict[str, frozenset[Field]]:
        """Return the fields to overwrite, by the platform's id of the client, that still differ as they were shown."""
        wanted = {
            each.there.id: frozenset(line.field for line in lines_of(each) if line in self.overwritten)
            for each in known
        }
        return {client_id: fields for client_id, fields in wanted.items() if fields}


def read(block: Sequence[Sequence[object]]) -> Choices | None:
    """Return what the cells of the comparison sheet say; None when they are no comparison."""
    new: list[NewLine] = []
    overwritten: set[KnownLine] = set()
    section: Text | None = None
    left = 0
    for line in block:
        texts = [as_text(value).strip() for value in line]
        place = next((place for place, text in enumerate(texts) if text), 0)
        title = _title(texts[place]) if texts else None
        if title:
            section, left = title, place
            continue
        cells = texts[left:] + [""] * (REMARK + 1)
        if section is ONLY_IN_IMPORT and cells[NAME]:
            new.append(_new_line(cells))
        elif section is IN_BOTH and cells[TICKED].casefold() in YES and folded(cells[FIELD]) in FIELDS:
            overwritten.add(KnownLine(cells[CLIENT_ID], FIELDS[folded(cells[FIELD])], cells[OURS], cells[THEIRS]))
    return Choices(new, frozenset(overwritten)) if section else None


def facts_of(client: Client) -> Facts:
    """Return what the comparison shows of a client."""
    return _facts(name_of(client), client.email, masked_number(client.national_number))


def lines_of(known: Known) -> Iterator[KnownLine]:
    """Yield a line for each field in which a client in both differs."""
    for field, (ours, theirs) in known.differences.items():
        yield KnownLine(known.there.id, field, shown(field, ours).strip(), shown(field, theirs).strip())


def _fields() -> Iterator[tuple[str, Field]]:
    for column in COLUMNS:
        for heading in column.heading:
            yield folded(heading), column.field


FIELDS: Final[Mapping[str, Field]] = dict(_fields())
"""The field of a heading in any language."""


def _title(text: str) -> Text | None:
    """Return the section that a title opens; its number stands in brackets behind it."""
    bare = text.rpartition(" (")[0]
    return next((title for title in TITLES if bare in title), None) if bare else None


def _new_line(cells: Sequence[str]) -> NewLine:
    row = int(cells[ROW]) if cells[ROW].isascii() and cells[ROW].isdecimal() else None
    facts = _facts(cells[NAME], cells[EMAIL], cells[NUMBER])
    return NewLine(row, facts, cells[TICKED].casefold() in YES, cells[QUESTIONNAIRE])


def _facts(name: str, email: str, number: str) -> Facts:
    return Facts(folded(name), email.strip().casefold(), number.strip())


def _agree(one: Facts, other: Facts) -> bool:
    return sum(bool(a) and a == b for a, b in zip(one, other, strict=True)) >= ENOUGH


def _together(lines: Sequence[NewLine], language: str, available: Sequence[Questionnaire]) -> Choice:
    """Return what lines about one client say: a copied line that says otherwise makes it no."""
    typed = {id_of(line.questionnaire, language, available) for line in lines if line.questionnaire}
    unclear = typed and (len(typed) > 1 or "" in typed)
    return Choice(all(line.ticked for line in lines), "" if unclear or not typed else typed.pop(), bool(unclear))
