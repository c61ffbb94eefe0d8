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
DATES: Final = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
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
    """Return the sheets; None for a package in which calamine would not find its way.

    Two sheets of one name, or styles elsewhere than Excel puts them: Excel writes neither.
    """
    try:
        workbook, relations = (_parsed(package, part) for part in (WORKBOOK, RELATIONS))
    except (KeyError, ET.ParseError):
        return None
    targets = {one.get("Id"): (one.get("Type", ""), _path(one.get("Target", ""))) for one in relations}
    if any(kind.endswith("/styles") and path != STYLES for kind, path in targets.values()):
        return None
    sheets = [(one.get("name", ""), *targets.get(_relation(one), ("", ""))) for one in _all(workbook, "sheet")]
    sheets = [sheet for sheet in sheets if sheet[2] in package.namelist()]
    parts = {name: path for name, kind, path in sheets if kind.endswith("/worksheet")}
    if len({name.casefold() for name, _, _ in sheets}) < len(sheets):
        return None
    shown = next((int(view.get("activeTab", 0)) for view in _all(workbook, "workbookView")), 0)
    name = sheets[shown][0] if shown < len(sheets) else ""
    return Listing(parts, name if name in parts else next(iter(parts), ""))


def date_styles(package: ZipFile) -> frozenset[int]:
    """Return the numbers of the cell styles whose number format shows a date or a time."""
    if STYLES not in package.namelist():
        return frozenset()
    styles = _parsed(package, STYLES)
    own = {one.get("numFmtId"): _shows_date(one.get("formatCode", "")) for one in _all(styles, "numFmt")}
    of_cells = next(_all(styles, "cellXfs"), ())
    formats = (one.get("numFmtId", "0") for one in of_cells)
    return frozenset(
        place for place, number in enumerate(formats) if own.get(number, number.isdigit() and int(number) in DATES)
    )


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
