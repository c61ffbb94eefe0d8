"""Compares a rule with a library on generated values: the same verdict, or a disagreement of a named kind."""

from __future__ import annotations

import os
import sys
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass
from random import Random, SystemRandom
from typing import TYPE_CHECKING, Final

from shared import cells
from shared.problem import Level
from shared.rules import SIEVES
from shared.rules.base import Circumstances
from tests.oracles.disagreements import KINDS
from tests.oracles.numbers import TODAY

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from shared.problem import Finding
    from shared.record import Field
    from shared.rules.base import CellRule

VALUES: Final = int(os.environ.get("ORACLE_VALUES", "200000"))
"""How many values of each rule are compared, over all its parts."""

PARTS: Final = range(4)
BATCH: Final = 250
CIRCUMSTANCES: Final = Circumstances(TODAY)


@dataclass(frozen=True, slots=True)
class Oracle:
    """`make` draws a raw cell; `library` returns a value as it should be written, None when it refuses it."""

    rule: CellRule
    field: Field
    make: Callable[[Random], str]
    library: Callable[[str], str | None]

    @property
    def name(self) -> str:
        return str(vars(self.rule)["__name__"]).rpartition(".")[2]

    def disagreement(self, text: str, circumstances: Circumstances = CIRCUMSTANCES) -> str | None:
        """Return the kind of disagreement about a clean text, None where there is none; raise where it has no kind."""
        finding = self.rule.check(text, self.field, circumstances)
        canonical = self.library(text)
        if canonical is None:
            if finding is not None and self.rule.REASONS[finding.code].level is Level.ERROR:
                return None
        elif finding is None:
            if canonical == text:
                return None
        else:
            for kind in KINDS:
                if kind.rule == self.name and kind.covers(text, finding, canonical):
                    return kind.name
        raise AssertionError(_told(text, finding, canonical))

    def passed(self, raws: Sequence[str]) -> list[str]:
        """Return the raw cells that the field's sieve lets pass unread: what it keeps is judged one by one."""
        kept = set(SIEVES[self.field](raws, CIRCUMSTANCES))
        return [raw for place, raw in enumerate(raws) if place not in kept]


def _told(text: str, finding: Finding | None, canonical: str | None) -> str:
    return f"no kind of disagreement: {text!a}, the library says {canonical!a}, the rule {finding!a}"


@contextmanager
def _untraced() -> Iterator[None]:
    """Let nothing watch every line: it takes three times as long, and other tests cover the rules."""
    tracer = sys.gettrace()
    sys.settrace(None)
    try:
        yield
    finally:
        sys.settrace(tracer)


def disagreements(oracle: Oracle, part: int, values: int) -> Counter[str]:
    """Compare as many generated values; return how many disagreements of each kind there were."""
    seed = int(os.environ.get("ORACLE_SEED") or SystemRandom().randrange(10**9))
    again = f"ORACLE_SEED={seed} ORACLE_VALUES={VALUES} .venv/bin/pytest tests/oracles -k '{oracle.name}-{part}'"
    print(f"again: {again}")  # noqa: T201 - pytest shows it beside a failure
    random = Random(f"{oracle.name} {part} {seed}")  # noqa: S311 - values to try, no secrets
    counted: Counter[str] = Counter()
    with _untraced():
        while counted.total() < values:
            raws = [oracle.make(random) for _ in range(BATCH)]
            texts = [cells.read(raw, oracle.field).text for raw in raws]
            counted.update(oracle.disagreement(text) or "same verdict" for text in texts if text)
            for raw in oracle.passed(raws):
                assert cells.read(raw, oracle.field) == (raw, None), ascii(raw)
                assert oracle.rule.check(raw, oracle.field, CIRCUMSTANCES) is None, ascii(raw)
    return counted
