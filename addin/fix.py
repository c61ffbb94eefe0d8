"""*Fix*: apply the corrections that lose nothing and are unambiguous, then validate again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from addin.marks import as_text
from addin.problem_list import Change
from addin.sheet import ClientSheet
from addin.validate import Validation, show
from shared.check import Table, check

if TYPE_CHECKING:
    from collections.abc import Sequence

    from addin.sheet import Book
    from shared.check import Checked
    from shared.language import Language
    from shared.problem import Problem
    from shared.record import Field
    from shared.rules.base import Circumstances

ROUNDS: Final = 5
"""A correction may uncover another; more than two in one cell were never met."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """What was changed, and what is found after it."""

    changes: Sequence[Change]
    found: Validation


def fix(book: Book, circumstances: Circumstances, language: Language) -> Fixed:
    """Correct the client sheet, and show what changed and what remains."""
    sheet = ClientSheet.find(book)
    texts, table, checked = corrected(sheet.table, circumstances)
    ordered = sorted(texts.items(), key=lambda change: (change[0][0], sheet.columns[change[0][1]]))
    changes = [Change(row, field, as_text(sheet.raw(row, field)), text) for (row, field), text in ordered]
    sheet.write_cells(texts)
    found = Validation(replace(sheet, table=table), checked)
    show(book, found, language, changes)
    return Fixed(changes, found)


def corrected(table: Table, circumstances: Circumstances) -> tuple[dict[tuple[int, Field], str], Table, Checked]:
    """Return every corrected text by row and field, the table with them, and its verdict; `table` stays as it is."""
    checked = check(table, circumstances)
    texts: dict[tuple[int, Field], str] = {}
    for _ in range(ROUNDS):
        certain = _certain(checked.problems, table)
        if not certain:
            break
        texts |= certain
        table = _with(table, certain)
        checked = check(table, circumstances)
    return texts, table, checked


def _certain(problems: Sequence[Problem], table: Table) -> dict[tuple[int, Field], str]:
    found: dict[tuple[int, Field], str] = {}
    for problem in problems:
        suggestion = problem.finding.suggestion
        if problem.finding.certain and suggestion is not None and problem.field in table.columns:
            found.setdefault((problem.row, problem.field), suggestion)
    return found


def _with(table: Table, texts: dict[tuple[int, Field], str]) -> Table:
    columns = {
        field: [texts.get((row, field), raw) for row, raw in zip(table.rows, column, strict=True)]
        for field, column in table.columns.items()
    }
    return Table(table.rows, columns)
