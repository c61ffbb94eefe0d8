"""The filing deadline: a real date in a plausible year. It is better left empty, for the platform fills it in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from shared.dates import as_date, likely_date
from shared.language import Text
from shared.problem import Finding, Level, Reason
from shared.record import Field

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shared.rules.base import Circumstances

FIELDS: Final = (Field.IPP_DEADLINE,)

YEARS_BACK, YEARS_AHEAD = 1, 2

REASONS: Final[Mapping[str, Reason]] = {
    "deadline-date": Reason(
        Level.ERROR,
        Text(
            "Cette date n'est pas valable. Écrivez-la comme 16/10/2026 ou, mieux, laissez la plateforme la compléter.",
            "Deze datum is niet geldig. Schrijf ze als 16/10/2026 of, beter nog, laat het platform ze invullen.",
            "This date is not valid. Write it like 16/10/2026 or, better, let the platform fill it in.",
        ),
    ),
    "deadline-year": Reason(
        Level.WARNING,
        Text(
            "L'année de cette date est peu vraisemblable. Corrigez-la ou, mieux, laissez la plateforme la compléter.",
            "Deze datum valt in een onwaarschijnlijk jaar. Verbeter ze of, beter nog, laat het platform ze invullen.",
            "The year of this date is unlikely. Correct it or, better, let the platform fill it in.",
        ),
    ),
}


def check(text: str, field: Field, circumstances: Circumstances) -> Finding | None:  # noqa: ARG001 - every rule's form
    """Find what is no date, or one of a year that cannot be meant."""
    if not text:
        return None
    deadline = as_date(text)
    if deadline is None:
        likely = likely_date(text)
        return Finding("deadline-date", suggestion=likely.isoformat() if likely else None)
    years = range(circumstances.today.year - YEARS_BACK, circumstances.today.year + YEARS_AHEAD + 1)
    return None if deadline.year in years else Finding("deadline-year")
