"""The name in French, Dutch or English, or the ISO code; empty means Belgium.

Accents and capitals do not matter. The names are those of CLDR, the Unicode Consortium's list, with some that people
use besides (`Holland`, `USA`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from shared.countries import code_of
from shared.language import Text
from shared.problem import Finding, Level, Manual, Reason
from shared.record import Field

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shared.rules.base import Circumstances

FIELDS: Final = (Field.COUNTRY,)

MANUAL: Final = Manual(
    Text("Pays", "Landen", "Countries"),
    Text(
        "Le nom en français, en néerlandais ou en anglais, ou le code ISO; vide veut dire Belgique.\n\n"
        "Les accents et les majuscules ne comptent pas. Les noms sont ceux du CLDR, la liste du consortium Unicode, "
        "avec quelques autres d'usage courant (`Hollande`, `USA`).",
        "De naam in het Nederlands, Frans of Engels, of de ISO-code; leeg betekent België.\n\n"
        "Accenten en hoofdletters spelen geen rol. De namen komen uit CLDR, de lijst van het Unicode-consortium, met "
        "enkele andere die gangbaar zijn (`Holland`, `USA`).",
        __doc__,
    ),
    {
        "Unicode CLDR": "https://cldr.unicode.org/",
        "ISO 3166": "https://www.iso.org/iso-3166-country-codes.html",
    },
)

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
