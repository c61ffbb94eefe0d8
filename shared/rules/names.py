"""First and last names: letters of any alphabet, apostrophes, hyphens; no digits, and one person."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from shared.language import Text
from shared.problem import Finding, Level, Reason
from shared.record import Field

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shared.rules.base import Circumstances

FIELDS: Final = (Field.FIRST_NAME, Field.LAST_NAME)

_TWO_PEOPLE = re.compile(r".*\w ?(?:&|\+|/|;| et | en | and )\s*\w.*", re.IGNORECASE)

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
}


def check(text: str, field: Field, circumstances: Circumstances) -> Finding | None:  # noqa: ARG001 - every rule's form
    """Find a name without letters, with digits, or a first name of two people."""
    if not text or text.isalpha():
        return None
    if not any(character.isalpha() for character in text):
        return Finding("name-letters")
    if any(character.isdecimal() for character in text):
        return Finding("name-digits")
    if field is Field.FIRST_NAME and _TWO_PEOPLE.fullmatch(text):
        return Finding("name-two-people")
    return None
