"""Invents clients without a mistake. Who exists already is kept in `taken`, so that nobody comes twice.

Nobody invented exists, nor can be reached. National numbers have a right checksum and a serial (801–996) far
above what a day of births uses up; enterprise numbers start with 19, of which none was issued; mobiles lie in
blocks that no operator was given; e-mail domains are those reserved for examples.
"""

from __future__ import annotations

import calendar
import tomllib
import unicodedata
from dataclasses import replace
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

from shared.platform.sandbox.seed import COLLEAGUES
from shared.record import Client

if TYPE_CHECKING:
    from random import Random

PIECES: Final[dict[str, Any]] = tomllib.loads(files("workbook").joinpath("sample.toml").read_text(encoding="utf-8"))
LANGUAGES: Final = ("dutch",) * 10 + ("french",) * 9 + ("english",)
DOMAINS: Final = ("example.com", "example.net", "example.org")
MOBILE_BLOCKS: Final = ("452", "453", "454", "457", "459", "461", "462", "464")
OFFICE_LABEL: Final = {"dutch": "kantoor Gent", "french": "bureau de Namur", "english": "expat"}
SOLE_TRADER: Final = "zelfstandige"


def invent(chance: Random, taken: set[str], client_code: str) -> Client:
    """Return a client without a mistake, new to `taken`."""
    language = chance.choice(LANGUAGES)
    first, last = (chance.choice(PIECES[language][kind]) for kind in ("first_names", "last_names"))
    sole_trader, joint = _odds(chance, 0.15), _odds(chance, 0.35)
    office = OFFICE_LABEL[language] if _odds(chance, 0.6) else ""
    client = Client(
        first_name=first,
        last_name=last,
        email=_email(chance, taken, first, last),
        mobile=mobile(chance) if _odds(chance, 0.9) else "",
        national_number=national_number(chance, taken, bis=_odds(chance, 0.04)),
        labels=",".join(label for label in (office, SOLE_TRADER if sole_trader else "") if label),
        partner_national_number=national_number(chance, taken) if joint else "",
        language=language,
        client_code=client_code,
        kbo_number=enterprise_number(chance, taken) if sole_trader else "",
        partner_kbo_number=enterprise_number(chance, taken) if joint and _odds(chance, 0.15) else "",
        responsible=chance.choice(COLLEAGUES) if _odds(chance, 0.9) else "",
    )
    return _housed(client, chance)


def national_number(chance: Random, taken: set[str], *, bis: bool = False) -> str:
    """Return a number that nobody has, of someone born 1940–2005; a BIS number when asked."""
    year, month = chance.randint(1940, 2005), chance.randint(1, 12)
    day = chance.randint(2, calendar.monthrange(year, month)[1])
    serial = chance.randint(801, 996)
    stem = f"{year % 100:02}{month + (40 if bis else 0):02}{day:02}{serial}"
    century = "2" if year >= 2000 else ""  # noqa: PLR2004 - the year from which the checksum is another
    number = f"{stem}{97 - int(century + stem) % 97:02}"
    return number if _claim(number, taken) else national_number(chance, taken, bis=bis)


def enterprise_number(chance: Random, taken: set[str]) -> str:
    """Return a well-formed enterprise number that was never issued."""
    stem = f"19{chance.randint(0, 899_999):06}"
    number = f"{stem}{97 - int(stem) % 97:02}"
    return number if _claim(number, taken) else enterprise_number(chance, taken)


def mobile(chance: Random) -> str:
    """Return a well-formed Belgian mobile number that rings nowhere."""
    return f"+32{chance.choice(MOBILE_BLOCKS)}{chance.randint(0, 999_999):06}"


def _email(chance: Random, taken: set[str], first: str, last: str) -> str:
    domain = chance.choice(DOMAINS)
    plain = [unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode() for name in (first, last)]
    name = ".".join("".join(part for part in name if part not in " '") for name in plain).lower()
    address = next(
        address
        for count in range(1, len(taken) + 2)
        if (address := f"{name}{count if count > 1 else ''}@{domain}") not in taken
    )
    taken.add(address)
    return address


def _housed(client: Client, chance: Random) -> Client:
    """Give the client an address; a few have none, a few live across the border."""
    if _odds(chance, 0.04):
        return client
    numbered = replace(
        client,
        house_number=f"{chance.randint(1, 198)}{'A' if _odds(chance, 0.1) else ''}",
        box=str(chance.randint(1, 24)) if _odds(chance, 0.15) else "",
    )
    if _odds(chance, 0.04):
        return replace(numbered, **chance.choice(PIECES["abroad"]))
    pieces = PIECES[client.language]
    postal_code, city = chance.choice(pieces["places"])
    return replace(
        numbered,
        street=chance.choice(pieces["streets"]),
        postal_code=postal_code,
        city=city,
        country=chance.choice(pieces["countries"]),
    )


def _odds(chance: Random, share: float) -> bool:
    return chance.random() < share


def _claim(identity: str, taken: set[str]) -> bool:
    free = identity not in taken
    taken.add(identity)
    return free
