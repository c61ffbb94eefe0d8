"""Where in a column certain values stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

BLOCK: Final = 64
"""Values that are looked at together."""


def places(values: Sequence[object], wanted: set[object] | set[str]) -> Iterator[int]:
    """Yield the positions of the values wanted, in their order; quick where they are rare."""
    for start in range(0, len(values) if wanted else 0, BLOCK):
        block = values[start : start + BLOCK]
        if not wanted.isdisjoint(block):
            yield from (start + place for place, value in enumerate(block) if value in wanted)
