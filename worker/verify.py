"""The shared rules over what a practice system holds. Pure.

What *Fix* would repair without loss is no fault of the source: dots in a national number, `NL` for `dutch`. A
practice keeps both partners of a couple as relations of their own, which only the upload file may not.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from shared.check import Table, check, table_of
from shared.problem import Level

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from shared.problem import Problem
    from shared.record import Client
    from shared.rules.base import Circumstances
    from worker.record import PracticeClient, PracticeSnapshot

PARTNER_OWN_ROW = "partner-own-row"


def repaired(snapshot: PracticeSnapshot, circumstances: Circumstances) -> list[PracticeClient]:
    """Return the relations with every certain correction applied."""
    clients = [one.client for one in snapshot.clients]
    corrections: dict[int, dict[str, str]] = {}
    for problem in check(_table(clients, snapshot.fields), circumstances).problems:
        if problem.finding.certain and problem.finding.suggestion is not None:
            corrections.setdefault(problem.row - 1, {})[problem.field.value] = problem.finding.suggestion
    return [
        replace(one, client=replace(one.client, **corrections[at])) if at in corrections else one
        for at, one in enumerate(snapshot.clients)
    ]


def errors(
    practice: Sequence[PracticeClient],
    positions: Iterable[int],
    fields: Collection[str],
    circumstances: Circumstances,
) -> dict[int, list[Problem]]:
    """Return, by position, the errors of the relations at `positions`, judged together."""
    chosen = list(positions)
    found: dict[int, list[Problem]] = {}
    for problem in check(_table([practice[at].client for at in chosen], fields), circumstances).problems:
        if problem.level is Level.ERROR and problem.code != PARTNER_OWN_ROW:
            found.setdefault(chosen[problem.row - 1], []).append(problem)
    return found


def _table(clients: Sequence[Client], fields: Collection[str]) -> Table:
    """Return the table without the columns that the practice system does not have."""
    table = table_of(clients)
    return Table(table.rows, {name: column for name, column in table.columns.items() if name in fields})
