"""Runs the rules over a table of raw cells: column by column, each distinct value once."""

from __future__ import annotations

from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING, Final, NamedTuple

from shared import cells
from shared.problem import Finding, Level, Problem
from shared.record import Client, Field
from shared.rules import CELL_RULES, REASONS, TABLE_RULES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from shared.rules.base import Circumstances

ORDER: Final = {field: position for position, field in enumerate(Field)}
RULES_OF: Final = {field: tuple(rule for rule in CELL_RULES if field in rule.FIELDS) for field in Field}
REMEMBERED: Final = frozenset({str, type(None)})
ABSENT: Final = {field: "person" if field is Field.TYPE else "" for field in Field}
"""What a row says in a column that its sheet does not have."""


@dataclass(frozen=True, slots=True)
class Table:
    """Raw cells: `rows` are sheet row numbers, every column holds one raw cell per row; absent columns are absent."""

    rows: Sequence[int]
    columns: Mapping[Field, Sequence[object]]


@dataclass(frozen=True, slots=True)
class Checked:
    """The cleaned rows and their problems, sorted by row and then by column.

    `clients` say what the cells say, cleaned but not corrected: a deadline stays as it was written.
    """

    rows: Sequence[int]
    clients: Sequence[Client]
    problems: Sequence[Problem]

    @property
    def invalid_rows(self) -> frozenset[int]:
        """The rows with at least one error."""
        return frozenset(problem.row for problem in self.problems if problem.level is Level.ERROR)


class _Verdict(NamedTuple):
    """What one value comes to: its clean text, the text after *Fix*, and what was found."""

    text: str
    fixed: str
    finding: Finding | None


def check(table: Table, circumstances: Circumstances) -> Checked:
    """Judge every cell of the columns that are there; never raises, whatever a cell holds.

    The rules across cells and rows see each cell as *Fix* would leave it, so that fixing brings up nothing new. They
    have no word on a cell that is in error beyond that, nor on a column that the sheet does not have.
    """
    texts: dict[Field, Sequence[str]] = {}
    fixed: dict[Field, Sequence[str]] = {}
    problems: list[Problem] = []
    for field in Field:
        if field not in table.columns:
            texts[field] = fixed[field] = [ABSENT[field]] * len(table.rows)
            continue
        verdicts = _column(table.columns[field], field, circumstances)
        texts[field], fixed[field], findings = zip(*verdicts, strict=True) if verdicts else ((), (), ())
        problems += [
            _problem(row, field, finding)
            for row, finding in zip(table.rows, findings, strict=True)
            if finding is not None
        ]
    hopeless = {(problem.row, problem.field) for problem in problems if _is_hopeless(problem)}
    for rule in TABLE_RULES:
        for row, field, finding in rule.check(table.rows, fixed, circumstances):
            if field in table.columns and (row, field) not in hopeless:
                problems.append(_problem(row, field, finding))
    problems.sort(key=lambda problem: (problem.row, ORDER[problem.field]))
    clients = [Client(*values) for values in zip(*texts.values(), strict=True)]
    return Checked(table.rows, clients, problems)


def table_of(clients: Sequence[Client]) -> Table:
    """Return the clients as a table, rows numbered from 1."""
    columns = {field: list(map(attrgetter(field.value), clients)) for field in Field}
    return Table(range(1, len(clients) + 1), columns)


def _problem(row: int, field: Field, finding: Finding) -> Problem:
    return Problem(row, field, REASONS[finding.code].level, finding)


def _is_hopeless(problem: Problem) -> bool:
    return problem.level is Level.ERROR and not problem.finding.certain


def _column(raws: Sequence[object], field: Field, circumstances: Circumstances) -> list[_Verdict]:
    """Return one verdict per cell. Only texts are remembered: 1, 1.0 and True are one key of a dictionary."""
    kinds = set(map(type, raws))
    known = {
        raw: _judge(raw, field, circumstances)
        for raw in (set(raws) if kinds <= REMEMBERED else {raw for raw in raws if type(raw) in REMEMBERED})
    }
    if kinds <= REMEMBERED:
        return list(map(known.__getitem__, raws))
    return [known[raw] if type(raw) in REMEMBERED else _judge(raw, field, circumstances) for raw in raws]


def _judge(raw: object, field: Field, circumstances: Circumstances) -> _Verdict:
    text, fault = cells.read(raw, field)
    if fault is not None and not fault.certain:  # nothing is left to judge
        return _Verdict(text, text, fault)
    for rule in RULES_OF[field]:
        finding = rule.check(text, field, circumstances)
        if finding is not None:
            fixed = finding.suggestion if finding.certain else None
            return _Verdict(text, text if fixed is None else fixed, finding)
    return _Verdict(text, text, fault)
