"""One column of raw cells → its clean texts and what is wrong with them.

Nearly every cell is right as it stands, so the work is arranged for finding that out: a sieve looks at the whole column
at once, or each distinct text is looked at once. Only the others are read and judged one by one.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple, cast

from shared import cells
from shared.places import BLOCK, places
from shared.record import Field
from shared.rules import CELL_RULES, SIEVES

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from shared.problem import Finding
    from shared.rules.base import Circumstances

RULES_OF: Final = {field: tuple(rule for rule in CELL_RULES if field in rule.FIELDS) for field in Field}
OWN: Final = frozenset(
    {Field.EMAIL, Field.MOBILE, Field.NATIONAL_NUMBER, Field.PARTNER_NATIONAL_NUMBER}
    | {Field.CLIENT_CODE, Field.KBO_NUMBER, Field.PARTNER_KBO_NUMBER}
)
"""Where each client has a text of their own. In the other columns texts come again."""
SAMPLE: Final = 64
"""Cells that tell whether a column is empty here and there."""


class Verdict(NamedTuple):
    """What a cell comes to that is not right as it stands: clean text, text after *Fix*, what was found."""

    text: str
    fixed: str
    finding: Finding | None


class Column:
    """What a column comes to: its cells as they stand, but for the `odd` ones, each with its position and verdict."""

    def __init__(self, raws: Sequence[object], odd: Sequence[tuple[int, Verdict]]) -> None:
        """Keep what was found; texts are made when somebody asks: who only validates asks for few."""
        self._raws = cast("Sequence[str]", raws)  # wherever one is no text, its verdict says the text
        self._odd = odd

    @property
    def findings(self) -> Sequence[tuple[int, Finding]]:
        """What was found, each with the row's position."""
        return [(place, verdict.finding) for place, verdict in self._odd if verdict.finding]

    @cached_property
    def texts(self) -> Sequence[str]:
        """A clean text per row. Right texts are not copied."""
        return self._with((place, verdict.text) for place, verdict in self._odd)

    def fixed(self) -> Sequence[str]:
        """Return a text per row, as *Fix* would leave it."""
        return self._with((place, verdict.fixed) for place, verdict in self._odd)

    def _with(self, others: Iterable[tuple[int, str]]) -> Sequence[str]:
        if not self._odd:
            return self._raws
        texts = list(self._raws)
        for place, text in others:
            texts[place] = text
        return texts


class Texts(Mapping[Field, "Sequence[str]"]):
    """The clean texts of columns."""

    def __init__(self, columns: Mapping[Field, Column]) -> None:
        """Read them from these columns when somebody asks."""
        self._columns = columns

    def __getitem__(self, field: Field) -> Sequence[str]:
        return self._columns[field].texts

    def __iter__(self) -> Iterator[Field]:
        return iter(self._columns)

    def __len__(self) -> int:
        return len(self._columns)


def judged(raws: Sequence[object], field: Field, circumstances: Circumstances) -> Column:
    """Judge every cell of a column; never raises, whatever a cell holds. Right texts are not copied."""
    judge = _Judge(field, circumstances)
    if field in OWN:
        return judge.distinct(raws)
    try:
        return judge.repeated(raws)
    except TypeError:  # a cell that no set can hold
        return judge.distinct(raws)


def verdict_on(raw: object, field: Field, circumstances: Circumstances) -> Verdict | None:
    """Return what a raw cell comes to, None for a text that is right as it stands."""
    if type(raw) is str and cells.is_usual(raw):
        text, fault = raw, None
    else:
        text, fault = cells.read(raw, field)
        if fault is not None and not fault.certain:  # nothing is left to judge
            return Verdict(text, text, fault)
    for rule in RULES_OF[field]:
        finding = rule.check(text, field, circumstances)
        if finding is not None:
            fixed = finding.suggestion if finding.certain else None
            return Verdict(text, text if fixed is None else fixed, finding)
    return None if type(raw) is str and raw == text else Verdict(text, text, fault)


class _Judge:
    """Finds in one column the cells that are not right as they stand; judges each distinct text once."""

    def __init__(self, field: Field, circumstances: Circumstances) -> None:
        self._field = field
        self._circumstances = circumstances
        self._sieve = SIEVES.get(field)
        self._verdicts: dict[str | None, Verdict | None] = {}

    def repeated(self, raws: Sequence[object]) -> Column:
        """Judge a column of few distinct texts: look for the places of those that are odd."""
        raws = _without_none(raws)
        distinct = set(raws)
        texts = [raw for raw in distinct if type(raw) is str]
        odd = distinct.difference(texts)
        odd.update(text for place in self._doubtful(texts) if self._on(text := texts[place]))
        return Column(raws, [(place, verdict) for place in places(raws, odd) if (verdict := self._on(raws[place]))])

    def distinct(self, raws: Sequence[object]) -> Column:
        """Judge a column in which few texts come again: let the sieve look at them all."""
        raws = _without_none(raws)
        try:
            doubtful = self._doubtful(cast("Sequence[str]", raws))
        except TypeError:  # a cell is no text
            strange = _strange(raws)
            doubtful = {*strange, *self._doubtful(_replaced(raws, strange))}
        return Column(raws, [(place, verdict) for place in doubtful if (verdict := self._on(raws[place]))])

    def _doubtful(self, texts: Sequence[str]) -> Collection[int]:
        return self._sieve(texts, self._circumstances) if self._sieve else range(len(texts))

    def _on(self, raw: object) -> Verdict | None:
        if type(raw) is not str and raw is not None:
            return verdict_on(raw, self._field, self._circumstances)
        if raw not in self._verdicts:
            self._verdicts[raw] = verdict_on(raw, self._field, self._circumstances)
        return self._verdicts[raw]


def _without_none(raws: Sequence[object]) -> Sequence[object]:
    """Return "" for None where it is frequent; otherwise it is one of the odd cells."""
    sample = raws[:: 1 + len(raws) // SAMPLE]
    if sample.count(None) <= len(sample) // 16:
        return raws
    return ["" if raw is None else raw for raw in raws]


def _strange(raws: Sequence[object]) -> list[int]:
    """Return the places of the cells that are no text; quick where they are rare."""
    found: list[int] = []
    for start in range(0, len(raws), BLOCK):
        block = raws[start : start + BLOCK]
        try:
            "".join(cast("Sequence[str]", block))
        except TypeError:
            found += [start + place for place, raw in enumerate(block) if type(raw) is not str]
    return found


def _replaced(raws: Sequence[object], strange: Sequence[int]) -> Sequence[str]:
    texts = list(cast("Sequence[str]", raws))
    for place in strange:
        texts[place] = "?"
    return texts
