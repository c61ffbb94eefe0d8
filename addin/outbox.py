"""The outbox: every row to send, with its key, on disk before the first byte leaves.

An entry belongs to one platform, practice and content. Its key is drawn once and never changes, so whatever is sent
again is recognised by the platform. What a row holds is forgotten as soon as its outcome is known.
"""

from __future__ import annotations

import json
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from sqlalchemy import ForeignKey, Index, insert, select, update
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from shared.platform.contract import ImportRow, Result, from_fields, to_fields

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from sqlalchemy import Engine

    from shared.platform.contract import RowResult
    from shared.record import Client


class State(StrEnum):
    """Where an entry is."""

    WAITING = "waiting"  # it has not left
    SENDING = "sending"  # it may have left: the program stopped before it knew
    UNSURE = "unsure"  # it left and no answer came: sending it again with the same key tells what became of it
    DONE = "done"  # the platform has the client
    REFUSED = "refused"  # the platform does not want it; a new try is a new entry


OPEN: Final = (State.WAITING, State.SENDING, State.UNSURE)


@dataclass(frozen=True, slots=True)
class Entry:
    """An open entry: a row to import, and whether an earlier try may have arrived."""

    id: int
    state: State
    row: ImportRow


class _Base(DeclarativeBase):
    pass


class _Entry(_Base):
    __tablename__ = "entry"
    __table_args__ = (Index("entry_by_practice", "platform", "practice", "state"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    platform: Mapped[str]
    practice: Mapped[str]
    key: Mapped[str] = mapped_column(unique=True)
    state: Mapped[str]
    content: Mapped[str]  # the fields in wire form as JSON, "" once the outcome is known
    questionnaire: Mapped[str | None]
    client_id: Mapped[str | None]
    code: Mapped[str | None]


class _Event(_Base):
    __tablename__ = "event"

    id: Mapped[int] = mapped_column(primary_key=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey("entry.id"), index=True)
    at: Mapped[str]  # ISO 8601 in UTC
    state: Mapped[str]


class Outbox:
    """The outbox in a database; every call is one transaction, on disk when it returns."""

    def __init__(self, engine: Engine, now: Callable[[], datetime], draw: Callable[[], str]) -> None:
        """Make the tables where needed; `draw` gives a new key."""
        self._engine = engine
        self._now = now
        self._draw = draw
        _Base.metadata.create_all(engine)

    def open_entries(self, platform: str, practice: str) -> list[Entry]:
        """Return what was not finished before, the oldest first."""
        with self._session() as session:
            return [_entry(each) for each in _open(session, platform, practice)]

    def put(self, platform: str, practice: str, wanted: Sequence[tuple[Client, str | None]]) -> list[Entry]:
        """Return one entry per client and questionnaire: an open one of the same content, else a new one."""
        with self._session() as session:
            known: dict[tuple[str, str | None], list[_Entry]] = {}
            for each in _open(session, platform, practice):
                known.setdefault((each.content, each.questionnaire), []).append(each)
            entries: list[_Entry] = []
            for client, questionnaire in wanted:
                content = _content(client)
                same = known.get((content, questionnaire))
                entries.append(
                    same.pop(0)
                    if same
                    else _Entry(
                        platform=platform,
                        practice=practice,
                        key=self._draw(),
                        state=State.WAITING,
                        content=content,
                        questionnaire=questionnaire,
                    )
                )
            fresh = [entry for entry in entries if entry not in session]
            session.add_all(fresh)
            session.flush()
            self._note(session, [(entry.id, State.WAITING) for entry in fresh])
            return [_entry(entry) for entry in entries]

    def move(self, entries: Sequence[Entry], state: State) -> None:
        """Put the entries in an open state."""
        with self._session() as session:
            self._update(session, [{"id": entry.id, "state": state} for entry in entries])

    def settle(self, entries: Sequence[Entry], results: Sequence[RowResult]) -> None:
        """Close the entries with their results, in the same order, and forget what the rows held."""
        with self._session() as session:
            self._update(
                session,
                [
                    {
                        "id": entry.id,
                        "state": State.REFUSED if result.result is Result.REFUSED else State.DONE,
                        "content": "",
                        "client_id": result.client_id,
                        "code": result.code,
                    }
                    for entry, result in zip(entries, results, strict=True)
                ],
            )

    @contextmanager
    def _session(self) -> Iterator[Session]:
        with Session(self._engine) as session, session.begin():
            yield session

    def _update(self, session: Session, changes: Sequence[Mapping[str, object]]) -> None:
        if not changes:
            return
        session.execute(update(_Entry), changes)
        self._note(session, [(change["id"], change["state"]) for change in changes])

    def _note(self, session: Session, changes: Iterable[tuple[object, object]]) -> None:
        at = self._now().isoformat()
        events = [{"entry_id": entry_id, "at": at, "state": state} for entry_id, state in changes]
        if events:
            session.execute(insert(_Event), events)


def _open(session: Session, platform: str, practice: str) -> Sequence[_Entry]:
    query = select(_Entry).where(_Entry.platform == platform, _Entry.practice == practice, _Entry.state.in_(OPEN))
    return session.scalars(query.order_by(_Entry.id)).all()


def _entry(kept: _Entry) -> Entry:
    row = ImportRow(kept.key, from_fields(json.loads(kept.content)), kept.questionnaire)
    return Entry(kept.id, State(kept.state), row)


def _content(client: Client) -> str:
    return json.dumps(to_fields(client), sort_keys=True)
