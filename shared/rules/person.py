"""The first column stays the literal `person`; other words for it are corrected."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from shared.language import Text
from shared.problem import Finding, Level, Reason
from shared.record import Field
from shared.spelling import folded

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shared.rules.base import Circumstances

FIELDS: Final = (Field.TYPE,)

_MEANT: Final = frozenset({"", "person", "persons", "personne", "personnes", "persoon", "personen"})

REASONS: Final[Mapping[str, Reason]] = {
    "person-literal": Reason(
        Level.ERROR,
        Text(
            "Cette colonne doit contenir «person» sur chaque ligne. Remplacez la valeur par «person».",
            "In deze kolom moet op elke rij ‘person’ staan. Vervang de waarde door ‘person’.",
            "This column must say “person” on every row. Replace the value with “person”.",
        ),
    ),
}


def check(text: str, field: Field, circumstances: Circumstances) -> Finding | None:  # noqa: ARG001 - every rule's form
    """Find anything but `person`; what means the same is certainly correctable, an empty cell too."""
    if text == "person":
        return None
    return Finding("person-literal", suggestion="person", certain=folded(text) in _MEANT)
