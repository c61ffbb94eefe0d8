"""AdminPulse: every relation, and which of them a task flow holds. It is only read."""

from __future__ import annotations

import os
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from shared.language import Refusal, Text
from worker.connectors import adminpulse_access as access
from worker.connectors.adminpulse_calls import Calls
from worker.connectors.adminpulse_fields import MAPPING
from worker.connectors.adminpulse_relations import snapshot
from worker.connectors.base import Hopeless
from worker.connectors.pages import List, read_all

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from shared.settings import Settings
    from worker.connectors.adminpulse_access import ApiKey, Grant
    from worker.connectors.field_mapping import FieldMapping
    from worker.record import PracticeSnapshot

PAGE_SIZE: Final = 400
FLOW_DAYS: Final = timedelta(days=366)
"""How far from today the deadlines of a task flow may lie, on either side."""


class TaskFlowEmpty(Hopeless):
    """No task has the template name that was chosen: with it, everybody would be out of scope."""

    text = Text(
        "AdminPulse n'a aucune tâche du modèle «{flow}» avec une échéance entre le {since} et le {until}. Corrigez le "
        "réglage «practice_task_flow».",
        "AdminPulse heeft geen enkele taak van het sjabloon ‘{flow}’ met een deadline tussen {since} en {until}. "
        "Verbeter de instelling ‘practice_task_flow’.",
        "AdminPulse has no task of the template “{flow}” with a deadline between {since} and {until}. Correct the "
        "setting “practice_task_flow”.",
    )


class AdminPulse:
    """The connector; `open_calls` starts a conversation."""

    name = "adminpulse"

    def __init__(
        self,
        open_calls: Callable[[], Calls],
        today: date,
        *,
        mapping_file: Path | None = None,
        task_flow: str = "",
        warn: Callable[[], tuple[Text, ...]] = lambda: (),
    ) -> None:
        """Take the day, from which the deadlines of a task flow are counted; nothing is read yet."""
        self._open_calls = open_calls
        self._today = today
        self._mapping_file = mapping_file
        self._task_flow = task_flow.strip()
        self._warn = warn

    @classmethod
    def of(cls, settings: Settings, opened: ApiKey | Grant | None = None) -> AdminPulse:
        """Return the connector that the settings describe; what opens it is in the keyring, unless it is given."""
        today = datetime.now(UTC).astimezone().date()

        def calls() -> Calls:
            return Calls(
                settings.adminpulse_url,
                opened or access.find(settings, os.environ),
                lambda grant: access.keep(grant, settings),
                today,
                verify=settings.certificate_authority,
            )

        return cls(
            calls,
            today,
            mapping_file=Path(settings.practice_mapping) if settings.practice_mapping else None,
            task_flow=settings.practice_task_flow,
            warn=lambda: access.find(settings, os.environ).warnings(today),
        )

    def warnings(self) -> tuple[Text, ...]:
        """Return that the key ends soon; one that is missing is what `fetch` refuses for."""
        try:
            return self._warn()
        except Refusal:
            return ()

    def mapping(self) -> FieldMapping:
        """Return which fields mean what; raises `MappingUnusable`."""
        return MAPPING.with_file(self._mapping_file) if self._mapping_file else MAPPING

    def fetch(self) -> PracticeSnapshot:
        """Return every relation; raises a `ConnectorRefusal`."""
        mapping = self.mapping()
        with closing(self._open_calls()) as calls:
            in_scope = self._in_scope(calls) if self._task_flow else None
            return snapshot(self._relations(calls, mapping), mapping, in_scope)

    def relations(self) -> list[dict[str, Any]]:
        """Return the relations as AdminPulse wrote them."""
        with closing(self._open_calls()) as calls:
            return self._relations(calls, self.mapping())

    def task_flows(self) -> dict[str, int]:
        """Return the task flows by name, with how many relations each holds."""
        with closing(self._open_calls()) as calls:
            members: dict[str, set[str]] = {}
            for task in self._tasks(calls):
                members.setdefault(str(task.get("templateName") or "").strip(), set()).add(_member(task))
        return {name: len(each) for name, each in sorted(members.items()) if name}

    def _relations(self, calls: Calls, mapping: FieldMapping) -> list[dict[str, Any]]:
        return self._list(calls, "relations", mapping.query, lambda one: str(one.get("uniqueIdentifier")))

    def _in_scope(self, calls: Calls) -> set[str]:
        wanted = self._task_flow.casefold()
        tasks = self._tasks(calls)
        members = {_member(task) for task in tasks if str(task.get("templateName") or "").strip().casefold() == wanted}
        members.discard("")
        if not members:
            since, until = (f"{day:%d/%m/%Y}" for day in self._span())
            raise TaskFlowEmpty(flow=self._task_flow, since=since, until=until)
        return members

    def _tasks(self, calls: Calls) -> list[dict[str, Any]]:
        since, until = (f"{day:%d%m%Y}" for day in self._span())
        span = {"deadlineFrom": since, "deadlineUntil": until}
        return self._list(
            calls,
            "tasks",
            span,
            lambda task: tuple(
                str(task.get(name)) for name in ("relationUniqueIdentifier", "templateName", "deadline")
            ),
            distinct=False,
        )

    def _span(self) -> tuple[date, date]:
        return self._today - FLOW_DAYS, self._today + FLOW_DAYS

    def _list(
        self,
        calls: Calls,
        what: str,
        query: Mapping[str, str],
        key: Callable[[Any], Any],
        *,
        distinct: bool = True,
    ) -> list[dict[str, Any]]:
        def ask(number: int) -> object:
            return calls.get(f"/{what}", {**query, "page": str(number), "pageSize": str(PAGE_SIZE)})

        return read_all(List("AdminPulse", what, ask, key, distinct))


def _member(task: Mapping[str, Any]) -> str:
    return str(task.get("relationUniqueIdentifier") or "")
