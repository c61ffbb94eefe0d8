"""*Validate*: check the client sheet and show what is wrong in the workbook."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from addin import marks, problem_sheet
from addin.own_sheets import OwnSheets
from addin.problem_list import problem_list
from addin.procedures import MARK
from addin.sheet import ClientSheet
from shared.check import check
from workbook.layout import REASONS_GRID, Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from addin.problem_list import Change
    from addin.sheet import Book
    from shared.check import Checked
    from shared.language import Language
    from shared.rules.base import Circumstances


@dataclass(frozen=True, slots=True)
class Validation:
    """The sheet as it was read, and what was found."""

    sheet: ClientSheet
    checked: Checked


def examine(book: Book, circumstances: Circumstances) -> Validation:
    """Find and check the client sheet; changes nothing."""
    sheet = ClientSheet.find(book)
    return Validation(sheet, check(sheet.table, circumstances))


def validate(book: Book, circumstances: Circumstances, language: Language) -> Validation:
    """Check, and replace the marks of an earlier click by what is wrong now."""
    found = examine(book, circumstances)
    show(book, found, language)
    return found


def show(book: Book, found: Validation, language: Language, changes: Sequence[Change] = ()) -> None:
    """Mark every cell with a problem and list them all, after what was changed."""
    sheet, checked = found.sheet, found.checked
    reasons = marks.reasons(checked.problems, sheet.columns, language)
    own = OwnSheets(book)
    own.prepare([Role.PROBLEMS], [REASONS_GRID], language, sheet.name)
    problem_sheet.write(own, sheet, problem_list(checked, sheet.raw, changes, language))
    grid = marks.grid(reasons)
    book.sheets[REASONS_GRID].range((1, 1), (len(grid), len(grid[0]))).raw_value = grid
    book.macro(MARK)(sheet.name, REASONS_GRID, sheet.area.address if reasons else "")
