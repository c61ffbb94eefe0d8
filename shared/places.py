"""Where in columns certain values stand."""

from __future__ import annotations

from itertools import compress, count
from operator import eq
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from collections.abc import Set as AbstractSet

BLOCK: Final = 64
"""Values that are looked at together."""


def places(values: Sequence[object], wanted: AbstractSet[object]) -> Iterator[int]:
    """Yield the positions of the values wanted, in their order; quick where they are rare."""
    for start in range(0, len(values) if wanted else 0, BLOCK):
        block = values[start : start + BLOCK]
        if not wanted.isdisjoint(block):
            yield from compress(count(start), map(wanted.__contains__, block))


def same_places(some: Sequence[str], others: Sequence[str]) -> Iterator[int]:
    """Yield the positions at which two columns say the same, other than nothing."""
    return (place for place in compress(count(), map(eq, some, others)) if some[place])
