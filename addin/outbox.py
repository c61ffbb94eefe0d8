"""The outbox: every row to send, with its key, on disk before the first byte leaves.

An entry belongs to one platform, practice and content. Its key is drawn once and never changes, so whatever is sent
again is recognised by the platform. What a row holds is forgotten as soon as the entry is closed.
"""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Final, NamedTuple

from sqlalchemy import insert, select, update
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.orm import Session

from addin import outbox_tables as tables
from shared.language import Refusal, Text
from shared.platform.contract import ImportRow, Result, RowResult, from_fields, to_fields

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from sqlalchemy import Engine

    from shared.platform.contract import Identity
    from shared.record import Client


class State(StrEnum):
    """Where an entry is."""

    WAITING = "waiting"  # it has not left
    SENDING = "sending"  # it may have left: the program stopped before it knew
    UNSURE = "unsure"  # it left and no answer came: sending it again with the same key tells what became of it
    DONE = "done"  # the platform has the client
    REFUSED = "refused"  # the platform does not want it; a new try is a new entry
    ABANDONED = "abandoned"  # nobody wants it any more, and it is not on the platform


OPEN: Final = (State.WAITING, State.SENDING, State.UNSURE)


class OutboxUnusable(Refusal):
    """The outbox cannot be read or written."""

    text = Text(
        "La boîte d'envoi {file} ne peut pas être utilisée. Vérifiez l'espace disque et vos droits, puis renvoyez.",
        "De verzendmap {file} is niet bruikbaar. Controleer de schijfruimte en uw rechten, en verstuur opnieuw.",
        "The outbox {file} cannot be used. Check the disk space and your rights, then send again.",
    )


class OutboxLocked(OutboxUnusable):
    """Another program keeps the file to itself."""

    text = Text(
        "Un autre programme occupe la boîte d'envoi {file}. Attendez qu'il ait fini, puis renvoyez.",
        "Een ander programma houdt de verzendmap {file} bezet. Wacht tot het klaar is en verstuur opnieuw.",
        "Another program holds the outbox {file}. Wait until it has finished, then send again.",
    )


class OutboxFull(OutboxUnusable):
    """There is no room left on the disk."""

    text = Text(
        "Le disque de la boîte d'envoi {file} est plein. Libérez de la place, puis renvoyez.",
        "De schijf van de verzendmap {file} is vol. Maak plaats vrij en verstuur opnieuw.",
        "The disk of the outbox {file} is full. Make room, then send again.",
    )


class OutboxDamaged(OutboxUnusable):
    """The file is no database, or a broken one."""

    text = Text(
        "La boîte d'envoi {file} est abîmée. Renommez ce fichier et renvoyez: ce qui est déjà arrivé est reconnu à ses "
        "numéros, son code client, son nom et son e-mail.",
        "De verzendmap {file} is beschadigd. Hernoem dat bestand en verstuur opnieuw: wat al aankwam, wordt herkend "
        "aan nummers, klantcode, naam en e-mail.",
        "The outbox {file} is damaged. Rename that file and send again: what has arrived is recognised by its numbers, "
        "client code, name and e-mail.",
    )


FAULTS: Final = {
    sqlite3.SQLITE_BUSY: OutboxLocked,
    sqlite3.SQLITE_LOCKED: OutboxLocked,
    sqlite3.SQLITE_FULL: OutboxFull,
    sqlite3.SQLITE_CORRUPT: OutboxDamaged,
    sqlite3.SQLITE_NOTADB: OutboxDamaged,
}
PRIMARY: Final = 0xFF
"""SQLite's extended codes keep the primary one in their lowest byte."""


class Wanted(NamedTuple):
    """A client to create, or with `client_id` one of which the fields in `overwrite` are overwritten."""

    client: Client
    questionnaire: str | None
    client_id: str | None = None
    overwrite: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """An open entry: a row to import, and when it left for the first time (it may have arrived), if it did."""

    id: int
    state: State
    row: ImportRow
    left_at: datetime | None

    @property
    def wanted(self) -> Wanted:
        """What it asks, without its key."""
        return Wanted(self.row.client, self.row.questionnaire, self.row.client_id, self.row.overwrite)


class Outbox:
    """The outbox in a database; every call is one transaction, on disk when it returns, or an `OutboxUnusable`."""

    def __init__(self, engine: Engine, now: Callable[[], datetime], draw: Callable[[], str]) -> None:
        """Bring the tables up to date; `draw` gives a new key."""
        self._engine = engine
        self._now = now
        self._draw = draw
        with self._session() as session:
            tables.upgrade(session.connection())

    def open_entries(self, platform: str, whose: Identity) -> list[Entry]:
        """Return what was not finished before, the oldest first."""
        with self._session() as session:
            return [_entry(each) for each in _open(session, platform, whose)]

    def put(self, platform: str, whose: Identity, wanted: Sequence[Wanted]) -> list[Entry]:
        """Return one entry for each that is wanted: an open one that asks the same, else a new one."""
        with self._session() as session:
            known: dict[Wanted, list[Entry]] = {}
            for kept in _open(session, platform, whose):
                entry = _entry(kept)
                known.setdefault(entry.wanted, []).append(entry)
            found = [known[each].pop(0) if known.get(each) else None for each in wanted]
            fresh = [each for each, entry in zip(wanted, found, strict=True) if not entry]
            added = iter(self._add(session, platform, whose.practice_id, fresh))
            return [entry or next(added) for entry in found]

    def move(self, entries: Sequence[Entry], state: State) -> None:
        """Put the entries in an open state."""
        at = self._now().isoformat()
        with self._session() as session:
            self._update(session, [{"id": entry.id, "state": state} for entry in entries])
            if state is State.SENDING:
                first = [{"id": entry.id, "left_at": at} for entry in entries if entry.left_at is None]
                if first:
                    session.execute(update(tables.Entry), first)

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

        self._forget()

    def abandon(self, entries: Sequence[Entry]) -> None:
        """Close entries that nobody wants and that are not on the platform, and forget what the rows held."""
        with self._session() as session:
            self._update(session, [{"id": entry.id, "state": State.ABANDONED, "content": ""} for entry in entries])
        self._forget()

    def _forget(self) -> None:
        """Empty SQLite's log, which holds what the rows held before; should that not work now, closing it does."""
        with suppress(SQLAlchemyError, sqlite3.Error), closing(self._engine.raw_connection()) as connection:
            connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")

    @contextmanager
    def _session(self) -> Iterator[Session]:
        try:
            with Session(self._engine) as session, session.begin():
                yield session
        except (SQLAlchemyError, sqlite3.Error) as error:
            raise unusable(error)(file=self._engine.url.database) from None

    def _add(self, session: Session, platform: str, practice: str, wanted: Sequence[Wanted]) -> list[Entry]:
        if not wanted:
            return []
        rows = [ImportRow(self._draw(), *each) for each in wanted]
        kept = [
            {
                "platform": platform,
                "practice": practice,
                "key": row.key,
                "state": State.WAITING,
                "content": json.dumps(to_fields(row.client), sort_keys=True),
                "questionnaire": row.questionnaire,
                "target": row.client_id,
                "overwrite": ",".join(row.overwrite),
            }
            for row in rows
        ]
        ids = session.scalars(insert(tables.Entry).returning(tables.Entry.id, sort_by_parameter_order=True), kept).all()
        self._note(session, [(each, State.WAITING) for each in ids])
        return [Entry(each, State.WAITING, row, None) for each, row in zip(ids, rows, strict=True)]

    def _update(self, session: Session, changes: Sequence[Mapping[str, object]]) -> None:
        if not changes:
            return
        session.execute(update(tables.Entry), changes)
        self._note(session, [(change["id"], change["state"]) for change in changes])

    def _note(self, session: Session, changes: Iterable[tuple[object, object]]) -> None:
        at = self._now().isoformat()
        events = [{"entry_id": entry_id, "at": at, "state": state} for entry_id, state in changes]
        if events:
            session.execute(insert(tables.Event), events)


def unusable(error: Exception) -> type[OutboxUnusable]:
    """Tell the causes apart; the library's own words, which may hold a value, are dropped."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    return FAULTS.get(getattr(cause, "sqlite_errorcode", 0) & PRIMARY, OutboxUnusable)


def _open(session: Session, platform: str, whose: Identity) -> Sequence[tables.Entry]:
    practice = tables.Entry.practice.in_((whose.practice_id, whose.practice))  # its name: version 0 kept that
    here = tables.Entry.platform == platform, practice, tables.Entry.state.in_(OPEN)
    return session.scalars(select(tables.Entry).where(*here).order_by(tables.Entry.id)).all()


def _entry(kept: tables.Entry) -> Entry:
    overwrite = tuple(kept.overwrite.split(",")) if kept.overwrite else ()
    row = ImportRow(kept.key, from_fields(json.loads(kept.content)), kept.questionnaire, kept.target, overwrite)
    return Entry(kept.id, State(kept.state), row, datetime.fromisoformat(kept.left_at) if kept.left_at else None)
