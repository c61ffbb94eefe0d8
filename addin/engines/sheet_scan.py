"""What calamine does not show of a sheet, found in its XML: error cells, and signs that calamine would misread it.

Each pattern begins with fixed characters, so that it is searched at the speed of the memory: a usual list has none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import IO, TYPE_CHECKING, Final

from addin.engines.sheet_stream import SheetStream, last_row

if TYPE_CHECKING:
    from collections.abc import Collection

USUAL: Final = re.compile(rb'<(?:\w+:)?c(?: \w+="[^"]*")*\s*/?>')
CLAIMED: Final = re.compile(rb'<(?:\w+:)?dimension [^>]*?ref="(?:[A-Z]+\d+:)?([A-Z]+)\d+"')
ERROR: Final = re.compile(rb' t="e"')
MARKUP: Final = re.compile(rb"<!")
REFERENCE: Final = re.compile(rb' r="([A-Z]+)(\d+)"')
ROW_NUMBER: Final = re.compile(rb'row r="(\d+)"')
NO_DATE: Final = rb"-|29[5-9]\d{4}|[3-9]\d{6}|\d{8,}|[^<]*[Ee]\+?\d"
"""How a number starts that may be no date: before 1900, or about the year 9976 and later."""


@dataclass(slots=True)
class Scan:
    """What a worksheet part holds around its rows, and in them: texts such as `#N/A` by row and column, from 1.

    `columns` and `rows` bound the block that has cells. Where not `is_sure`, calamine might misread the sheet.
    """

    head: bytes = b""
    tail: bytes = b""
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    columns: int = 1
    rows: int = 1
    is_sure: bool = True


def scan(stream: IO[bytes], date_styles: Collection[int]) -> Scan:
    """Look through a worksheet part; `date_styles` are the numbers of the cell styles that show dates or times."""
    sheet = SheetStream(stream)
    looking = _Looking(sheet, date_styles)
    for rows in sheet:
        if looking.found.is_sure:
            looking.look(rows)
    looking.found.tail = sheet.tail
    return looking.found


class _Looking:
    """Looks through a sheet whose elements have a prefix, b"" for none."""

    def __init__(self, sheet: SheetStream, date_styles: Collection[int]) -> None:
        claimed = CLAIMED.search(sheet.head)
        self.widest = claimed[1] if claimed else b"A"
        self.found = Scan(sheet.head, columns=_column(self.widest))
        self.is_first = True
        self.prefix = sheet.prefix
        start, end = b"<" + sheet.prefix, b"</" + sheet.prefix
        self.start, self.end = start + b"c ", end + b"c>"
        self.value = re.compile(rb"%sv>([^<&]*)<" % start)
        self.uncomputed = re.compile(
            rb"%sf(?: [^>]*)?(?:/>|>[^<]*%sf>)\s*(?:%sv\s*/>|%sv>\s*%sv>|%sc>)" % (start, end, start, start, end, end)
        )
        styles = b"|".join(map(b"%d".__mod__, sorted(date_styles)))
        formula = rb"(?:%sf[^<]*(?:%sf>)?)?" % (start, end)
        self.no_date = re.compile(rb' s="(?:%s)"[^>]*>%s%sv>(?:%s)' % (styles, formula, start, NO_DATE))
        self.has_dates = bool(date_styles)

    def look(self, rows: bytes) -> None:
        """Look through whole rows."""
        if not self._is_usual(rows) or MARKUP.search(rows) or (self.has_dates and self.no_date.search(rows)):
            self.found.is_sure = False
            return
        for formula in self.uncomputed.finditer(rows):
            if b' t="str"' not in self._opening(rows, formula.start()):  # such a text was computed: it is empty
                self.found.is_sure = False
                return
        for error in ERROR.finditer(rows):
            self._take_error(rows, error.start())
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

    def _take_error(self, rows: bytes, place: int) -> None:
        start = rows.rfind(self.start, 0, place)
        cell = rows[start : rows.find(self.end, place)]
        opening, _, content = cell.partition(b">")
        if place - start > len(opening):  # a text about XML
            return
        reference, value = REFERENCE.search(opening), self.value.search(content)
        if reference and value:
            self.found.errors[int(reference[2]), _column(reference[1])] = value[1].decode()
        else:
            self.found.is_sure = False

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
