"""Values as openpyxl reads them: for the few sheets that calamine would read otherwise than Excel does."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Final
from xml.parsers.expat import ExpatError
from zipfile import BadZipFile, ZipFile

from openpyxl import load_workbook

from addin.engines.block import block_of
from addin.engines.empty_rows import reduced
from addin.engines.readable import readable
from addin.engines.values import of_openpyxl
from shared.unusable import Damaged

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from shared.spreadsheet import Block

EMPTY_TEXT: Final = "str"
"""How openpyxl leaves a formula that was calculated to an empty text; one never calculated has no type."""
UNREADABLE: Final = (
    ValueError,
    KeyError,
    TypeError,
    AttributeError,
    IndexError,
    OSError,
    SyntaxError,
    ExpatError,
    BadZipFile,
)
"""What openpyxl raises for a package that is not what it claims to be; both XML readers' errors are SyntaxErrors."""


class SlowReading:
    """A workbook of which openpyxl has read everything."""

    def __init__(self, path: Path, parts: Iterable[str]) -> None:
        """Read the file, whose worksheets are `parts`; raises `Damaged` when it is not what its package claims."""
        self._file = path.name
        try:
            with ZipFile(path) as package, warnings.catch_warnings():
                warnings.simplefilter("ignore")  # openpyxl tells what it does not read
                source = readable(package, {part: reduced(package, part) for part in parts})
                self._formulas: Workbook = load_workbook(source, rich_text=True)
                self._values: Workbook = load_workbook(source, data_only=True)
        except UNREADABLE as error:
            raise Damaged(file=self._file) from error

    def block(self, name: str) -> Block:
        """Return the values of a sheet in Excel's types; of a formula the last calculated one."""
        if name not in self._formulas.sheetnames:
            raise Damaged(file=self._file)
        sheet: Worksheet = self._formulas[name]
        found = {place: value for place in sheet._cells if (value := self._value(sheet, *place)) is not None}  # noqa: SLF001 - asking by address would create cells
        return block_of(found, self._file)

    def _value(self, sheet: Worksheet, row: int, column: int) -> object:
        cell = sheet.cell(row, column)
        if cell.value is None or cell.value == "":
            return None
        if cell.data_type != "f":
            return of_openpyxl(cell.value, cell.data_type)
        computed = self._values[sheet.title].cell(row, column)
        if computed.value is not None or computed.data_type == EMPTY_TEXT:
            return of_openpyxl(computed.value, computed.data_type)
        return getattr(cell.value, "text", cell.value)
