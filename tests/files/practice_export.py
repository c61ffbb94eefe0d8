"""A practice system's own export: numbers as numbers, dates as dates, a column that is none of ours.

The system or Excel made numbers of what are no quantities: the first zeros of national and enterprise numbers are
gone and so are the + of mobiles or their 0. A house number that was typed as 12/5 has become a day in May.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from tests.files.clients import workbook

if TYPE_CHECKING:
    from pathlib import Path

HEADINGS = (
    "Klantnummer",
    "Naam",
    "Voornaam",
    "Geboortedatum",
    "E-mailadres",
    "GSM",
    "Rijksregisternummer",
    "Ondernemingsnummer",
    "Straat",
    "Huisnr",
    "Bus",
    "Postcode",
    "Gemeente",
    "Taal",
    "Deadline PB",
)
PERSONS = (
    (1001, "Peeters", "Jan", date(1979, 4, 12), "jan.peeters@example.com", 32486112233, 79041211845, None),
    (1002, "Claes", "Lotte", date(2001, 2, 3), "lotte.claes@example.com", 497556677, 1020301655, 403101712),
    (1003, "Maes", "Noor", date(2000, 1, 10), "noor.maes@example.com", None, 11007747, None),
    (1004, "Wouters", "Koen", date(1988, 9, 21), "koen.wouters@example.com", 4.75123456e8, 88092131002, None),
)
ADDRESSES = (
    ("Kerkstraat", 8, None, 9000, "Gent", "dutch", None),
    ("Stationsplein", 12, 4, 2000, "Antwerpen", "NL", None),
    ("Dorpsstraat", date(2026, 5, 12), None, 1500, "Halle", "dutch", None),
    ("Grote Markt", 1, None, 3000, "Leuven", "dutch", None),
)
ROWS = tuple((*person, *address) for person, address in zip(PERSONS, ADDRESSES, strict=True))


def make(path: Path, deadline: date) -> None:
    """Write the file; the first client has a deadline."""
    book, sheet = workbook([HEADINGS, *ROWS], title="Export")
    for row in range(2, len(ROWS) + 2):
        sheet[f"D{row}"].number_format = "dd/mm/yyyy"
    sheet["O2"] = deadline
    sheet["J4"].number_format = "d-mmm"  # as Excel formats it by itself
    book.save(path)
