"""A workbook file as it is read: values by calamine, the rest from the package.

openpyxl takes ten times as long. It still reads the sheets that calamine would read otherwise than Excel does.
"""

from __future__ import annotations

import re
from contextlib import suppress
from functools import cached_property
from typing import TYPE_CHECKING, Final
from xml.etree.ElementTree import ParseError
from xml.parsers.expat import ExpatError
from zipfile import ZipFile

from addin.engines.base import ErrorValue
from addin.engines.listing import Listing, date_styles, listing
from addin.engines.package import Package
from addin.engines.sheet_scan import Scan, scan
from addin.engines.sheet_stream import Endless
from addin.engines.values import in_excels_types
from shared.files import check_workbook
from shared.spreadsheet import MOST_CELLS, Block, Spreadsheet
from shared.unusable import Damaged

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from addin.engines.slow_reading import SlowReading
    from addin.engines.styles import Styles

SHEET: Final = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
PLAIN: Final = frozenset({str, float, bool})


class Reading:
    """An open file; `listing` names its sheets, `slow` is openpyxl's picture of it where that had to help."""

    def __init__(self, path: Path) -> None:
        """Open a file. Raises the `Refusal` of what cannot be read."""
        self.file = path.name
        self.slow: SlowReading | None = None
        self.path = path
        self._scans: dict[str, Scan | None] = {}
        self._blocks: dict[str, Block] = {}
        self._spreadsheet: Spreadsheet | None = None

        def look(part: str, blocks: Iterator[bytes]) -> None:
            if SHEET.fullmatch(part):
                self._scans[part] = _scan(blocks)

        check_workbook(path, look=look)
        self.source = ZipFile(path)
        self.listing = self._listing()

    def _listing(self) -> Listing:
        try:
            return listing(self.source)
        except (ExpatError, ParseError, KeyError, ValueError) as error:
            self.source.close()
            raise Damaged(file=self.file) from error

    def close(self) -> None:
        """Let go of the file."""
        self.source.close()
        if self._spreadsheet:
            self._spreadsheet.close()
            self._spreadsheet = None

    def block(self, name: str) -> Block:
        """Return the values of a sheet in Excel's types, None for no value."""
        if name not in self._blocks:
            self._blocks[name] = self._read(name) or self._read_slowly(name)
        return self._blocks[name]

    def scan(self, part: str) -> Scan:
        """Return what a worksheet part holds around its rows; raises `Damaged`."""
        found = self._scan(part)
        if found is None:
            raise Damaged(file=self.file)
        return found

    def stream(self, part: str) -> Iterator[bytes]:
        """Yield a part in chunks."""
        return Package(self.source).stream(part)

    @property
    def styles_part(self) -> str | None:
        """The part with the styles."""
        return Package(self.source).related(self.listing.workbook, "styles")

    @cached_property
    def styles(self) -> Styles:
        """The styles, to look at."""
        from addin.engines.styles import MINIMAL, Styles  # noqa: PLC0415 - who only reads values needs none

        return Styles(self.source.read(self.styles_part) if self.styles_part else MINIMAL)

    def _scan(self, part: str) -> Scan | None:
        if part not in self._scans:
            self._scans[part] = _scan(self.stream(part))
        return self._scans[part]

    def _read(self, name: str) -> Block | None:
        """Return what calamine reads, None when openpyxl has to read it."""
        found = self._scan(self.listing.parts[name])
        if found is None or not self.listing.is_usual or not self._is_sure(found):
            return None
        try:
            self._spreadsheet = self._spreadsheet or Spreadsheet(self.path)
            block = self._spreadsheet.block(name)
        except Damaged:
            return None
        rows = [_in_excels_types(row) for row in block.rows]
        for (row, column), text in found.errors.items():
            rows[row - block.row][column - block.column] = ErrorValue(text)
        return Block(block.row, block.column, rows or [[None]])

    def _read_slowly(self, name: str) -> Block:
        from addin.engines.slow_reading import SlowReading  # noqa: PLC0415 - openpyxl loads when it is needed

        if self.slow is None:
            self.slow = SlowReading(self.path, self.listing.parts.values())
        return self.slow.block(name)

    def _is_sure(self, found: Scan) -> bool:
        if not found.is_sure or found.columns * found.rows > MOST_CELLS:
            return False
        return not (found.no_dates and found.no_dates & date_styles(self.source))


def _scan(blocks: Iterator[bytes]) -> Scan | None:
    with suppress(Endless):
        return scan(blocks)
    return None


def _in_excels_types(row: Sequence[object]) -> list[object]:
    if PLAIN.issuperset(map(type, row)):
        return [None if value == "" else value for value in row]
    return [None if value == "" else in_excels_types(value) for value in row]
