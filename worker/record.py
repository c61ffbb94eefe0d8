"""The client as a practice system knows them: a client, and what only the practice's own system can tell."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from shared.record import Client

if TYPE_CHECKING:
    from datetime import date


class Status(StrEnum):
    """What a relation is to the practice."""

    ACTIVE = "active"
    ENDED = "ended"  # archived, inactive or left
    NOT_CLIENT = "not_client"  # a prospect, a contact, the practice's own company


@dataclass(frozen=True, slots=True)
class PracticeClient:
    """One relation of a practice system.

    `reference` is the system's own id, "" where it shows none. `in_scope` says that the relation belongs to the
    chosen task flow, true when none was chosen. `partner_reference` names the partner's relation by its reference;
    a partner known by national number is in the client itself. A company is no person and files no declaration.
    """

    client: Client
    reference: str = ""
    status: Status = Status.ACTIVE
    in_scope: bool = True
    is_person: bool = True
    partner_reference: str = ""
    end_date: date | None = None

    def is_current(self, today: date) -> bool:
        """Return whether the practice counts the relation among its clients on `today`."""
        return self.status is Status.ACTIVE and (self.end_date is None or self.end_date >= today)


@dataclass(frozen=True, slots=True)
class PracticeSnapshot:
    """Everything a practice system holds at one moment: complete, or it does not exist.

    `fields` are the columns that the system knows; a field outside it says nothing about a client by being empty.
    """

    clients: tuple[PracticeClient, ...]
    fields: frozenset[str] = field(default_factory=lambda: frozenset(Client.__dataclass_fields__))
