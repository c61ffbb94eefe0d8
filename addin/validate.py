"""*Validate*: check the client sheet and show what is wrong in the workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from addin import fixed_sheet, marks, problem_sheet
from addin.examination import Validation, examine
from addin.problem_list import problem_list
from addin.procedures import MARK
from addin.verdicts import verdicts
from workbook.layout import REASONS_GRID, Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from addin.marks import Change
    from addin.sheet import Book
    from shared.language import Language
    from shared.rules.base import Circumstances


def validate(book: Book, circumstances: Circumstances, language: Language) -> Validation:
    """Check, and replace the marks of an earlier click by what is wrong now."""
    found = examine(book, circumstances)
    show(book, found, language)
    return found


def show(
    book: Book,
    found: Validation,
    language: Language,
    changes: Sequence[Change] | None = None,
    left: Sequence[Change] = (),
    *,
    prepared: bool = False,
) -> None:
    """Mark every cell with a problem or a correction, give each row its verdict, and list what is wrong.

    `changes` are what *Fix* changed, read from its sheet when they are not given; `left` is what was not undone.
    Our sheets may be `prepared` already.
    """
    sheet, checked, own = found.sheet, found.checked, found.own
    if changes is None:
        changes = [one.change for one in fixed_sheet.read(own, sheet).there]
    reasons = marks.reasons(checked.problems, sheet.columns, language)
    reasons = marks.with_changes(reasons, changes, sheet.columns, language)
    if not prepared:
        own.prepare([Role.PROBLEMS], [REASONS_GRID], language, sheet.name)
    listed = problem_list(checked, sheet.raw, changes, language, extent=sheet.selected, left=left)
    problem_sheet.write(own, sheet, listed)
    grid = marks.grid(reasons)
    grid[0][0] = own.name(Role.PROBLEMS)  # what is used of the sheet starts there, and older versions look for it
    book.sheets[REASONS_GRID].range((1, 1), (len(grid), len(grid[0]))).raw_value = grid
    sheet.write_verdicts(verdicts(checked, language), language)
    book.macro(MARK)(sheet.name, REASONS_GRID, sheet.area.address if reasons else "")
