"""Long runs of rows that are formatted but empty, kept out of openpyxl's way and put back on saving.

A sheet formatted down to row 1,048,576 would cost openpyxl minutes and gigabytes. Its XML is read as a stream; rows
between values pass, runs of more than `LONG` rows without any value are set aside, packed. They keep their style
numbers: openpyxl writes the styles that it read in the same order, and adds new ones after them.
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass, field
from typing import IO, TYPE_CHECKING, Final, NamedTuple

from addin.engines.sheet_stream import SheetStream, last_row

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LONG: Final = 1000
CHUNK: Final = 1 << 18
ROW: Final = re.compile(rb"<(?:\w+:)?row[\s/>]")
NUMBER: Final = re.compile(rb'<(?:\w+:)?row r="(\d+)"')
DESCENT: Final = re.compile(rb' \w+:dyDescent="[^"]*"')
WRITTEN_ROW: Final = re.compile(rb'<row r="(\d+)"[^>]*?(?:/>|>.*?</row>)', re.DOTALL)
VALUES: Final = (b"<v", b"<is", b"<f")


class Piece(NamedTuple):
    """Rows set aside: their numbers and their XML, packed."""

    first_row: int
    last_row: int
    packed: bytes


@dataclass(slots=True)
class Reduced:
    """A sheet's XML without its long empty runs, in pieces; `head` and `tail` stand around the rows."""

    head: bytes = b""
    rows: list[bytes] = field(default_factory=list)
    tail: bytes = b""
    pieces: list[Piece] = field(default_factory=list)

    @property
    def xml(self) -> bytes:
        """The whole sheet, for openpyxl."""
        return b"".join([self.head, *self.rows, self.tail])


def reduced(stream: IO[bytes]) -> Reduced:
    """Read a worksheet part."""
    sheet = SheetStream(iter(lambda: stream.read(CHUNK), b""))
    found = Reduced(sheet.head)
    run = _Run(found, sheet.prefix)
    for rows in sheet:
        run.take(rows)
    run.close()
    found.tail = sheet.tail
    return found


def restored(rows: bytes, pieces: Sequence[Piece]) -> Iterator[bytes]:
    """Yield the rows that openpyxl wrote with the pieces in their places; `rows` is what stands in sheetData.

    openpyxl also writes a row for a note or a link on an empty cell; the row set aside has it already, with its format.
    """
    waiting = list(pieces)
    for row in WRITTEN_ROW.finditer(rows):
        number = int(row[1])
        while waiting and waiting[0].last_row < number:
            yield from unpacked(waiting.pop(0))
        if not waiting or number < waiting[0].first_row:
            yield row[0]
        elif any(sign in row[0] for sign in VALUES):
            raise AssertionError(f"row {number} was set aside as empty and cannot take a value")
    for piece in waiting:
        yield from unpacked(piece)


def unpacked(piece: Piece) -> Iterator[bytes]:
    """Yield the XML of a piece in chunks."""
    unpacker = zlib.decompressobj()
    left = piece.packed
    while left:
        yield unpacker.decompress(left, CHUNK)
        left = unpacker.unconsumed_tail
    yield unpacker.flush()


class _Run:
    """The empty rows since the last row with a value."""

    def __init__(self, sheet: Reduced, prefix: bytes) -> None:
        self.sheet = sheet
        self.prefix = prefix
        self.signs = tuple(b"<" + prefix + sign[1:] for sign in VALUES)
        self._start()

    def _start(self) -> None:
        self.waiting: list[bytes] = []
        self.count = 0
        self.numbers: tuple[int, int] | None = None
        self.packer: zlib._Compress | None = None
        self.packed: list[bytes] = []

    def take(self, rows: bytes) -> None:
        """Take whole rows."""
        if not rows:
            return
        if not self._holds_value(rows):
            self._wait(rows)
            return
        starts = [row.start() for row in ROW.finditer(rows)]
        for start, end in zip(starts, [*starts[1:], len(rows)], strict=True):
            row = rows[start:end]
            if self._holds_value(row):
                self.close()
                self.sheet.rows.append(row)
            else:
                self._wait(row)

    def close(self) -> None:
        """End the run: a long one is set aside, a short one passes."""
        if self.packer and self.numbers:
            self.packed.append(self.packer.flush())
            self.sheet.pieces.append(Piece(*self.numbers, b"".join(self.packed)))
        else:
            self.sheet.rows += self.waiting
        self._start()

    def _holds_value(self, rows: bytes) -> bool:
        return any(sign in rows for sign in self.signs)

    def _wait(self, rows: bytes) -> None:
        opening = b"<" + self.prefix + b"row"
        count = rows.count(opening + b" ")
        if rows.count(opening) != rows.count(opening + b' r="'):  # rows without a number depend on those before
            self.close()
            self.sheet.rows.append(rows)
            return
        self.count += count
        first, last = (NUMBER.search(rows, place) for place in (0, last_row(rows, self.prefix)))
        assert first and last  # noqa: S101, PT018 - every row here has a number
        self.numbers = (self.numbers[0] if self.numbers else int(first[1])), int(last[1])
        if self.packer is None and self.count > LONG:
            self.packer = zlib.compressobj(1)
            self.packed = [self.packer.compress(self._plain(one)) for one in self.waiting]
        if self.packer:
            self.packed.append(self.packer.compress(self._plain(rows)))
        else:
            self.waiting.append(rows)

    def _plain(self, rows: bytes) -> bytes:
        """Return rows as they may stand in a sheet that openpyxl wrote: no prefixes."""
        if self.prefix:
            rows = rows.replace(b"<" + self.prefix, b"<").replace(b"</" + self.prefix, b"</")
        while descent := DESCENT.search(rows):
            rows = rows.replace(descent[0], b"")
        return rows
