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


class _Column(NamedTuple):
    """What one column comes to, a text per row before and after *Fix*; the findings have the row's position."""

    texts: list[str]
    fixed: list[str]
    findings: list[tuple[int, Finding]]


def check(table: Table, circumstances: Circumstances) -> Checked:
    """Judge every cell of the columns that are there; never raises, whatever a cell holds.

    The rules across cells and rows see each cell as *Fix* would leave it, so that fixing brings up nothing new. They
    have no word on a cell that is in error beyond that, nor on a column that the sheet does not have.
    """
    absent = len(table.rows)
    columns = {
        field: _column(table.columns[field], field, circumstances)
        if field in table.columns
        else _Column([ABSENT[field]] * absent, [ABSENT[field]] * absent, [])
        for field in Field
    }
    problems = [
        _problem(table.rows[position], field, finding)
        for field, column in columns.items()
        for position, finding in column.findings
    ]
    problems += _across(table, {field: column.fixed for field, column in columns.items()}, problems, circumstances)
    problems.sort(key=lambda problem: (problem.row, ORDER[problem.field]))
    clients = [Client(*texts) for texts in zip(*(column.texts for column in columns.values()), strict=True)]
    return Checked(table.rows, clients, problems)


def table_of(clients: Sequence[Client]) -> Table:
    """Return the clients as a table, rows numbered from 1."""
    columns = {field: list(map(attrgetter(field.value), clients)) for field in Field}
    return Table(range(1, len(clients) + 1), columns)


def _across(
    table: Table,
    fixed: Mapping[Field, Sequence[str]],
    problems: Sequence[Problem],
    circumstances: Circumstances,
) -> list[Problem]:
    """Return what the rules across cells and rows find."""
    hopeless = {(problem.row, problem.field) for problem in problems if _is_hopeless(problem)}
    return [
        _problem(row, field, finding)
        for rule in TABLE_RULES
        for row, field, finding in rule.check(table.rows, fixed, circumstances)
        if field in table.columns and (row, field) not in hopeless
    ]


def _problem(row: int, field: Field, finding: Finding) -> Problem:
    return Problem(row, field, REASONS[finding.code].level, finding)


def _is_hopeless(problem: Problem) -> bool:
    return problem.level is Level.ERROR and not problem.finding.certain


def _column(raws: Sequence[object], field: Field, circumstances: Circumstances) -> _Column:
    """Judge each distinct text once. Only texts are remembered: 1, 1.0 and True are one key of a dictionary."""
    kinds = set(map(type, raws))
    distinct = set(raws) if kinds <= REMEMBERED else {raw for raw in raws if type(raw) in REMEMBERED}
    odd = {raw: verdict for raw in distinct if (verdict := _judge(raw, field, circumstances)) is not None}
    if not odd and kinds <= REMEMBERED:
        texts = list(map(str, raws))
        return _Column(texts, texts, [])
    verdicts = [odd.get(raw) if type(raw) in REMEMBERED else _judge(raw, field, circumstances) for raw in raws]
    pairs = list(zip(raws, verdicts, strict=True))
    return _Column(
        [str(raw) if verdict is None else verdict.text for raw, verdict in pairs],
        [str(raw) if verdict is None else verdict.fixed for raw, verdict in pairs],
        [(place, verdict.finding) for place, verdict in enumerate(verdicts) if verdict and verdict.finding],
    )


def _judge(raw: object, field: Field, circumstances: Circumstances) -> _Verdict | None:
    """Return what a raw cell comes to, None for a text that is right as it stands."""
    if type(raw) is str and cells.is_usual(raw):
        text, fault = raw, None
    else:
        text, fault = cells.read(raw, field)
        if fault is not None and not fault.certain:  # nothing is left to judge
            return _Verdict(text, text, fault)
    for rule in RULES_OF[field]:
        finding = rule.check(text, field, circumstances)
        if finding is not None:
            fixed = finding.suggestion if finding.certain else None
            return _Verdict(text, text if fixed is None else fixed, finding)
    return None if raw is text else _Verdict(text, text, fault)
