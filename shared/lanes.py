"""Numbers of a fixed length, all of a column at once: a *lane* holds one byte for each of them.

What Python does with bytes or with one long integer, it does with a whole lane. A number costs a tenth of what it costs
in a loop.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence


def table(function: Callable[[int], int], numbers: Iterable[int]) -> bytes:
    """Return what `lane.translate` applies to numbers from 0 on; all others become 1."""
    return bytes(map(function, numbers)).ljust(256, b"\1")


def times(weight: int) -> bytes:
    """Return the table of what is left of a pair of digits times a weight, divided by 97."""
    return table(lambda pair: pair * weight % 97, range(100))


_VALUES: Final = bytes(range(256 - ord("0"))).rjust(256, b"\0")
_TENS: Final = table(lambda digit: 10 * digit, range(10))
_BY_97: Final = table(lambda total: total % 97, range(2 * 97))


def of(texts: Sequence[str], odd: Collection[int], right: str) -> list[bytes]:
    """Return a lane for each digit of numbers as long as `right`, which stands in where nothing or nothing usual is.

    All texts but those at the places that are `odd` are empty, or as long and all of ASCII digits.
    """
    filled = list(texts)
    for place in odd:
        filled[place] = right
    digits = "".join(filled)
    if len(digits) < len(right) * len(filled):
        digits = "".join([text or right for text in filled])
    values = digits.encode("ascii").translate(_VALUES)
    return [values[place :: len(right)] for place in range(len(right))]


def added(*some: bytes) -> bytes:
    """Return the sums, none of which may be over 255."""
    return sum(int.from_bytes(lane, "little") for lane in some).to_bytes(len(some[0]), "little")


def pair(tens: bytes, ones: bytes) -> bytes:
    """Return the numbers that two lanes of digits make."""
    return added(tens.translate(_TENS), ones)


def left_by_97(pairs: Iterable[bytes], tables: Iterable[bytes]) -> bytes:
    """Return what is left of the sums of weighted pairs, divided by 97."""
    weighted = [each.translate(table) for each, table in zip(pairs, tables, strict=True)]
    left = weighted[0]
    for lane in weighted[1:]:
        left = added(left, lane).translate(_BY_97)
    return left


def marked(*some: bytes) -> list[int]:
    """Return the places at which a lane of zeros and ones holds a one."""
    marks = 0
    for lane in some:
        marks |= int.from_bytes(lane, "little")
    every = marks.to_bytes(len(some[0]), "little")
    found, place = list[int](), every.find(1)
    while place >= 0:
        found.append(place)
        place = every.find(1, place + 1)
    return found
