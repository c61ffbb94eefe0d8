"""*Fix*: apply the corrections that lose nothing and are unambiguous, then validate again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from addin import fixed_sheet
from addin.examination import Validation, limited
from addin.fixed_cells import merged
from addin.marks import Change, as_text
from addin.own_sheets import OwnSheets
from addin.procedures import CORRECT
from addin.sheet import ClientSheet
from addin.validate import show
from shared.check import Table, check
from workbook.layout import FIXED_CELLS, REASONS_GRID, Role

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

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
    """Correct the client sheet, or the rows selected on it, and show what changed and what remains."""
    own = OwnSheets(book)
    sheet = ClientSheet.find(book, own)
    texts, table, checked = corrected(sheet.table, circumstances, sheet.selected and sheet.selected.rows)
    ordered = sorted(texts.items(), key=lambda change: (change[0][0], sheet.columns[change[0][1]]))
    changes = [Change(row, field, as_text(sheet.raw(row, field)), text) for (row, field), text in ordered]
    kept = fixed_sheet.read(own, sheet)
    now = merged(sheet.name, kept.there, changes, sheet.columns, table)
    if changes:
        own.prepare([Role.PROBLEMS], [REASONS_GRID, FIXED_CELLS], language, sheet.name)
        fixed_sheet.write(own, [*now, *kept.lost, *kept.elsewhere])
        book.macro(CORRECT)(sheet.name, FIXED_CELLS)
    found = Validation(replace(sheet, table=table), limited(checked, sheet.selected), own)
    show(book, found, language, [one.change for one in now], prepared=bool(changes))
    return Fixed(changes, found)


def corrected(
    table: Table, circumstances: Circumstances, rows: Collection[int] | None = None
) -> tuple[dict[tuple[int, Field], str], Table, Checked]:
    """Return every corrected text by row and field, the table with them, and its verdict; `table` stays as it is.

    Only `rows` are corrected, None for all; the rules see all of them.
    """
    chosen = None if rows is None else frozenset(rows)
    checked = check(table, circumstances)
    texts: dict[tuple[int, Field], str] = {}
    for _ in range(ROUNDS):
        certain = _certain(checked.problems, table, chosen)
        if not certain:
            break
        texts |= certain
        table = _with(table, certain)
        checked = check(table, circumstances)
    return texts, table, checked


def _certain(problems: Sequence[Problem], table: Table, rows: frozenset[int] | None) -> dict[tuple[int, Field], str]:
    found: dict[tuple[int, Field], str] = {}
    for problem in problems:
        suggestion = problem.finding.suggestion
        if rows is not None and problem.row not in rows:
            continue
        if problem.finding.certain and suggestion is not None and problem.field in table.columns:
            found.setdefault((problem.row, problem.field), suggestion)
    return found


def _with(table: Table, texts: dict[tuple[int, Field], str]) -> Table:
    columns = {
        field: [texts.get((row, field), raw) for row, raw in zip(table.rows, column, strict=True)]
        for field, column in table.columns.items()
    }
    return Table(table.rows, columns)
