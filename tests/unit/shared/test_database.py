from __future__ import annotations

from threading import Event, Thread
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from shared.database import DriverMissing, open_database, private_file, sqlite_url
from shared.language import Language

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy import Engine


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "new folder" / "practice.db"


@pytest.fixture
def engine(file: Path) -> Iterator[Engine]:
    engine = open_database(sqlite_url(file))
    yield engine
    engine.dispose()


def test_the_file_and_its_side_files_are_private(engine: Engine, file: Path) -> None:
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE t (a INTEGER)"))
        modes = {each.name: each.stat().st_mode & 0o777 for each in file.parent.iterdir()}
    assert modes == {"practice.db": 0o600, "practice.db-wal": 0o600, "practice.db-shm": 0o600}
    assert file.parent.stat().st_mode & 0o777 == 0o700


def test_a_file_that_others_could_read_is_closed_to_them(file: Path) -> None:
    file.parent.mkdir()
    file.touch(mode=0o644)
    private_file(file)
    assert file.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("pragma", "value"), [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("secure_delete", 1)]
)
def test_survives_a_power_cut(engine: Engine, pragma: str, value: object) -> None:
    with engine.connect() as connection:
        assert connection.exec_driver_sql(f"PRAGMA {pragma}").scalar() == value


def test_a_transaction_that_reads_and_then_writes_is_alone(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE t (a INTEGER)"))
        connection.execute(text("INSERT INTO t VALUES (0)"))
    read = Event()

    def add_one(wait_for: Event | None) -> None:
        with engine.begin() as connection:
            seen = connection.execute(text("SELECT a FROM t")).scalar_one()
            read.set()
            if wait_for:
                wait_for.wait(timeout=0.2)
            connection.execute(text("UPDATE t SET a = :a"), {"a": seen + 1})

    first = Thread(target=add_one, args=(Event(),))
    first.start()
    read.wait()
    add_one(None)
    first.join()
    with engine.connect() as connection:
        assert connection.execute(text("SELECT a FROM t")).scalar_one() == 2


def test_what_fails_is_undone_and_does_not_tell_the_values(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE t (a TEXT UNIQUE)"))
    twice = [{"a": "85073003328"}, {"a": "85073003328"}]
    with pytest.raises(IntegrityError) as failed, engine.begin() as connection:
        connection.execute(text("INSERT INTO t VALUES (:a)"), twice)
    assert "85073003328" not in str(failed.value)
    with engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM t")).scalar_one() == 0


def test_in_memory_needs_no_file() -> None:
    engine = open_database("sqlite://")
    with engine.connect() as connection:
        assert connection.execute(text("SELECT 1")).scalar_one() == 1
    engine.dispose()


@pytest.mark.parametrize("url", ["postgresql+nodriver://localhost/practice", "mysql://localhost/practice", "x://y"])
def test_a_missing_driver_is_a_sentence_with_the_command(url: str) -> None:
    with pytest.raises(DriverMissing) as missing:
        open_database(url)
    assert all("accounton-excel[postgresql]" in missing.value.to(language) for language in Language)


def test_postgresql_has_a_driver_of_our_choice() -> None:
    engine = open_database("postgresql://localhost/practice")
    assert engine.driver == "pg8000"
    engine.dispose()
