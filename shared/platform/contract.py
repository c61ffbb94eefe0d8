"""The platform's contract, seen from a program: what can be asked, and what comes back.

The platform publishes no API, so this contract is ours (docs/platform-api.md). Pure: no network here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from operator import attrgetter
from typing import TYPE_CHECKING, Final, Protocol

from shared.record import Client, Field

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

LARGEST_BATCH: Final = 100
"""How many rows one import may hold."""

KEYS_REMEMBERED: Final = timedelta(days=30)
"""How long the platform at least knows a key again; after that a repeat may be taken for a new row."""

NOT_YET_SENT: Final = "not_yet_sent"
"""The status of a dossier's questionnaire after an import: inviting the client is a later, separate act."""


class Role(StrEnum):
    """What a user may do: only an admin imports clients."""

    ADMIN = "admin"
    ACCOUNTANT = "accountant"


class Result(StrEnum):
    """What became of one imported row."""

    CREATED = "created"
    UPDATED = "updated"
    ALREADY_THERE = "already_there"  # the platform holds this client, or these values; nothing was changed
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Identity:
    """Whose token it is. `user` is an e-mail address; `languages` those the practice activated.

    `practice` is its name, which may change; `practice_id` never does.
    """

    user: str
    role: str
    practice: str
    practice_id: str
    languages: frozenset[str]


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """A questionnaire of the practice; `language` is `dutch`, `english` or `french`."""

    id: str
    name: str
    language: str


@dataclass(frozen=True, slots=True)
class PlatformClient:
    """A client as the platform holds it. `questionnaire` is an id; `updated_at` is ISO 8601 in UTC."""

    id: str
    client: Client
    questionnaire: str | None
    status: str
    updated_at: str


@dataclass(frozen=True, slots=True)
class ImportRow:
    """A client to create, or with `client_id` one of which only the fields named in `overwrite` take these values.

    `key` is drawn once per row and content: the platform answers a repeat as the first time. An overwritten client's
    dossier keeps its questionnaire.
    """

    key: str
    client: Client
    questionnaire: str | None
    client_id: str | None = None
    overwrite: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RowResult:
    """The answer to one row. `code` and `message` (the platform's own words) say why it was refused."""

    key: str
    result: Result
    client_id: str | None = None
    code: str | None = None
    message: str | None = None


class Platform(Protocol):
    """The platform for one practice; every call raises a `Refusal` when it cannot answer wholly."""

    @property
    def address(self) -> str:
        """Where the platform is."""
        ...

    def me(self) -> Identity:
        """Return whose token is used."""
        ...

    def questionnaires(self) -> tuple[Questionnaire, ...]:
        """Return the questionnaires of the practice."""
        ...

    def colleagues(self) -> frozenset[str]:
        """Return the e-mail addresses of the practice's users, in lower case."""
        ...

    def labels(self) -> tuple[str, ...]:
        """Return the labels that the practice uses."""
        ...

    def clients(self, updated_since: str | None = None) -> list[PlatformClient]:
        """Return all clients of the practice, or those changed since a moment (ISO 8601)."""
        ...

    def client(self, client_id: str) -> PlatformClient | None:
        """Return one client; None when the practice has none of that id."""
        ...

    def import_rows(self, rows: Sequence[ImportRow]) -> list[RowResult]:
        """Create or overwrite at most `LARGEST_BATCH` clients; one result per row, in the same order."""
        ...

    def close(self) -> None:
        """End the connection; use as `with closing(connect(settings)) as platform`."""
        ...


_NAMES: Final = tuple(field.value for field in Field)
_values = attrgetter(*_NAMES)


def to_fields(client: Client) -> dict[str, str]:
    """Return the client in wire form: only what is filled in."""
    return {name: text for name, text in zip(_NAMES, _values(client), strict=True) if text}


def from_fields(fields: Mapping[str, str]) -> Client:
    """Return the client of a wire form; raises TypeError for a field that does not exist."""
    return Client(**fields)
