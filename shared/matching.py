"""Who is who on two lists of clients, and in what they differ.

Keys are tried in the order of `Key`. A key's value that stands once on each side, among the clients not yet placed, is
a match. A value that stands on both sides and several times on one is an ambiguity: its clients are set aside and no
later, weaker key may decide between them. Two clients whose national numbers are both known and differ are never taken
for the same: a later key that joins them makes an ambiguity of one and one. Linear in the clients.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from operator import attrgetter
from typing import TYPE_CHECKING, Final, NamedTuple

from shared.countries import code_of
from shared.dates import as_date
from shared.record import Client, Field
from shared.rules.language import MEANT
from shared.spelling import folded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence


class Key(StrEnum):
    """By what two clients are taken for the same, the strongest first."""

    NATIONAL_NUMBER = "national_number"
    KBO_NUMBER = "kbo_number"
    CLIENT_CODE = "client_code"
    EMAIL_AND_NAME = "email_and_name"


class Match(NamedTuple):
    """The same client: positions in the two lists."""

    left: int
    right: int
    key: Key


class Ambiguity(NamedTuple):
    """Candidates for each other among which we do not guess: positions in the two lists."""

    left: tuple[int, ...]
    right: tuple[int, ...]
    key: Key


@dataclass(frozen=True, slots=True)
class Comparison:
    """Every position of both lists is in exactly one of the four, in the order of the lists."""

    only_left: tuple[int, ...]
    only_right: tuple[int, ...]
    both: tuple[Match, ...]
    ambiguous: tuple[Ambiguity, ...]


def match(left: Sequence[Client], right: Sequence[Client]) -> Comparison:
    """Match two lists key by key."""
    free_left: Sequence[int] = range(len(left))
    free_right: Sequence[int] = range(len(right))
    both: list[Match] = []
    ambiguous: list[Ambiguity] = []
    for key, value_of in KEYS.items():
        ours, theirs = _index(left, free_left, value_of), _index(right, free_right, value_of)
        placed_left, placed_right = set[int](), set[int]()
        for value, mine in ours.items():
            if value not in theirs:
                continue
            yours = theirs[value]
            if len(mine) == len(yours) == 1 and not _conflict(left[mine[0]], right[yours[0]]):
                both.append(Match(mine[0], yours[0], key))
            else:
                ambiguous.append(Ambiguity(mine, yours, key))
            placed_left.update(mine)
            placed_right.update(yours)
        free_left = [position for position in free_left if position not in placed_left]
        free_right = [position for position in free_right if position not in placed_right]
    return Comparison(tuple(free_left), tuple(free_right), tuple(sorted(both)), tuple(sorted(ambiguous)))


def differences(left: Client, right: Client) -> dict[Field, tuple[str, str]]:
    """Return the fields in which `left` says something else than `right`, with both texts as they stand.

    What `left` leaves empty is no difference: an empty cell of an import overwrites nothing. Numbers are compared by
    their digits, e-mail addresses without case, dates as dates, labels as a set, countries and languages by what they
    mean; names and streets as they are spelled.
    """
    values = zip(COMPARED, _values(left), _values(right), strict=True)
    return {field: (a, b) for field, a, b in values if a and a != b and _meant(field, a) != _meant(field, b)}


def _index(
    clients: Sequence[Client], positions: Iterable[int], value_of: Callable[[Client], str]
) -> dict[str, tuple[int, ...]]:
    index: dict[str, tuple[int, ...]] = {}
    repeated: dict[str, list[int]] = {}
    for position in positions:
        value = value_of(clients[position])
        if not value:
            continue
        if value in index:
            repeated.setdefault(value, [*index[value]]).append(position)
        else:
            index[value] = (position,)
    return index | {value: tuple(places) for value, places in repeated.items()}


def _conflict(left: Client, right: Client) -> bool:
    ours, theirs = national_number(left.national_number), national_number(right.national_number)
    return bool(ours and theirs) and ours != theirs


_NATIONAL, _ENTERPRISE = 11, 10
_LEAST_DIGITS: Final = 7
_NO_DIGITS = re.compile(r"[^0-9]+")


def national_number(text: str) -> str:
    """Return the eleven digits of a national number however it is written, lost zeros filled in; "" if it is none."""
    digits = _NO_DIGITS.sub("", text)
    return digits.zfill(_NATIONAL) if _LEAST_DIGITS <= len(digits) <= _NATIONAL and int(digits) else ""


def enterprise_number(text: str) -> str:
    """Return the ten digits of an enterprise number however it is written; "" if it is none."""
    digits = _NO_DIGITS.sub("", text)
    return digits.zfill(_ENTERPRISE) if _ENTERPRISE - 1 <= len(digits) <= _ENTERPRISE and int(digits) else ""


def _email_and_name(client: Client) -> str:
    """Return the address and the words of the name, in any order, as people write them."""
    words = sorted(folded(f"{client.first_name} {client.last_name}").split())
    return " ".join([client.email.strip().lower(), *words]) if client.email and words else ""


KEYS: Final[Mapping[Key, Callable[[Client], str]]] = {
    Key.NATIONAL_NUMBER: lambda client: national_number(client.national_number),
    Key.KBO_NUMBER: lambda client: enterprise_number(client.kbo_number),
    Key.CLIENT_CODE: lambda client: client.client_code.strip().casefold(),
    Key.EMAIL_AND_NAME: _email_and_name,
}

COMPARED: Final = tuple(field for field in Field if field not in {Field.TYPE, Field.EXTRA_IPP})
_values = attrgetter(*(field.value for field in COMPARED))


def _meant(field: Field, text: str) -> object:
    return _MEANT.get(field, _spelled)(text)


def _spelled(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def _squeezed(text: str) -> str:
    return "".join(text.split()).casefold()


def _mobile(text: str) -> str:
    """Return the digits with the country code, Belgium's where a single 0 stands in its place."""
    digits = _NO_DIGITS.sub("", text.replace("(0)", ""))
    return digits[2:] if digits.startswith("00") else re.sub(r"\A0", "32", digits)


_MEANT: Final[Mapping[Field, Callable[[str], object]]] = {
    Field.EMAIL: _squeezed,
    Field.RESPONSIBLE: _squeezed,
    Field.MOBILE: _mobile,
    Field.NATIONAL_NUMBER: lambda text: national_number(text) or text,
    Field.PARTNER_NATIONAL_NUMBER: lambda text: national_number(text) or text,
    Field.KBO_NUMBER: lambda text: enterprise_number(text) or text,
    Field.PARTNER_KBO_NUMBER: lambda text: enterprise_number(text) or text,
    Field.HOUSE_NUMBER: _squeezed,
    Field.BOX: _squeezed,
    Field.POSTAL_CODE: _squeezed,
    Field.COUNTRY: lambda text: code_of(text) or folded(text),
    Field.LABELS: lambda text: frozenset(label.strip().casefold() for label in text.split(",") if label.strip()),
    Field.LANGUAGE: lambda text: MEANT.get(folded(text), text),
    Field.CLIENT_CODE: _squeezed,
    Field.IPP_DEADLINE: lambda text: as_date(text) or text,
}
