"""Our conditional formats in a worksheet's XML, its rows taken out: removed, also where Excel moved them, and added."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from addin.engines.elements import after, children, inserted, prefixed, replaced, text

if TYPE_CHECKING:
    from collections.abc import Iterable

ORDER: Final = tuple(
    re.findall(
        r"\w+",
        "sheetPr dimension sheetViews sheetFormatPr cols "
        "sheetData sheetCalcPr sheetProtection protectedRanges scenarios autoFilter sortState dataConsolidate "
        "customSheetViews mergeCells phoneticPr conditionalFormatting dataValidations hyperlinks printOptions "
        "pageMargins pageSetup headerFooter rowBreaks colBreaks customProperties cellWatches ignoredErrors smartTags "
        "drawing legacyDrawing legacyDrawingHF drawingHF picture oleObjects controls AlternateContent webPublishItems "
        "tableParts extLst",
    )
)
"""The elements of a worksheet in the order that the schema asks (ECMA-376, CT_Worksheet); form controls stand in an
`AlternateContent`."""
RULE: Final = re.compile(rb"<(\w+:)?cfRule\b[^>]*?(?:/>|>.*?</(?:\w+:)?cfRule>)", re.DOTALL)
PRIORITY: Final = re.compile(rb'(<(?:\w+:)?cfRule\b[^>]*?\spriority=")(-?\d+)"')
NEW_FORMAT: Final = re.compile(rb"<(\w+):conditionalFormatting\b.*?</\1:conditionalFormatting>", re.DOTALL)
NO_FORMATS: Final = re.compile(rb"<\w+:conditionalFormattings[^>]*?(?:/>|>\s*</\w+:conditionalFormattings>)")
EXTENSION: Final = re.compile(rb"<(?:\w+:)?ext\b.*?</(?:\w+:)?ext>", re.DOTALL)


def without(xml: bytes, grid: str, ours: int) -> bytes:
    """Return a worksheet without the formats that look at the sheet `grid`; `ours` is how many there are at most."""
    sign = grid.encode()
    if sign not in xml:
        return xml
    changes = {}
    removed = 0
    for child in children(xml):
        raw = xml[child.start : child.end]
        if child.name in {"conditionalFormatting", "extLst"} and sign in raw:
            removed += sum(sign in rule[0] for rule in RULE.finditer(raw))
            changes[child] = _without(raw, sign) if child.name == "extLst" else _rules_without(raw, sign)
    return _moved(replaced(xml, changes), -min(removed, ours)) if removed else xml


def _without(extensions: bytes, sign: bytes) -> bytes:
    """Return the extension list without our formats, b"" when nothing is left of it."""
    left = NEW_FORMAT.sub(lambda one: _rules_without(one[0], sign), extensions)
    left = EXTENSION.sub(lambda one: b"" if NO_FORMATS.search(one[0]) else one[0], left)
    return left if EXTENSION.search(left) else b""


def _rules_without(raw: bytes, sign: bytes) -> bytes:
    """Return formats without ours, b"" when nothing is left of them."""
    if sign not in raw:
        return raw
    left = RULE.sub(lambda rule: b"" if sign in rule[0] else rule[0], raw)
    return left if RULE.search(left) else b""


def with_formats(xml: bytes, prefix: bytes, area: str, formats: Iterable[tuple[str, int]]) -> bytes:
    """Return a worksheet with formats before all others, each a formula and the number of its look."""
    rules = [
        b'<cfRule type="expression" dxfId="%d" priority="%d"><formula>%s</formula></cfRule>'
        % (look, priority, text(formula))
        for priority, (formula, look) in enumerate(formats, 1)
    ]
    added = b'<conditionalFormatting sqref="%s">%s</conditionalFormatting>' % (area.encode(), b"".join(rules))
    later = after("conditionalFormatting", ORDER) | {"conditionalFormatting"}
    return inserted(_moved(xml, len(rules)), prefixed(added, prefix), later)


def _moved(xml: bytes, by: int) -> bytes:
    """Return a worksheet whose formats have other priorities, in the same order."""
    return PRIORITY.sub(lambda rule: b'%s%d"' % (rule[1], max(1, int(rule[2]) + by)), xml)
