"""Countries as people write them: their names in French, Dutch and English (from CLDR), and their ISO codes."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from shared.language import Language
from shared.spelling import folded

if TYPE_CHECKING:
    from collections.abc import Mapping

USUAL: Final[Mapping[str, str]] = {
    "": "",
    "BE": "BE",
    "Belgique": "BE",
    "België": "BE",
    "Belgium": "BE",
    "BELGIQUE": "BE",
    "BELGIË": "BE",
    "BELGIUM": "BE",
    "belgique": "BE",
    "belgië": "BE",
    "belgium": "BE",
}
"""What nearly every row says; saves loading the world."""

ALSO: Final[Mapping[str, str]] = {
    "angleterre": "GB",
    "america": "US",
    "amerika": "US",
    "cote d ivoire": "CI",
    "czech republic": "CZ",
    "ecosse": "GB",
    "engeland": "GB",
    "england": "GB",
    "etats unis d amerique": "US",
    "grande bretagne": "GB",
    "great britain": "GB",
    "groot brittannie": "GB",
    "holland": "NL",
    "hollande": "NL",
    "macedoine": "MK",
    "macedonie": "MK",
    "northern ireland": "GB",
    "pays de galles": "GB",
    "rdc": "CD",
    "republique tcheque": "CZ",
    "schotland": "GB",
    "scotland": "GB",
    "the netherlands": "NL",
    "tsjechische republiek": "CZ",
    "uk": "GB",
    "united states of america": "US",
    "usa": "US",
    "verenigde staten van amerika": "US",
    "vk": "GB",
    "vs": "US",
    "wales": "GB",
    "zaire": "CD",
}
"""Folded names that people write and CLDR does not list."""

NOT_COUNTRIES: Final = frozenset({"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"})


def code_of(country: str) -> str | None:
    """Return the ISO 3166 two-letter code of a country's name or code, "" for none given, None if unknown."""
    usual = USUAL.get(country)
    return usual if usual is not None else _known().get(folded(country))


@cache
def _known() -> Mapping[str, str]:
    from babel.core import get_global  # noqa: PLC0415 - a click that meets only Belgium does not pay for the world
    from babel.localedata import load  # noqa: PLC0415 - a whole `Locale` takes twice as long

    known: dict[str, str] = {}
    for language in Language:
        for code, name in load(language.value, merge_inherited=False)["territories"].items():
            if len(code) == len("BE") and code not in NOT_COUNTRIES:
                known[folded(name)] = known[code.lower()] = code
    for alias, codes in get_global("territory_aliases").items():
        if alias.isalpha() and len(codes) == 1:  # BEL, FRA, UK
            known.setdefault(alias.lower(), codes[0])
    return {**known, **ALSO}
