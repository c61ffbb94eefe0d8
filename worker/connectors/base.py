"""What a connector is, and its three ways of failing.

A connector only reads. It hands over everything the practice system holds, or raises one of the three
errors: a part is never passed off as the whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, Self

from shared.language import Refusal

if TYPE_CHECKING:
    from shared.language import Language, Text
    from worker.record import PracticeSnapshot


class ConnectorRefusal(Refusal):
    """Base of the three; whoever catches it need not know the system."""

    _words: Refusal | None = None

    @classmethod
    def because(cls, cause: Refusal) -> Self:
        """Return this kind of refusal in the words of `cause`."""
        refusal = cls()
        refusal._words = cause
        return refusal

    def to(self, language: Language) -> str:
        """Return the sentence in `language`."""
        return self._words.to(language) if self._words else super().to(language)


class RetryLater(ConnectorRefusal):
    """The system cannot answer now; the next run may find it better."""


class WrongCredentials(ConnectorRefusal):
    """The system refuses who we say we are; a person must sign in again."""


class Hopeless(ConnectorRefusal):
    """No later run will fare better until a person changes something."""


class Connector(Protocol):
    """One practice system of one practice."""

    @property
    def name(self) -> str:
        """The system's stable name, as stored with every run."""
        ...

    def fetch(self) -> PracticeSnapshot:
        """Return everything the system holds; raises a `ConnectorRefusal`."""
        ...

    def warnings(self) -> tuple[Text, ...]:
        """Return what a person must do before it stops a run: today it still works."""
        ...
