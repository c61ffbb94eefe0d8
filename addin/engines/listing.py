"""What a workbook's package says of its sheets and of the styles of cells, read without openpyxl."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING, Final, NamedTuple
from xml.etree import ElementTree as ET

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from zipfile import ZipFile

WORKBOOK: Final = "xl/workbook.xml"
RELATIONS: Final = "xl/_rels/workbook.xml.rels"
STYLES: Final = "xl/styles.xml"
DATES: Final = frozenset(map(str, (*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59))))
"""The numbers of the built-in formats of dates and times (ECMA-376, 18.8.30)."""
LITERAL: Final = re.compile(r'"[^"]*"|\\.|_.|\[(?![hms]+\])[^\]]*\]', re.IGNORECASE)
DATE_LETTER: Final = re.compile(r"[dmyhs]", re.IGNORECASE)


class Listing(NamedTuple):
    """The parts of the worksheets by the sheets' names, in their order, and the name of the sheet in view.

    `active` is the first worksheet when a chart is in view, "" when every sheet is a chart.
    """

    parts: Mapping[str, str]
    active: str


def listing(package: ZipFile) -> Listing | None:
    """Return the sheets; None for a package in which calamine would not find its way, nor perhaps anybody else.

    Excel writes no two sheets of one name, and styles only where calamine looks for them.
    """
    try:
        workbook, relations = (_parsed(package, part) for part in (WORKBOOK, RELATIONS))
        shown = next((int(view.get("activeTab", 0)) for view in _all(workbook, "workbookView")), 0)
    except (KeyError, ValueError, ET.ParseError):
        return None
    targets = {one.get("Id"): (one.get("Type", ""), _path(one.get("Target", ""))) for one in relations}
    sheets = [(one.get("name", ""), *targets.get(_relation(one), ("", ""))) for one in _all(workbook, "sheet")]
    sheets = [sheet for sheet in sheets if sheet[2] in package.namelist()]
    names = {name.casefold() for name, _, _ in sheets}
    styles = {path for kind, path in targets.values() if kind.endswith("/styles")}
    if len(names) < len(sheets) or not styles <= {STYLES}:
        return None
    parts = {name: path for name, kind, path in sheets if kind.endswith("/worksheet")}
    name = sheets[shown][0] if 0 <= shown < len(sheets) else ""
    return Listing(parts, name if name in parts else next(iter(parts), ""))


def date_styles(package: ZipFile) -> frozenset[int]:
    """Return the numbers of the cell styles whose number format shows a date or a time; none when styles are torn."""
    try:
        styles = _parsed(package, STYLES)
    except (KeyError, ET.ParseError):
        return frozenset()
    own = {one.get("numFmtId"): _shows_date(one.get("formatCode", "")) for one in _all(styles, "numFmt")}
    formats = [one.get("numFmtId", "") for one in next(_all(styles, "cellXfs"), ())]
    dates = {number for number in formats if own.get(number, number in DATES)}
    return frozenset(place for place, number in enumerate(formats) if number in dates)


def _shows_date(code: str) -> bool:
    return DATE_LETTER.search(LITERAL.sub("", code)) is not None


def _parsed(package: ZipFile, part: str) -> ET.Element:
    return ET.fromstring(package.read(part))  # noqa: S314 - `check_workbook` lets no DOCTYPE pass, so no entities


def _all(root: ET.Element, name: str) -> Iterator[ET.Element]:
    return root.iterfind(f".//{{*}}{name}")


def _relation(sheet: ET.Element) -> str | None:
    return next((value for name, value in sheet.items() if name.endswith("}id")), None)


def _path(target: str) -> str:
    return posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")
