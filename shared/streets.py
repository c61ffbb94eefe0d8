"""A street, a house number and a box written in one text, as Belgians do: `Rue Haute 12 bte 3`, `Kerkstraat 12/3`."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

from shared.spelling import folded


class Address(NamedTuple):
    """The parts of one text; `box` is "" where there is none."""

    street: str
    house_number: str
    box: str


_LONGEST: Final = 120
_NUMBER = r"[0-9]{1,4}(?: ?[A-Za-z](?![A-Za-z])| ?bis| ?ter)?(?: ?- ?[0-9]{1,4}[A-Za-z]?)?"
_BOX = r"[A-Za-z]{0,2}[0-9]{1,4}(?:[./][0-9]{1,3})?[A-Za-z]?|[A-Za-z]"
_BOX_SIGN = r"[ ,]*(?:(?:/ ?)?\b(?:bo[iî]te|bte|bt|bus|box|b|app(?:artement|t)?|apt)\b[ .:]*|b(?=[0-9])|[/#] ?)"
_ADDRESS = re.compile(
    rf"(?P<street>.*?[^\W\d_][.)'’]?)[ ,]+(?:(?:n[°ºr]|nr|no|num[ée]ro|nummer)[. ]*)?(?P<house_number>{_NUMBER})"
    rf"(?:{_BOX_SIGN}(?P<box>{_BOX}))?[ ,.]*",
    re.IGNORECASE,
)

_KINDS: Final = frozenset(
    {"allee", "avenue", "baan", "boulevard", "chaussee", "chemin", "dreef", "kaai", "laan", "lei", "nr", "place"}
    | {"plaats", "plein", "quai", "route", "rue", "square", "steenweg", "straat", "weg"}
)
"""The whole of what stands before the number: Quai 22."""

_COUNTED: Final = frozenset(
    {"a", "area", "bloc", "blok", "e", "etage", "fase", "industriel", "industrielle", "industriepark", "industriezone"}
    | {"kavel", "km", "lot", "n", "nationale", "parc", "park", "phase", "pk", "rdc", "rn", "secteur", "sector"}
    | {"verdieping", "zone", "zoning", "de", "des", "du", "en", "het", "la", "les", "of", "van"}
)
"""What comes before a number that is seldom a house's: Zone Industrielle 4, Nationale 4."""

_KINGS: Final = frozenset({"albert", "baudouin", "boudewijn", "filip", "leopold", "philippe"})
_MONTHS: Final = frozenset(
    {"janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre", "octobre", "novembre"}
    | {"decembre", "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober"}
    | {"november", "december"}
)


@lru_cache(maxsize=10_000)
def parted(street: str) -> Address | None:
    """Return the parts of `street`, None when it holds no house number or its number may be the street's own."""
    found = _ADDRESS.fullmatch(street) if len(street) <= _LONGEST else None
    if not found or _may_be_its_own(folded(found["street"]).split(), found["house_number"]):
        return None
    return Address(found["street"], found["house_number"], found["box"] or "")


def _may_be_its_own(words: list[str], number: str) -> bool:
    """Tell whether the number after these words may belong to the street's name."""
    if (len(words) == 1 and words[0] in _KINDS) or words[-1] in _COUNTED:
        return True
    if words[-1] in _KINGS:  # Avenue Léopold 2
        return len(number) == 1
    return words[-1] in _MONTHS and len(number) == len("1944")  # Rue du 4 Septembre 1944
