"""Reading an .xlsx fast, values only: the one door to python-calamine.

What calamine cannot show: an error cell (`#N/A`, `#DIV/0!`) reads as "", like an empty one. A formula reads as the
value that the last program to save it computed, or "" when none did.
"""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final, NamedTuple, Self
from zipfile import ZipFile

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from shared.files import Damaged, TooMuch, check_workbook

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

MOST_CELLS: Final = 64_000_000  # a whole sheet of 61 columns; calamine holds every cell of the used block
HEAD: Final = 8192
USED: Final = re.compile(rb'<dimension [^>]*?ref="(?:[A-Z]+\d+:)?([A-Z]+)(\d+)"')


class Block(NamedTuple):
    """The rows from the first to the last cell with a value, all of one length; `row` and `column` count from 1."""

    row: int
    column: int
    rows: Sequence[Sequence[object]]


class Spreadsheet:
    """An open workbook that `check_workbook` let pass. It holds the file: close it, or use it in a `with`.

    Values are str ("" where empty), float, bool, date, datetime, time or timedelta. Raises `Damaged` for what
    calamine cannot read; that need not mean that no other library can.
    """

    def __init__(self, path: Path) -> None:
        """Read the list of sheets and the shared texts."""
        self._file = path.name
        self._stream = path.open("rb")
        try:
            with self._reading():
                self._workbook = CalamineWorkbook.from_filelike(self._stream)
        except Damaged:
            self._stream.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._workbook.close()
        self._stream.close()

    @property
    def visible(self) -> list[str]:
        """The names of the worksheets that are not hidden."""
        worksheet = SheetTypeEnum.WorkSheet, SheetVisibleEnum.Visible
        return [sheet.name for sheet in self._workbook.sheets_metadata if (sheet.typ, sheet.visible) == worksheet]

    def block(self, name: str) -> Block:
        """Return the values of a sheet; an empty one has no rows."""
        with self._reading():
            sheet = self._workbook.get_sheet_by_name(name)
            row, column = sheet.start or (0, 0)
            return Block(row + 1, column + 1, sheet.to_python())

    @contextmanager
    def _reading(self) -> Iterator[None]:
        try:
            yield
        except (CalamineError, OverflowError) as error:  # the latter: a duration beyond Python's
            raise Damaged(file=self._file) from error


def read_sheets(path: Path) -> Iterator[tuple[str, list[list[object]]]]:
    """Yield (name, rows) of every visible sheet with content; raises a `Refusal` when the file cannot be used.

    The first row is the sheet's row 1 and the first value its column A; rows after the last value are left out.
    """
    check_workbook(path)
    _check_used_blocks(path)
    with Spreadsheet(path) as spreadsheet:
        for name in spreadsheet.visible:
            rows = _from_first_cell(spreadsheet.block(name))
            if rows:
                yield name, rows


def _from_first_cell(block: Block) -> list[list[object]]:
    if not block.rows:
        return []
    before = [""] * (block.column - 1)
    above: list[list[object]] = [[*before, *[""] * len(block.rows[0])] for _ in range(block.row - 1)]
    return above + [[*before, *row] for row in block.rows]


def _check_used_blocks(path: Path) -> None:
    """Refuse a sheet whose used block would fill the memory, such as one stray value in the last cell of all."""
    with ZipFile(path) as package:
        for name in package.namelist():
            if name.startswith("xl/worksheets/sheet"):
                with package.open(name) as part:
                    used = USED.search(part.read(HEAD))
                if used and _column(used[1]) * int(used[2]) > MOST_CELLS:
                    raise TooMuch(file=path.name)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number
