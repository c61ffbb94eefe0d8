"""What the sandbox does with a batch of rows: a few queries for all of them, then each row by itself.

An import holds its practice's row in the database, so that two imports at the same moment come one after the other;
the unique indexes of `tables` stand behind that.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import delete, func, select

from shared.platform.contract import KEYS_REMEMBERED, NOT_YET_SENT, Result, RowResult
from shared.platform.sandbox import judgement
from shared.platform.sandbox.tables import Client, Dossier, ImportKey, Label, Practice, Questionnaire, User
from shared.record import Field

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from sqlalchemy import Select
    from sqlalchemy.orm import Session

FIELDS: Final = tuple(field.value for field in Field)


@dataclass(frozen=True, slots=True)
class Incoming:
    """A client to create with all the template's fields, or with `client_id` one to overwrite with those given."""

    key: str
    fields: Mapping[str, str]
    questionnaire: str | None = None
    client_id: str | None = None

    @property
    def digest(self) -> str:
        """What two rows with the same key must have in common."""
        body = json.dumps([self.questionnaire, self.client_id, dict(self.fields)], sort_keys=True)
        return hashlib.sha256(body.encode()).hexdigest()


class Importing:
    """One practice's import within one transaction, at one moment."""

    def __init__(self, session: Session, practice_id: int, at: datetime) -> None:
        """Hold the practice and look up what every row is judged against."""
        self._session = session
        self._practice_id = practice_id
        self._at = at
        held = session.get_one(Practice, practice_id, with_for_update=True)
        questionnaires = session.scalars(select(Questionnaire).where(Questionnaire.practice_id == practice_id)).all()
        users = session.scalars(select(User.email).where(User.practice_id == practice_id))
        self._practice = judgement.Practice(
            languages=frozenset(held.languages.split(",")),
            users=frozenset(email.lower() for email in users),
            questionnaires={each.code: each.language for each in questionnaires},
        )
        self._questionnaire_ids = {each.code: each.id for each in questionnaires}
        self._labels = set(session.scalars(select(Label.name).where(Label.practice_id == practice_id)))
        self._highest = session.scalar(self._of(select(func.max(Client.number)))) or 0
        self._known: dict[str, int] = {}
        self._answered: dict[str, ImportKey] = {}

    def forget_keys(self) -> None:
        """Forget the keys that are older than the contract asks to remember."""
        old = delete(ImportKey).where(ImportKey.practice_id == self._practice_id)
        self._session.execute(old.where(ImportKey.at < self._at - KEYS_REMEMBERED))

    def run(self, rows: Sequence[Incoming]) -> list[RowResult]:
        """Import the rows in their order; one result each."""
        numbers = {row.fields.get("national_number", "") for row in rows} - {""}
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
            Client(
                practice_id=self._practice_id,
                number=self._highest,
                updated_at=self._at,
                person=person_of(fields),
                dossier=dossier,
                **fields,
            )
        )
        self._known |= {fields["national_number"]: self._highest}
        self._add_labels(fields["labels"])
        return self._highest

    def _import(self, row: Incoming) -> RowResult:
        before = self._answered.get(row.key)
        if before is not None:
            return _again(before, row)
        result = self._create(row) if row.client_id is None else self._overwrite(row, row.client_id)
        kept = ImportKey(practice_id=self._practice_id, digest=row.digest, at=self._at, **asdict(result))
        self._answered[row.key] = kept
        self._session.add(kept)
        return result

    def _create(self, row: Incoming) -> RowResult:
        refused = judgement.refusal(row.fields, row.questionnaire, self._practice)
        if refused:
            return RowResult(row.key, Result.REFUSED, None, *refused)
        known = self._same_client(row.fields)
        if known:
            return RowResult(row.key, Result.ALREADY_THERE, public_id(known))
        return RowResult(row.key, Result.CREATED, public_id(self.add(row.fields, row.questionnaire)))

    def _overwrite(self, row: Incoming, client_id: str) -> RowResult:
        client = self._session.scalars(self._of(select(Client)).where(Client.number == number_of(client_id))).first()
        if client is None:
            return RowResult(row.key, Result.REFUSED, None, *judgement.CLIENT)
        before = {name: getattr(client, name) for name in FIELDS}
        after = before | dict(row.fields)
        refused = judgement.refusal(after, None, self._practice)
        if not refused and self._same_client(after, beside=client.number):
            refused = judgement.SAME_CLIENT
        if refused:
            return RowResult(row.key, Result.REFUSED, client_id, *refused)
        if after == before:
            return RowResult(row.key, Result.ALREADY_THERE, client_id)
        self._change(client, after)
        return RowResult(row.key, Result.UPDATED, client_id)

    def _change(self, client: Client, fields: Mapping[str, str]) -> None:
        self._known.pop(client.national_number, None)
        for name, text in fields.items():
            setattr(client, name, text)
        client.person = person_of(fields)
        client.updated_at = self._at
        self._known |= {client.national_number: client.number}
        self._add_labels(client.labels)
        self._session.flush()

    def _add_labels(self, labels: str) -> None:
        for label in set(filter(None, labels.split(","))) - self._labels:
            self._labels.add(label)
            self._session.add(Label(practice_id=self._practice_id, name=label))

    def _same_client(self, fields: Mapping[str, str], *, beside: int | None = None) -> int | None:
        """Return the number of the same person: by national number, else by e-mail and names.

        How the real platform recognises a client was not found; this is the most careful guess.
        """
        if number := fields["national_number"]:
            known = self._known.get(number)
            return known if known != beside else None
        others = self._of(select(Client.number)).where(Client.number != (beside or 0))
        found: int | None = self._session.scalars(others.where(Client.person == person_of(fields))).first()
        return found

    def _of(self, query: Select[Any]) -> Select[Any]:
        return query.where(Client.practice_id == self._practice_id)


def person_of(fields: Mapping[str, str]) -> str:
    """Return who it is where no national number tells."""
    return "\n".join(fields[name].casefold() for name in ("email", "first_name", "last_name"))


def public_id(number: int) -> str:
    """Return a client's id as the outside knows it."""
    return f"C{number:05d}"


def public_practice_id(number: int) -> str:
    """Return a practice's id as the outside knows it."""
    return f"P{number:05d}"


def number_of(client_id: str) -> int:
    """Return the number behind a client's id; 0, which no client has, when it is no id of ours."""
    digits = client_id.removeprefix("C")
    number = int(digits) if digits.isascii() and digits.isdecimal() and len(digits) <= 9 else 0  # noqa: PLR2004 - what an integer column holds everywhere
    return number if public_id(number) == client_id else 0


def _again(before: ImportKey, row: Incoming) -> RowResult:
    if before.digest != row.digest:
        return RowResult(row.key, Result.REFUSED, None, *judgement.KEY_REUSED)
    return RowResult(row.key, Result(before.result), before.client_id, before.code, before.message)
