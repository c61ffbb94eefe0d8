"""*Send*: the valid, new rows, each exactly once, whatever breaks on the way."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from addin.outbox import State
from addin.questionnaires import choose
from shared.http import NothingDone
from shared.language import Refusal
from shared.platform.client import RoleRefused
from shared.platform.contract import LARGEST_BATCH, Role

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from addin.compare import Compared
    from addin.outbox import Entry, Outbox
    from shared.platform.contract import Platform, RowResult
    from shared.settings import Settings


@dataclass(frozen=True, slots=True)
class ToSend:
    """A sheet row and its entry in the outbox."""

    row: int
    entry: Entry


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
    compared: Compared, platform: Platform, outbox: Outbox, settings: Settings, asked: Sequence[str]
) -> list[ToSend]:
    """Put every new row in the outbox, and take up again what was left open of rows that are there by now.

    Such a row arrived while its answer was lost: sending it again with its key tells so, and closes the entry.
    """
    if compared.identity.role != Role.ADMIN:
        raise RoleRefused
    practice = compared.identity.practice
    languages = {each.client.language for each in compared.new}
    chosen = choose(languages, asked, settings, platform.questionnaires() if languages else ())
    unfinished = {each.row.client: each for each in outbox.open_entries(platform.address, practice)}
    again = [ToSend(each.row, unfinished[each.client]) for each in compared.known if each.client in unfinished]
    wanted = [(each.client, chosen[each.client.language]) for each in compared.new]
    entries = outbox.put(platform.address, practice, wanted)
    return again + [ToSend(each.row, entry) for each, entry in zip(compared.new, entries, strict=True)]


def send(rows: Sequence[ToSend], platform: Platform, outbox: Outbox, moved: Callable[[int], None]) -> Sent:
    """Send batch by batch until all are answered or the platform cannot go on; `moved` hears how many went."""
    results: dict[int, RowResult] = {}
    for start in range(0, len(rows), LARGEST_BATCH):
        batch = rows[start : start + LARGEST_BATCH]
        try:
            answers = _deliver(batch, platform, outbox)
        except _Undelivered as undelivered:
            return Sent(results, (*undelivered.batch, *rows[start + LARGEST_BATCH :]), undelivered.why)
        results |= {each.row: answer for each, answer in zip(batch, answers, strict=True)}
        moved(len(batch))
    return Sent(results)


def _deliver(batch: Sequence[ToSend], platform: Platform, outbox: Outbox) -> list[RowResult]:
    """Send a batch; when its answer is lost, read it back once by sending it again with the same keys."""
    try:
        return _try(batch, platform, outbox)
    except _Undelivered as undelivered:
        if isinstance(undelivered.why, NothingDone):
            raise
        return _try(undelivered.batch, platform, outbox)


def _try(batch: Sequence[ToSend], platform: Platform, outbox: Outbox) -> list[RowResult]:
    entries = [each.entry for each in batch]
    outbox.move(entries, State.SENDING)
    try:
        answers = platform.import_rows([entry.row for entry in entries])
    except Refusal as refusal:
        left = [_left(each, refusal) for each in batch]
        for state in (State.WAITING, State.UNSURE):
            outbox.move([each.entry for each in left if each.entry.state is state], state)
        raise _Undelivered(left, refusal) from refusal
    outbox.settle(entries, answers)
    return answers


def _left(each: ToSend, refusal: Refusal) -> ToSend:
    """Return the row as this try leaves it: an earlier try that may have arrived stays in doubt."""
    nothing_done = isinstance(refusal, NothingDone) and each.entry.state is State.WAITING
    return replace(each, entry=replace(each.entry, state=State.WAITING if nothing_done else State.UNSURE))
