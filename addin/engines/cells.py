"""Cells as they are written in a worksheet's XML."""

from __future__ import annotations

from datetime import date, datetime
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from addin.engines import elements
from addin.engines.base import ErrorValue
from addin.engines.escapes import escape
from addin.engines.formulas import shown_by
from addin.marks import letters

if TYPE_CHECKING:
    from collections.abc import Iterable

TEXT: Final = "@"
EPOCH: Final = datetime(1899, 12, 30)  # noqa: DTZ001 - as in Excel
_LETTERS: Final[dict[bytes, int]] = {}


class Kept:
    """What a cell holds stays."""


KEPT: Final = Kept()


class Edit(NamedTuple):
    """What a cell gets: a value (None for none, `KEPT` for the one it has), and a number format, None for its own."""

    value: object = KEPT
    code: str | None = None


EMPTIED: Final = Edit(None)
Edits = dict[int, dict[int, Edit]]
"""By row and column."""


class Formula(str):
    """A formula, told apart from the same characters as a text."""

    __slots__ = ()


def cell(reference: bytes, style: int, value: object, prefix: bytes = b"") -> bytes:
    """Return a cell."""
    opening = b'<%sc r="%s"' % (prefix, reference)
    if style:
        opening += b' s="%d"' % style
    if value is None or value == "":
        return opening + b"/>"
    kind, content = _content(value, prefix)
    return b"%s%s>%s</%sc>" % (opening, kind, content, prefix)


def _content(value: object, prefix: bytes) -> tuple[bytes, bytes]:
    if isinstance(value, Formula):
        formula = b"<%sf>%s</%sf>" % (prefix, escape(value[1:]).encode(), prefix)
        shown = shown_by(value)
        return (b"", formula) if shown is None else (b' t="str"', formula + _value(elements.text(shown), prefix))
    if isinstance(value, ErrorValue):
        return b' t="e"', _value(elements.text(value), prefix)
    if isinstance(value, str):
        inline = b'<%sis><%st xml:space="preserve">%s</%st></%sis>'
        return b' t="inlineStr"', inline % (prefix, prefix, elements.text(value), prefix, prefix)
    if isinstance(value, bool):
        return b' t="b"', _value(b"%d" % value, prefix)
    if isinstance(value, int | float):
        return b"", _value(repr(value).encode(), prefix)
    if isinstance(value, date):
        return b"", _value(repr(_serial(value)).encode(), prefix)
    raise TypeError(type(value))


def _value(content: bytes, prefix: bytes) -> bytes:
    return b"<%sv>%s</%sv>" % (prefix, content, prefix)


def _serial(day: date) -> float:
    moment = day if isinstance(day, datetime) else datetime(day.year, day.month, day.day)  # noqa: DTZ001
    return (moment - EPOCH).total_seconds() / 86_400


@cache
def column_letters(column: int) -> bytes:
    """Return the letters of a column."""
    return letters(column).encode()


def column_number(name: bytes) -> int:
    """Return the number of a column's letters."""
    number = _LETTERS.get(name)
    if number is None:
        number = 0
        for letter in name:
            number = number * 26 + letter - ord("A") + 1
        _LETTERS[name] = number
    return number


def bounds(places: Iterable[tuple[int, int]]) -> tuple[int, int, int, int]:
    """Return first row, first column, last row and last column of cells."""
    rows, columns = zip(*places, strict=True)
    return min(rows), min(columns), max(rows), max(columns)
