"""The responsible is a colleague, named by e-mail address.

Whether the platform knows this colleague is judged once it has been asked, when comparing or sending. Before that, only
the address itself is checked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from shared.language import Text
from shared.problem import Finding, Level, Manual, Reason
from shared.record import HELP_PAGE, Field

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shared.rules.base import Circumstances

FIELDS: Final = (Field.RESPONSIBLE,)

MANUAL: Final = Manual(
    Text("Responsable", "Verantwoordelijke", "Responsible"),
    Text(
        "Le responsable est un collègue, désigné par son adresse e-mail.\n\n"
        "La plateforme dit si elle connaît ce collègue au moment de comparer ou d'envoyer. Avant cela, seule l'adresse "
        "elle-même est contrôlée.",
        "De verantwoordelijke is een collega, aangeduid met het e-mailadres.\n\n"
        "Of het platform die collega kent, blijkt bij het vergelijken of versturen. Voordien wordt alleen het adres "
        "zelf gecontroleerd.",
        __doc__,
    ),
    {"Accounton": HELP_PAGE},
)

REASONS: Final[Mapping[str, Reason]] = {
    "responsible-unknown": Reason(
        Level.ERROR,
        Text(
            "Aucun collègue n'a cette adresse sur la plateforme. Indiquez celle d'un collègue ou videz la cellule.",
            "Geen enkele collega heeft dit adres op het platform. Vul dat van een collega in of maak de cel leeg.",
            "No colleague has this address on the platform. Enter a colleague's address or empty the cell.",
        ),
    ),
}


def check(text: str, field: Field, circumstances: Circumstances) -> Finding | None:  # noqa: ARG001 - every rule's form
    """Find an address that is no colleague's; says nothing while the colleagues are not known."""
    if not text or circumstances.colleagues is None or text.lower() in circumstances.colleagues:
        return None
    return Finding("responsible-unknown")
