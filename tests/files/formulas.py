"""Cells that are formulas: with the value Excel computed, and without one (a program wrote it, Excel never saw it)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.files.clients import headings, rows, workbook
from tests.files.package import parts, write

if TYPE_CHECKING:
    from pathlib import Path

SHEET = "xl/worksheets/sheet1.xml"


def make(path: Path) -> None:
    """Write the file: D2 has a computed value, E3 has none, N4 computed to the error #N/A."""
    marie, jan, oscar = rows()
    marie[3] = '=LOWER(B2&"."&C2&"@example.com")'
    jan[4] = '="+32"&486112233'
    oscar[13] = "=VLOOKUP(Q4,Q10:R20,2,FALSE)"
    workbook([headings(), marie, jan, oscar])[0].save(path)
    contents = parts(path)
    sheet = contents[SHEET].decode()
    sheet = _computed(sheet, "D2", "str", "marie.dupont@example.com")
    sheet = _computed(sheet, "N4", "e", "#N/A")
    write(path, contents | {SHEET: sheet.encode()})


def _computed(sheet: str, cell: str, kind: str, value: str) -> str:
    before, after = sheet.split(f'<c r="{cell}">')
    formula, end = after.split("</f>", 1)
    return f'{before}<c r="{cell}" t="{kind}">{formula}</f><v>{value}</v>{end[end.index("</c>") :]}'
