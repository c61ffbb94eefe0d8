"""A sheet that openpyxl drew, put into the package of another workbook: its styles are found or added there."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING, Final
from zipfile import ZipFile

from addin.engines.elements import attribute, with_attribute
from addin.engines.package import Package, relations_part
from addin.engines.styles import FIRST_OWN_FORMAT, Styles

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from openpyxl import Workbook

    from addin.engines.drawn_sheet import DrawnSheet

COLUMN: Final = re.compile(rb'(<col\s[^>]*?\sstyle=")(\d+)"')
LOOK: Final = re.compile(rb'(<cfRule\s[^>]*?\sdxfId=")(\d+)"')
DATA: Final = re.compile(rb"<sheetData\s*(?:/>|>.*</sheetData>)", re.DOTALL)
PARTS: Final = {"fontId": "fonts", "fillId": "fills", "borderId": "borders"}


class Transplant:
    """The sheets of a scratch workbook, which is drawn whole once."""

    def __init__(self, workbook: Workbook, sheets: Iterable[DrawnSheet], styles: Styles) -> None:
        """Draw the workbook, which has these sheets; `styles` are those of the other one."""
        for sheet in sheets:
            sheet.settle()
        drawn = BytesIO()
        workbook.save(drawn)
        self._package = Package(ZipFile(drawn))
        self._own = Styles(self._package.read("xl/styles.xml"))
        self._styles = styles
        self._cells: dict[int, int] = {0: 0}
        names = [str(name) for name in workbook.sheetnames]
        self._parts = {name: f"xl/worksheets/sheet{number}.xml" for number, name in enumerate(names, 1)}

    def sheet(self, name: str, rows: DrawnSheet) -> Iterator[bytes]:
        """Yield the XML of a sheet, whose rows are given."""
        xml = self._package.read(self._parts[name])
        data = DATA.search(xml)
        assert data  # noqa: S101 - openpyxl always writes it
        yield self._with_styles(xml[: data.start()]) + b"<sheetData>"
        yield from rows.rows(self._cell)
        yield b"</sheetData>" + LOOK.sub(self._look, xml[data.end() :])

    def relate(self, name: str, package: Package, part: str) -> None:
        """Take the sheet's notes and links along."""
        drawn = self._parts[name]
        relations = self._package.relations(drawn)
        if not relations:
            return
        xml = self._package.read(relations_part(drawn))
        for one in relations:
            if not one.is_external:
                folder, _, file = one.target.rpartition("/")
                pattern = f"{folder}/{re.sub(r'[0-9]+', '', file.partition('.')[0])}{{}}.{file.partition('.')[2]}"
                kind = self._package.type_of(one.target)
                added = package.add(pattern, self._package.read(one.target), kind)
                xml = xml.replace(b'"/%s"' % one.target.encode(), b'"/%s"' % added.encode())
        package.write(relations_part(part), xml)

    def _with_styles(self, xml: bytes) -> bytes:
        return COLUMN.sub(lambda one: b'%s%d"' % (one[1], self._cell(int(one[2]))), xml)

    def _cell(self, number: int) -> int:
        if number not in self._cells:
            entry = self._own.entries("cellXfs")[number]
            for name, section in PARTS.items():
                part = self._own.entries(section)[int(attribute(entry, name) or 0)]
                entry = with_attribute(entry, name, str(self._styles.place(section, part)))
            if int(attribute(entry, "numFmtId") or 0) >= FIRST_OWN_FORMAT:
                code = self._own.number_format(number)
                entry = with_attribute(entry, "numFmtId", str(self._styles.format_number(code)))
            self._cells[number] = self._styles.place("cellXfs", with_attribute(entry, "xfId", "0"))
        return self._cells[number]

    def _look(self, rule: re.Match[bytes]) -> bytes:
        look = self._own.entries("dxfs")[int(rule[2])]
        return b'%s%d"' % (rule[1], self._styles.place("dxfs", look))
