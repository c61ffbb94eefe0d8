"""Runs the rules over a table of raw cells: column by column, then across the columns and rows."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from operator import attrgetter
from typing import TYPE_CHECKING, Final

from shared.collector import collector_paused
from shared.column import Column, Texts, judged
from shared.problem import Level, Problem
from shared.record import Client, Field
from shared.rules import REASONS, TABLE_RULES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from shared.problem import Finding
    from shared.rules.base import Circumstances

ABSENT: Final = {field: "person" if field is Field.TYPE else "" for field in Field}
"""What a row says in a column that its sheet does not have."""


@dataclass(frozen=True, slots=True)
class Table:
    """Raw cells: `rows` are sheet row numbers, every column holds one raw cell per row; absent columns are absent."""

    rows: Sequence[int]
    columns: Mapping[Field, Sequence[object]]


@dataclass(frozen=True)
class Checked:
    """The cleaned rows and their problems, sorted by row and then by column.

    `columns` say what the cells say, cleaned but not corrected (a deadline stays as it was written); a column without
    anything to clean is the table's own.
    """

    rows: Sequence[int]
    columns: Mapping[Field, Sequence[str]]
    problems: Sequence[Problem]

    @cached_property
    def clients(self) -> Sequence[Client]:
        """The rows as clients, made when somebody asks: who only validates does not."""
        return [Client(*texts) for texts in zip(*self.columns.values(), strict=True)]

    @property
    def invalid_rows(self) -> frozenset[int]:
        """The rows with at least one error."""
        return frozenset(problem.row for problem in self.problems if problem.level is Level.ERROR)


def check(table: Table, circumstances: Circumstances) -> Checked:
    """Judge every cell of the columns that are there; never raises, whatever a cell holds.

    The rules across cells and rows see each cell as *Fix* would leave it, so that fixing brings up nothing new. They
    have no word on a cell that is in error beyond that, nor on a column that the sheet does not have.
    """
    with collector_paused():
        columns = {field: _column(table, field, circumstances) for field in Field}
        problems = {
            field: [_problem(table.rows[position], field, finding) for position, finding in column.findings]
            for field, column in columns.items()
        }
        for problem in _across(table, columns, problems.values(), circumstances):
            problems[problem.field].append(problem)
        by_row = sorted(chain(*problems.values()), key=attrgetter("row"))
    return Checked(table.rows, Texts(columns), by_row)


def table_of(clients: Sequence[Client]) -> Table:
    """Return the clients as a table, rows numbered from 1."""
    columns = {field: list(map(attrgetter(field.value), clients)) for field in Field}
    return Table(range(1, len(clients) + 1), columns)


def _column(table: Table, field: Field, circumstances: Circumstances) -> Column:
    if field in table.columns:
        return judged(table.columns[field], field, circumstances)
    texts = [ABSENT[field]] * len(table.rows)
    return Column(texts, [])


def _across(
    table: Table,
    columns: Mapping[Field, Column],
    problems: Iterable[Sequence[Problem]],
    circumstances: Circumstances,
) -> list[Problem]:
    """Return what the rules across cells and rows find."""
    hopeless = {(problem.row, problem.field) for problem in chain(*problems) if _is_hopeless(problem)}
    fixed = {field: column.fixed() for field, column in columns.items()}
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
