"""Raw cells as the manual shows them: numbers and dates said to be such, what cannot be seen by its name."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, time, timedelta
from typing import TYPE_CHECKING, Final

from shared.language import Language, Text

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import UnionType

NAMES: Final = {
    "\N{NO-BREAK SPACE}": Text("espace insécable", "vaste spatie", "no-break space"),
    "\N{NARROW NO-BREAK SPACE}": Text("espace fine insécable", "smalle vaste spatie", "narrow no-break space"),
    "\N{ZERO WIDTH SPACE}": Text("espace sans largeur", "spatie zonder breedte", "zero-width space"),
    "\N{ZERO WIDTH NO-BREAK SPACE}": Text("marque d'ordre", "bytevolgordeteken", "byte order mark"),
    "\N{SOFT HYPHEN}": Text("trait d'union conditionnel", "zacht koppelteken", "soft hyphen"),
    "\N{NON-BREAKING HYPHEN}": Text("trait d'union insécable", "vast koppelteken", "non-breaking hyphen"),
    "\N{EN DASH}": Text("tiret moyen", "half kastlijntje", "en dash"),
    "\N{MINUS SIGN}": Text("signe moins", "minteken", "minus sign"),
    "\n": Text("retour à la ligne", "regeleinde", "line break"),
}
TRUE: Final = Text("VRAI", "WAAR", "TRUE")
FALSE: Final = Text("FAUX", "ONWAAR", "FALSE")
EMPTY: Final = Text("vide", "leeg", "empty")
KINDS: Final[tuple[tuple[type | UnionType, Callable[..., str], Text], ...]] = (
    (int | float, lambda number: f"{number:.15g}", Text("nombre", "getal", "number")),
    (date, lambda day: f"{day:%d/%m/%Y}", Text("date", "datum", "date")),
    (time, lambda moment: f"{moment:%H:%M}", Text("heure", "tijd", "time")),
    (timedelta, lambda length: f"{length // timedelta(hours=1)}:00", Text("durée", "duur", "duration")),
)
"""What a spreadsheet takes a cell for, how that is written, and what it is called."""

MOST_DIGITS: Final = 10**16
LONG_RUN: Final = re.compile(r"(\w)\1{11,}")


def is_shown(value: object) -> bool:
    """Tell whether a spreadsheet can hold such a value; the others are for programmers only."""
    if isinstance(value, int | float):
        return -MOST_DIGITS < value < MOST_DIGITS
    return value is None or isinstance(value, str | date | time | timedelta)


def shown(value: object, language: Language) -> str:
    if value is None or value == "":
        return f"*{EMPTY.to(language)}*"
    if isinstance(value, bool):
        return f"`{(TRUE if value else FALSE).to(language)}`"
    for types, form, kind in KINDS:
        if isinstance(value, types):
            return (
                f"`{form(value) if language is Language.EN else form(value).replace('.', ',')}` ({kind.to(language)})"
            )
    return f"`{_visible(str(value), language)}`"


def _visible(text: str, language: Language) -> str:
    marked = re.sub(r"^ +| +$| {2,}", lambda blanks: "␣" * len(blanks[0]), LONG_RUN.sub(r"\1\1\1…", text))
    return "".join(_named(character, language) for character in marked).replace("|", r"\|")


def _named(character: str, language: Language) -> str:
    if name := NAMES.get(character):
        return f"‹{name.to(language)}›"
    is_seen = character == " " or unicodedata.category(character)[0] not in "CZ"
    return character if is_seen else f"‹U+{ord(character):04X}›"
