from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from addin.compare import compare
from addin.outbox import Entry, State, Wanted
from addin.unfinished import MEMORY, judge
from shared.check import table_of
from shared.platform.contract import ImportRow
from shared.platform.sandbox import seed
from shared.record import Client
from tests.fakes.clients import client
from tests.fakes.platform import MemoryPlatform

if TYPE_CHECKING:
    from collections.abc import Sequence

    from addin.unfinished import Unfinished

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
JUST_NOW, LONG_AGO = NOW - timedelta(minutes=1), NOW - MEMORY
SOFIE = seed.CLIENTS[0]
DOUBTS = [State.SENDING, State.UNSURE]


def entry(wanted: Client, state: State = State.UNSURE, left: datetime | None = JUST_NOW, **other: object) -> Entry:
    row = ImportRow("key", wanted, "pb-nl")
    return Entry(7, state, replace(row, **other), None if state is State.WAITING else left)  # type: ignore[arg-type]  # a few of its fields


def judged(one: Entry, rows: Sequence[Client], wanted: Sequence[Wanted] = ()) -> str:
    """Return what becomes of the entry while the sheet holds the rows, of which some are wanted."""
    found: Unfinished = judge([one], compare(table_of(rows), MemoryPlatform(), date(2026, 3, 2)), wanted, NOW)
    if found.again:
        return f"again in row {found.again[0][0]}"
    if found.arrived:
        return f"arrived as {found.arrived[0][1]}"
    return "abandoned" if found.abandoned else "stays"


def test_what_is_wanted_as_it_is_stays_under_its_key() -> None:
    for state in (State.WAITING, *DOUBTS):
        assert judged(entry(client(1), state), [client(1)], [Wanted(client(1), "pb-nl")]) == "stays"


@pytest.mark.parametrize("state", DOUBTS)
def test_a_key_that_the_platform_forgot_is_never_used_again(state: State) -> None:
    assert judged(entry(client(1), state, LONG_AGO), [client(1)], [Wanted(client(1), "pb-nl")]) == "abandoned"
    assert judged(entry(SOFIE, state, LONG_AGO), [SOFIE]) == "arrived as C00001"


def test_what_never_left_may_wait_for_years() -> None:
    waiting = Entry(7, State.WAITING, ImportRow("key", client(1), "pb-nl"), None)
    assert judged(waiting, [client(1)], [Wanted(client(1), "pb-nl")]) == "stays"


def test_what_never_left_and_is_not_wanted_is_abandoned() -> None:
    for rows in ([client(1)], [client(1, street="Markt")], [client(2)], [SOFIE]):
        assert judged(entry(client(1), State.WAITING), rows) == "abandoned"


@pytest.mark.parametrize("state", DOUBTS)
def test_what_is_there_is_asked_again_while_its_row_says_the_same(state: State) -> None:
    assert judged(entry(SOFIE, state), [client(1), SOFIE]) == "again in row 2"


@pytest.mark.parametrize("state", DOUBTS)
def test_what_is_there_otherwise_is_never_sent_again(state: State) -> None:
    """It may be what somebody else sent, while the entry never arrived."""
    wanted = replace(SOFIE, national_number="", email="sofie@example.org")
    assert judged(entry(wanted, state), [wanted]) == "arrived as C00001"


@pytest.mark.parametrize("rows", [[replace(SOFIE, city="Oostende")], [client(1)], []], ids=["edited", "other", "empty"])
def test_what_is_there_has_arrived_whatever_the_sheet_says_now(rows: Sequence[Client]) -> None:
    assert judged(entry(SOFIE), rows) == "arrived as C00001"


@pytest.mark.parametrize(
    ("edited", "as_"),
    [
        (client(1, street="Markt", house_number="1", postal_code="9000", city="Gent"), "another street"),
        (replace(client(1), national_number=client(2).national_number), "another number"),
        (replace(client(1), first_name="Tess", national_number=""), "the same code"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_not_there_and_was_edited_is_abandoned(edited: Client, as_: str) -> None:
    assert judged(entry(client(1)), [edited], [Wanted(edited, "pb-nl")]) == "abandoned", as_


def test_what_is_not_there_and_wanted_with_another_questionnaire_is_abandoned() -> None:
    assert judged(entry(client(1)), [client(1)], [Wanted(client(1), "pb-nl-2")]) == "abandoned"


def test_what_is_not_there_and_no_longer_ticked_stays_in_doubt_until_its_key_is_forgotten() -> None:
    assert judged(entry(client(1)), [client(1)]) == "stays"
    assert judged(entry(client(1), left=LONG_AGO), [client(1)]) == "abandoned"


def test_what_another_workbook_sent_stays_in_doubt_until_its_key_is_forgotten() -> None:
    assert judged(entry(client(1)), [client(2)], [Wanted(client(2), "pb-nl")]) == "stays"
    assert judged(entry(client(1), left=LONG_AGO), [client(2)]) == "abandoned"


def test_an_overwriting_that_shows_has_arrived_and_another_is_abandoned() -> None:
    shown = entry(Client(city=SOFIE.city), client_id="C00001", overwrite=("city",))
    assert judged(shown, [SOFIE]) == "arrived as C00001"
    assert judged(entry(Client(city="Oostende"), client_id="C00001", overwrite=("city",)), [SOFIE]) == "abandoned"
    assert judged(entry(Client(city="Oostende"), client_id="C99999", overwrite=("city",)), [SOFIE]) == "abandoned"


def test_an_overwriting_that_never_left_stays_and_one_that_does_not_show_gets_a_new_key() -> None:
    one = entry(Client(city="Oostende"), client_id="C00001", overwrite=("city",), questionnaire=None)
    row = replace(SOFIE, city="Oostende")
    assert judged(replace(one, state=State.WAITING), [row], [one.wanted]) == "stays"
    for state in DOUBTS:
        assert judged(replace(one, state=state), [row], [one.wanted]) == "abandoned"


def test_twins_in_the_outbox_are_both_found() -> None:
    rows = [entry(SOFIE), replace(entry(SOFIE), id=8)]
    found = judge(rows, compare(table_of([]), MemoryPlatform(), date(2026, 3, 2)), (), NOW)
    assert [each.id for each, _ in found.arrived] == [7, 8]
