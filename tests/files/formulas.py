"""Cells that are formulas: as Excel saves them, with the values it computed, and as programs do, with none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.files.clients import headings, rows, workbook
from tests.files.package import parts, write

if TYPE_CHECKING:
    from pathlib import Path

SHEET = "xl/worksheets/sheet1.xml"


def uncomputed(path: Path) -> None:
    """Write the file: D2, E3 and N4 are formulas without a value."""
    marie, jan, oscar = rows()
    marie[3] = '=LOWER(B2&"."&C2&"@example.com")'
    jan[4] = '=IF(Q3="","+32486112233","")'
    oscar[13] = "=VLOOKUP(Q4,Q10:R20,2,FALSE)"
    workbook([headings(), marie, jan, oscar])[0].save(path)


def computed(path: Path) -> None:
    """Write the file: D2 computed to an e-mail address, E3 to an empty text, N4 to the error #N/A."""
    uncomputed(path)
    contents = parts(path)
    sheet = contents[SHEET].decode()
    sheet = _computed(sheet, "D2", "str", "marie.dupont@example.com")
    sheet = _computed(sheet, "E3", "str", "")
    sheet = _computed(sheet, "N4", "e", "#N/A")
    write(path, contents | {SHEET: sheet.encode()})


def _computed(sheet: str, cell: str, kind: str, value: str) -> str:
    before, after = sheet.split(f'<c r="{cell}">')
    formula, end = after.split("</f>", 1)
    return f'{before}<c r="{cell}" t="{kind}">{formula}</f><v>{value}</v>{end[end.index("</c>") :]}'
