"""*Compare*: which rows are new, which clients the platform has besides, who is on both, and what is invalid. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from shared.check import check
from shared.matching import Key, differences, match, national_number
from shared.problem import Level
from shared.record import Field
from shared.rules.base import Circumstances

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from shared.check import Table
    from shared.matching import Comparison
    from shared.platform.contract import Identity, Platform, PlatformClient
    from shared.problem import Problem
    from shared.record import Client


@dataclass(frozen=True, slots=True)
class New:
    """A valid row that the platform does not have."""

    row: int
    client: Client


@dataclass(frozen=True, slots=True)
class Known:
    """A valid row that the platform has, with what the row says differently: field → (import, platform)."""

    row: int
    client: Client
    there: PlatformClient
    differences: dict[Field, tuple[str, str]]


class Doubt(NamedTuple):
    """Why a row cannot go although its cells are right: `code`, and the field by which it was found."""

    code: str
    field: Field


AMBIGUOUS: Final = "ambiguous-match"
PARTNER_THERE: Final = "partner-on-platform"
FIELD_OF: Final = {
    Key.NATIONAL_NUMBER: Field.NATIONAL_NUMBER,
    Key.KBO_NUMBER: Field.KBO_NUMBER,
    Key.CLIENT_CODE: Field.CLIENT_CODE,
    Key.EMAIL_AND_NAME: Field.EMAIL,
}


@dataclass(frozen=True, slots=True)
class Invalid:
    """A row that cannot go: for its problems, or for a doubt about who it is on the platform."""

    row: int
    client: Client
    problems: Sequence[Problem]
    doubt: Doubt | None


@dataclass(frozen=True, slots=True)
class Compared:
    """The four sections, rows in their order, and whose platform it was."""

    identity: Identity
    new: Sequence[New]
    only_on_platform: Sequence[PlatformClient]
    known: Sequence[Known]
    invalid: Sequence[Invalid]
    there: Sequence[PlatformClient]
    """All clients on the platform, in whichever section."""


def compare(table: Table, platform: Platform, today: date) -> Compared:
    """Check the rows with what the platform knows of the practice, and put both lists into the sections."""
    identity = platform.me()
    checked = check(table, Circumstances(today, identity.languages, platform.colleagues()))
    there = platform.clients()
    found = match(checked.clients, [each.client for each in there])
    doubts = _doubts(found, checked.clients, there)
    errors: dict[int, list[Problem]] = {}
    for problem in checked.problems:
        if problem.level is Level.ERROR:
            errors.setdefault(problem.row, []).append(problem)
    invalid = [
        Invalid(row, client, errors.get(row, ()), doubts.get(position))
        for position, (row, client) in enumerate(zip(checked.rows, checked.clients, strict=True))
        if row in errors or position in doubts
    ]
    rows, clients = checked.rows, checked.clients
    return Compared(
        identity,
        [New(rows[at], clients[at]) for at in found.only_left if rows[at] not in errors and at not in doubts],
        [there[right] for right in found.only_right],
        [
            Known(rows[left], clients[left], there[right], differences(clients[left], there[right].client))
            for left, right, _ in found.both
            if rows[left] not in errors
        ],
        invalid,
        there,
    )


def _doubts(found: Comparison, clients: Sequence[Client], there: Sequence[PlatformClient]) -> dict[int, Doubt]:
    """Return the positions of rows that could be several clients, or whose person is a partner there already."""
    doubts = {
        left: Doubt(AMBIGUOUS, FIELD_OF[ambiguity.key]) for ambiguity in found.ambiguous for left in ambiguity.left
    }
    partners = {national_number(each.client.partner_national_number) for each in there} - {""}
    for left in found.only_left:
        if national_number(clients[left].national_number) in partners:
            doubts[left] = Doubt(PARTNER_THERE, Field.NATIONAL_NUMBER)
    return doubts
