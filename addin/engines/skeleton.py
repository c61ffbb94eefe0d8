"""A worksheet's XML without its rows: what it holds, and what openpyxl forgets of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final
from xml.parsers import expat

from workbook.layout import REASONS_GRID

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ORDER: Final = tuple(
    re.findall(
        r"\w+",
        "sheetData sheetCalcPr sheetProtection protectedRanges scenarios autoFilter sortState dataConsolidate "
        "customSheetViews mergeCells phoneticPr conditionalFormatting dataValidations hyperlinks printOptions "
        "pageMargins pageSetup headerFooter rowBreaks colBreaks customProperties cellWatches ignoredErrors smartTags "
        "drawing legacyDrawing legacyDrawingHF picture oleObjects controls webPublishItems tableParts extLst",
    )
)
"""The elements of a worksheet after its rows, in the order that the schema asks (ECMA-376, CT_Worksheet)."""

FORGOTTEN: Final = ("protectedRanges", "ignoredErrors", "extLst")
NAMESPACE: Final = re.compile(rb'xmlns:\w+="[^"]*"')
EXTENSION: Final = re.compile(rb"<(?:\w+:)?ext\b.*?</(?:\w+:)?ext>", re.DOTALL)
NEW_FORMAT: Final = re.compile(rb"<x14:conditionalFormatting\b.*?</x14:conditionalFormatting>", re.DOTALL)
NO_FORMATS: Final = re.compile(rb"<x14:conditionalFormattings[^>]*>\s*</x14:conditionalFormattings>")
PLACE: Final = re.compile(rb"<xm:sqref>([^<]*)</xm:sqref>")


@dataclass(frozen=True, slots=True)
class Skeleton:
    """A worksheet without its rows: its elements, what openpyxl forgets of them, and where our marks were.

    Excel moves a format that looks at another sheet, as ours does, into an extension; openpyxl drops it.
    """

    elements: Sequence[str] = ()
    forgotten: Mapping[str, bytes] = field(default_factory=dict)
    marked: Sequence[str] = ()
    has_data_bars: bool = False


def skeleton(xml: bytes) -> Skeleton:
    """Look at a worksheet's XML, its rows taken out."""
    children = _children(xml)
    namespaces = b" ".join(dict.fromkeys(NAMESPACE.findall(xml[: xml.find(b">", xml.find(b"worksheet"))])))
    forgotten: dict[str, bytes] = {}
    marked: list[str] = []
    for name, raw in children:
        if name == "extLst":
            kept, marked = _extensions(raw)
            if kept:
                forgotten[name] = _declaring(kept, namespaces)
        elif name in FORGOTTEN:
            forgotten[name] = _declaring(raw, namespaces)
    bars = any(name == "conditionalFormatting" and b"extLst" in raw for name, raw in children)
    return Skeleton([name for name, _ in children], forgotten, marked, bars)


def _children(xml: bytes) -> list[tuple[str, bytes]]:
    """Return local name and XML of every child of the root."""
    children: list[tuple[str, bytes]] = []
    depth = 0
    start = 0
    parser = expat.ParserCreate()

    def opened(_name: str, _attributes: object) -> None:
        nonlocal depth, start
        depth += 1
        if depth == 2:  # noqa: PLR2004 - the root is 1
            start = parser.CurrentByteIndex

    def closed(name: str) -> None:
        nonlocal depth
        if depth == 2:  # noqa: PLR2004
            end = xml.index(b">", parser.CurrentByteIndex) + 1
            children.append((name.rpartition(":")[2], xml[start:end]))
        depth -= 1

    parser.StartElementHandler, parser.EndElementHandler = opened, closed
    parser.Parse(xml, True)  # noqa: FBT003 - expat takes it by position only
    return children


def _extensions(raw: bytes) -> tuple[bytes, list[str]]:
    """Return the extension list without our formats, empty when nothing is left, and where these were."""
    marked: list[str] = []

    def without_ours(one: re.Match[bytes]) -> bytes:
        if REASONS_GRID.encode() not in one[0]:
            return one[0]
        marked.extend(place.decode() for place in PLACE.findall(one[0]))
        return b""

    left = NEW_FORMAT.sub(without_ours, raw)
    left = EXTENSION.sub(lambda one: b"" if NO_FORMATS.search(one[0]) else one[0], left)
    return (left if EXTENSION.search(left) else b""), marked


def _declaring(raw: bytes, namespaces: bytes) -> bytes:
    """Return an element that declares what its old root declared; what it declares itself comes first."""
    end = re.search(rb"[\s/>]", raw)
    assert end  # noqa: S101 - it is an element
    opening = raw[: raw.index(b">")]
    missing = [one for one in namespaces.split() if one.partition(b"=")[0] + b"=" not in opening]
    return b" ".join([raw[: end.start()], *missing]) + raw[end.start() :]
