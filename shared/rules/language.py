"""`dutch`, `english` or `french`, of those that your practice activated on the platform.

What people write instead (`FR`, `Français`, `Frans`, `néerlandais`, `NL`) is corrected.
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

FIELDS: Final = (Field.LANGUAGE,)

_WRITTEN: Final[Mapping[str, str]] = {
    "dutch": """dutch nl nld dut n nederlands nederlandse nederlandstalig neerlandais neerlandaise neerlandophone vlaams
        flamand flemish nl-be nl-nl hollands hollandais""",
    "english": "english en eng e engels engelse engelstalig anglais anglaise anglophone en-gb en-us en-be",
    "french": "french fr fra fre f frans franse franstalig francais francaise francophone fr-be fr-fr",
}

MEANT: Final = {word.replace("-", " "): name for name, words in _WRITTEN.items() for word in words.split()}
"""Folded ways to write a language → its name in the template."""

MANUAL: Final = Manual(
    Text("Langues", "Talen", "Languages"),
    Text(
        "`dutch`, `english` ou `french`, parmi les langues que votre bureau a activées sur la plateforme.\n\n"
        "Ce qu'on écrit à la place (`FR`, `Français`, `Frans`, `néerlandais`, `NL`) est corrigé.",
        "`dutch`, `english` of `french`, uit de talen die uw kantoor op het platform activeerde.\n\n"
        "Wat men in plaats daarvan schrijft (`FR`, `Français`, `Frans`, `néerlandais`, `NL`), wordt verbeterd.",
        __doc__,
    ),
    {"Accounton": HELP_PAGE},
)

REASONS: Final[Mapping[str, Reason]] = {
    "language-form": Reason(
        Level.ERROR,
        Text(
            "La langue s'écrit en anglais et en minuscules. Choisissez parmi: {allowed}.",
            "De taal wordt in het Engels en in kleine letters geschreven. Kies uit: {allowed}.",
            "The language is written in English and in lower case. Choose from: {allowed}.",
        ),
    ),
    "language-inactive": Reason(
        Level.ERROR,
        Text(
            "Votre bureau n'a pas activé cette langue. Choisissez parmi: {allowed}, ou activez-la sur la plateforme.",
            "Uw kantoor heeft deze taal niet geactiveerd. Kies uit: {allowed}, of activeer ze op het platform.",
            "Your practice has not activated this language. Choose from: {allowed}, or activate it on the platform.",
        ),
    ),
    "language-unknown": Reason(
        Level.ERROR,
        Text(
            "Cette langue n'existe pas sur la plateforme. Choisissez parmi: {allowed}.",
            "Deze taal bestaat niet op het platform. Kies uit: {allowed}.",
            "This language does not exist on the platform. Choose from: {allowed}.",
        ),
    ),
}


def check(text: str, field: Field, circumstances: Circumstances) -> Finding | None:  # noqa: ARG001 - every rule's form
    """Find a language in other words, one that is not activated, one that the platform lacks."""
    if not text or text in circumstances.languages:
        return None
    allowed = (("allowed", ", ".join(sorted(circumstances.languages))),)
    meant = _meant(folded(text))
    if meant is None:
        return Finding("language-unknown", allowed)
    if meant not in circumstances.languages:
        return Finding("language-inactive", allowed)
    return Finding("language-form", allowed, suggestion=meant, certain=True)


def _meant(words: str) -> str | None:
    """Return the language that all these words mean: `fr francais` as well as `fr`."""
    if words in MEANT:
        return MEANT[words]
    languages = {MEANT.get(word) for word in words.split()}
    return languages.pop() if len(languages) == 1 else None
