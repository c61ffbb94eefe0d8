"""What the sandbox does with a batch of rows: a few queries for all of them, then each row by itself."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import func, select

from shared.platform.contract import NOT_YET_SENT, Result, RowResult
from shared.platform.sandbox import judgement
from shared.platform.sandbox.tables import Client, Dossier, ImportKey, Label, Practice, Questionnaire, User

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from sqlalchemy import Select
    from sqlalchemy.orm import Session

KEY_REUSED: Final = judgement.Refusal("key_reused", "This key was used before for another row")


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


class Importing:
    """One practice's import within one transaction, at one moment."""

    def __init__(self, session: Session, practice_id: int, at: datetime) -> None:
        """Look up what every row is judged against."""
        self._session = session
        self._practice_id = practice_id
        self._at = at
        questionnaires = session.scalars(select(Questionnaire).where(Questionnaire.practice_id == practice_id)).all()
        users = session.scalars(select(User.email).where(User.practice_id == practice_id))
        self._practice = judgement.Practice(
            languages=frozenset(session.get_one(Practice, practice_id).languages.split(",")),
            users=frozenset(email.lower() for email in users),
            questionnaires={each.code: each.language for each in questionnaires},
        )
        self._questionnaire_ids = {each.code: each.id for each in questionnaires}
        self._labels = set(session.scalars(select(Label.name).where(Label.practice_id == practice_id)))
        self._highest = session.scalar(self._of(select(func.max(Client.number)))) or 0
        self._known: dict[str, int] = {}
        self._answered: dict[str, ImportKey] = {}

    def run(self, rows: Sequence[Incoming]) -> list[RowResult]:
        """Import the rows in their order; one result each."""
        numbers = {row.fields["national_number"] for row in rows} - {""}
        known = self._of(select(Client)).where(Client.national_number.in_(numbers))
        self._known = {each.national_number: each.number for each in self._session.scalars(known)}
        answered = select(ImportKey).where(
            ImportKey.practice_id == self._practice_id, ImportKey.key.in_({row.key for row in rows})
        )
        self._answered = {each.key: each for each in self._session.scalars(answered)}
        return [self._import(row) for row in rows]

    def add(self, fields: Mapping[str, str], questionnaire: str | None, status: str = NOT_YET_SENT) -> int:
        """Add a client with a dossier, and the labels that are new; returns the client's number."""
        self._highest += 1
        dossier = Dossier(questionnaire_id=self._questionnaire_ids.get(questionnaire or ""), status=status)
        self._session.add(
            Client(practice_id=self._practice_id, number=self._highest, updated_at=self._at, dossier=dossier, **fields)
        )
        self._known |= {fields["national_number"]: self._highest}
        for label in set(filter(None, fields["labels"].split(","))) - self._labels:
            self._labels.add(label)
            self._session.add(Label(practice_id=self._practice_id, name=label))
        return self._highest

    def _import(self, row: Incoming) -> RowResult:
        before = self._answered.get(row.key)
        if before is not None:
            return _again(before, row)
        result = self._judge(row)
        kept = ImportKey(practice_id=self._practice_id, digest=row.digest, at=self._at, **asdict(result))
        self._answered[row.key] = kept
        self._session.add(kept)
        return result

    def _judge(self, row: Incoming) -> RowResult:
        refused = judgement.refusal(row.fields, row.questionnaire, self._practice)
        if refused:
            return RowResult(row.key, Result.REFUSED, None, *refused)
        known = self._same_client(row.fields)
        if known:
            return RowResult(row.key, Result.ALREADY_THERE, public_id(known))
        return RowResult(row.key, Result.CREATED, public_id(self.add(row.fields, row.questionnaire)))

    def _same_client(self, fields: Mapping[str, str]) -> int | None:
        """Return the number of the same person: by national number, else by e-mail and name.

        How the real platform recognises a client was not found; this is the most careful guess.
        """
        if fields["national_number"]:
            return self._known.get(fields["national_number"])
        query = self._of(select(Client.number))
        for name in ("email", "first_name", "last_name"):
            query = query.where(func.lower(getattr(Client, name)) == func.lower(fields[name]))
        found: int | None = self._session.scalars(query).first()
        return found

    def _of(self, query: Select[Any]) -> Select[Any]:
        return query.where(Client.practice_id == self._practice_id)


def public_id(number: int) -> str:
    """Return a client's id as the outside knows it."""
    return f"C{number:05d}"


def _again(before: ImportKey, row: Incoming) -> RowResult:
    if before.digest != row.digest:
        return RowResult(row.key, Result.REFUSED, None, *KEY_REUSED)
    return RowResult(row.key, Result(before.result), before.client_id, before.code, before.message)
