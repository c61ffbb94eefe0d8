"""What calamine does not show of a sheet, found in its XML: error cells, and signs that calamine would misread it.

Each pattern begins with fixed characters, so that it is searched at the speed of the memory: a usual list has none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from addin.engines.sheet_stream import SheetStream, last_row

if TYPE_CHECKING:
    from collections.abc import Iterator

USUAL: Final = re.compile(rb'<(?:\w+:)?c(?: \w+="[^"]*")*? r="[A-Z]+\d+"(?: \w+="[^"]*")*\s*/?>')
CLAIMED: Final = re.compile(rb'<(?:\w+:)?dimension [^>]*?ref="(?:[A-Z]+\d+:)?([A-Z]+)\d+"')
REFERENCE: Final = re.compile(rb' r="([A-Z]+)(\d+)"')
STYLE: Final = re.compile(rb' s="(\d+)"')
ROW_NUMBER: Final = re.compile(rb'row r="(\d+)"')
NO_DATE: Final = rb"-|29[5-9]\d{4}|[3-9]\d{6}|\d{8,}|[^<]*[Ee]\+?\d"
"""How a number starts that may be no date: before 1900, or about the year 9976 and later."""


@dataclass(slots=True)
class Scan:
    """What a worksheet part holds around its rows, and in them: texts such as `#N/A` by row and column, from 1.

    `columns` and `rows` bound the block that has cells; `no_dates` are the numbers of the styles of numbers that are
    out of the range of dates. Where not `is_sure`, calamine might misread the sheet.
    """

    head: bytes = b""
    tail: bytes = b""
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    no_dates: set[int] = field(default_factory=set)
    columns: int = 1
    rows: int = 1
    is_sure: bool = True


def scan(blocks: Iterator[bytes]) -> Scan:
    """Look through a worksheet part; raises `Endless`."""
    sheet = SheetStream(blocks)
    looking = _Looking(sheet)
    for rows in sheet:
        if looking.found.is_sure:
            looking.look(rows)
    looking.found.tail = sheet.tail
    return looking.found


class _Looking:
    """Looks through a sheet whose elements have a prefix, b"" for none."""

    def __init__(self, sheet: SheetStream) -> None:
        claimed = CLAIMED.search(sheet.head)
        self.widest = claimed[1] if claimed else b"A"
        self.found = Scan(sheet.head, columns=_column(self.widest))
        self.is_first = True
        self.prefix = sheet.prefix
        start, end = b"<" + sheet.prefix, b"</" + sheet.prefix
        self.start = start + b"c "
        self.odd = re.compile(rb"%sv>(?!\d{1,6}<)(?:(#[^<&]*)<|%s)" % (start, NO_DATE))
        self.uncomputed = re.compile(
            rb"%sf(?: [^>]*)?(?:/>|>[^<]*%sf>)\s*(?:%sv\s*/>|%sv>\s*%sv>|%sc>)" % (start, end, start, start, end, end)
        )

    def look(self, rows: bytes) -> None:
        """Look through whole rows."""
        if not self._is_usual(rows) or (b"!" in rows and b"<!" in rows):
            self.found.is_sure = False
            return
        for formula in self.uncomputed.finditer(rows):
            if b' t="str"' not in self._opening(rows, formula.start()):  # such a text was computed: it is empty
                self.found.is_sure = False
                return
        for odd in self.odd.finditer(rows):
            self._take(self._opening(rows, odd.start()), odd[1])
        self._bound(rows)

    def _is_usual(self, rows: bytes) -> bool:
        """Tell whether the sheet's first cell is written as every program does; one program writes all cells alike."""
        if not self.is_first:
            return True
        self.is_first = False
        cell = rows.find(self.start[:-1], rows.find(b">") + 1)
        return cell < 0 or USUAL.match(rows, cell) is not None

    def _opening(self, rows: bytes, place: int) -> bytes:
        """Return the opening tag of the cell that stands around `place`."""
        start = rows.rfind(self.start, 0, place)
        return rows[start : rows.find(b">", start) + 1]

    def _take(self, opening: bytes, error: bytes | None) -> None:
        """Take note of a cell whose value starts like an error or like a number that is no date."""
        if error is None:
            style = STYLE.search(opening)
            self.found.no_dates.add(int(style[1]) if style else 0)
        elif b' t="e"' in opening:
            place = REFERENCE.search(opening)
            if place:
                self.found.errors[int(place[2]), _column(place[1])] = error.decode()
            self.found.is_sure = self.found.is_sure and place is not None

    def _bound(self, rows: bytes) -> None:
        if re.search(rb' r="[A-Z]{%d}' % (len(self.widest) + 1), rows):
            self.widest = max((found[1] for found in REFERENCE.finditer(rows)), key=_column)
            self.found.columns = _column(self.widest)
        number = ROW_NUMBER.search(rows, last_row(rows, self.prefix))
        self.found.rows = int(number[1]) if number else self.found.rows


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number
