"""The registry of the rules, written out: reading it is reading the list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from shared import cells
from shared.record import COLUMN_OF, Field
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
    from shared.rules.base import CellRule, Sieve, TableRule

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

SIEVES: Final[Mapping[Field, Sieve]] = {
    Field.FIRST_NAME: names.sieve,
    Field.LAST_NAME: names.sieve,
    Field.EMAIL: email.sieve,
    Field.MOBILE: mobile.sieve,
    Field.NATIONAL_NUMBER: national_number.sieve,
    Field.STREET: cells.sieve,
    Field.HOUSE_NUMBER: cells.sieve,
    Field.BOX: cells.sieve,
    Field.POSTAL_CODE: cells.sieve,
    Field.CITY: cells.sieve,
    Field.LABELS: labels.sieve,
    Field.PARTNER_NATIONAL_NUMBER: national_number.sieve,
    Field.CLIENT_CODE: cells.sieve,
    Field.KBO_NUMBER: enterprise_number.sieve,
    Field.PARTNER_KBO_NUMBER: enterprise_number.sieve,
}
"""Where most texts are distinct; in the other fields few are, and each of those is judged once."""

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
