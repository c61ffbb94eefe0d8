"""The registry of the rules, written out: reading it is reading the list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from shared.language import Text
from shared.problem import Level, Reason
from shared.record import COLUMN_OF
from shared.rules import required

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shared.language import Language
    from shared.problem import Problem
    from shared.rules.base import CellRule, TableRule

CELL_RULES: Final[tuple[CellRule, ...]] = (required,)
TABLE_RULES: Final[tuple[TableRule, ...]] = ()

REASONS: Final[Mapping[str, Reason]] = {
    "cell-blanks": Reason(
        Level.WARNING,
        Text(
            "La cellule contient des espaces superflus ou des caractères invisibles. Supprimez-les.",
            "De cel bevat overbodige spaties of onzichtbare tekens. Verwijder ze.",
            "The cell holds superfluous blanks or invisible characters. Remove them.",
        ),
    ),
    **{code: reason for rule in CELL_RULES for code, reason in rule.REASONS.items()},
    **{code: reason for rule in TABLE_RULES for code, reason in rule.REASONS.items()},
}
"""Every code that can be found, with its level and its sentence."""


def message(problem: Problem, language: Language) -> str:
    """Return the reason of `problem` for people; it never holds the cell's value."""
    column = COLUMN_OF[problem.field].heading.to(language)
    return REASONS[problem.code].text.to(language, column=column, **dict(problem.finding.arguments))
