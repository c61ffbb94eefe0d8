"""Made-up client lists that are full: every column that may be filled is filled, with values as distinct as in life.

One row in twenty holds one mistake; the kinds take turns, so every column is hit.
"""

from __future__ import annotations

import json
import unicodedata
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING

from benchmarks.mistakes import KINDS
from shared.check import Table
from shared.record import Field
from workbook.sample_clients import PIECES, enterprise_number, mobile, national_number

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from benchmarks.mistakes import Place, Raw, Row

BLOCK = 20
FIRST_ROW = 2
"""The sheet's row of the first client."""

PROVIDERS = ("gmail", "gmail", "gmail", "hotmail", "hotmail", "telenet", "skynet", "outlook", "proximus", "icloud")
OWN_DOMAIN = 1 / 8
COLLEAGUES = tuple(f"colleague{number}@practice.example.com" for number in range(1, 13))
LABELS = ("kantoor Gent", "bureau de Namur", "zelfstandige", "expat", "gepensioneerd", "jaarlijks", "papier")
DEADLINES = ("30/06/2026", "15/07/2026", "16/10/2026", "2026-10-16")
LANGUAGES = ("dutch",) * 10 + ("french",) * 9 + ("english",)
SPELLINGS = {"dutch": "België", "french": "Belgique", "english": "Belgium"}


@dataclass(frozen=True, slots=True)
class Dataset:
    """`columns` hold raw cells, None where empty; `planted` are the places of the wrong ones (position, field)."""

    columns: Mapping[Field, Sequence[Raw]]
    planted: frozenset[Place]

    @property
    def size(self) -> int:
        return len(self.columns[Field.TYPE])

    @property
    def table(self) -> Table:
        return Table(range(FIRST_ROW, FIRST_ROW + self.size), self.columns)


def draw(size: int, seed: int, *, spoilt: bool = True) -> Dataset:
    """Return `size` rows, the same for the same seed, without mistakes when asked."""
    chance, taken = Random(seed), set[str]()
    rows = [client(chance, taken, f"{seed}-{number:06}") for number in range(1, size + 1)]
    planted: set[Place] = set()
    for turn, start in enumerate(range(0, size if spoilt else 0, BLOCK)):
        place = start + chance.randrange(1, BLOCK)  # never the first: the row above it is without mistakes
        if place < size:
            plant(rows, place, turn, planted)
    return Dataset({field: [row[field] for row in rows] for field in Field}, frozenset(planted))


def plant(rows: list[Row], place: int, turn: int, planted: set[Place]) -> None:
    mistake = KINDS[turn % len(KINDS)](rows[place], rows[place - 1])
    rows[place] |= mistake.cells
    planted |= {(place, field) for field in mistake.wrong} | {(place - 1, field) for field in mistake.above}


def client(chance: Random, taken: set[str], code: str) -> Row:
    language = chance.choice(LANGUAGES)
    pieces = PIECES[language]
    first, last = chance.choice(pieces["first_names"]), chance.choice(pieces["last_names"])
    postal_code, city = chance.choice(pieces["places"])
    row: Row = {
        Field.TYPE: "person",
        Field.FIRST_NAME: first,
        Field.LAST_NAME: last,
        Field.EMAIL: email(chance, first, last, code),
        Field.MOBILE: mobile(chance) if chance.random() < 0.99 else f"+316{chance.randrange(10**7, 5 * 10**7)}",
        Field.NATIONAL_NUMBER: national_number(chance, taken, bis=chance.random() < 0.02),
        Field.STREET: chance.choice(pieces["streets"]),
        Field.HOUSE_NUMBER: f"{chance.randint(1, 250)}{'A' if chance.random() < 0.1 else ''}",
        Field.BOX: str(chance.randint(1, 40)),
        Field.POSTAL_CODE: postal_code,
        Field.CITY: city,
        Field.COUNTRY: SPELLINGS[language] if chance.random() < 0.9 else "BE",
        Field.EXTRA_IPP: None,
        Field.LABELS: ",".join(chance.sample(LABELS, chance.randint(1, 3))),
        Field.PARTNER_NATIONAL_NUMBER: national_number(chance, taken),
        Field.LANGUAGE: language,
        Field.CLIENT_CODE: code,
        Field.KBO_NUMBER: enterprise_number(chance, taken),
        Field.PARTNER_KBO_NUMBER: enterprise_number(chance, taken),
        Field.IPP_DEADLINE: chance.choice(DEADLINES),
        Field.RESPONSIBLE: chance.choice(COLLEAGUES),
    }
    return row | chance.choice(PIECES["abroad"]) if chance.random() < 0.02 else row


def email(chance: Random, first: str, last: str, code: str) -> str:
    """Nobody's: all under the domain reserved for examples. One in eight has a domain that no other has."""
    name = unicodedata.normalize("NFKD", f"{first}.{last}".lower()).encode("ascii", "ignore").decode()
    local = name.replace(" ", "").replace("'", "") + code
    host = local.replace(".", "-") if chance.random() < OWN_DOMAIN else chance.choice(PROVIDERS)
    return f"{local}@{host}.example.com"


def write(dataset: Dataset, file: Path) -> None:
    planted = [[place, field] for place, field in sorted(dataset.planted)]
    file.write_text(json.dumps({"columns": dataset.columns, "planted": planted}), encoding="utf-8")


def read(file: Path) -> Dataset:
    """Every cell comes back as an object of its own, as from a spreadsheet."""
    written = json.loads(file.read_text(encoding="utf-8"))
    columns = {Field(name): cells for name, cells in written["columns"].items()}
    return Dataset(columns, frozenset((place, Field(name)) for place, name in written["planted"]))
