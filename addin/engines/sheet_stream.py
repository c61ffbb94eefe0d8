"""A worksheet part read as a stream: what stands before its rows, the rows in chunks, what stands after them."""

from __future__ import annotations

import re
from typing import IO, TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

CHUNK: Final = 1 << 20
DATA: Final = re.compile(rb"<(\w+:)?sheetData\s*/?>")


class SheetStream:
    """Iterate over it once: it yields whole rows, and then `tail` is known.

    `head` ends with the opening of `sheetData` (the whole element when it is empty), `tail` begins with its end.
    `prefix` is that of the sheet's elements, with its colon, b"" for none.
    """

    def __init__(self, stream: IO[bytes]) -> None:
        """Read up to the first row; a sheet without any is all head and tail."""
        self._stream = stream
        self.prefix = b""
        self.tail = b""
        self.head, self._rest = self._split()

    def __iter__(self) -> Iterator[bytes]:
        """Yield the rows; no row is cut in two."""
        closing = re.compile(b"</" + self.prefix + b"sheetData>")
        rest = self._rest
        while rest is not None:
            chunk = self._stream.read(CHUNK)
            rest += chunk
            end = closing.search(rest)
            if end or not chunk:
                place = end.start() if end else len(rest)
                yield rest[:place]
                self.tail = rest[place:] + self._stream.read()
                return
            start = last_row(rest, self.prefix)
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
            chunk = self._stream.read(CHUNK)
            if data or not chunk:
                end = data.end() if data else len(rest)
                self.tail = rest[end:] + chunk + self._stream.read()
                return rest[:end], None
            rest += chunk


def last_row(xml: bytes, prefix: bytes) -> int:
    """Return where the last row starts that begins in `xml`: everything before it is whole rows."""
    return max(0, xml.rfind(b"<" + prefix + b"row "))
