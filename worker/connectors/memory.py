"""The reference connector: a practice system in memory. What it does, every other one must do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from worker.record import PracticeSnapshot

if TYPE_CHECKING:
    from collections.abc import Iterable

    from shared.language import Text
    from worker.connectors.base import ConnectorRefusal
    from worker.record import PracticeClient


class MemoryConnector:
    """Hands over `clients`, or raises `refusal` when one is set."""

    name = "memory"

    def __init__(self, clients: Iterable[PracticeClient] = (), refusal: ConnectorRefusal | None = None) -> None:
        """Start with these relations."""
        self.clients = list(clients)
        self.refusal = refusal

    def fetch(self) -> PracticeSnapshot:
        """Return the relations as they are at this moment."""
        if self.refusal:
            raise self.refusal
        return PracticeSnapshot(tuple(self.clients))

    def warnings(self) -> tuple[Text, ...]:
        """Return nothing: memory does not end."""
        return ()
