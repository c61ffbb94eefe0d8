"""The registry of the rules, written out: reading it is reading the list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from shared import cells
from shared.record import COLUMN_OF
from shared.rules import (
    address,
    country,
    deadline,
    duplicates,
    email,
    enterprise_number,
    extra_ipp,
    labels,
    language,
    mobile,
    names,
    national_number,
    partners,
    person,
    required,
    responsible,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shared.language import Language
    from shared.problem import Problem, Reason
    from shared.rules.base import CellRule, TableRule

CELL_RULES: Final[tuple[CellRule, ...]] = (
    required,
    person,
    names,
    email,
    mobile,
    national_number,
    enterprise_number,
    country,
    extra_ipp,
    labels,
    language,
    deadline,
    responsible,
)
"""In this order on each cell; the first that finds something has the word."""

TABLE_RULES: Final[tuple[TableRule, ...]] = (address, partners, duplicates)

REASONS: Final[Mapping[str, Reason]] = {
    **cells.REASONS,
    **{code: reason for rule in CELL_RULES for code, reason in rule.REASONS.items()},
    **{code: reason for rule in TABLE_RULES for code, reason in rule.REASONS.items()},
}
"""Every code that can be found, with its level and its sentences."""


def message(problem: Problem, language: Language) -> str:
    """Return the reason of `problem` for people; it never holds the cell's value."""
    column = COLUMN_OF[problem.field].heading.to(language)
    return REASONS[problem.code].text.to(language, column=column, **dict(problem.finding.arguments))
