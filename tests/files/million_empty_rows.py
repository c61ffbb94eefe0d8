"""Clients with empty rows in between, and below them every row of the sheet formatted though empty.

That is what a colour on whole rows, pulled down to the end, leaves behind.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl.styles import PatternFill

from tests.files.clients import headings, rows, workbook
from tests.files.package import parts

if TYPE_CHECKING:
    from pathlib import Path

LAST_ROW = 1_048_576
SHEET = "xl/worksheets/sheet1.xml"


def make(path: Path, last_row: int = LAST_ROW) -> None:
    """Write the file: clients on rows 2, 5 and 9, formatted empty rows up to `last_row`."""
    marie, jan, oscar = rows()
    oscar[4] = "0497556677"
    book, sheet = workbook([headings(), marie, [], [], jan, [], [], [], oscar])
    sheet["A10"].fill = PatternFill("solid", fgColor="DDEEFF")
    book.save(path)
    contents = parts(path)
    before, after = contents.pop(SHEET).split(b'<row r="10"')
    empty = _empty_row(after[after.index(b's="') :].split(b'"')[1].decode())
    with ZipFile(path, "w", ZIP_DEFLATED, compresslevel=1) as package:
        for name, content in contents.items():
            package.writestr(name, content)
        with package.open(SHEET, "w", force_zip64=True) as part:
            part.write(before)
            for row in range(10, last_row + 1):
                part.write(empty.replace(b"#", b"%d" % row))
            part.write(after[after.index(b"</sheetData>") :])


def _empty_row(style: str) -> bytes:
    """Return an empty row whose number is written `#`."""
    cells = "".join(f'<c r="{letter}#" s="{style}"/>' for letter in "ABCDEFGHIJKLMNOPQRSTU")
    return f'<row r="#" s="{style}" customFormat="1">{cells}</row>'.encode()
