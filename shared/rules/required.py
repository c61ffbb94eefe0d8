"""The platform refuses a row without first name, last name, e-mail address or language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from shared.language import Text
from shared.problem import Finding, Level, Manual, Reason
from shared.record import COLUMNS, HELP_PAGE, Field

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shared.rules.base import Circumstances

FIELDS: Final = tuple(column.field for column in COLUMNS if column.required and column.field is not Field.TYPE)

MANUAL: Final = Manual(
    Text("Cellules obligatoires", "Verplichte cellen", "Required cells"),
    Text(
        "La plateforme refuse une ligne sans prénom, nom de famille, adresse e-mail ou langue.",
        "Het platform weigert een rij zonder voornaam, achternaam, e-mailadres of taal.",
        __doc__,
    ),
    {"Accounton": HELP_PAGE},
)

REASONS: Final[Mapping[str, Reason]] = {
    "required": Reason(
        Level.ERROR,
        Text(
            "La colonne «{column}» est obligatoire. Complétez cette cellule.",
            "De kolom ‘{column}’ is verplicht. Vul deze cel in.",
            "The column “{column}” is required. Fill in this cell.",
        ),
    ),
}


def check(text: str, field: Field, circumstances: Circumstances) -> Finding | None:  # noqa: ARG001 - every rule's form
    """Find an empty cell."""
    return None if text else Finding("required")
