"""What AdminPulse calls things. Seen in public code: `uniqueIdentifier`, `code`, `name`, `displayName` and `tos`.

All other names are candidates, guessed from how such systems name them: `accounton worker probe adminpulse` shows what
a real account returns, and a mapping file says it for good. Pure data.
"""

from __future__ import annotations

from itertools import product
from typing import Final

from shared.record import Field
from worker.connectors.field_mapping import FieldMapping
from worker.connectors.vocabulary import Extra, normalised

ACTIVE: Final = "active"
INACTIVE: Final = "inactive"
LINKS, LINK_TYPE, LINKED, PARTNER = "tos", "linkType", "uniqueIdentifier", 5
"""Seen: the links of a relation to others, and which kind of link is a partner."""


def _within(lists: str, *leaves: str) -> tuple[str, ...]:
    """Return the paths to each leaf of each list; "" is a list of bare values."""
    return tuple(f"{outer}.{leaf}".rstrip(".") for outer, leaf in product(lists.split(), (*leaves, "")))


def _address(*leaves: str) -> tuple[str, ...]:
    nested = tuple(f"{outer}.{leaf}" for outer in ("address", "addresses", "mainAddress") for leaf in leaves)
    return (*nested, *leaves)


def _words(text: str) -> frozenset[str]:
    return frozenset(normalised(word) for word in text.split(","))


MAPPING: Final = FieldMapping(
    {
        Extra.REFERENCE: ("uniqueIdentifier",),
        Field.FIRST_NAME: ("firstName", "givenName", "person.firstName"),
        Field.LAST_NAME: ("lastName", "familyName", "surname", "person.lastName", "name", "displayName"),
        Field.EMAIL: (
            *_within("emails emailAddresses", "address", "email", "emailAddress", "value"),
            "email",
            "emailAddress",
        ),
        Field.MOBILE: (
            *_within("mobiles mobileNumbers", "number", "value"),
            "mobile",
            "mobileNumber",
            "mobilePhone",
            "gsm",
            *_within("phones phoneNumbers telephones", "number", "phoneNumber", "value"),
        ),
        Field.NATIONAL_NUMBER: (
            "nationalNumber",
            "nationalRegisterNumber",
            "nationalRegistryNumber",
            "nationalRegistrationNumber",
            "socialSecurityNumber",
            "person.nationalNumber",
        ),
        Field.KBO_NUMBER: ("vatNumber", "vat", "enterpriseNumber", "companyNumber"),
        Field.STREET: _address("street", "streetName"),
        Field.HOUSE_NUMBER: _address("houseNumber", "streetNumber", "number"),
        Field.BOX: _address("box", "boxNumber", "bus"),
        Field.POSTAL_CODE: _address("postalCode", "zipCode", "zip"),
        Field.CITY: _address("city", "municipality", "town"),
        Field.COUNTRY: _address("country.name", "country", "countryCode"),
        Field.LANGUAGE: ("language.code", "language", "languageCode"),
        Field.LABELS: ("tags.name", "tags"),
        Field.CLIENT_CODE: ("code",),
        Extra.STATUS: ("status.name", "status", "relationStatus.name", "relationStatus", "statusName"),
        Extra.KIND: ("type.name", "type", "relationType.name", "relationType", "typeName"),
        Extra.END_DATE: ("endDate", "inactiveSince", "customerUntil"),
        ACTIVE: ("active", "isActive"),
        INACTIVE: ("inactive", "isInactive", "archived", "isArchived"),
    },
    {
        "active": _words("customer, client, klant"),
        "archived": _words("inactive, inactief, inactif, archived, gearchiveerd, archivé"),
        "not_client": _words(
            "prospect, own company, eigen bedrijf, eigen onderneming, propre société, propre entreprise, other, ander, "
            "andere, overige, autre"
        ),
        "person": _words(
            "person, natural person, persoon, natuurlijke persoon, personne, personne physique, particulier, sole "
            "proprietor, sole proprietorship, eenmanszaak, zelfstandige, indépendant, entreprise individuelle"
        ),
        "company": _words("company, legal entity, bedrijf, onderneming, vennootschap, rechtspersoon, société"),
    },
)
