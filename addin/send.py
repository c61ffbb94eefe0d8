"""*Send*: the chosen rows, each exactly once, whatever breaks on the way."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from addin.outbox import OutboxUnusable, State, Wanted
from addin.questionnaires import QuestionnaireUnclear, choose
from addin.unfinished import judge
from shared.http import NothingDone
from shared.language import Refusal
from shared.platform.client import RoleRefused
from shared.platform.contract import LARGEST_BATCH, Result, Role, RowResult
from shared.record import Client, Field

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence
    from datetime import datetime

    from addin.choices import Choices
    from addin.compare import Compared, Known, New
    from addin.outbox import Entry, Outbox
    from shared.platform.contract import Platform, Questionnaire
    from shared.settings import Settings


@dataclass(frozen=True, slots=True)
class ToSend:
    """A sheet row and its entry in the outbox."""

    row: int
    entry: Entry


class Prepared(NamedTuple):
    """What goes, and the new rows that stay: not ticked, or not on the comparison sheet."""

    rows: Sequence[ToSend]
    unticked: Sequence[int] = ()
    uncompared: Sequence[int] = ()


@dataclass(frozen=True, slots=True)
class Sent:
    """What became of each sheet row that was answered. `stopped` says why the others are unsent, if any are."""

    results: Mapping[int, RowResult]
    unsent: Sequence[ToSend] = ()
    stopped: Refusal | None = None


class _Undelivered(Exception):  # noqa: N818 - it is an outcome
    def __init__(self, batch: Sequence[ToSend], why: Refusal) -> None:
        super().__init__()
        self.batch = batch
        self.why = why


def prepare(
    compared: Compared,
    choices: Choices | None,
    platform: Platform,
    outbox: Outbox,
    *,
    settings: Settings,
    asked: Sequence[str],
    now: datetime,
) -> Prepared:
    """Put every chosen row in the outbox, and take up what was left open; without choices every new row is chosen."""
    if compared.identity.role != Role.ADMIN:
        raise RoleRefused
    available = platform.questionnaires() if compared.new or asked else ()
    chosen = choices.of(compared.new, available) if choices else None
    ticked = [each for each in compared.new if chosen is None or (each.row in chosen and chosen[each.row].send)]
    for each in ticked:
        if chosen and chosen[each.row].unclear:
            raise QuestionnaireUnclear(row=each.row)
    linked = {row: choice.questionnaire for row, choice in (chosen or {}).items() if choice.questionnaire}
    wanted = _creations(ticked, linked, available, settings, asked)
    if choices:
        wanted |= _overwrites(compared.known, choices.overwrite(compared.known))
    again = _take_up(compared, wanted.values(), outbox, platform.address, now)
    entries = outbox.put(platform.address, compared.identity, list(wanted.values()))
    rows = again + [ToSend(row, entry) for row, entry in zip(wanted, entries, strict=True)]
    if chosen is None:
        return Prepared(rows)
    uncompared = [each.row for each in compared.new if each.row not in chosen]
    return Prepared(rows, [row for row, choice in chosen.items() if not choice.send], uncompared)


def send(rows: Sequence[ToSend], platform: Platform, outbox: Outbox, moved: Callable[[int], None]) -> Sent:
    """Send batch by batch until all are answered or something stops it; `moved` hears how many went and may stop it."""
    results: dict[int, RowResult] = {}
    for start in range(0, len(rows), LARGEST_BATCH):
        batch, rest = rows[start : start + LARGEST_BATCH], rows[start + LARGEST_BATCH :]
        try:
            answers = _deliver(batch, platform, outbox)
        except _Undelivered as undelivered:
            return Sent(results, (*undelivered.batch, *rest), undelivered.why)
        results |= {each.row: answer for each, answer in zip(batch, answers, strict=True)}
        try:
            outbox.settle([each.entry for each in batch], answers)
            moved(len(batch))
        except Refusal as refusal:
            return Sent(results, rest, refusal)
    return Sent(results)


def _creations(
    ticked: Sequence[New],
    linked: Mapping[int, str],
    available: Sequence[Questionnaire],
    settings: Settings,
    asked: Sequence[str],
) -> dict[int, Wanted]:
    """Return the clients to create by row; a row without a questionnaire of its own takes that of its language."""
    languages = {each.client.language for each in ticked if each.row not in linked}
    usual = choose(languages, asked, settings, available)
    return {each.row: Wanted(each.client, linked.get(each.row) or usual[each.client.language]) for each in ticked}


def _overwrites(known: Sequence[Known], fields: Mapping[str, Collection[Field]]) -> dict[int, Wanted]:
    """Return the clients to overwrite by row; nothing but the chosen fields is kept of them."""
    return {
        each.row: Wanted(_only(each.client, names), None, each.there.id, names)
        for each in known
        if (names := tuple(field.value for field in Field if field in fields.get(each.there.id, ())))
    }


def _only(client: Client, names: Sequence[str]) -> Client:
    return Client(**{name: getattr(client, name) for name in names})


def _take_up(
    compared: Compared, wanted: Collection[Wanted], outbox: Outbox, address: str, now: datetime
) -> list[ToSend]:
    """Close what is known by now of earlier sends; return the rows to ask again."""
    unfinished = judge(outbox.open_entries(address, compared.identity), compared, wanted, now)
    answers = [RowResult(each.row.key, Result.ALREADY_THERE, client_id) for each, client_id in unfinished.arrived]
    outbox.settle([each for each, _ in unfinished.arrived], answers)
    outbox.abandon(unfinished.abandoned)
    return [ToSend(row, entry) for row, entry in unfinished.again]


def _deliver(batch: Sequence[ToSend], platform: Platform, outbox: Outbox) -> list[RowResult]:
    """Send a batch; when its answer is lost, read it back once by sending it again with the same keys."""
    try:
        return _try(batch, platform, outbox)
    except _Undelivered as undelivered:
        if isinstance(undelivered.why, (NothingDone, OutboxUnusable)):
            raise
        return _try(undelivered.batch, platform, outbox)


def _try(batch: Sequence[ToSend], platform: Platform, outbox: Outbox) -> list[RowResult]:
    entries = [each.entry for each in batch]
    try:
        outbox.move(entries, State.SENDING)
    except OutboxUnusable as refusal:
        raise _Undelivered(batch, refusal) from refusal
    try:
        return platform.import_rows([entry.row for entry in entries])
    except Refusal as refusal:
        left = [_left(each, refusal) for each in batch]
        with suppress(OutboxUnusable):  # it then says that they are being sent, which is a doubt as well
            for state in (State.WAITING, State.UNSURE):
                outbox.move([each.entry for each in left if each.entry.state is state], state)
        raise _Undelivered(left, refusal) from refusal


def _left(each: ToSend, refusal: Refusal) -> ToSend:
    """Return the row as this try leaves it: an earlier try that may have arrived stays in doubt."""
    nothing_done = isinstance(refusal, NothingDone) and each.entry.state is State.WAITING
    return replace(each, entry=replace(each.entry, state=State.WAITING if nothing_done else State.UNSURE))
