"""A workbook file as it is read while nothing is to be written: values by calamine, the rest from the package.

openpyxl takes ten times as long. It still reads the sheets that calamine would read otherwise than Excel does.
"""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING, Final
from xml.parsers.expat import ExpatError
from zipfile import ZipFile

from addin.engines.base import ErrorValue
from addin.engines.foreign import foreign
from addin.engines.listing import Listing, date_styles, listing
from addin.engines.sheet_scan import Scan, scan
from addin.engines.sheet_stream import Endless
from addin.engines.skeleton import skeleton
from addin.engines.values import in_excels_types
from shared.files import check_workbook
from shared.spreadsheet import MOST_CELLS, Block, Spreadsheet
from shared.unusable import Damaged

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from shared.language import Text

SHEET: Final = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
PLAIN: Final = frozenset({str, float, bool})


class Reading:
    """An open file; `listing` names its sheets."""

    def __init__(self, path: Path, package: ZipFile, found: Listing, scans: Mapping[str, Scan]) -> None:
        """Hold what `of` opened."""
        self.listing = found
        self._path = path
        self._package = package
        self._scans = scans
        self._blocks: dict[str, Block | None] = {}
        self._spreadsheet: Spreadsheet | None = None

    @classmethod
    def of(cls, path: Path) -> Reading | None:
        """Open a file; None when only openpyxl may find its way in it. Raises the `Refusal` of what cannot be read."""
        scans: dict[str, Scan] = {}

        def look(part: str, blocks: Iterator[bytes]) -> None:
            if SHEET.fullmatch(part):
                with suppress(Endless):
                    scans[part] = scan(blocks)

        check_workbook(path, look=look)
        package = ZipFile(path)
        found = listing(package)
        if found is None or not scans.keys() >= set(found.parts.values()):
            package.close()
            return None
        return cls(path, package, found, scans)

    def close(self) -> None:
        """Let go of the file."""
        self._package.close()
        if self._spreadsheet:
            self._spreadsheet.close()

    def block(self, name: str) -> Block | None:
        """Return the values of a sheet in Excel's types, None for no value; None when openpyxl has to read it."""
        if name not in self._blocks:
            self._blocks[name] = self._read(name)
        return self._blocks[name]

    @property
    def foreign(self) -> Sequence[Text]:
        """What saving would lose."""
        scans = [self._scans[part] for part in self.listing.parts.values()]
        try:
            return foreign(self._package, [skeleton(found.head + found.tail) for found in scans])
        except ExpatError as error:
            raise Damaged(file=self._path.name) from error

    def _read(self, name: str) -> Block | None:
        found = self._scans[self.listing.parts[name]]
        if not self._is_sure(found):
            return None
        try:
            self._spreadsheet = self._spreadsheet or Spreadsheet(self._path)
            block = self._spreadsheet.block(name)
        except Damaged:
            return None
        rows = [_in_excels_types(row) for row in block.rows]
        for (row, column), text in found.errors.items():
            rows[row - block.row][column - block.column] = ErrorValue(text)
        return Block(block.row, block.column, rows or [[None]])

    def _is_sure(self, found: Scan) -> bool:
        if not found.is_sure or found.columns * found.rows > MOST_CELLS:
            return False
        return not (found.no_dates and found.no_dates & date_styles(self._package))


def _in_excels_types(row: Sequence[object]) -> list[object]:
    if PLAIN.issuperset(map(type, row)):
        return [None if value == "" else value for value in row]
    return [None if value == "" else in_excels_types(value) for value in row]
