"""The platform asks to leave this column empty.

What stands there may belong in another column, so emptying the cell is only suggested.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from shared.language import Text
from shared.problem import Finding, Level, Manual, Reason
from shared.record import HELP_PAGE, Field

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shared.rules.base import Circumstances

FIELDS: Final = (Field.EXTRA_IPP,)

MANUAL: Final = Manual(
    Text("Extra IPP", "Extra PB", "Extra PIT"),
    Text(
        "La plateforme demande de laisser cette colonne vide.\n\n"
        "Ce qui s'y trouve appartient peut-être à une autre colonne: vider la cellule est donc seulement proposé.",
        "Het platform vraagt om deze kolom leeg te laten.\n\n"
        "Wat er staat, hoort misschien in een andere kolom: de cel leegmaken wordt daarom alleen voorgesteld.",
        __doc__,
    ),
    {"Accounton": HELP_PAGE},
)

REASONS: Final[Mapping[str, Reason]] = {
    "extra-ipp-filled": Reason(
        Level.ERROR,
        Text(
            "Cette colonne doit rester vide. Videz la cellule.",
            "Deze kolom moet leeg blijven. Maak de cel leeg.",
            "This column must stay empty. Empty the cell.",
        ),
    ),
}


def check(text: str, field: Field, circumstances: Circumstances) -> Finding | None:  # noqa: ARG001 - every rule's form
    """Find anything at all; emptying loses it, so that is only suggested."""
    return Finding("extra-ipp-filled", suggestion="") if text else None
