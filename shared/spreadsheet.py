"""Reading an .xlsx fast, values only: the one door to python-calamine.

What calamine cannot show: an error cell (`#N/A`, `#DIV/0!`) reads as "", like an empty one. A formula reads as the
value that the last program to save it computed, or "" when none did.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from zipfile import ZipFile

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from shared.files import Damaged, TooMuch, check_workbook

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MOST_CELLS: Final = 64_000_000  # a whole sheet of 61 columns; calamine holds every cell of the used block
HEAD: Final = 8192
USED: Final = re.compile(rb'<dimension [^>]*?ref="(?:[A-Z]+\d+:)?([A-Z]+)(\d+)"')


def read_sheets(path: Path) -> Iterator[tuple[str, list[list[object]]]]:
    """Yield (name, rows) of every visible sheet with content; raises a `Refusal` when the file cannot be used.

    The first row is the sheet's row 1 and the first value its column A; rows after the last value are left out.
    Values are str ("" where empty), int, float, bool, date, datetime, time or timedelta.
    """
    check_workbook(path)
    _check_used_blocks(path)
    try:
        with path.open("rb") as stream, CalamineWorkbook.from_filelike(stream) as workbook:
            for sheet in workbook.sheets_metadata:
                if sheet.typ is SheetTypeEnum.WorkSheet and sheet.visible is SheetVisibleEnum.Visible:
                    rows = _rows(workbook, sheet.name)
                    if rows:
                        yield sheet.name, rows
    except CalamineError as error:
        raise Damaged(file=path.name) from error


def _rows(workbook: CalamineWorkbook, name: str) -> list[list[object]]:
    return [list(row) for row in workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)]


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
