"""The platform in memory: passes the same contract tests as the real client against the real sandbox."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from shared.platform.client import RequestRefused, RoleRefused, TooLarge
from shared.platform.contract import (
    LARGEST_BATCH,
    NOT_YET_SENT,
    Identity,
    ImportRow,
    PlatformClient,
    Questionnaire,
    Result,
    Role,
    RowResult,
    to_fields,
)
from shared.platform.sandbox import judgement, seed
from shared.platform.sandbox.judgement import refusal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shared.record import Client

START: Final = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


class MemoryPlatform:
    """Holds the sandbox's practice, or any other; `received` counts the imports that reached it."""

    address = "memory:"

    def __init__(
        self,
        clients: Sequence[Client] = seed.CLIENTS,
        *,
        role: Role = Role.ADMIN,
        languages: Sequence[str] = seed.LANGUAGES,
        questionnaires: Sequence[Questionnaire] = seed.QUESTIONNAIRES,
    ) -> None:
        self.role = role
        self.languages = frozenset(languages)
        self.available = tuple(questionnaires)
        self.held: list[PlatformClient] = []
        self.answered: dict[str, tuple[ImportRow, RowResult]] = {}
        self.received = 0
        self.changes = 0
        for each in clients:
            self._add(each, next(one.id for one in questionnaires if one.language == each.language))

    def me(self) -> Identity:
        return Identity(seed.ADMIN, self.role, seed.PRACTICE, "P00001", self.languages)

    def questionnaires(self) -> tuple[Questionnaire, ...]:
        return self.available

    def colleagues(self) -> frozenset[str]:
        return frozenset(seed.COLLEAGUES)

    def labels(self) -> tuple[str, ...]:
        used = {label for each in self.held for label in each.client.labels.split(",") if label}
        return tuple(sorted(used | set(seed.LABELS)))

    def clients(self, updated_since: str | None = None) -> list[PlatformClient]:
        since = datetime.fromisoformat(updated_since) if updated_since else START
        return [each for each in self.held if datetime.fromisoformat(each.updated_at) >= since]

    def client(self, client_id: str) -> PlatformClient | None:
        return next((each for each in self.held if each.id == client_id), None)

    def import_rows(self, rows: Sequence[ImportRow]) -> list[RowResult]:
        if self.role is not Role.ADMIN:
            raise RoleRefused
        if len(rows) > LARGEST_BATCH:
            raise TooLarge(host=self.address)
        if not rows:
            raise RequestRefused(host=self.address, status=422)
        if any(row.client_id is not None and not row.overwrite for row in rows):
            raise RequestRefused(host=self.address, status=422)
        self.received += 1
        return [self._import(row) for row in rows]

    def close(self) -> None:
        pass

    def _import(self, row: ImportRow) -> RowResult:
        if row.key in self.answered:
            first, answer = self.answered[row.key]
            reused = RowResult(row.key, Result.REFUSED, None, *judgement.KEY_REUSED)
            return answer if first == row else reused
        answer = self._create(row) if row.client_id is None else self._overwrite(row)
        self.answered[row.key] = (row, answer)
        return answer

    @property
    def _practice(self) -> judgement.Practice:
        questionnaires = {each.id: each.language for each in self.available}
        return judgement.Practice(self.languages, self.colleagues(), questionnaires)

    def _overwrite(self, row: ImportRow) -> RowResult:
        place = next((place for place, each in enumerate(self.held) if each.id == row.client_id), None)
        if place is None:
            return RowResult(row.key, Result.REFUSED, None, *judgement.CLIENT)
        before = self.held[place]
        after = replace(before.client, **{name: getattr(row.client, name) for name in row.overwrite})
        refused = refusal(to_fields(after), None, self._practice)
        if not refused and any(each is not before and _same(each.client, after) for each in self.held):
            refused = judgement.SAME_CLIENT
        if refused:
            return RowResult(row.key, Result.REFUSED, before.id, *refused)
        if after == before.client:
            return RowResult(row.key, Result.ALREADY_THERE, before.id)
        self.held[place] = replace(before, client=after, updated_at=self._next_moment())
        return RowResult(row.key, Result.UPDATED, before.id)

    def _create(self, row: ImportRow) -> RowResult:
        refused = refusal(to_fields(row.client), row.questionnaire, self._practice)
        if refused:
            return RowResult(row.key, Result.REFUSED, None, *refused)
        for each in self.held:
            if _same(each.client, row.client):
                return RowResult(row.key, Result.ALREADY_THERE, each.id)
        return RowResult(row.key, Result.CREATED, self._add(row.client, row.questionnaire))

    def _add(self, client: Client, questionnaire: str | None) -> str:
        number = len(self.held) + 1
        self.held.append(PlatformClient(f"C{number:05d}", client, questionnaire, NOT_YET_SENT, self._next_moment()))
        return self.held[-1].id

    def _next_moment(self) -> str:
        self.changes += 1
        return (START + timedelta(seconds=self.changes)).isoformat()


def _same(one: Client, other: Client) -> bool:
    if other.national_number:
        return one.national_number == other.national_number
    return _name(one) == _name(other)


def _name(client: Client) -> tuple[str, str, str]:
    return client.email.casefold(), client.first_name.casefold(), client.last_name.casefold()
