"""What the check says of each row, in a column of our own. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from addin.marks import FIXED_SYMBOL, SYMBOLS
from addin.totals import ERRORS, WARNINGS, counted
from shared.language import Language, Text
from shared.problem import Level
from shared.record import COLUMN_OF
from shared.rules import message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shared.check import Checked
    from shared.problem import Problem

HEADING: Final = Text("Accounton: contrôle", "Accounton: controle", "Accounton: check")
HEADINGS: Final = frozenset(HEADING)
VALID: Final = Text("en ordre", "in orde", "all right")
LONGEST: Final = 110
"""Of a verdict, in characters."""
CUT: Final = "…"


def verdicts(checked: Checked, language: Language) -> dict[int, str]:
    """Return a sign, a count and the first reason for each row; errors go before warnings."""
    problems: dict[int, list[Problem]] = {row: [] for row in checked.rows}
    for problem in checked.problems:
        problems[problem.row].append(problem)
    return {row: _verdict(found, language) for row, found in problems.items()}


def _verdict(problems: Sequence[Problem], language: Language) -> str:
    if not problems:
        return f"{FIXED_SYMBOL} {VALID.to(language)}"
    errors = [problem for problem in problems if problem.level is Level.ERROR]
    level = Level.ERROR if errors else Level.WARNING
    worst = errors or problems
    count = counted(len(worst), ERRORS if errors else WARNINGS, language)
    heading = COLUMN_OF[worst[0].field].heading.to(language)
    told = f"{SYMBOLS[level]} {count}, {heading}: {message(worst[0], language)}"
    return told if len(told) <= LONGEST else told[: LONGEST - 1].rpartition(" ")[0] + CUT
