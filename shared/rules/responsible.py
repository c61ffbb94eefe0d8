"""The responsible is a colleague whom the platform knows, once it has been asked who they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from shared.language import Text
from shared.problem import Finding, Level, Reason
from shared.record import Field

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shared.rules.base import Circumstances

FIELDS: Final = (Field.RESPONSIBLE,)

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
