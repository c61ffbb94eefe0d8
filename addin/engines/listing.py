"""What a workbook's package says of its sheets and of the styles of cells, read without openpyxl."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple
from xml.etree import ElementTree as ET

from addin.engines.elements import children
from addin.engines.package import Package

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from zipfile import ZipFile

WORKBOOK: Final = "xl/workbook.xml"
STYLES: Final = "xl/styles.xml"
DATES: Final = frozenset(map(str, (*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59))))
"""The numbers of the built-in formats of dates and times (ECMA-376, 18.8.30)."""
LITERAL: Final = re.compile(r'"[^"]*"|\\.|_.|\[(?![hms]+\])[^\]]*\]', re.IGNORECASE)
DATE_LETTER: Final = re.compile(r"[dmyhs]", re.IGNORECASE)


class Tab(NamedTuple):
    """A sheet as the workbook lists it: its element, and its part, "" for what is no worksheet."""

    name: str
    part: str
    state: str
    raw: bytes


class Listing(NamedTuple):
    """The sheets in their order, and the place of the one in view; where not `is_usual`, calamine would be lost.

    `from_1904` is when its days are counted from, otherwise it is 1900.
    """

    workbook: str
    tabs: Sequence[Tab]
    shown: int
    is_usual: bool
    from_1904: bool

    @property
    def parts(self) -> Mapping[str, str]:
        """The parts of the worksheets by the sheets' names."""
        return {tab.name: tab.part for tab in self.tabs if tab.part}


def listing(source: ZipFile) -> Listing:
    """Return the sheets; raises `KeyError` or `ParseError` for a package that has none.

    Excel writes no two sheets of one name, and styles only where calamine looks for them.
    """
    package = Package(source)
    main = package.related("", "officeDocument") or WORKBOOK
    xml = package.read(main)
    workbook = ET.fromstring(xml)  # noqa: S314 - `check_workbook` lets no DOCTYPE pass, so no entities
    relations = {one.id: one for one in package.relations(main)}
    tabs = []
    for one, raw in zip(_all(workbook, "sheet"), _sheets(xml), strict=True):
        relation = relations.get(_relation(one) or "")
        is_there = relation and relation.kind.endswith("/worksheet") and relation.target in package
        tabs.append(Tab(one.get("name", ""), relation.target if relation and is_there else "", _state(one), raw))
    names = {tab.name.casefold() for tab in tabs}
    styles = {one.target for one in relations.values() if one.kind.endswith("/styles")}
    is_usual = main == WORKBOOK and len(names) == len(tabs) and styles <= {STYLES}
    shown = next((view.get("activeTab", "0") for view in _all(workbook, "workbookView")), "0")
    epochs = (one.get("date1904", "0") for one in _all(workbook, "workbookPr"))
    from_1904 = next(epochs, "0") in {"1", "true"}
    return Listing(main, tabs, int(shown) if shown.isdecimal() else 0, is_usual, from_1904)


def date_styles(package: ZipFile) -> frozenset[int]:
    """Return the numbers of the cell styles whose number format shows a date or a time; none when styles are torn."""
    try:
        styles = ET.fromstring(package.read(STYLES))  # noqa: S314 - same
    except (KeyError, ET.ParseError):
        return frozenset()
    own = {one.get("numFmtId"): shows_date(one.get("formatCode", "")) for one in _all(styles, "numFmt")}
    formats = [one.get("numFmtId", "") for one in next(_all(styles, "cellXfs"), ())]
    dates = {number for number in formats if own.get(number, number in DATES)}
    return frozenset(place for place, number in enumerate(formats) if number in dates)


def shows_date(code: str) -> bool:
    """Tell whether a number format shows a date or a time."""
    return DATE_LETTER.search(LITERAL.sub("", code)) is not None


def _all(root: ET.Element, name: str) -> Iterator[ET.Element]:
    return root.iterfind(f".//{{*}}{name}")


def _sheets(workbook: bytes) -> list[bytes]:
    for child in children(workbook):
        if child.name == "sheets":
            sheets = workbook[child.start : child.end]
            return [sheets[one.start : one.end] for one in children(sheets)]
    return []


def _state(sheet: ET.Element) -> str:
    return sheet.get("state", "visible")


def _relation(sheet: ET.Element) -> str | None:
    return next((value for name, value in sheet.items() if name.endswith("}id")), None)
