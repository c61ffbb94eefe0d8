from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from shared.language import Refusal
from shared.record import Client
from tests.unit.worker.people import AN
from worker.guards import (
    ClientsWithoutKeys,
    NoCurrentClients,
    PlatformShrunk,
    PracticeEmpty,
    PracticeShrunk,
    Sizes,
    insist_on_clients,
    insist_on_plausibility,
    sizes,
)
from worker.record import PracticeClient, Status

if TYPE_CHECKING:
    from collections.abc import Callable

TODAY = date(2026, 3, 2)
KNOWN = PracticeClient(AN)
NAMELESS = PracticeClient(Client(first_name="An", last_name="Peeters"))
ENDED = replace(KNOWN, status=Status.ENDED)


def refused(insist: Callable[[], None]) -> type[Refusal] | None:
    try:
        insist()
    except Refusal as refusal:
        return type(refusal)
    return None


def test_sizes_count_current_clients() -> None:
    assert sizes([KNOWN, KNOWN, ENDED], 7, TODAY) == Sizes(2, 7)


def test_an_empty_practice_is_refused() -> None:
    with pytest.raises(PracticeEmpty):
        insist_on_clients([], Sizes(0, 3))


def test_a_practice_of_archived_clients_is_refused() -> None:
    with pytest.raises(NoCurrentClients, match="None of the practice's 2 relations"):
        insist_on_clients([ENDED, ENDED], Sizes(0, 3))


def test_one_current_client_is_enough() -> None:
    assert refused(lambda: insist_on_clients([KNOWN], Sizes(1, 0))) is None


def test_most_clients_without_any_key_are_refused() -> None:
    with pytest.raises(ClientsWithoutKeys, match=r"^2 of the practice's 3 clients"):
        insist_on_plausibility([KNOWN, NAMELESS, NAMELESS], Sizes(3, 3), None)


def test_half_of_the_clients_without_a_key_pass() -> None:
    assert refused(lambda: insist_on_plausibility([KNOWN, NAMELESS], Sizes(2, 2), None)) is None


@pytest.mark.parametrize("field", ["national_number", "kbo_number", "client_code", "email"])
def test_each_key_counts(field: str) -> None:
    known_by_it = PracticeClient(Client(last_name="Peeters", **{field: "x"}))
    assert refused(lambda: insist_on_plausibility([known_by_it], Sizes(1, 1), None)) is None


@pytest.mark.parametrize(
    ("before", "now", "refusal"),
    [
        (Sizes(100, 100), Sizes(80, 80), None),
        (Sizes(100, 100), Sizes(79, 100), PracticeShrunk),
        (Sizes(100, 100), Sizes(100, 79), PlatformShrunk),
        (Sizes(5, 5), Sizes(4, 4), None),
        (Sizes(4, 4), Sizes(3, 4), PracticeShrunk),
        (Sizes(100, 100), Sizes(100, 0), PlatformShrunk),
        (Sizes(100, 100), Sizes(300, 300), None),
        (Sizes(100, 0), Sizes(100, 0), None),
    ],
)
def test_shrinking_by_more_than_a_fifth_is_refused(before: Sizes, now: Sizes, refusal: type[Refusal] | None) -> None:
    assert refused(lambda: insist_on_plausibility([KNOWN], now, before)) is refusal
