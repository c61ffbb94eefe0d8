"""One column of raw cells → its clean texts and what is wrong with them.

Nearly every cell is right as it stands, so the work is arranged for finding that out: a block of texts that were all
seen before, or that all pass the field's sieve, costs one look. Only the others are read and judged one by one.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field as attribute
from itertools import filterfalse
from typing import TYPE_CHECKING, Final, NamedTuple, cast

from shared import cells
from shared.record import Field
from shared.rules import CELL_RULES, SIEVES

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from shared.problem import Finding
    from shared.rules.base import Circumstances

RULES_OF: Final = {field: tuple(rule for rule in CELL_RULES if field in rule.FIELDS) for field in Field}
BLOCK: Final = 128
"""Cells that are looked at together."""
SAMPLE: Final = 250
"""Cells that tell what a column is like."""
FEW: Final = 8
"""Bad texts of one block that are looked for one by one."""
REMEMBERED: Final = frozenset({str, int, float, bool, type(None)})
"""Kinds that are judged once. 1, 1.0 and True would be one key of a dictionary, so the kind is part of theirs."""


class Verdict(NamedTuple):
    """What a cell comes to that is not right as it stands: clean text, text after *Fix*, what was found."""

    text: str
    fixed: str
    finding: Finding | None


class Column(NamedTuple):
    """A text per row, before and after *Fix*; the findings have the row's position."""

    texts: Sequence[str]
    fixed: Sequence[str]
    findings: Sequence[tuple[int, Finding]]


def judged(raws: Sequence[object], field: Field, circumstances: Circumstances) -> Column:
    """Judge every cell of a column; never raises, whatever a cell holds. Right texts are not copied."""
    sample = raws[:: 1 + len(raws) // SAMPLE]
    if sum(raw is None for raw in sample) > len(sample) // 16:  # otherwise an empty cell is one of the odd ones
        raws = ["" if raw is None else raw for raw in raws]
    judge = _Judge(field, circumstances, _are_repetitive(sample))
    odd = [
        (start + place, verdict)
        for start in range(0, len(raws), BLOCK)
        for place, verdict in judge.odd(raws[start : start + BLOCK])
    ]
    texts = cast("Sequence[str]", raws)  # wherever one is not, its verdict says the text
    if not odd:
        return Column(texts, texts, [])
    clean = list(texts)
    for place, verdict in odd:
        clean[place] = verdict.text
    fixed = clean
    if any(verdict.fixed != verdict.text for _, verdict in odd):
        fixed = list(clean)
        for place, verdict in odd:
            fixed[place] = verdict.fixed
    return Column(clean, fixed, [(place, verdict.finding) for place, verdict in odd if verdict.finding])


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


@dataclass(slots=True)
class _Judge:
    """Finds in blocks of one column the cells that are not right as they stand, each with its position in the block.

    `sure` are the texts known to be right; they are kept only where they are `repetitive`.
    """

    field: Field
    circumstances: Circumstances
    repetitive: bool
    sure: set[str] = attribute(default_factory=set)
    remembered: dict[tuple[type, object], Verdict | None] = attribute(default_factory=dict)

    def odd(self, block: Sequence[object]) -> Iterable[tuple[int, Verdict]]:
        """Return the position and the verdict of each cell that is not right as it stands."""
        try:
            bad = self._bad(block)
        except TypeError:  # a cell is no text
            return self._among_cells(block)
        if len(bad) > FEW:
            return [(place, bad[raw]) for place, raw in enumerate(block) if raw in bad]
        return [(place, verdict) for raw, verdict in bad.items() for place in _places(block, raw)]

    def _among_cells(self, block: Sequence[object]) -> Iterator[tuple[int, Verdict]]:
        bad = self._bad([raw for raw in block if type(raw) is str])
        for place, raw in enumerate(block):
            verdict = bad.get(raw) if type(raw) is str else self._on(raw)
            if verdict is not None:
                yield place, verdict

    def _bad(self, block: Collection[object]) -> Mapping[object, Verdict]:
        """Return what is not right in a block of texts. A cell that is no text is a TypeError, or None now and then."""
        if self.repetitive:
            if self.sure.issuperset(block):
                return {}
            return self._bad_among_new(set(filterfalse(self.sure.__contains__, block)))
        doubtful = self._doubtful(cast("Collection[str]", block))
        return {text: verdict for text in doubtful if (verdict := self._on(text)) is not None}

    def _bad_among_new(self, cells: set[object]) -> Mapping[object, Verdict]:
        texts = cast("set[str]", cells - {None})
        doubtful = self._doubtful(texts) | (cells & {None})
        bad = {raw: verdict for raw in doubtful if (verdict := self._on(raw)) is not None}
        self.sure.update(texts.difference(bad))
        return bad

    def _doubtful(self, texts: Collection[str]) -> set[str]:
        sieve = SIEVES.get(self.field)
        doubtful = set(sieve(texts, self.circumstances) if sieve else texts)
        if not set(map(type, doubtful)) <= {str}:
            raise TypeError
        return doubtful

    def _on(self, raw: object) -> Verdict | None:
        if type(raw) not in REMEMBERED:
            return verdict_on(raw, self.field, self.circumstances)
        key = type(raw), raw
        if key not in self.remembered:
            self.remembered[key] = verdict_on(raw, self.field, self.circumstances)
        return self.remembered[key]


def _are_repetitive(sample: Sequence[object]) -> bool:
    """Tell whether most texts come again, as far as a sample shows it."""
    texts = [raw for raw in sample if type(raw) is str]
    return 4 * len(set(texts)) < 3 * len(texts)


def _places(block: Sequence[object], raw: object) -> Iterator[int]:
    place = -1
    for _ in range(block.count(raw)):
        place = block.index(raw, place + 1)
        yield place
