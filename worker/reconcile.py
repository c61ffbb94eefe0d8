"""Who is in both systems, who in one only, and why. Pure.

A platform client is looked for among the practice's current clients of the chosen task flow first, then among its
other current clients, then among all it ever knew: what one person left behind there never hides what is current.
A joint declaration is one client on the platform and may be two relations at the practice.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from shared.matching import match
from shared.privacy import NATIONAL_NUMBER_DIGITS
from shared.reconciliation import Reason

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from shared.platform.contract import PlatformClient
    from shared.record import Client
    from worker.record import PracticeClient

BIS_MONTHS = 20  # a BIS number adds 20 or 40 to the month of birth


class PlatformOnly(NamedTuple):
    """A client on the platform only: positions in the two lists, the candidate's None unless there is one."""

    platform: int
    reason: Reason
    candidate: int | None = None


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """Positions in the two lists; `partners` are relations that a joint declaration on the platform covers."""

    in_both: Mapping[int, int]
    only_on_platform: tuple[PlatformOnly, ...]
    only_in_practice: tuple[int, ...]
    partners: frozenset[int]


def reconcile(platform: Sequence[PlatformClient], practice: Sequence[PracticeClient], today: date) -> Reconciliation:
    """Compare the platform's clients with the practice's relations on `today`."""
    clients = [one.client for one in platform]
    found = _Search(clients, practice, today)
    joint = _joint(platform, found)
    in_both = {left: right for left, right in found.in_both.items() if left not in joint}
    partners = _covered(clients, practice, in_both)
    only_there = found.core - set(found.in_both.values()) - found.doubtful - partners
    return Reconciliation(
        in_both=in_both,
        only_on_platform=tuple(_explain(clients, practice, found, joint, partners)),
        only_in_practice=tuple(sorted(one for one in only_there if practice[one].is_person)),
        partners=frozenset(partners),
    )


@dataclass(slots=True)
class _Search:
    """Where each platform client was found: in both, elsewhere at the practice, or among several candidates."""

    clients: Sequence[Client]
    practice: Sequence[PracticeClient]
    today: date
    current: set[int] = field(default_factory=set)
    core: set[int] = field(default_factory=set)
    doubtful: set[int] = field(default_factory=set)
    in_both: dict[int, int] = field(default_factory=dict)
    candidates: dict[int, int] = field(default_factory=dict)
    elsewhere: dict[int, tuple[Reason, int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.current = {at for at, one in enumerate(self.practice) if one.is_current(self.today)}
        self.core = {at for at in self.current if self.practice[at].in_scope}
        left = range(len(self.clients))
        for one, rights, certain in self._matched(left, sorted(self.core)):
            if certain:
                self.in_both[one] = rights[0]
            else:
                self.candidates[one] = rights[0]
                self.doubtful.update(rights)
        others = set(range(len(self.practice))) - self.current
        for reason, group in ((Reason.OUT_OF_SCOPE, self.current - self.core), (Reason.INACTIVE, others)):
            rest = [one for one in left if not self.is_found(one)]
            for one, rights, _certain in self._matched(rest, sorted(group)):
                self.elsewhere[one] = (reason, rights[0])

    def is_found(self, one: int) -> bool:
        """Return whether the search for this platform client is over."""
        return one in self.in_both or one in self.candidates or one in self.elsewhere

    def _matched(self, left: Sequence[int], right: Sequence[int]) -> Iterator[tuple[int, list[int], bool]]:
        comparison = match([self.clients[at] for at in left], [self.practice[at].client for at in right])
        for pair in comparison.both:
            yield left[pair.left], [right[pair.right]], True
        for doubt in comparison.ambiguous:
            for one in doubt.left:
                yield left[one], [right[at] for at in doubt.right], False


def _joint(platform: Sequence[PlatformClient], found: _Search) -> set[int]:
    """Return the platform clients that another one's joint declaration covers; of two that name each other, one."""
    named_by: dict[str, list[int]] = defaultdict(list)
    for one in found.in_both:
        named_by[_digits(platform[one].client.partner_national_number)].append(one)
    joint: set[int] = set()
    for one in sorted(range(len(platform)), key=lambda at: platform[at].id, reverse=True):
        number = _digits(platform[one].client.national_number)
        if number and any(other != one and other not in joint for other in named_by[number]):
            joint.add(one)
    return joint


def _covered(clients: Sequence[Client], practice: Sequence[PracticeClient], in_both: Mapping[int, int]) -> set[int]:
    """Return the relations that are partners in a joint declaration on the platform, and are found nowhere else."""
    numbers = {_digits(one.partner_national_number) for one in clients} - {""}
    mains = {relation for one, relation in in_both.items() if clients[one].partner_national_number}
    covered = {at for at, one in enumerate(practice) if _digits(one.client.national_number) in numbers}
    covered |= {two for one, two in _links(practice) if one in mains and not practice[two].client.national_number}
    return covered - set(in_both.values())


def _links(practice: Sequence[PracticeClient]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of relations that are each other's partner, in both directions."""
    by_reference = {one.reference: at for at, one in enumerate(practice) if one.reference}
    by_number = {_digits(one.client.national_number): at for at, one in enumerate(practice)}
    for at, one in enumerate(practice):
        number = _digits(one.client.partner_national_number)
        for other in (by_reference.get(one.partner_reference), by_number.get(number) if number else None):
            if other is not None:
                yield at, other
                yield other, at


def _explain(
    clients: Sequence[Client],
    practice: Sequence[PracticeClient],
    found: _Search,
    joint: set[int],
    covered: set[int],
) -> Iterator[PlatformOnly]:
    named = _partner_numbers(practice, found.core)
    named_elsewhere = _partner_numbers(practice, found.current - found.core)
    partners = {two for one, two in _links(practice) if one in found.core}
    alike = _Alike(practice, set(found.in_both.values()) | covered)
    for one, client in enumerate(clients):
        reason, relation = found.elsewhere.get(one, (Reason.GONE, None))
        if one in joint:
            yield PlatformOnly(one, Reason.PARTNER)
        elif one in found.in_both:
            continue
        elif one in found.candidates:
            yield PlatformOnly(one, Reason.POSSIBLE_MATCH, found.candidates[one])
        elif _digits(client.national_number) in named or relation in partners:
            yield PlatformOnly(one, Reason.PARTNER)
        elif relation is None and _digits(client.national_number) in named_elsewhere:
            yield PlatformOnly(one, Reason.OUT_OF_SCOPE)
        elif relation is None and (candidate := alike.to(client)) is not None:
            yield PlatformOnly(one, Reason.POSSIBLE_MATCH, candidate)
        else:
            yield PlatformOnly(one, reason)


def _partner_numbers(practice: Sequence[PracticeClient], positions: Iterable[int]) -> set[str]:
    return {_digits(practice[at].client.partner_national_number) for at in positions} - {""}


class _Alike:
    """Finds the relation that may be a client under another number or e-mail address."""

    def __init__(self, practice: Sequence[PracticeClient], taken: set[int]) -> None:
        people = [(at, one.client) for at, one in enumerate(practice) if one.is_person]
        self._practice = practice
        self._by_birth = _index(people, _name_and_birth)
        self._by_email = _index(((at, one) for at, one in people if at not in taken), _email)

    def to(self, client: Client) -> int | None:
        """Return the position of the candidate: same name and birth date, or same e-mail address."""
        same_birth = self._by_birth.get(_name_and_birth(client), [])
        same_email = [
            at
            for at in self._by_email.get(_email(client), [])
            if not _differ(_birth(client), _birth(self._practice[at].client))
        ]
        return next(iter((*same_birth, *same_email)), None)


def _index(people: Iterable[tuple[int, Client]], key: Callable[[Client], str]) -> dict[str, list[int]]:
    index: dict[str, list[int]] = defaultdict(list)
    for at, client in people:
        if value := key(client):
            index[value].append(at)
    return dict(index)


def _name_and_birth(client: Client) -> str:
    birth = _birth(client)
    return birth and f"{birth} {_name(client)}"


def _name(client: Client) -> str:
    """Return the words of the name without accents, case and order: systems disagree about which comes first."""
    plain = unicodedata.normalize("NFKD", f"{client.first_name} {client.last_name}").casefold()
    return " ".join(sorted(re.findall(r"\w+", re.sub(r"[\u0300-\u036f'’]", "", plain))))


def _birth(client: Client) -> str:
    """Return the birth date in a national or BIS number as YYMMDD, "" when it is not known."""
    digits = _digits(client.national_number)
    if len(digits) != NATIONAL_NUMBER_DIGITS:
        return ""
    month, day = int(digits[2:4]) % BIS_MONTHS, int(digits[4:6])
    return f"{digits[:2]}{month:02}{day:02}" if month and day else ""


def _differ(one: str, other: str) -> bool:
    return bool(one and other and one != other)


def _email(client: Client) -> str:
    return client.email.casefold()


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)
