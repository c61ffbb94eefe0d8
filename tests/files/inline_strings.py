"""Texts written into the cells themselves, as openpyxl does, beside a shared one with a Japanese reading aid.

Three more forms: several runs in the cell, `t="str"` without a formula, and a shared string in several runs of
which the phonetic one is not part of the text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.files.clients import headings, rows, workbook
from tests.files.package import parts, related, typed, write

if TYPE_CHECKING:
    from pathlib import Path

SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"
BOOK = "xl/_rels/workbook.xml.rels"
TYPES = "[Content_Types].xml"
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
TYPE = (
    '<Override PartName="/xl/sharedStrings.xml"'
    ' ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/>'
)
SHARED = (
    '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" count="1" uniqueCount="1"><si>'
    '<r><t>Pe</t></r><r><t>eters</t></r><rPh sb="0" eb="7"><t>ピータース</t></rPh><phoneticPr fontId="1"/></si></sst>'
)


def make(path: Path) -> None:
    """Write the file: three clients in order, save that the mobile of row 4 has no country code."""
    lines = rows()
    lines[2][4] = "0497556677"
    workbook([headings(), *lines])[0].save(path)
    contents = parts(path)
    sheet = contents[SHEET].decode()
    sheet = _as(sheet, "C2", "inlineStr", "<is><r><t>Du</t></r><r><rPr><b/></rPr><t>pont</t></r></is>")
    sheet = _as(sheet, "D2", "str", "<v>marie.dupont@example.com</v>")
    sheet = _as(sheet, "C3", "s", "<v>0</v>")
    contents[SHEET] = sheet.encode()
    contents[STRINGS] = SHARED.encode()
    contents[BOOK] = related(contents[BOOK], KIND, "sharedStrings.xml")
    contents[TYPES] = typed(contents[TYPES], TYPE)
    write(path, contents)


def _as(sheet: str, cell: str, kind: str, content: str) -> str:
    before, after = sheet.split(f'<c r="{cell}" t="inlineStr">')
    return f'{before}<c r="{cell}" t="{kind}">{content}{after[after.index("</c>") :]}'
