"""The older Dutch template: another order, other headings, no `person` column, no country, no enterprise numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.files.clients import workbook

if TYPE_CHECKING:
    from pathlib import Path

HEADINGS = (
    "Voornaam",
    "Achternaam",
    "Email",
    "Verantwoordelijke",
    "Telefoonnummer",
    "Rijksregisternummer",
    "Rijksregisternummer partner",
    "Adres",
    "Huisnummer",
    "Bus",
    "Postcode",
    "Gemeente",
    "Labels",
    "Taal",
    "Klantcode",
)
PERSONS = (
    ("Jan", "Peeters", "jan.peeters@example.com", "els.martens@example.com", "+32486112233", "79041211845"),
    ("Lotte", "Claes", "lotte.claes@example.com", "Els", "0497 55 66 77", "01.02.03-016.55"),
    ("Noor", "Maes", None, None, None, "00011007747"),
)
REST = (
    ("92021520431", "Kerkstraat", "8", None, "9000", "Gent", "kantoor Gent,dossierbeheerder Els", "dutch", "K-001"),
    (
        None,
        "Stationsplein",
        "12",
        "4",
        "2000",
        "Antwerpen",
        "kantoor Gent, dossierbeheerder Els",
        "Nederlands",
        "K-002",
    ),
    (None, "Dorpsstraat", "5", None, "1500", "Halle", None, "dutch", "K-003"),
)
ROWS = tuple((*person, *rest) for person, rest in zip(PERSONS, REST, strict=True))


def make(path: Path) -> None:
    """Write the file."""
    workbook([HEADINGS, *ROWS], title="Klanten")[0].save(path)
