"""The country: a name in French, Dutch or English, or an ISO 3166 code. Empty means Belgium."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from shared.countries import code_of
from shared.language import Text
from shared.problem import Finding, Level, Reason
from shared.record import Field

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shared.rules.base import Circumstances

FIELDS: Final = (Field.COUNTRY,)

REASONS: Final[Mapping[str, Reason]] = {
    "country-unknown": Reason(
        Level.WARNING,
        Text(
            "Ce pays n'est pas reconnu. Écrivez son nom en français, en néerlandais ou en anglais, ou son code à deux "
            "lettres.",
            "Dit land wordt niet herkend. Schrijf de naam in het Nederlands, Frans of Engels, of de tweelettercode.",
            "This country is not recognised. Write its name in English, French or Dutch, or its two-letter code.",
        ),
    ),
}


def check(text: str, field: Field, circumstances: Circumstances) -> Finding | None:  # noqa: ARG001 - every rule's form
    """Find a country that nobody knows."""
    return Finding("country-unknown") if code_of(text) is None else None
