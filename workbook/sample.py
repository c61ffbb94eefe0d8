"""Made-up clients for trying things out: the same for the same seed, about one row in ten with mistakes.

The first ones are on the sandbox platform already, some with another address or mobile. Nobody here exists nor
can be reached: `workbook.sample_clients` says why.
"""

from __future__ import annotations

from collections import deque
from dataclasses import astuple, replace
from random import Random
from typing import TYPE_CHECKING, Final, NamedTuple

from shared.platform.sandbox.seed import CLIENTS
from shared.record import Field
from workbook.sample_clients import invent
from workbook.sample_mistakes import MISTAKES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shared.record import Client
    from workbook.layout import Cell, Cells
    from workbook.sample_mistakes import Mistake

SEED: Final = 2026
FIRST_CODE: Final = 2001
BLOCK: Final = 10
KNOWN: Final[tuple[Client, ...]] = (
    replace(CLIENTS[0], street="Visserij", house_number="72", box=""),
    CLIENTS[1],
    replace(CLIENTS[2], mobile="+32464558102"),
    CLIENTS[3],
    replace(CLIENTS[4], email="amelie.dupont@example.org"),
    replace(CLIENTS[5], responsible="els.martens@example.com"),
)
"""Clients of the sandbox platform; those that were changed differ from it."""


class Sample(NamedTuple):
    """`rows` for the template, and the positions of those that a mistake was made in or that one repeats."""

    rows: Sequence[Cells]
    spoilt: frozenset[int]


def sample(count: int, seed: int = SEED) -> Sequence[Cells]:
    """Return `count` rows; from 200 on they hold every kind of mistake."""
    return draw(count, seed).rows


def draw(count: int, seed: int = SEED) -> Sample:
    """Return `count` rows, and which of them are spoilt."""
    chance, taken = Random(seed), _identities(CLIENTS)  # noqa: S311 - a sample, not a secret
    known = KNOWN[: count // 4]
    invented = [invent(chance, taken, str(FIRST_CODE + place)) for place in range(count - len(known))]
    rows = [_cells(client) for client in known]
    rows += [_cells(client) | _numbers(client, chance) for client in invented]
    places = _places(len(known), count, chance)
    kinds = deque(MISTAKES)
    each = min(3, -(-len(MISTAKES) // len(places))) if places else 0
    for place in places:
        rows[place] |= _spoil(rows[place], rows[place - 1], kinds, each)
    return Sample(rows, frozenset(place - back for place in places for back in (0, 1)))


def _places(first: int, count: int, chance: Random) -> list[int]:
    """Return one position in each ten, never the first of its ten: the row above it is without mistakes."""
    tens = (range(max(start, first) + 1, min(start + BLOCK, count)) for start in range(0, count, BLOCK))
    return [chance.choice(ten) for ten in tens if ten]


def _spoil(row: Cells, above: Cells, kinds: deque[Mistake], most: int) -> Cells:
    """Return the cells to change: the next kinds of mistake that do not touch each other's cells."""
    changes: dict[Field, Cell] = {}
    postponed: list[Mistake] = []
    made = 0
    while kinds and made < most:
        mistake = kinds.popleft()
        cells = mistake(row, above)
        if not cells or cells.keys() & changes.keys():
            postponed.append(mistake)
        else:
            changes |= cells
            made += 1
    kinds.extendleft(reversed(postponed))
    if not kinds:
        kinds.extend(MISTAKES)
    return changes


def _cells(client: Client) -> dict[Field, Cell]:
    return dict(zip(Field, astuple(client), strict=True))


def _numbers(client: Client, chance: Random) -> dict[Field, Cell]:
    """Now and then a row was pasted from a list whose number columns were no text."""
    pasted = chance.random() < 0.05  # noqa: PLR2004 - a share
    fields = (Field.HOUSE_NUMBER, Field.POSTAL_CODE, Field.CLIENT_CODE) if pasted else ()
    return {field: float(text) for field in fields if (text := str(getattr(client, field))).isdecimal()}


def _identities(clients: Sequence[Client]) -> set[str]:
    """Return what no other client may have."""
    return {
        identity
        for client in clients
        for identity in (client.national_number, client.partner_national_number, client.kbo_number, client.email)
    }
