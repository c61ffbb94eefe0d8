"""What the sandbox remembers, and what it does with an import."""

from __future__ import annotations

import hashlib
import json
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from shared.platform.contract import NOT_YET_SENT, Result, RowResult
from shared.platform.sandbox import judgement
from shared.platform.sandbox.tables import Client, Dossier, ImportKey, Label, Practice, Questionnaire, User
from shared.record import Field

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import datetime

    from sqlalchemy import ColumnElement, Engine, Select

FIELDS: Final = tuple(field.value for field in Field)
KEY_REUSED: Final = judgement.Refusal("key_reused", "This key was used before for another row")


@dataclass(frozen=True, slots=True)
class Caller:
    """Whose token came in, and for which practice."""

    practice_id: int
    practice: str
    languages: tuple[str, ...]
    user: str
    role: str


@dataclass(frozen=True, slots=True)
class Incoming:
    """A row to import; `fields` holds all the template's fields."""

    key: str
    fields: Mapping[str, str]
    questionnaire: str | None

    @property
    def digest(self) -> str:
        """What two rows with the same key must have in common."""
        body = json.dumps([self.questionnaire, dict(self.fields)], sort_keys=True)
        return hashlib.sha256(body.encode()).hexdigest()


class Store:
    """The sandbox's database; every call is one transaction. Nothing crosses from one practice to another."""

    def __init__(self, engine: Engine, now: Callable[[], datetime]) -> None:
        """Use an engine whose tables exist."""
        self._engine = engine
        self._now = now

    @contextmanager
    def session(self) -> Iterator[Session]:
        """Open one transaction; what is read stays readable after it."""
        with Session(self._engine, expire_on_commit=False) as session, session.begin():
            yield session

    def caller(self, token: str) -> Caller | None:
        """Return whose token it is."""
        with self.session() as session:
            query = select(User, Practice).join(Practice, Practice.id == User.practice_id)
            found = session.execute(query.where(User.token_digest == digest_of(token))).first()
        if found is None:
            return None
        user, practice = found
        return Caller(practice.id, practice.name, tuple(practice.languages.split(",")), user.email, user.role)

    def first_practice(self) -> Practice:
        """Return the practice that the sandbox was made for."""
        with self.session() as session:
            return session.scalars(select(Practice).order_by(Practice.id).limit(1)).one()

    def users(self, practice_id: int) -> Sequence[User]:
        """Return the colleagues of a practice."""
        return self._all(select(User).where(User.practice_id == practice_id).order_by(User.id))

    def questionnaires(self, practice_id: int) -> Sequence[Questionnaire]:
        """Return the questionnaires of a practice."""
        return self._all(
            select(Questionnaire).where(Questionnaire.practice_id == practice_id).order_by(Questionnaire.id)
        )

    def labels(self, practice_id: int) -> Sequence[str]:
        """Return the labels of a practice, by name."""
        return self._all(select(Label.name).where(Label.practice_id == practice_id).order_by(Label.name))

    def clients(
        self, practice_id: int, *, after: int = 0, limit: int, since: datetime | None = None
    ) -> Sequence[Client]:
        """Return at most `limit` clients with a number above `after`, changed at or after `since`."""
        query = select(Client).where(Client.practice_id == practice_id, Client.number > after)
        if since:
            query = query.where(Client.updated_at >= since)
        return self._all(query.order_by(Client.number).limit(limit))

    def newest(self, practice_id: int, limit: int) -> Sequence[Client]:
        """Return the clients that came in last, the newest first."""
        query = select(Client).where(Client.practice_id == practice_id)
        return self._all(query.order_by(Client.number.desc()).limit(limit))

    def count(self, practice_id: int, *conditions: ColumnElement[bool]) -> int:
        """Return how many clients of the practice meet the conditions."""
        query = select(func.count()).select_from(Client).join(Dossier)
        with self.session() as session:
            return session.execute(query.where(Client.practice_id == practice_id, *conditions)).scalar_one()

    def client(self, practice_id: int, client_id: str) -> Client | None:
        """Return the practice's client of that id."""
        number = _number(client_id)
        found = self._all(select(Client).where(Client.practice_id == practice_id, Client.number == number))
        return found[0] if found else None

    def import_rows(self, practice_id: int, rows: Sequence[Incoming]) -> list[RowResult]:
        """Create the clients that are welcome and new: all rows in one transaction, one result per row."""
        with self.session() as session:
            practice = _practice(session, practice_id)
            return [self._import(session, practice_id, practice, row) for row in rows]

    def _import(self, session: Session, practice_id: int, practice: judgement.Practice, row: Incoming) -> RowResult:
        remembered = session.get(ImportKey, (practice_id, row.key))
        if remembered is not None:
            return _again(remembered, row)
        result = self._judge(session, practice_id, practice, row)
        session.add(
            ImportKey(practice_id=practice_id, digest=row.digest, at=self._now(), **asdict(result)),
        )
        session.flush()
        return result

    def _judge(self, session: Session, practice_id: int, practice: judgement.Practice, row: Incoming) -> RowResult:
        refused = judgement.refusal(row.fields, row.questionnaire, practice)
        if refused:
            return RowResult(row.key, Result.REFUSED, None, *refused)
        known = session.scalars(_same_client(practice_id, row.fields)).first()
        if known is not None:
            return RowResult(row.key, Result.ALREADY_THERE, public_id(known.number))
        created = self.add(session, practice_id, row.fields, questionnaire=row.questionnaire)
        return RowResult(row.key, Result.CREATED, public_id(created.number))

    def add(
        self,
        session: Session,
        practice_id: int,
        fields: Mapping[str, str],
        *,
        questionnaire: str | None,
        status: str = NOT_YET_SENT,
    ) -> Client:
        """Add a client with a dossier, and the labels that are new."""
        highest = session.scalar(select(func.max(Client.number)).where(Client.practice_id == practice_id))
        query = select(Questionnaire.id).where(Questionnaire.practice_id == practice_id)
        dossier = Dossier(
            questionnaire_id=session.scalar(query.where(Questionnaire.code == questionnaire)), status=status
        )
        client = Client(
            practice_id=practice_id, number=(highest or 0) + 1, updated_at=self._now(), dossier=dossier, **fields
        )
        session.add(client)
        for label in filter(None, fields["labels"].split(",")):
            session.merge(Label(practice_id=practice_id, name=label))
        session.flush()
        return client

    def _all(self, query: Select[Any]) -> Sequence[Any]:
        with self.session() as session:
            return session.scalars(query).unique().all()


def digest_of(token: str) -> str:
    """Return what is kept of a token; tokens are long and random, so a plain digest cannot be guessed back."""
    return hashlib.sha256(token.encode()).hexdigest()


def public_id(number: int) -> str:
    """Return a client's id as the outside knows it."""
    return f"C{number:05d}"


def _number(client_id: str) -> int:
    digits = client_id.removeprefix("C")
    number = int(digits) if digits.isascii() and digits.isdecimal() and len(digits) <= 9 else 0  # noqa: PLR2004 - SQLite's integers hold nine digits and more
    return number if public_id(number) == client_id else 0


def _practice(session: Session, practice_id: int) -> judgement.Practice:
    practice = session.get_one(Practice, practice_id)
    users = session.scalars(select(User.email).where(User.practice_id == practice_id))
    questionnaires = session.scalars(select(Questionnaire).where(Questionnaire.practice_id == practice_id))
    return judgement.Practice(
        languages=frozenset(practice.languages.split(",")),
        users=frozenset(email.lower() for email in users),
        questionnaires={each.code: each.language for each in questionnaires},
    )


def _same_client(practice_id: int, fields: Mapping[str, str]) -> Select[Any]:
    """Ask for the same person: by national number, else by e-mail and name.

    How the real platform recognises a client was not found; this is the most careful guess.
    """
    query = select(Client).where(Client.practice_id == practice_id)
    if fields["national_number"]:
        return query.where(Client.national_number == fields["national_number"])
    for name in ("email", "first_name", "last_name"):
        query = query.where(func.lower(getattr(Client, name)) == func.lower(fields[name]))
    return query


def _again(remembered: ImportKey, row: Incoming) -> RowResult:
    if remembered.digest != row.digest:
        return RowResult(row.key, Result.REFUSED, None, *KEY_REUSED)
    return RowResult(row.key, Result(remembered.result), remembered.client_id, remembered.code, remembered.message)
