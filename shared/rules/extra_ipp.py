"""The column Extra IPP stays empty."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from shared.language import Text
from shared.problem import Finding, Level, Reason
from shared.record import Field

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shared.rules.base import Circumstances

FIELDS: Final = (Field.EXTRA_IPP,)

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
