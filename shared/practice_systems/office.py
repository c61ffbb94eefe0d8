"""The made-up practice behind the systems to try on: that of the sandbox platform, seen from the practice's side.

It shows every reason for which a client is on the platform only: Luc Dubois is gone, Marie Lambotte was archived,
Wouter Van den Broeck is his wife's partner in a joint declaration, Fatima El Amrani has no task in the flow, and Emma
Janssens goes by another number and address. Nobody here exists; the numbers are only well formed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from random import Random
from typing import TYPE_CHECKING, Final

from shared.platform.sandbox.seed import CLIENTS
from shared.record import Client

if TYPE_CHECKING:
    from collections.abc import Iterator

TASK_FLOW: Final = "Personenbelasting"
OTHER_FLOW: Final = "Btw-aangifte"
CUSTOMER, PROSPECT, OWN_COMPANY, OTHER = "Customer", "Prospect", "Own company", "Other"
PERSON, SOLE_PROPRIETOR, COMPANY = "Person", "Sole proprietor", "Company"

FIRST_NAMES: Final = ("Lotte", "Arno", "Céline", "Jef", "Ines", "Mohamed", "Anaïs", "Bram", "Zoë", "Gilles")
LAST_NAMES: Final = ("Verstraete", "Lemaire", "De Backer", "Simon", "Yılmaz", "Goethals", "Van Acker", "Dumont")
BIRTHS_PER_DAY: Final = 498


@dataclass(frozen=True, slots=True)
class Relation:
    """One relation as a practice keeps it; `partner` and `reference` are the practice's own numbers."""

    reference: int
    client: Client
    status: str = CUSTOMER
    kind: str = PERSON
    flow: str = TASK_FLOW
    partner: int = 0
    end_date: date | None = None
    inactive: bool = False


def relations(count: int = 0) -> list[Relation]:
    """Return the practice's relations, with made-up ones up to `count`; the same each time."""
    known = list(_known())
    return known + list(_more(len(known), count))


def _known() -> Iterator[Relation]:
    named = {client.last_name: client for client in CLIENTS}
    del named["Dubois"]
    emma = named["Janssens"]
    named["Janssens"] = replace(emma, national_number="95030921972", email="emma@janssens.example.net", client_code="")
    wouter = named.pop("Van den Broeck")
    numbers = {name: number for number, name in enumerate(named, 1)}
    for name, client in named.items():
        yield Relation(
            numbers[name],
            client,
            kind=SOLE_PROPRIETOR if client.kbo_number else PERSON,
            flow=OTHER_FLOW if name == "El Amrani" else TASK_FLOW,
            partner=103 if name == "Peeters" else 0,
            end_date=date(2024, 12, 31) if name == "Lambotte" else None,
        )
    katrien = _person("Katrien", "Maertens", wouter.partner_national_number)
    yield Relation(101, katrien, partner=102)
    yield Relation(102, replace(wouter, partner_national_number="", client_code=""), status=OTHER, flow="", partner=101)
    yield Relation(103, _person("Bart", "Wuyts", "76092325733"), partner=numbers["Peeters"])
    yield Relation(104, replace(_person("Rik", "Aerts", "60010100172"), email="rik.aerts@"))
    yield Relation(105, _person("Els", "Goossens", "77051512312"), status=PROSPECT, flow="")
    dakwerken = Client(last_name="Dakwerken De Smet", email="info@dakwerken.example.com", kbo_number="0403170701")
    yield Relation(106, dakwerken, kind=COMPANY, flow=OTHER_FLOW)
    yield Relation(107, Client(last_name="Martens & Lambert"), status=OWN_COMPANY, kind=COMPANY, flow="")


def _more(known: int, count: int) -> Iterator[Relation]:
    chance = Random(1)  # noqa: S311 - made-up people are no secret
    for at in range(known, count):
        first, last = chance.choice(FIRST_NAMES), chance.choice(LAST_NAMES)
        client = replace(
            _person(first, last, national_number(at)),
            email=f"relation.{at}@example.com",
            mobile=f"+32470{at:06}",
            client_code=f"D{at}",
            language=chance.choice(("dutch", "french")),
        )
        status = chance.choices((CUSTOMER, PROSPECT, OTHER), (90, 4, 6))[0]
        yield Relation(1000 + at, client, status=status)


def national_number(position: int) -> str:
    """Return a well-formed national number of someone born from 1940 to 1989; different below 500,000."""
    day, serial = divmod(position, BIRTHS_PER_DAY)
    stem = f"{40 + day % 50}{1 + day // 50 % 12:02}{1 + day // 600 % 28:02}{1 + serial:03}"
    return f"{stem}{97 - int(stem) % 97:02}"


def _person(first: str, last: str, number: str) -> Client:
    return Client(
        first_name=first,
        last_name=last,
        email=f"{first}.{last}@example.be".lower(),
        national_number=number,
        language="dutch",
    )
