"""Long runs of rows that are formatted but empty, kept out of openpyxl's way.

A sheet formatted down to row 1,048,576 would cost openpyxl minutes and gigabytes. Its XML is read as a stream; rows
between values pass, runs of more than `LONG` rows without any value are left out.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from addin.engines.sheet_stream import SheetStream

if TYPE_CHECKING:
    from zipfile import ZipFile

LONG: Final = 1000
CHUNK: Final = 1 << 18
ROW: Final = re.compile(rb"<(?:\w+:)?row[\s/>]")
VALUES: Final = (b"<v", b"<is", b"<f")


def reduced(package: ZipFile, part: str) -> bytes:
    """Read a worksheet part without its long empty runs."""
    with package.open(part) as stream:
        sheet = SheetStream(iter(lambda: stream.read(CHUNK), b""))
        run = _Run(sheet.prefix)
        for rows in sheet:
            run.take(rows)
        run.close()
        return b"".join([sheet.head, *run.passed, sheet.tail])


class _Run:
    """The rows that pass, and the empty ones since the last row with a value."""

    def __init__(self, prefix: bytes) -> None:
        self.passed: list[bytes] = []
        self._waiting: list[bytes] = []
        self._count = 0
        self._opening = b"<" + prefix + b"row"
        self._signs = tuple(b"<" + prefix + sign[1:] for sign in VALUES)

    def take(self, rows: bytes) -> None:
        """Take whole rows."""
        if not self._holds_value(rows):
            self._wait(rows)
            return
        starts = [row.start() for row in ROW.finditer(rows)]
        for start, end in zip(starts, [*starts[1:], len(rows)], strict=True):
            row = rows[start:end]
            if self._holds_value(row):
                self.close()
                self.passed.append(row)
            else:
                self._wait(row)

    def close(self) -> None:
        """End the run: a short one passes."""
        if self._count <= LONG:
            self.passed += self._waiting
        self._waiting, self._count = [], 0

    def _holds_value(self, rows: bytes) -> bool:
        return any(sign in rows for sign in self._signs)

    def _wait(self, rows: bytes) -> None:
        if rows.count(self._opening) != rows.count(self._opening + b' r="'):  # those behind are numbered after these
            self.close()
            self.passed.append(rows)
            return
        self._count += rows.count(self._opening)
        if self._count <= LONG:
            self._waiting.append(rows)
