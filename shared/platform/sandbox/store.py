"""What the sandbox remembers, and what it does with an import."""

from __future__ import annotations

import hashlib
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from shared.platform.sandbox.importing import Importing, number_of
from shared.platform.sandbox.tables import Client, Dossier, Label, Practice, Questionnaire, Token, User

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import datetime

    from sqlalchemy import ColumnElement, Engine, Select

    from shared.platform.contract import RowResult
    from shared.platform.sandbox.importing import Incoming

SEARCHED: Final = ("first_name", "last_name", "email", "mobile", "labels", "client_code", "city")


@dataclass(frozen=True, slots=True)
class Caller:
    """Whose token came in, and for which practice."""

    practice_id: int
    practice: str
    languages: tuple[str, ...]
    user: str
    role: str


class NotValid(StrEnum):
    """Why a token opens nothing."""

    UNKNOWN = "unauthorized"
    EXPIRED = "token_expired"
    REVOKED = "token_revoked"


class Store:
    """The sandbox's database; every call is one transaction. Nothing crosses from one practice to another."""

    def __init__(self, engine: Engine, now: Callable[[], datetime]) -> None:
        """Use an engine whose tables exist."""
        self.engine = engine
        self._now = now

    @contextmanager
    def session(self) -> Iterator[Session]:
        """Open one transaction; what is read stays readable after it."""
        with Session(self.engine, expire_on_commit=False) as session, session.begin():
            yield session

    @property
    def is_a_file(self) -> bool:
        """Whether everything is on this machine."""
        return self.engine.dialect.name == "sqlite"

    def caller(self, token: str) -> Caller | NotValid:
        """Return whose token it is, or why it opens nothing."""
        with self.session() as session:
            query = select(Token, User, Practice).join(User, User.id == Token.user_id)
            query = query.join(Practice, Practice.id == User.practice_id)
            found = session.execute(query.where(Token.digest == digest_of(token))).first()
        if found is None:
            return NotValid.UNKNOWN
        known, user, practice = found
        if known.revoked:
            return NotValid.REVOKED
        if known.expires_at and known.expires_at <= self._now():
            return NotValid.EXPIRED
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

    def newest(self, practice_id: int, limit: int, *conditions: ColumnElement[bool]) -> Sequence[Client]:
        """Return the clients that came in last and meet the conditions, the newest first."""
        query = select(Client).where(Client.practice_id == practice_id, *conditions)
        return self._all(query.order_by(Client.number.desc()).limit(limit))

    def count(self, practice_id: int, *conditions: ColumnElement[bool]) -> int:
        """Return how many clients of the practice meet the conditions."""
        query = select(func.count()).select_from(Client).join(Dossier)
        with self.session() as session:
            return session.execute(query.where(Client.practice_id == practice_id, *conditions)).scalar_one()

    def client(self, practice_id: int, client_id: str) -> Client | None:
        """Return the practice's client of that id."""
        number = number_of(client_id)
        found = self._all(select(Client).where(Client.practice_id == practice_id, Client.number == number))
        return found[0] if found else None

    def import_rows(self, practice_id: int, rows: Sequence[Incoming]) -> list[RowResult]:
        """Create and overwrite clients: all rows in one transaction, one result per row."""
        with self.importing(practice_id) as importing:
            importing.forget_keys()
            return importing.run(rows)

    @contextmanager
    def importing(self, practice_id: int) -> Iterator[Importing]:
        """Open one transaction in which clients are added to a practice."""
        with self.session() as session:
            yield Importing(session, practice_id, self._now())

    def _all(self, query: Select[Any]) -> Sequence[Any]:
        with self.session() as session:
            return session.scalars(query).unique().all()


def matching(search: str) -> list[ColumnElement[bool]]:
    """Return the conditions that a client has every word of `search` in something that people see of it."""
    seen = [func.lower(getattr(Client, name)) for name in SEARCHED]
    return [or_(*(text.contains(word, autoescape=True) for text in seen)) for word in search.lower().split()]


def digest_of(token: str) -> str:
    """Return what is kept of a token; tokens are long and random, so a plain digest cannot be guessed back."""
    return hashlib.sha256(token.encode()).hexdigest()
