"""What stands in an outbox's own file."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Final, NamedTuple

from addin.delivery import OUTBOX
from shared.record import Field

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from tests.stateful.people import Row

LONG_AGO: Final = "2020-01-01T00:00:00+00:00"


class Open(NamedTuple):
    state: str
    target: str | None
    content: dict[str, str]


def still_open(home: Path) -> list[Open]:
    """Return the entries that are not closed; those that are hold nothing any more."""
    with closing(sqlite3.connect(home / OUTBOX)) as connection:
        entries = connection.execute("SELECT state, target, content FROM entry WHERE content != ''").fetchall()
        (closed,) = connection.execute(
            "SELECT count(*) FROM entry WHERE content != '' AND state IN ('done', 'refused', 'abandoned')"
        ).fetchone()
    assert closed == 0
    return [Open(state, target, json.loads(content)) for state, target, content in entries]


def check(home: Path, there: Mapping[int, Row]) -> None:
    """After a send that ended, only what may still arrive is open: somebody not there, or there as another person."""
    for state, target, content in still_open(home):
        assert state != "waiting"
        assert target is None
        client = there.get(int(content["client_code"].removeprefix("T")))
        number = content.get(Field.NATIONAL_NUMBER.value, "")
        assert client is None or {number, client[Field.NATIONAL_NUMBER]} - {""} == {
            number,
            client[Field.NATIONAL_NUMBER],
        }


def age(home: Path) -> None:
    """Let everything have left so long ago that the platform has forgotten the keys."""
    if not (home / OUTBOX).exists():
        return
    with closing(sqlite3.connect(home / OUTBOX)) as connection, connection:
        if connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'entry'").fetchone():
            connection.execute("UPDATE entry SET left_at = ? WHERE left_at IS NOT NULL", [LONG_AGO])
