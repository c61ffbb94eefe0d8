"""The AdminPulse to try on, in a thread of this process, and connectors to it that wait for nothing."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from shared.patience import Patience
from shared.practice_systems.adminpulse import AdminPulse as Server
from shared.practice_systems.adminpulse import build
from shared.practice_systems.office import COMPANY, CUSTOMER, PROSPECT, TASK_FLOW, Relation
from shared.practice_systems.serve import served
from worker.connectors.adminpulse import AdminPulse
from worker.connectors.adminpulse_access import ApiKey
from worker.connectors.adminpulse_calls import Calls
from worker.record import PracticeClient, Status

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from worker.connectors.adminpulse_access import Grant

KEY = "key-of-the-practice"
AT_ONCE = Patience(connect_s=5, answer_s=20, tries=3, first_pause_s=0, longest_pause_s=0)


@dataclass
class Running:
    url: str
    server: Server

    def connector(
        self,
        access: ApiKey | Grant | None = None,
        *,
        task_flow: str = "",
        mapping: Path | None = None,
        keep: Callable[[Grant], object] = lambda _grant: None,
    ) -> AdminPulse:
        today = datetime.now(UTC).astimezone().date()
        opened = access or ApiKey(KEY)
        return AdminPulse(
            lambda: Calls(self.url, opened, keep, today, patience=AT_ONCE, limiter=lambda: None),
            today,
            mapping_file=mapping,
            task_flow=task_flow,
            warn=lambda: opened.warnings(today),
        )


@contextmanager
def running(relations: Sequence[Relation] = ()) -> Iterator[Running]:
    server = Server(list(relations), {KEY})
    with served(build(server)) as url:
        yield Running(url, server)


def as_relations(clients: Sequence[PracticeClient]) -> list[Relation]:
    """Return what AdminPulse must hold so that these come out."""
    return [
        Relation(
            _number(one.reference),
            one.client,
            status=PROSPECT if one.status is Status.NOT_CLIENT else CUSTOMER,
            kind="Person" if one.is_person else COMPANY,
            flow=TASK_FLOW if one.in_scope else "",
            partner=_number(one.partner_reference),
            end_date=one.end_date,
            inactive=one.status is Status.ENDED,
        )
        for one in clients
    ]


def _number(reference: str) -> int:
    return int(reference.removeprefix("APR") or 0)
