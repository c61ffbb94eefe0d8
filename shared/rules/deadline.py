"""A real date, not before last year and at most two years ahead, with the day before the month.

It is better left empty: the platform fills it in once MyMinfin knows it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from shared.dates import as_date, likely_date
from shared.language import Text
from shared.problem import Finding, Level, Manual, Reason
from shared.record import HELP_PAGE, Field

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shared.rules.base import Circumstances

FIELDS: Final = (Field.IPP_DEADLINE,)

YEARS_BACK, YEARS_AHEAD = 1, 2

MANUAL: Final = Manual(
    Text("Dates limites", "Deadlines", "Deadlines"),
    Text(
        "Une date réelle, au plus tôt de l'année passée et au plus tard dans deux ans, le jour avant le mois.\n\n"
        "Mieux vaut laisser la cellule vide: la plateforme complète la date dès que MyMinfin la connaît.",
        "Een echte datum, ten vroegste van vorig jaar en ten laatste over twee jaar, met de dag voor de maand.\n\n"
        "Laat de cel liever leeg: het platform vult de datum in zodra MyMinfin die kent.",
        __doc__,
    ),
    {"Accounton": HELP_PAGE},
)

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
