"""*Compare*: which rows are new, which clients the platform has besides, who is on both, and what is invalid. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shared.check import check
from shared.matching import differences, match
from shared.problem import Level
from shared.rules.base import Circumstances

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from shared.check import Table
    from shared.matching import Key
    from shared.platform.contract import Identity, Platform, PlatformClient
    from shared.problem import Problem
    from shared.record import Client, Field


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


@dataclass(frozen=True, slots=True)
class Invalid:
    """A row that cannot go. `ambiguous` is by what it could be several clients, None when it is not."""

    row: int
    client: Client
    problems: Sequence[Problem]
    ambiguous: Key | None


@dataclass(frozen=True, slots=True)
class Compared:
    """The four sections, rows in their order, and whose platform it was."""

    identity: Identity
    new: Sequence[New]
    only_on_platform: Sequence[PlatformClient]
    known: Sequence[Known]
    invalid: Sequence[Invalid]


def compare(table: Table, platform: Platform, today: date) -> Compared:
    """Check the rows with what the platform knows of the practice, and put both lists into the sections."""
    identity = platform.me()
    checked = check(table, Circumstances(today, identity.languages, platform.colleagues()))
    there = platform.clients()
    found = match(checked.clients, [each.client for each in there])
    unclear = {left: ambiguity.key for ambiguity in found.ambiguous for left in ambiguity.left}
    errors: dict[int, list[Problem]] = {}
    for problem in checked.problems:
        if problem.level is Level.ERROR:
            errors.setdefault(problem.row, []).append(problem)
    invalid = [
        Invalid(row, client, errors.get(row, ()), unclear.get(position))
        for position, (row, client) in enumerate(zip(checked.rows, checked.clients, strict=True))
        if row in errors or position in unclear
    ]
    rows, clients = checked.rows, checked.clients
    return Compared(
        identity,
        [New(rows[left], clients[left]) for left in found.only_left if rows[left] not in errors],
        [there[right] for right in found.only_right],
        [
            Known(rows[left], clients[left], there[right], differences(clients[left], there[right].client))
            for left, right, _ in found.both
            if rows[left] not in errors
        ],
        invalid,
    )
