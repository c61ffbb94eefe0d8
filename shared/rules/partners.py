"""The partner of a joint declaration is another person than the client, named by a national register number.

An enterprise number goes with the national register number of the sole trader it belongs to.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from shared.language import Text
from shared.places import places, same_places
from shared.problem import Finding, Level, Manual, Reason
from shared.record import HELP_PAGE, Field

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from shared.rules.base import Circumstances

MANUAL: Final = Manual(
    Text("Client et partenaire", "Klant en partner", "Client and partner"),
    Text(
        "Le partenaire d'une déclaration commune est une autre personne que le client, désignée par son numéro de "
        "registre.\n\n"
        "Un numéro d'entreprise va avec le numéro de registre de l'indépendant à qui il appartient.",
        "De partner in een gezamenlijke aangifte is iemand anders dan de klant, aangeduid met een "
        "rijksregisternummer.\n\n"
        "Bij een ondernemingsnummer hoort het rijksregisternummer van de zelfstandige van wie het is.",
        __doc__,
    ),
    {"Accounton": HELP_PAGE},
)

REASONS: Final[Mapping[str, Reason]] = {
    "partner-same-number": Reason(
        Level.ERROR,
        Text(
            "Le partenaire a le même numéro de registre que le client. Indiquez le bon numéro ou videz la cellule.",
            "De partner heeft hetzelfde rijksregisternummer als de klant. Vul het juiste in of maak de cel leeg.",
            "The partner has the same national register number as the client. Enter the right one or empty the cell.",
        ),
    ),
    "partner-same-enterprise": Reason(
        Level.WARNING,
        Text(
            "Le partenaire a le même numéro d'entreprise que le client. Vérifiez à qui il appartient.",
            "De partner heeft hetzelfde ondernemingsnummer als de klant. Kijk na van wie het is.",
            "The partner has the same enterprise number as the client. Check whose it is.",
        ),
    ),
    "enterprise-number-alone": Reason(
        Level.WARNING,
        Text(
            "Le numéro d'entreprise est rempli, mais pas le numéro de registre de cet indépendant. Complétez-le.",
            "Het ondernemingsnummer is ingevuld, maar niet het rijksregisternummer van deze zelfstandige. Vul het aan.",
            "The enterprise number is filled in, but not this sole trader's national register number. Add it.",
        ),
    ),
    "partner-number-missing": Reason(
        Level.WARNING,
        Text(
            "Le numéro d'entreprise du partenaire est rempli, mais pas son numéro de registre. Complétez-le.",
            "Het ondernemingsnummer van de partner is ingevuld, maar niet het rijksregisternummer. Vul het aan.",
            "The partner's enterprise number is filled in, but not the national register number. Add it.",
        ),
    ),
}

_FIELDS: Final = (Field.NATIONAL_NUMBER, Field.PARTNER_NATIONAL_NUMBER, Field.KBO_NUMBER, Field.PARTNER_KBO_NUMBER)
_NOTHING: Final = frozenset({""})


def check(
    rows: Sequence[int],
    columns: Mapping[Field, Sequence[str]],
    circumstances: Circumstances,  # noqa: ARG001 - every rule's form
) -> Iterator[tuple[int, Field, Finding]]:
    """Find a partner who is the client, and enterprise numbers without the person they belong to."""
    numbers, partners, enterprises, theirs = (columns[field] for field in _FIELDS)
    for place in same_places(partners, numbers):
        yield rows[place], Field.PARTNER_NATIONAL_NUMBER, Finding("partner-same-number")
    for place in places(numbers, _NOTHING):
        if enterprises[place]:
            yield rows[place], Field.NATIONAL_NUMBER, Finding("enterprise-number-alone")
    for place in places(partners, _NOTHING):
        if theirs[place]:
            yield rows[place], Field.PARTNER_NATIONAL_NUMBER, Finding("partner-number-missing")
    for place in same_places(theirs, enterprises):
        yield rows[place], Field.PARTNER_KBO_NUMBER, Finding("partner-same-enterprise")
