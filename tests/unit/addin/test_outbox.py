from __future__ import annotations

from datetime import UTC, datetime
from itertools import count
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from addin.outbox import Outbox, State
from shared.database import open_database, sqlite_url
from shared.platform.contract import Result, RowResult
from tests.fakes.clients import client

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from addin.outbox import Entry

HERE = ("https://platform.example", "Martens & Lambert")
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "outbox.db"


@pytest.fixture
def reopened(file: Path) -> Iterator[Callable[[], Outbox]]:
    engines = []
    numbers = count(1)

    def reopened() -> Outbox:
        engines.append(open_database(sqlite_url(file)))
        return Outbox(engines[-1], lambda: NOON, lambda: f"key-{next(numbers)}")

    yield reopened
    for engine in engines:
        engine.dispose()


@pytest.fixture
def outbox(reopened: Callable[[], Outbox]) -> Outbox:
    return reopened()


def done(entry: Entry, result: Result = Result.CREATED) -> RowResult:
    return RowResult(entry.row.key, result, "C00015", None, None)


def keys(entries: list[Entry]) -> list[str]:
    return [entry.row.key for entry in entries]


def test_what_was_put_is_there_for_the_next_program(outbox: Outbox, reopened: Callable[[], Outbox]) -> None:
    put = outbox.put(*HERE, [(client(1), "pb-nl"), (client(2), None)])
    assert put == reopened().open_entries(*HERE)
    assert [(entry.row.client, entry.row.questionnaire, entry.state) for entry in put] == [
        (client(1), "pb-nl", State.WAITING),
        (client(2), None, State.WAITING),
    ]


@pytest.mark.parametrize("state", [State.WAITING, State.SENDING, State.UNSURE])
def test_a_retry_reuses_the_key_whatever_happened(outbox: Outbox, state: State) -> None:
    first = outbox.put(*HERE, [(client(1), "pb-nl")])
    outbox.move(first, state)
    again = outbox.put(*HERE, [(client(1), "pb-nl")])
    assert keys(again) == keys(first)
    assert again[0].state is state


def test_an_edited_row_is_a_new_entry_and_the_old_one_keeps_its_key(outbox: Outbox) -> None:
    a = outbox.put(*HERE, [(client(1), "pb-nl")])
    b = outbox.put(*HERE, [(client(1, street="Markt"), "pb-nl")])
    other_questionnaire = outbox.put(*HERE, [(client(1), "pb-nl-2")])
    assert keys(a + b + other_questionnaire) == ["key-1", "key-2", "key-3"]
    assert keys(outbox.put(*HERE, [(client(1), "pb-nl")])) == ["key-1"]


@pytest.mark.parametrize("result", [Result.CREATED, Result.ALREADY_THERE, Result.REFUSED])
def test_what_is_settled_is_not_used_again(outbox: Outbox, result: Result) -> None:
    first = outbox.put(*HERE, [(client(1), None)])
    outbox.settle(first, [done(first[0], result)])
    assert outbox.open_entries(*HERE) == []
    assert keys(outbox.put(*HERE, [(client(1), None)])) == ["key-2"]


def test_two_rows_that_say_the_same_are_two_entries(outbox: Outbox) -> None:
    twice = [(client(1), None), (client(1), None)]
    first = outbox.put(*HERE, twice)
    assert keys(first) == ["key-1", "key-2"]
    assert keys(outbox.put(*HERE, twice)) == ["key-1", "key-2"]


def test_another_platform_or_practice_has_its_own_entries(outbox: Outbox) -> None:
    outbox.put(*HERE, [(client(1), None)])
    assert keys(outbox.put(HERE[0], "Fiduciaire Delvaux", [(client(1), None)])) == ["key-2"]
    assert keys(outbox.put("https://other.example", HERE[1], [(client(1), None)])) == ["key-3"]


@pytest.mark.parametrize("result", [Result.CREATED, Result.REFUSED])
def test_a_settled_row_leaves_nothing_of_the_person(
    file: Path, outbox: Outbox, reopened: Callable[[], Outbox], result: Result
) -> None:
    person = client(1)
    entries = outbox.put(*HERE, [(person, None)])
    outbox._engine.dispose()
    assert person.national_number.encode() in file.read_bytes()
    again = reopened()
    again.settle(entries, [done(entries[0], result)])
    again._engine.dispose()
    left = b"".join(each.read_bytes() for each in file.parent.iterdir())
    assert not any(value.encode() in left for value in (person.national_number, person.email, person.last_name))


def test_only_the_owner_may_read_it(file: Path, outbox: Outbox) -> None:
    outbox.put(*HERE, [(client(1), None)])
    assert {each.stat().st_mode & 0o777 for each in file.parent.iterdir()} == {0o600}


def test_every_change_is_an_event(outbox: Outbox) -> None:
    entries = outbox.put(*HERE, [(client(1), None), (client(2), None)])
    outbox.move(entries, State.SENDING)
    outbox.move([], State.UNSURE)
    outbox.settle(entries, [done(entries[0]), done(entries[1], Result.REFUSED)])
    with outbox._engine.connect() as connection:
        events = connection.execute(text("SELECT entry_id, state, at FROM event ORDER BY entry_id, id")).all()
    assert [tuple(event) for event in events] == [
        (1, "waiting", NOON.isoformat()),
        (1, "sending", NOON.isoformat()),
        (1, "done", NOON.isoformat()),
        (2, "waiting", NOON.isoformat()),
        (2, "sending", NOON.isoformat()),
        (2, "refused", NOON.isoformat()),
    ]
