from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from shared.reconciliation import Reason, State
from worker.flags import EventKind, Flag, Sighting, Step, advance, counts

BEFORE = datetime(2026, 3, 1, 6, tzinfo=UTC)
NOW = datetime(2026, 3, 2, 6, tzinfo=UTC)
SIGHTING = Sighting("c1", "An Peeters", Reason.GONE, number_hash="h1", number_masked="85.**.**-***.28")
OPEN = [State.NEW, State.STILL, State.ACKNOWLEDGED]


def flag(state: State) -> Flag:
    return Flag(7, SIGHTING, state, BEFORE)


def step(known: list[Flag], *sightings: Sighting) -> list[Step]:
    return list(advance(known, sightings, {one.platform_id for one in sightings}, NOW))


def test_a_first_sighting_raises_a_new_flag() -> None:
    assert step([], SIGHTING) == [Step(Flag(None, SIGHTING, State.NEW, NOW), EventKind.RAISED)]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (State.NEW, State.STILL),
        (State.STILL, State.STILL),
        (State.ACKNOWLEDGED, State.ACKNOWLEDGED),
    ],
)
def test_a_flag_seen_again_is_not_told_again(before: State, after: State) -> None:
    assert step([flag(before)], SIGHTING) == [Step(flag(after), None)]


def test_another_reason_is_an_event_of_the_same_flag() -> None:
    changed = replace(SIGHTING, reason=Reason.INACTIVE)
    assert step([flag(State.STILL)], changed) == [Step(Flag(7, changed, State.STILL, BEFORE), EventKind.REASON_CHANGED)]


def test_another_candidate_is_no_event() -> None:
    before = replace(SIGHTING, reason=Reason.POSSIBLE_MATCH, candidate="An Wuyts")
    after = replace(before, candidate="An Claes")
    assert step([Flag(7, before, State.STILL, BEFORE)], after) == [Step(Flag(7, after, State.STILL, BEFORE), None)]


@pytest.mark.parametrize("state", OPEN)
def test_a_flag_without_a_sighting_is_resolved(state: State) -> None:
    assert step([flag(state)]) == [Step(flag(State.RESOLVED), EventKind.RESOLVED)]


def test_a_resolved_flag_is_not_resolved_twice() -> None:
    assert step([flag(State.RESOLVED)]) == []


def test_a_resolved_flag_that_comes_back_is_new_under_its_old_number() -> None:
    assert step([flag(State.RESOLVED)], SIGHTING) == [Step(Flag(7, SIGHTING, State.NEW, NOW), EventKind.BACK_AGAIN)]


def test_a_client_created_anew_on_the_platform_keeps_the_flag() -> None:
    anew = replace(SIGHTING, platform_id="c9")
    assert step([flag(State.STILL)], anew) == [Step(Flag(7, anew, State.STILL, BEFORE), None)]


def test_a_second_client_of_the_same_number_has_a_flag_of_its_own() -> None:
    twin = replace(SIGHTING, platform_id="c9")
    assert step([flag(State.STILL)], SIGHTING, twin) == [
        Step(flag(State.STILL), None),
        Step(Flag(None, twin, State.NEW, NOW), EventKind.RAISED),
    ]


def test_one_flag_passes_to_one_client_only() -> None:
    twins = [replace(SIGHTING, platform_id=name) for name in ("c8", "c9")]
    assert [one.flag.id for one in step([flag(State.STILL)], *twins)] == [7, None]


def test_clients_without_a_number_are_not_taken_for_each_other() -> None:
    nameless = replace(SIGHTING, number_hash="")
    assert [
        one.event for one in step([Flag(7, nameless, State.STILL, BEFORE)], replace(nameless, platform_id="c9"))
    ] == [
        EventKind.RAISED,
        EventKind.RESOLVED,
    ]


def test_counts_tell_new_still_and_resolved() -> None:
    others = [replace(SIGHTING, platform_id=f"c{number}", number_hash="") for number in range(2, 6)]
    known = [
        Flag(number, sighting, state, BEFORE)
        for number, (sighting, state) in enumerate(
            zip(others, [State.NEW, State.ACKNOWLEDGED, State.RESOLVED, State.STILL], strict=True)
        )
    ]
    assert counts(step(known, SIGHTING, *others[:3])) == {"new": 2, "still": 2, "resolved": 1}
