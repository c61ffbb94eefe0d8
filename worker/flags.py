"""The life of a flag: new, still there, acknowledged, resolved, and new again when it comes back. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from shared.reconciliation import State

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from datetime import datetime

    from shared.reconciliation import Reason


class EventKind(StrEnum):
    """What can happen to a flag."""

    RAISED = "raised"
    REASON_CHANGED = "reason_changed"
    ACKNOWLEDGED = "acknowledged"
    RESOLVED = "resolved"
    BACK_AGAIN = "back_again"


@dataclass(frozen=True, slots=True)
class Sighting:
    """A platform client that this run found in no practice client's place.

    `number_hash` and `number_masked` stand for the national number, "" without one; `candidate` describes, masked,
    the practice client meant by a possible match.
    """

    platform_id: str
    client: str
    reason: Reason
    candidate: str | None = None
    number_hash: str = ""
    number_masked: str = ""


@dataclass(frozen=True, slots=True)
class Flag:
    """A sighting with its life; `id` is None until it is stored, and never changes afterwards."""

    id: int | None
    sighting: Sighting
    state: State
    since: datetime


class Step(NamedTuple):
    """What a run does with one flag: the flag as it is afterwards, and what happened to it, if anything."""

    flag: Flag
    event: EventKind | None


def advance(
    known: Sequence[Flag], sightings: Sequence[Sighting], platform_ids: Collection[str], now: datetime
) -> Iterator[Step]:
    """Yield a step for each sighting, then for each open flag without one.

    A client that was deleted and created anew on the platform has another id: the flag is recognised by the hash of
    the national number when its own id is no longer among `platform_ids`.
    """
    by_id = {flag.sighting.platform_id: flag for flag in known}
    orphans = {
        flag.sighting.number_hash: flag
        for flag in known
        if flag.sighting.number_hash and flag.sighting.platform_id not in platform_ids
    }
    seen: set[int | None] = set()
    for sighting in sightings:
        before = by_id.get(sighting.platform_id) or orphans.pop(sighting.number_hash, None)
        if before:
            seen.add(before.id)
        yield _seen(before, sighting, now)
    for flag in known:
        if flag.id not in seen and flag.state is not State.RESOLVED:
            yield Step(replace(flag, state=State.RESOLVED), EventKind.RESOLVED)


def counts(steps: Sequence[Step]) -> Mapping[str, int]:
    """Return how many flags are new (or new again), still there and resolved by this run."""
    told = [step.event for step in steps]
    new = told.count(EventKind.RAISED) + told.count(EventKind.BACK_AGAIN)
    resolved = told.count(EventKind.RESOLVED)
    return {"new": new, "still": len(steps) - new - resolved, "resolved": resolved}


def _seen(before: Flag | None, sighting: Sighting, now: datetime) -> Step:
    if before is None:
        return Step(Flag(None, sighting, State.NEW, now), EventKind.RAISED)
    if before.state is State.RESOLVED:
        return Step(Flag(before.id, sighting, State.NEW, now), EventKind.BACK_AGAIN)
    state = State.ACKNOWLEDGED if before.state is State.ACKNOWLEDGED else State.STILL
    changed = before.sighting.reason is not sighting.reason
    return Step(replace(before, sighting=sighting, state=state), EventKind.REASON_CHANGED if changed else None)
