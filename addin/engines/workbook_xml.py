"""The list of sheets in the workbook part: sheets come, go and change places, and what counts them follows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from addin.engines.elements import RELATIONSHIPS, attribute, children, prefix_of, prefixed, replaced, with_attribute
from addin.engines.escapes import quoteattr

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

NAME: Final = re.compile(rb"<(?:\w+:)?definedName\b[^>]*?(?:/>|>.*?</(?:\w+:)?definedName>)", re.DOTALL)
VIEW: Final = re.compile(rb"<(?:\w+:)?workbookView\b[^>]*>")
SHEET_ID: Final = re.compile(rb'\ssheetId="(\d+)"')


def new_sheet(xml: bytes, sheets: Sequence[bytes], name: str, relation: str, state: str) -> bytes:
    """Return the element of a sheet to add; `sheets` are all elements there are."""
    taken = [int(number) for sheet in sheets for number in SHEET_ID.findall(sheet)]
    root = xml[: xml.index(b">", xml.index(b"workbook"))]
    known = b' xmlns:r="%s"' % RELATIONSHIPS.encode()
    declared = b"" if known in root else known
    shown = "" if state == "visible" else f' state="{state}"'
    element = f'<sheet name={quoteattr(name)} sheetId="{max(taken, default=0) + 1}"{shown} r:id="{relation}"/>'
    return prefixed(element.encode().replace(b"<sheet", b"<sheet" + declared), prefix_of(xml))


def arranged(xml: bytes, sheets: Sequence[bytes], moved: Mapping[int, int], shown: int) -> bytes:
    """Return the part with other sheets; `moved` says where each one of before is now, `shown` which is in view."""
    changes = {}
    for child in children(xml):
        raw = xml[child.start : child.end]
        if child.name == "sheets":
            changes[child] = _with_sheets(raw, sheets)
        elif child.name == "definedNames":
            changes[child] = _renumbered(raw, moved)
        elif child.name == "bookViews":
            changes[child] = VIEW.sub(lambda view: _showing(view[0], moved, shown), raw, count=1)
    return replaced(xml, changes)


def _with_sheets(raw: bytes, sheets: Sequence[bytes]) -> bytes:
    before = children(raw)
    if [raw[one.start : one.end] for one in before] == list(sheets):
        return raw
    start, end = (before[0].start, before[-1].end) if before else (raw.index(b">") + 1, raw.rindex(b"</"))
    return raw[:start] + b"".join(sheets) + raw[end:]


def _renumbered(raw: bytes, moved: Mapping[int, int]) -> bytes:
    def follows(name: re.Match[bytes]) -> bytes:
        local = attribute(name[0], "localSheetId")
        if local is None or moved.get(int(local)) == int(local):
            return name[0]
        place = moved.get(int(local))
        return b"" if place is None else with_attribute(name[0], "localSheetId", str(place))

    left = NAME.sub(follows, raw)
    return b"" if left != raw and not NAME.search(left) else left


def _showing(view: bytes, moved: Mapping[int, int], shown: int) -> bytes:
    if int(attribute(view, "activeTab") or 0) != shown:
        view = with_attribute(view, "activeTab", str(shown))
    first = attribute(view, "firstSheet")
    if first and moved.get(int(first), 0) != int(first):
        view = with_attribute(view, "firstSheet", str(moved.get(int(first), 0)))
    return view
