"""A workbook without the formatted but empty rows under its content, for readers that pay for every row.

Colour pulled down to the last row of a sheet makes half a gigabyte of XML, which openpyxl would turn into millions of
objects. Works on the bytes of the sheet, in blocks: what has no value goes, everything else stays as it is.
"""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING, Final
from zipfile import ZIP_DEFLATED, ZipFile

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import IO

MIB: Final = 1 << 20
LARGE: Final = 32 * MIB  # of XML in one sheet: some 60,000 rows of clients
MOST_BETWEEN: Final = 4 * MIB  # of empty rows between two that have a value
LONGEST: Final = 4 * MIB  # of a row

SHEET: Final = re.compile(r"xl/worksheets/[^/]+\.xml")
ROW: Final = b'<row r="'  # a row without its number counts on those before it, so it stays
ROW_END: Final = b"</row>"
DATA_END: Final = b"</sheetData>"
EMPTY_ROW: Final = re.compile(rb'<row r="[^>]*/>')
VALUES: Final = (b"<v", b"<is", b"<f")


def trimmed(path: Path, large: int = LARGE) -> IO[bytes]:
    """Return the package to read: the file itself, or a copy in memory when it has a sheet of `large` bytes or more."""
    with ZipFile(path) as package:
        sheets = {
            part.filename for part in package.infolist() if part.file_size >= large and SHEET.match(part.filename)
        }
        if not sheets:
            return path.open("rb")
        copy = BytesIO()
        with ZipFile(copy, "w", ZIP_DEFLATED, compresslevel=1) as target:
            for name in package.namelist():
                with package.open(name) as part, target.open(name, "w", force_zip64=name in sheets) as written:
                    for block in _with_values(part) if name in sheets else _blocks(part):
                        written.write(block)
    copy.seek(0)
    return copy


def _blocks(part: IO[bytes]) -> Iterator[bytes]:
    while block := part.read(MIB):
        yield block


def _with_values(part: IO[bytes]) -> Iterator[bytes]:
    """Yield the sheet's XML; empty rows only where a row with a value follows them soon."""
    rest = b""
    waiting = bytearray()
    blocks = _blocks(part)
    for block in blocks:
        rows, end, tail = (rest + block).partition(DATA_END)
        *ended, rest = EMPTY_ROW.sub(b"", rows).split(ROW_END)
        yield from _kept(ended, waiting)
        if end or len(rest) > LONGEST:
            yield rest + end + tail
            rest = b""
            waiting.clear()
        if end:
            break
    yield from blocks


def _kept(rows: list[bytes], waiting: bytearray) -> Iterator[bytes]:
    for row in rows:
        if ROW not in row or b"<sheetData" in row or any(value in row for value in VALUES):
            yield bytes(waiting) + row + ROW_END
            waiting.clear()
        elif len(waiting) < MOST_BETWEEN:
            waiting += row + ROW_END
