"""Runs the rules over a table of raw cells: column by column, each distinct value once."""

from __future__ import annotations

from dataclasses import astuple, dataclass
from typing import TYPE_CHECKING

from shared import cells
from shared.problem import Level, Problem
from shared.record import Client, Field
from shared.rules import CELL_RULES, REASONS, TABLE_RULES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from shared.rules.base import Circumstances

ORDER = {field: position for position, field in enumerate(Field)}


@dataclass(frozen=True, slots=True)
class Table:
    """Raw cells: `rows` are sheet row numbers, every column holds one raw cell per row; absent columns are absent."""

    rows: Sequence[int]
    columns: Mapping[Field, Sequence[object]]


@dataclass(frozen=True, slots=True)
class Checked:
    """The cleaned rows and their problems, sorted by row and then by column."""

    rows: Sequence[int]
    clients: Sequence[Client]
    problems: Sequence[Problem]

    @property
    def invalid_rows(self) -> frozenset[int]:
        """The rows with at least one error."""
        return frozenset(problem.row for problem in self.problems if problem.level is Level.ERROR)


def check(table: Table, circumstances: Circumstances) -> Checked:
    """Judge every cell of the columns that are there; never raises for what a cell holds."""
    texts: dict[Field, list[str]] = {}
    problems: list[Problem] = []
    for field in Field:
        if field not in table.columns:
            texts[field] = ["person" if field is Field.TYPE else ""] * len(table.rows)
            continue
        texts[field] = []
        for row, raw in zip(table.rows, table.columns[field], strict=True):
            cell = cells.read(raw, field)
            texts[field].append(cell.text)
            found = (rule.check(cell.text, field, circumstances) for rule in CELL_RULES if field in rule.FIELDS)
            finding = next((one for one in found if one), cell.fault)
            if finding:
                problems.append(Problem(row, field, REASONS[finding.code].level, finding))
    for rule in TABLE_RULES:
        for row, field, finding in rule.check(table.rows, texts, circumstances):
            problems.append(Problem(row, field, REASONS[finding.code].level, finding))
    problems.sort(key=lambda problem: (problem.row, ORDER[problem.field]))
    clients = [Client(*values) for values in zip(*(texts[field] for field in Field), strict=True)]
    return Checked(table.rows, clients, problems)


def table_of(clients: Sequence[Client]) -> Table:
    """Return the clients as a table, rows numbered from 1."""
    columns = zip(*map(astuple, clients), strict=True) if clients else ((),) * len(Field)
    return Table(range(1, len(clients) + 1), dict(zip(Field, columns, strict=True)))
