"""A name holds letters of any alphabet, apostrophes, hyphens and blanks, and it is the name of one person.

A name written all in capitals or all in lower case is a doubt. The usual spelling is suggested (`Van den Broeck`,
`D'Hondt`) but *Fix* never changes a name: only its bearer knows how it is written. Names and initials of one or two
letters are left alone.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from shared.form import Form
from shared.language import Text
from shared.problem import Finding, Level, Manual, Reason
from shared.record import HELP_PAGE, Field

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from shared.rules.base import Circumstances

FIELDS: Final = (Field.FIRST_NAME, Field.LAST_NAME)

_TWO_PEOPLE = re.compile(r".*\w ?(?:&|\+|/|;| et | en | and )\s*\w.*", re.IGNORECASE)

MANUAL: Final = Manual(
    Text("Prénoms et noms de famille", "Voornamen en achternamen", "First and last names"),
    Text(
        "Un nom se compose de lettres de n'importe quel alphabet, d'apostrophes, de traits d'union et d'espaces, et "
        "c'est celui d'une seule personne.\n\n"
        "Un nom écrit tout en majuscules ou tout en minuscules est un doute. L'écriture habituelle est proposée (`Van "
        "den Broeck`, `D'Hondt`), mais «Corriger» ne change jamais un nom: seul son porteur sait comment il s'écrit. "
        "Les noms et initiales d'une ou deux lettres sont laissés tels quels.",
        "Een naam bestaat uit letters van eender welk alfabet, apostrofs, koppeltekens en spaties, en is de naam van "
        "één persoon.\n\n"
        "Een naam helemaal in hoofdletters of helemaal in kleine letters is een twijfelgeval. De gebruikelijke "
        "schrijfwijze wordt voorgesteld (`Van den Broeck`, `D'Hondt`), maar ‘Verbeteren’ wijzigt nooit een naam: "
        "alleen de drager weet hoe hij geschreven wordt. Namen en initialen van één of twee letters blijven zoals ze "
        "zijn.",
        __doc__,
    ),
    {"Accounton": HELP_PAGE},
)

REASONS: Final[Mapping[str, Reason]] = {
    "name-letters": Reason(
        Level.ERROR,
        Text(
            "Ce nom ne contient aucune lettre. Indiquez le nom du client.",
            "Deze naam bevat geen enkele letter. Vul de naam van de klant in.",
            "This name does not contain a single letter. Enter the client's name.",
        ),
    ),
    "name-digits": Reason(
        Level.WARNING,
        Text(
            "Ce nom contient des chiffres. Vérifiez qu'il est dans la bonne colonne.",
            "Deze naam bevat cijfers. Kijk na of hij in de juiste kolom staat.",
            "This name contains digits. Check that it is in the right column.",
        ),
    ),
    "name-two-people": Reason(
        Level.WARNING,
        Text(
            "Deux prénoms semblent réunis ici. Gardez celui du contact principal.",
            "Hier lijken twee voornamen samen te staan. Behoud die van de hoofdcontactpersoon.",
            "Two first names seem to be joined here. Keep that of the main contact.",
        ),
    ),
    "name-case": Reason(
        Level.WARNING,
        Text(
            "Ce nom est écrit tout en majuscules ou tout en minuscules. Vérifiez-en l'orthographe.",
            "Deze naam staat helemaal in hoofdletters of helemaal in kleine letters. Kijk de schrijfwijze na.",
            "This name is written all in capitals or all in lower case. Check how it is spelled.",
        ),
    ),
}

_PARTICLES: Final = frozenset(
    {"da", "de", "den", "der", "des", "di", "dos", "du", "het", "in", "la", "las", "le", "les", "los", "op", "te"}
    | {"ten", "ter", "tot", "uit", "van", "vom", "von", "y", "zu", "zum", "zur"}
)
"""In lower case after another word: Van den Broeck, Pereira da Silva."""

_LETTERS = re.compile(r"[^\W\d_]+")
_THREE_LETTERS = re.compile(r"[^\W\d_]{3}")

_WORD = "[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ]+"
_USUAL: Final = Form(rf"{_WORD}(?:(?: (?:da|de|den|der|du|la|le|van))* {_WORD}[a-zß-öø-ÿ]{{2}}|['-]{_WORD})*")
"""Capitals and small letters; words long enough not to be an *et*, *en* or *and* between two people."""


def sieve(texts: Sequence[str], circumstances: Circumstances) -> Collection[int]:  # noqa: ARG001 - every sieve's form
    """Let pass names in letters, spelled as names usually are."""
    return _USUAL.others(texts)


def check(text: str, field: Field, circumstances: Circumstances) -> Finding | None:  # noqa: ARG001 - every rule's form
    """Find a name without letters, with digits, all in capitals or in lower case, or a first name of two people."""
    if text.isupper() or text.islower():
        return _other(text, field) or _one_case(text)
    if not text or text.isalpha():
        return None
    return _other(text, field)


def _other(text: str, field: Field) -> Finding | None:
    if not any(character.isalpha() for character in text):
        return Finding("name-letters")
    if any(character.isdecimal() for character in text):
        return Finding("name-digits")
    if field is Field.FIRST_NAME and _TWO_PEOPLE.fullmatch(text):
        return Finding("name-two-people")
    return None


def _one_case(text: str) -> Finding | None:
    if not _THREE_LETTERS.search(text):  # Ng, J.P.
        return None
    usual = unicodedata.normalize("NFC", _LETTERS.sub(_spelled, text))
    return None if usual == text else Finding("name-case", suggestion=usual)


def _spelled(match: re.Match[str]) -> str:
    """Return a run of letters as names usually have it, by what stands around it."""
    letters = match[0].lower()
    before = match.string[max(match.start() - 2, 0) : match.start()]
    after = match.string[match.end() : match.end() + 1]
    if before.endswith(("'", "’")) and len(letters) == 1:  # Van 't Hooft
        return letters
    if before[-2:-1].isalpha() and before.endswith(" ") and letters in _PARTICLES and after.startswith(" "):
        return letters
    if letters.startswith("ij"):
        return "IJ" + letters[2:]
    if letters.startswith("mc") and len(letters) > len("mcl"):
        return "Mc" + letters[2:].capitalize()
    return letters.capitalize()
