"""A worksheet part read as a stream: what stands before its rows, the rows in chunks, what stands after them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

DATA: Final = re.compile(rb"<(\w+:)?sheetData\s*/?>")
LONGEST: Final = 1 << 26
"""Bytes of a row, of what stands before all rows, or after them, that no program writes."""


class Endless(ValueError):  # noqa: N818 - never leaves the engine
    """A worksheet's XML has a row, a head or a tail that would fill the memory."""


class SheetStream:
    """Iterate over it once: it yields whole rows, and then `tail` is known. Raises `Endless`.

    `head` ends with the opening of `sheetData` (the whole element when it is empty), `tail` begins with its end.
    `prefix` is that of the sheet's elements, with its colon, b"" for none.
    """

    def __init__(self, blocks: Iterator[bytes]) -> None:
        """Take blocks up to the first row; a sheet without any is all head and tail."""
        self._blocks = blocks
        self.prefix = b""
        self.tail = b""
        self.head, self._rest = self._split()

    def __iter__(self) -> Iterator[bytes]:
        """Yield the rows; no row is cut in two."""
        closing = b"</" + self.prefix + b"sheetData>"
        rest = self._rest
        while rest is not None:
            block = next(self._blocks, None)
            rest = self._longer(rest, block or b"")
            end = rest.rfind(closing)
            if end >= 0 or block is None:
                place = end if end >= 0 else len(rest)
                yield rest[:place]
                self.tail = self._to_the_end(rest[place:])
                return
            start = last_row(rest, self.prefix)
            if start:
                yield rest[:start]
            rest = rest[start:]

    def _split(self) -> tuple[bytes, bytes | None]:
        """Return the head and what was read beyond it, None when there are no rows."""
        rest = b""
        while True:
            data = DATA.search(rest)
            if data and not data[0].endswith(b"/>"):
                self.prefix = data[1] or b""
                return rest[: data.end()], rest[data.end() :]
            block = None if data else next(self._blocks, None)
            if block is None:
                end = data.end() if data else len(rest)
                self.tail = self._to_the_end(rest[end:])
                return rest[:end], None
            rest = self._longer(rest, block)

    def _to_the_end(self, start: bytes) -> bytes:
        for block in self._blocks:
            start = self._longer(start, block)
        return start

    @staticmethod
    def _longer(rest: bytes, block: bytes) -> bytes:
        if len(rest) > LONGEST:
            raise Endless
        return rest + block


def last_row(xml: bytes, prefix: bytes) -> int:
    """Return where the last row starts that begins in `xml`: everything before it is whole rows."""
    return max(0, xml.rfind(b"<" + prefix + b"row "))
