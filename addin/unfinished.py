"""What earlier sends left open, and what becomes of it now that the platform has been read again. Pure.

The platform remembers a key for a while: within it, sending a row again with its key tells what became of it. After
that only the client's own numbers, code, name and address can tell, so such a row never goes again under its old key.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from addin.outbox import State
from shared.matching import match

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from datetime import datetime

    from addin.compare import Compared, Invalid, Known, New
    from addin.outbox import Entry, Wanted
    from shared.platform.contract import PlatformClient
    from shared.record import Client

MEMORY: Final = timedelta(days=30)
"""So long the platform remembers a key at least (docs/platform-api.md)."""


class Unfinished(NamedTuple):
    """What to do with the open entries; those in none of the three stay as they are."""

    again: Sequence[tuple[int, Entry]]
    """Rows that are on the platform as they stand and whose key tells how: to be sent again.

    Where the platform says something else, the entry may be the one that never arrived, and somebody else's client the
    one that is there: sent again, it could become a second client.
    """
    arrived: Sequence[tuple[Entry, str]]
    """Entries whose client was found on the platform, with its id there."""
    abandoned: Sequence[Entry]
    """Entries that are not on the platform and that nobody wants any more, or not under this key."""


def judge(entries: Sequence[Entry], compared: Compared, wanted: Collection[Wanted], now: datetime) -> Unfinished:
    """Decide about every open entry; `wanted` is what this send wants, a comparison with `compared` made just now."""
    asked = frozenset(wanted)
    gone = [each for each in entries if each.wanted in asked and _in_doubt(each) and not _key_tells(each, now)]
    left = [each for each in entries if each.wanted not in asked]
    gone += [each for each in left if not _in_doubt(each)]
    doubtful = [each for each in left if _in_doubt(each)]
    there = dict(_there(doubtful, compared.there))
    known = {each.client: each.row for each in compared.known if not each.differences}
    again = [
        (known[each.row.client], each)
        for each in doubtful
        if each.id in there and each.row.client_id is None and each.row.client in known and not _forgotten(each, now)
    ]
    told = {each.id for _, each in again}
    arrived = [(each, there[each.id]) for each in doubtful if each.id in there and each.id not in told]
    nowhere = [each for each in doubtful if each.id not in there]
    replaced = _replaced(nowhere, compared, {each.client for each in asked})
    gone += [each for each in nowhere if each.id in replaced or _forgotten(each, now)]
    return Unfinished(again, arrived, gone)


def _key_tells(entry: Entry, now: datetime) -> bool:
    """Return whether sending it again with its key still makes the platform do it.

    An overwriting that does not show may have arrived and been overwritten by somebody else since: its key would be
    answered with the old answer, and the field would stay theirs.
    """
    return entry.row.client_id is None and not _forgotten(entry, now)


def _in_doubt(entry: Entry) -> bool:
    return entry.state is not State.WAITING


def _forgotten(entry: Entry, now: datetime) -> bool:
    return entry.left_at is not None and now - entry.left_at >= MEMORY


def _there(entries: Sequence[Entry], there: Sequence[PlatformClient]) -> Iterator[tuple[int, str]]:
    """Yield the entries that the platform shows the effect of, with the client's id there."""
    clients = list(dict.fromkeys(each.row.client for each in entries if each.row.client_id is None))
    found = match(clients, [each.client for each in there])
    place = {clients[left]: right for left, right, _ in found.both}
    by_id = {each.id: each.client for each in there}
    for each in entries:
        if each.row.client_id is None:
            if each.row.client in place:
                yield each.id, there[place[each.row.client]].id
        elif (client := by_id.get(each.row.client_id)) and _overwritten(client, each):
            yield each.id, each.row.client_id


def _overwritten(client: Client, entry: Entry) -> bool:
    return all(getattr(client, name) == getattr(entry.row.client, name) for name in entry.row.overwrite)


def _replaced(entries: Sequence[Entry], compared: Compared, asked: Collection[Client]) -> set[int]:
    """Return the entries whose row says something else by now, or is asked for in another way."""
    sections: Sequence[Sequence[New | Known | Invalid]] = (compared.new, compared.known, compared.invalid)
    rows = [each.client for section in sections for each in section]
    unchanged = frozenset(rows) - frozenset(asked)
    creating = [each for each in entries if each.row.client_id is None and each.row.client not in unchanged]
    found = match([each.row.client for each in creating], rows)
    linked = {left for left, *_ in found.both} | {left for each in found.ambiguous for left in each.left}
    return {creating[place].id for place in linked} | {each.id for each in entries if each.row.client_id is not None}
