"""A rule's specification: a table in, its verdicts out. The manual's examples are these tables.

A row holds the raw cells of the table's columns and, last, what is found in it, "" for nothing. Around them stands a
client without mistakes. `code` is an error or a warning by the catalogue; `code = text` has a certain correction,
`code ~ text` a suggestion. Where a table has several columns a verdict starts with the column, and several are
separated by blanks and bars.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final, Protocol

from shared.check import Table, check
from shared.record import Field
from shared.rules.base import Circumstances

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from shared.language import Text
    from shared.problem import Finding, Manual, Problem, Reason

TODAY: Final = date(2026, 3, 1)
CIRCUMSTANCES: Final = Circumstances(TODAY)
FIRST_ROW: Final = 2


class Rule(Protocol):
    """What the manual tells about: a rule, or what a spreadsheet does to values."""

    @property
    def __name__(self) -> str: ...

    @property
    def MANUAL(self) -> Manual: ...  # noqa: N802 - a module constant

    @property
    def REASONS(self) -> Mapping[str, Reason]: ...  # noqa: N802


@dataclass(frozen=True, slots=True)
class Spec:
    """`rows` of raw cells, each with its verdict behind them. `apart`: each row is a sheet of its own."""

    rule: Rule
    title: Text
    columns: tuple[Field, ...]
    rows: tuple[tuple[object, ...], ...]
    circumstances: Circumstances = CIRCUMSTANCES
    apart: bool = False

    @property
    def cells(self) -> list[tuple[object, ...]]:
        return [row[:-1] for row in self.rows]

    @property
    def verdicts(self) -> list[object]:
        return [row[-1] for row in self.rows]

    def problems(self) -> tuple[Problem, ...]:
        numbers = range(FIRST_ROW, FIRST_ROW + len(self.rows))
        sheets = [numbers[at : at + 1] for at in range(len(numbers))] if self.apart else [numbers]
        return tuple(problem for sheet in sheets for problem in check(self._table(sheet), self.circumstances).problems)

    def _table(self, numbers: Sequence[int]) -> Table:
        size = len(numbers)
        columns: dict[Field, list[object]] = {
            Field.TYPE: ["person"] * size,
            Field.FIRST_NAME: ["Jean"] * size,
            Field.LAST_NAME: ["Dupont"] * size,
            Field.EMAIL: [f"jean{number}@example.be" for number in range(size)],
            Field.LANGUAGE: ["french"] * size,
        }
        rows = [self.cells[number - FIRST_ROW] for number in numbers]
        columns |= {field: list(cells) for field, cells in zip(self.columns, zip(*rows, strict=True), strict=True)}
        return Table(numbers, columns)

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
