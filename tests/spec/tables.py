"""A rule's specification: a table in, its verdicts out.

A row holds the raw cells of the table's columns and, last, what is found in it, "" for nothing. Around them stands a
client without mistakes. `code` is an error or a warning by the catalogue; `code = text` has a certain correction,
`code ~ text` a suggestion. Where a table has several columns a verdict starts with the column, and several are
separated by blanks and bars.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from shared.check import Table, check
from shared.record import Field
from shared.rules.base import Circumstances

if TYPE_CHECKING:
    from shared.problem import Finding, Problem

TODAY: Final = date(2026, 3, 1)
CIRCUMSTANCES: Final = Circumstances(TODAY)
FIRST_ROW: Final = 2


@dataclass(frozen=True, slots=True)
class Spec:
    """`rows` of raw cells, each with its verdict behind them."""

    title: str
    columns: tuple[Field, ...]
    rows: tuple[tuple[object, ...], ...]
    circumstances: Circumstances = CIRCUMSTANCES

    @property
    def cells(self) -> list[tuple[object, ...]]:
        return [row[:-1] for row in self.rows]

    @property
    def verdicts(self) -> list[object]:
        return [row[-1] for row in self.rows]

    def problems(self) -> tuple[Problem, ...]:
        size = len(self.rows)
        columns: dict[Field, list[object]] = {
            Field.TYPE: ["person"] * size,
            Field.FIRST_NAME: ["Jean"] * size,
            Field.LAST_NAME: ["Dupont"] * size,
            Field.EMAIL: [f"jean{number}@example.be" for number in range(size)],
            Field.LANGUAGE: ["french"] * size,
        }
        columns |= {
            field: list(cells) for field, cells in zip(self.columns, zip(*self.cells, strict=True), strict=True)
        }
        return tuple(check(Table(range(FIRST_ROW, FIRST_ROW + size), columns), self.circumstances).problems)

    def found(self) -> list[str]:
        told: list[list[str]] = [[] for _ in self.rows]
        for problem in self.problems():
            place = f"{problem.field}: " if len(self.columns) > 1 else ""
            told[problem.row - FIRST_ROW].append(place + verdict(problem.finding))
        return [" | ".join(row) for row in told]


def verdict(finding: Finding) -> str:
    if finding.suggestion is None:
        return finding.code
    return f"{finding.code} {'=' if finding.certain else '~'} {finding.suggestion}".strip()
