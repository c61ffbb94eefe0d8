from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from shared.database import open_database, sqlite_url
from shared.platform.sandbox import seed
from shared.platform.sandbox.seeding import DatabaseOfOtherVersion, open_store, tokens_in
from shared.platform.sandbox.store import Caller, NotValid

if TYPE_CHECKING:
    from pathlib import Path

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def test_tokens_are_drawn_once_and_only_their_owner_may_read_them(tmp_path: Path) -> None:
    file = tmp_path / "tokens.json"
    tokens = tokens_in(file)
    assert file.stat().st_mode & 0o777 == 0o600
    assert tokens_in(file) == tokens == json.loads(file.read_text(encoding="utf-8"))
    assert len(set(tokens.values())) == 3
    assert all(len(token) > 40 for token in tokens.values())
    assert [each.name for each in tmp_path.iterdir()] == ["tokens.json"]


def test_a_second_start_finds_everything_as_it_was(tmp_path: Path) -> None:
    for _ in range(2):
        engine = open_database(sqlite_url(tmp_path / "platform.db"))
        store = open_store(engine, lambda: NOON, tokens_in(tmp_path / "tokens.json"))
        assert store.count(store.first_practice().id) == len(seed.CLIENTS)
        assert len(store.users(store.first_practice().id)) == len(seed.COLLEAGUES)
        assert isinstance(store.caller(tokens_in(tmp_path / "tokens.json")["admin"]), Caller)
        engine.dispose()


def test_new_tokens_replace_the_old_ones(tmp_path: Path) -> None:
    file = tmp_path / "tokens.json"
    engine = open_database(sqlite_url(tmp_path / "platform.db"))
    before = tokens_in(file)
    open_store(engine, lambda: NOON, before)
    file.unlink()
    after = tokens_in(file)
    store = open_store(engine, lambda: NOON, after)
    assert store.caller(before["admin"]) is NotValid.REVOKED
    caller = store.caller(after["admin"])
    assert isinstance(caller, Caller)
    assert caller.user == seed.ADMIN
    engine.dispose()


def test_no_token_lies_in_the_database(tmp_path: Path) -> None:
    engine = open_database(sqlite_url(tmp_path / "platform.db"))
    tokens = tokens_in(tmp_path / "tokens.json")
    open_store(engine, lambda: NOON, tokens)
    engine.dispose()
    content = (tmp_path / "platform.db").read_bytes()
    assert seed.ADMIN.encode() in content
    assert not any(token.encode() in content for token in tokens.values())


def test_a_database_of_another_version_is_left_alone(tmp_path: Path) -> None:
    engine = open_database(sqlite_url(tmp_path / "platform.db"))
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE client (id INTEGER PRIMARY KEY, name TEXT)")
    with pytest.raises(DatabaseOfOtherVersion):
        open_store(engine, lambda: NOON, tokens_in(tmp_path / "tokens.json"))
    engine.dispose()
