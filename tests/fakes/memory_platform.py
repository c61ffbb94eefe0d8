"""The platform in memory, as far as a reader needs it: it holds clients and changes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.platform.contract import NOT_YET_SENT, Identity, ImportRow, PlatformClient, Questionnaire, RowResult
from shared.record import QUESTIONNAIRE_LANGUAGES, Client

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from shared.language import Refusal


def platform_clients(*clients: Client) -> list[PlatformClient]:
    """Return `clients` with the ids c1, c2 and so on."""
    return [
        PlatformClient(f"c{number}", client, None, NOT_YET_SENT, "2026-01-01T00:00:00Z")
        for number, client in enumerate(clients, 1)
    ]


class MemoryPlatform:
    """Answers from `held`, or raises `refusal` when one is set."""

    address = "memory"

    def __init__(self, held: Iterable[PlatformClient] = (), practice: str = "Martens & Lambert") -> None:
        """Start with these clients."""
        self.held = list(held)
        self.practice = practice
        self.refusal: Refusal | None = None
        self.closed = False

    def me(self) -> Identity:
        """Return an admin of the practice."""
        return Identity("els@example.com", "admin", self.practice, QUESTIONNAIRE_LANGUAGES)

    def questionnaires(self) -> tuple[Questionnaire, ...]:
        """Return none."""
        return ()

    def colleagues(self) -> frozenset[str]:
        """Return the admin."""
        return frozenset({"els@example.com"})

    def labels(self) -> tuple[str, ...]:
        """Return none."""
        return ()

    def clients(self, updated_since: str | None = None) -> list[PlatformClient]:
        """Return what is held."""
        if self.refusal:
            raise self.refusal
        return [one for one in self.held if updated_since is None or one.updated_at >= updated_since]

    def client(self, client_id: str) -> PlatformClient | None:
        """Return the client of that id."""
        return next((one for one in self.held if one.id == client_id), None)

    def import_rows(self, rows: Sequence[ImportRow]) -> list[RowResult]:
        """Refuse: nothing that reads may write."""
        raise AssertionError(rows)

    def close(self) -> None:
        """Remember that the caller closed it."""
        self.closed = True
