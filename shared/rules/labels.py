"""Several labels are separated by a comma without a space; none of them is empty.

A semicolon, a bar or a line break may belong to a label, so replacing it is only suggested.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from shared.cells import WORDS
from shared.form import Form
from shared.language import Text
from shared.problem import Finding, Level, Manual, Reason
from shared.record import HELP_PAGE, Field

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from shared.rules.base import Circumstances

FIELDS: Final = (Field.LABELS,)

MANUAL: Final = Manual(
    Text("Labels", "Labels", "Labels"),
    Text(
        "Plusieurs labels se séparent par une virgule sans espace; aucun n'est vide.\n\n"
        "Un point-virgule, une barre ou un retour à la ligne peut faire partie d'un label: le remplacer est donc "
        "seulement proposé.",
        "Meerdere labels worden gescheiden door een komma zonder spatie; geen enkel label is leeg.\n\n"
        "Een puntkomma, een streep of een regeleinde kan bij een label horen: ze vervangen wordt daarom alleen "
        "voorgesteld.",
        __doc__,
    ),
    {"Accounton": HELP_PAGE},
)

REASONS: Final[Mapping[str, Reason]] = {
    "labels-blanks": Reason(
        Level.ERROR,
        Text(
            "Les labels se séparent par une virgule sans espace. Supprimez les espaces autour des virgules.",
            "Labels worden gescheiden door een komma zonder spatie. Verwijder de spaties rond de komma's.",
            "Labels are separated by a comma without a space. Remove the spaces around the commas.",
        ),
    ),
    "labels-empty": Reason(
        Level.ERROR,
        Text(
            "Il y a une virgule de trop: un label est vide. Supprimez la virgule superflue.",
            "Er staat een komma te veel: een label is leeg. Verwijder de overbodige komma.",
            "There is one comma too many: a label is empty. Remove the superfluous comma.",
        ),
    ),
    "labels-separator": Reason(
        Level.WARNING,
        Text(
            "Ces labels semblent séparés par autre chose qu'une virgule. Séparez-les par une virgule sans espace.",
            "Tussen deze labels lijkt iets anders dan een komma te staan. Scheid ze met een komma zonder spatie.",
            "These labels seem to be separated by something other than a comma. Use a comma without a space.",
        ),
    ),
}

_OTHER_SEPARATORS = re.compile(r"[,;|\n]")
_USUAL: Final = Form(f"(?:{WORDS}(?:,{WORDS})*)?")


def sieve(texts: Sequence[str], circumstances: Circumstances) -> Collection[int]:  # noqa: ARG001 - every sieve's form
    """Let labels of words and numbers pass."""
    return _USUAL.others(texts)


def check(text: str, field: Field, circumstances: Circumstances) -> Finding | None:  # noqa: ARG001 - every rule's form
    """Find blanks around commas, empty labels, and other separators."""
    if "\n" in text or ";" in text or "|" in text:
        return Finding("labels-separator", suggestion=_joined(_OTHER_SEPARATORS.split(text)))
    if "," not in text:
        return None
    labels = text.split(",")
    if not all(label.strip() for label in labels):
        return Finding("labels-empty", suggestion=_joined(labels), certain=True)
    if any(label != label.strip() for label in labels):
        return Finding("labels-blanks", suggestion=_joined(labels), certain=True)
    return None


def _joined(labels: list[str]) -> str:
    return ",".join(label.strip() for label in labels if label.strip())
