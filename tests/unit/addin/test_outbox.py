from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import event, text

from addin import outbox_tables
from addin.outbox import Outbox, OutboxDamaged, OutboxFull, OutboxLocked, OutboxUnusable, State, Wanted
from addin.outbox_tables import OutboxNewer
from shared.database import open_database, sqlite_url
from shared.platform.contract import Identity, ImportRow, Result, RowResult
from shared.record import Client
from tests.fakes.clients import client

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from addin.outbox import Entry

WHO = Identity("els@example.be", "admin", "Martens & Lambert", "p-1", frozenset({"dutch"}))
HERE = ("https://platform.example", WHO)
FILES = Path(__file__).parents[2] / "files"
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
    put = outbox.put(*HERE, [Wanted(client(1), "pb-nl"), Wanted(client(2), None)])
    assert put == reopened().open_entries(*HERE)
    assert [(entry.row.client, entry.row.questionnaire, entry.state) for entry in put] == [
        (client(1), "pb-nl", State.WAITING),
        (client(2), None, State.WAITING),
    ]


@pytest.mark.parametrize("state", [State.WAITING, State.SENDING, State.UNSURE])
def test_a_retry_reuses_the_key_whatever_happened(outbox: Outbox, state: State) -> None:
    first = outbox.put(*HERE, [Wanted(client(1), "pb-nl")])
    outbox.move(first, state)
    again = outbox.put(*HERE, [Wanted(client(1), "pb-nl")])
    assert keys(again) == keys(first)
    assert again[0].state is state


def test_an_edited_row_is_a_new_entry_and_the_old_one_keeps_its_key(outbox: Outbox) -> None:
    a = outbox.put(*HERE, [Wanted(client(1), "pb-nl")])
    b = outbox.put(*HERE, [Wanted(client(1, street="Markt"), "pb-nl")])
    other_questionnaire = outbox.put(*HERE, [Wanted(client(1), "pb-nl-2")])
    assert keys(a + b + other_questionnaire) == ["key-1", "key-2", "key-3"]
    assert keys(outbox.put(*HERE, [Wanted(client(1), "pb-nl")])) == ["key-1"]


@pytest.mark.parametrize("result", [Result.CREATED, Result.ALREADY_THERE, Result.REFUSED])
def test_what_is_settled_is_not_used_again(outbox: Outbox, result: Result) -> None:
    first = outbox.put(*HERE, [Wanted(client(1), None)])
    outbox.settle(first, [done(first[0], result)])
    assert outbox.open_entries(*HERE) == []
    assert keys(outbox.put(*HERE, [Wanted(client(1), None)])) == ["key-2"]


def test_two_rows_that_say_the_same_are_two_entries(outbox: Outbox) -> None:
    twice = [Wanted(client(1), None), Wanted(client(1), None)]
    first = outbox.put(*HERE, twice)
    assert keys(first) == ["key-1", "key-2"]
    assert keys(outbox.put(*HERE, twice)) == ["key-1", "key-2"]


def test_another_platform_or_practice_has_its_own_entries(outbox: Outbox) -> None:
    outbox.put(*HERE, [Wanted(client(1), None)])
    assert keys(
        outbox.put(HERE[0], replace(WHO, practice="Fiduciaire Delvaux", practice_id="p-2"), [Wanted(client(1), None)])
    ) == ["key-2"]
    assert keys(outbox.put("https://other.example", WHO, [Wanted(client(1), None)])) == ["key-3"]


@pytest.mark.parametrize("result", [Result.CREATED, Result.REFUSED])
def test_a_settled_row_leaves_nothing_of_the_person(
    file: Path, outbox: Outbox, reopened: Callable[[], Outbox], result: Result
) -> None:
    person = client(1)
    entries = outbox.put(*HERE, [Wanted(person, None)])
    assert person.national_number in held_by(file)
    again = reopened()
    again.settle(entries, [done(entries[0], result)])
    assert not any(value in held_by(file) for value in (person.national_number, person.email, person.last_name))


def held_by(file: Path) -> str:
    """Return all that the database and SQLite's own files beside it hold."""
    return b"".join(each.read_bytes() for each in file.parent.iterdir()).decode("latin-1")


def test_only_the_owner_may_read_it(file: Path, outbox: Outbox) -> None:
    outbox.put(*HERE, [Wanted(client(1), None)])
    assert {each.stat().st_mode & 0o777 for each in file.parent.iterdir()} == {0o600}


def test_every_change_is_an_event(outbox: Outbox) -> None:
    entries = outbox.put(*HERE, [Wanted(client(1), None), Wanted(client(2), None)])
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


def tables(file: Path) -> dict[str, list[tuple[object, ...]]]:
    with closing(sqlite3.connect(file)) as connection:
        return {name: connection.execute(f"PRAGMA table_info({name})").fetchall() for name in ("entry", "event")}


def older(file: Path) -> None:
    """Make an outbox as the first version left it, with an entry in each of its states."""
    with closing(sqlite3.connect(file)) as connection:
        connection.executescript((FILES / "outbox_schema_0.sql").read_text(encoding="utf-8"))


def test_an_older_outbox_is_brought_up_to_date_and_loses_nothing(
    tmp_path: Path, file: Path, reopened: Callable[[], Outbox]
) -> None:
    older(file)
    found = reopened().open_entries(*HERE)
    at = NOON + timedelta(minutes=1)
    assert [(each.row, each.state, each.left_at) for each in found] == [
        (ImportRow("key-1", client(0), "pb-nl"), State.WAITING, None),
        (ImportRow("key-2", client(1), "pb-nl"), State.SENDING, at),
        (ImportRow("key-3", client(2), "pb-nl"), State.UNSURE, at),
    ]
    assert reopened().open_entries(*HERE) == found
    Outbox(new := open_database(sqlite_url(tmp_path / "new.db")), lambda: NOON, str)
    new.dispose()
    before, after = tables(tmp_path / "new.db"), tables(file)
    for name in before:
        assert sorted(each[1:] for each in before[name]) == sorted(each[1:] for each in after[name])


def test_a_power_cut_while_it_is_brought_up_to_date_leaves_the_older_one(
    file: Path, reopened: Callable[[], Outbox], monkeypatch: pytest.MonkeyPatch
) -> None:
    older(file)
    monkeypatch.setattr(outbox_tables, "STEPS", ((*outbox_tables.STEPS[0], "SELECT * FROM nowhere"),))
    before = tables(file)
    with pytest.raises(OutboxUnusable):
        reopened()
    assert tables(file) == before
    monkeypatch.undo()
    assert len(reopened().open_entries(*HERE)) == 3


def test_a_newer_outbox_is_refused(file: Path, reopened: Callable[[], Outbox]) -> None:
    reopened()
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA user_version = 99")
    with pytest.raises(OutboxNewer, match=r"outbox\.db comes from a newer version. Update"):
        reopened()


def test_a_file_that_is_no_outbox_is_refused(file: Path, reopened: Callable[[], Outbox]) -> None:
    file.write_text("this is no database" * 100, encoding="utf-8")
    with pytest.raises(OutboxDamaged):
        reopened()


def test_overwriting_is_another_entry_than_creating_and_says_what(outbox: Outbox) -> None:
    city = Client(city="Gent")
    wanted = [Wanted(client(1), "pb-nl"), Wanted(city, None, "C00002", ("city", "box")), Wanted(city, None, "C3", ())]
    put = outbox.put(*HERE, wanted)
    assert [each.wanted for each in put] == wanted
    assert put[1].row == ImportRow("key-2", city, None, "C00002", ("city", "box"))
    assert outbox.put(*HERE, wanted) == outbox.open_entries(*HERE) == put


def test_the_first_departure_is_remembered(file: Path, reopened: Callable[[], Outbox]) -> None:
    outbox = reopened()
    outbox.move(outbox.put(*HERE, [Wanted(client(1), None)]), State.SENDING)
    (entry,) = outbox.open_entries(*HERE)
    assert entry.left_at == NOON
    later = open_database(sqlite_url(file))
    Outbox(later, lambda: NOON + timedelta(days=1), str).move([entry], State.SENDING)
    later.dispose()
    assert outbox.open_entries(*HERE)[0].left_at == NOON


def test_what_is_abandoned_is_closed_and_forgotten(file: Path, outbox: Outbox) -> None:
    outbox.abandon(outbox.put(*HERE, [Wanted(client(1), None)]))
    assert outbox.open_entries(*HERE) == []
    assert client(1).national_number not in held_by(file)


def test_a_practice_under_its_former_name_keeps_its_entries(outbox: Outbox) -> None:
    before = outbox.put(*HERE, [Wanted(client(1), None)])
    assert outbox.open_entries(HERE[0], replace(WHO, practice="Martens & Daughter")) == before


def test_a_file_that_another_program_holds_is_one_sentence(
    file: Path, outbox: Outbox, reopened: Callable[[], Outbox], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shared.database.PATIENCE_S", 0)
    impatient = reopened()
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(OutboxLocked, match=r"Another program holds the outbox .*outbox\.db"):
            impatient.put(*HERE, [Wanted(client(1), None)])
    assert outbox.open_entries(*HERE) == []


def test_a_full_disk_is_one_sentence_and_puts_all_rows_or_none(file: Path, outbox: Outbox) -> None:
    outbox.put(*HERE, [Wanted(client(0), None)])
    small = open_database(sqlite_url(file))
    event.listen(small, "connect", lambda connection, _: connection.execute("PRAGMA max_page_count = 20"))
    numbers = count(100)
    full = Outbox(small, lambda: NOON, lambda: f"key-{next(numbers)}")
    with pytest.raises(OutboxFull, match=r"full\. Make room"):
        full.put(*HERE, [Wanted(client(position), None) for position in range(1000)])
    small.dispose()
    assert [each.row.client for each in outbox.open_entries(*HERE)] == [client(0)]


def test_a_damaged_file_is_one_sentence(file: Path, outbox: Outbox, reopened: Callable[[], Outbox]) -> None:
    outbox.put(*HERE, [Wanted(client(position), None) for position in range(500)])
    outbox._engine.dispose()
    pages = file.read_bytes()
    file.write_bytes(pages[:4096] + b"\xff" * (len(pages) - 4096))
    with pytest.raises(OutboxDamaged, match=r"damaged\. Rename that file"):
        reopened().open_entries(*HERE)
