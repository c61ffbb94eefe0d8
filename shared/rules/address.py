"""An address is given whole or not at all: each part in its column, the postal code in the form of its country.

In Belgium that is four digits, the first not 0; France, Luxembourg, the Netherlands and Germany have forms of their
own; other countries are free. Without a country, Belgium is meant.

A house number and a box in the street column are pointed out, each with the text for its own column, as long as those
columns are empty. They are suggestions only, and some streets are named after a number (`Rue du 11 Novembre`, `Quai
22`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from shared.countries import code_of
from shared.form import Form
from shared.language import Text
from shared.places import places
from shared.problem import Finding, Level, Manual, Reason
from shared.record import HELP_PAGE, Field

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from shared.rules.base import Circumstances

MANUAL: Final = Manual(
    Text("Adresse", "Adres", "Address"),
    Text(
        "Une adresse est donnée en entier ou pas du tout, chaque partie dans sa colonne, et son code postal a la forme "
        "en usage dans le pays.\n\n"
        "En Belgique: quatre chiffres, dont le premier n'est pas 0. La France, le Luxembourg, les Pays-Bas et "
        "l'Allemagne ont leur propre forme; les autres pays sont libres. Sans pays, il s'agit de la Belgique.\n\n"
        "Un numéro de maison ou de boîte dans la colonne de la rue est signalé, avec le texte destiné à chaque "
        "colonne, tant que ces colonnes sont vides. Ce ne sont que des propositions: certaines rues portent un numéro "
        "dans leur nom (`Rue du 11 Novembre`, `Quai 22`).",
        "Een adres is volledig of helemaal leeg, elk deel staat in zijn eigen kolom, en de postcode heeft de vorm die "
        "in het land gangbaar is.\n\n"
        "In België zijn dat vier cijfers, het eerste geen 0. Frankrijk, Luxemburg, Nederland en Duitsland hebben hun "
        "eigen vorm; andere landen zijn vrij. Zonder land is België bedoeld.\n\n"
        "Een huisnummer of busnummer in de kolom van de straat wordt gemeld, met de tekst voor elke kolom, zolang die "
        "kolommen leeg zijn. Het zijn maar voorstellen: sommige straten hebben een nummer in hun naam (`Rue du 11 "
        "Novembre`, `Quai 22`).",
        __doc__,
    ),
    {
        "Accounton": HELP_PAGE,
        "bpost": "https://www.bpost.be/en/addressing-written-address",
    },
)

REASONS: Final[Mapping[str, Reason]] = {
    "address-part": Reason(
        Level.WARNING,
        Text(
            "L'adresse est incomplète: «{column}» est vide. Complétez l'adresse ou videz-la entièrement.",
            "Het adres is onvolledig: ‘{column}’ is leeg. Vul het adres aan of maak het helemaal leeg.",
            "The address is incomplete: “{column}” is empty. Complete the address or empty it altogether.",
        ),
    ),
    "street-number": Reason(
        Level.WARNING,
        Text(
            "La rue semble suivie du numéro de maison. Gardez ici la rue seule et mettez le reste dans sa colonne.",
            "Na de straat lijkt het huisnummer te staan. Laat hier enkel de straat staan en zet de rest in zijn kolom.",
            "The street seems to be followed by the house number. Keep only the street here and move the rest to its "
            "column.",
        ),
    ),
    "address-in-street": Reason(
        Level.WARNING,
        Text(
            "Ce qui doit figurer ici semble se trouver dans la colonne de la rue. Déplacez-le.",
            "Wat hier hoort, lijkt in de kolom van de straat te staan. Verplaats het.",
            "What belongs here seems to stand in the street column. Move it.",
        ),
    ),
    "postal-code-format": Reason(
        Level.ERROR,
        Text(
            "Ce code postal n'a pas la forme en usage dans le pays (exemple: {form}). Corrigez le code ou le pays.",
            "Deze postcode heeft niet de vorm die in het land gangbaar is (voorbeeld: {form}). Verbeter de postcode "
            "of het land.",
            "This postal code does not have the form used in the country (example: {form}). Correct the code or the "
            "country.",
        ),
    ),
    "postal-code-country": Reason(
        Level.WARNING,
        Text(
            "Ce code postal n'est pas belge et aucun pays n'est indiqué. Corrigez-le ou indiquez le pays.",
            "Dit is geen Belgische postcode en er is geen land vermeld. Verbeter de postcode of vul het land in.",
            "This is not a Belgian postal code and no country is given. Correct it or enter the country.",
        ),
    ),
}

FORMS: Final[Mapping[str, tuple[re.Pattern[str], str]]] = {
    "BE": (re.compile(r"[1-9][0-9]{3}"), "1000"),
    "DE": (re.compile(r"(?:D-?)?[0-9]{5}"), "10115"),
    "FR": (re.compile(r"(?:F-?)?[0-9]{5}"), "75001"),
    "LU": (re.compile(r"(?:L-?)?[1-9][0-9]{3}"), "1009"),
    "NL": (re.compile(r"[1-9][0-9]{3} ?[A-Za-z]{2}"), "1011 AB"),
}
"""A country's form, and an example of it."""

_PARTS: Final = (Field.STREET, Field.HOUSE_NUMBER, Field.POSTAL_CODE, Field.CITY)
_NOTHING: Final = frozenset({""})
_HAS_NUMBER = re.compile("[0-9]")
_BELGIAN_OR_NONE: Final = Form(f"(?:{FORMS['BE'][0].pattern})?")
_BELGIAN = re.compile(r"(?:BE?[ -]*)?([1-9][0-9]{3})", re.IGNORECASE)
_BELGIAN_WITH_CITY = re.compile(r"(?:BE?[ -]*)?([1-9][0-9]{3})[ ,-]\D+", re.IGNORECASE)


def check(
    rows: Sequence[int],
    columns: Mapping[Field, Sequence[str]],
    circumstances: Circumstances,  # noqa: ARG001 - every rule's form
) -> Iterator[tuple[int, Field, Finding]]:
    """Find postal codes of another form than their country's, whole addresses in the street, and addresses in part."""
    yield from _postal_codes(rows, columns[Field.POSTAL_CODE], columns[Field.COUNTRY])
    parts = [columns[field] for field in _PARTS]
    streets, numbers, codes, cities = parts
    boxes = columns[Field.BOX]
    for place in sorted({place for part in parts for place in places(part, _NOTHING)}):
        row, street, number = rows[place], streets[place], numbers[place]
        in_the_street = bool(not number and _HAS_NUMBER.search(street))
        if in_the_street:
            yield from _in_the_street(row, street, boxes[place])
        given = (street, number or in_the_street, codes[place], cities[place])
        if any(given) and not all(given):
            yield row, _PARTS[list(map(bool, given)).index(False)], Finding("address-part")


def _in_the_street(row: int, street: str, box: str) -> Iterator[tuple[int, Field, Finding]]:
    from shared.streets import parted  # noqa: PLC0415 - most sheets hold no such street

    found = parted(street)
    if found is None or (found.box and box):
        return
    yield row, Field.STREET, Finding("street-number", suggestion=found.street)
    yield row, Field.HOUSE_NUMBER, Finding("address-in-street", suggestion=found.house_number)
    if found.box:
        yield row, Field.BOX, Finding("address-in-street", suggestion=found.box)


def _postal_codes(
    rows: Sequence[int], codes: Sequence[str], countries: Sequence[str]
) -> Iterator[tuple[int, Field, Finding]]:
    abroad = {country for country in set(countries) if country and code_of(country) != "BE"}
    distinct = list(set(codes))
    foreign = {distinct[place] for place in _BELGIAN_OR_NONE.others(distinct)}
    unusual = sorted({*places(countries, abroad), *places(codes, foreign)})
    pairs = [(codes[place], countries[place]) for place in unusual]
    findings = {pair: _postal_code(*pair) for pair in set(pairs)}
    for place, pair in zip(unusual, pairs, strict=True):
        if finding := findings[pair]:
            yield rows[place], Field.POSTAL_CODE, finding


def _postal_code(code: str, country: str) -> Finding | None:
    iso = code_of(country) if country else "BE"
    if not code or iso is None or iso not in FORMS or FORMS[iso][0].fullmatch(code):
        return None
    meant = _BELGIAN.fullmatch(code) if iso == "BE" else None
    if meant:
        return Finding("postal-code-format", (("form", FORMS[iso][1]),), suggestion=meant[1], certain=True)
    with_city = _BELGIAN_WITH_CITY.fullmatch(code) if iso == "BE" else None
    likely = with_city[1] if with_city else None
    if not country and not likely:
        return Finding("postal-code-country")
    return Finding("postal-code-format", (("form", FORMS[iso][1]),), suggestion=likely)
