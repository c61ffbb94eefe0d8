"""The first column says `person` on every row.

An empty cell and what plainly means the same are corrected. Any other word is only marked: it may well be a value that
slipped into the wrong column.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from shared.language import Text
from shared.problem import Finding, Level, Manual, Reason
from shared.record import HELP_PAGE, Field
from shared.spelling import folded

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shared.rules.base import Circumstances

FIELDS: Final = (Field.TYPE,)

_MEANT: Final = frozenset({"", "person", "persons", "personne", "personnes", "persoon", "personen"})

MANUAL: Final = Manual(
    Text("La colonne «person»", "De kolom ‘person’", "The column “person”"),
    Text(
        "La première colonne contient `person` sur chaque ligne.\n\n"
        "Une cellule vide et ce qui veut manifestement dire la même chose sont corrigés. Tout autre mot est seulement "
        "marqué: c'est peut-être une valeur qui a glissé dans la mauvaise colonne.",
        "In de eerste kolom staat op elke rij `person`.\n\n"
        "Een lege cel en wat duidelijk hetzelfde betekent, worden verbeterd. Elk ander woord wordt alleen gemarkeerd: "
        "misschien is het een waarde die in de verkeerde kolom is beland.",
        __doc__,
    ),
    {"Accounton": HELP_PAGE},
)

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
