"""Who is who on two lists of clients."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from shared.record import Client, Field

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence


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
    """Every position of both lists is in exactly one of the four."""

    only_left: tuple[int, ...]
    only_right: tuple[int, ...]
    both: tuple[Match, ...]
    ambiguous: tuple[Ambiguity, ...]


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


KEYS: Mapping[Key, Callable[[Client], str]] = {
    Key.NATIONAL_NUMBER: lambda client: _digits(client.national_number),
    Key.KBO_NUMBER: lambda client: _digits(client.kbo_number),
    Key.CLIENT_CODE: lambda client: client.client_code.casefold(),
    Key.EMAIL_AND_NAME: lambda client: (
        client.email and f"{client.email} {client.first_name} {client.last_name}".casefold()
    ),
}


def match(left: Sequence[Client], right: Sequence[Client]) -> Comparison:
    """Match key by key, each only where it is unique on both sides."""
    lefts, rights = dict.fromkeys(range(len(left))), dict.fromkeys(range(len(right)))
    both: list[Match] = []
    ambiguous: list[Ambiguity] = []
    for key, of in KEYS.items():
        ours, theirs = _index(left, lefts, of), _index(right, rights, of)
        for value in ours.keys() & theirs.keys():
            a, b = ours[value], theirs[value]
            if len(a) == len(b) == 1:
                both.append(Match(a[0], b[0], key))
            else:
                ambiguous.append(Ambiguity(tuple(a), tuple(b), key))
            for one in a:
                del lefts[one]
            for one in b:
                del rights[one]
    return Comparison(tuple(lefts), tuple(rights), tuple(sorted(both)), tuple(ambiguous))


def _index(
    clients: Sequence[Client], positions: Mapping[int, None], of: Callable[[Client], str]
) -> dict[str, list[int]]:
    index: dict[str, list[int]] = {}
    for position in positions:
        if value := of(clients[position]):
            index.setdefault(value, []).append(position)
    return index


def differences(left: Client, right: Client) -> dict[Field, tuple[str, str]]:
    """Return the fields in which `left` says something else than `right`; an empty left says nothing."""
    found: dict[Field, tuple[str, str]] = {}
    for field in Field:
        a, b = getattr(left, field.value), getattr(right, field.value)
        if a and a != b and field not in {Field.TYPE, Field.EXTRA_IPP}:
            found[field] = (a, b)
    return found
