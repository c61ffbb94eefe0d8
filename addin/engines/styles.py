"""The styles part: what our cells and formats need is found in it or added at its end, and nothing else changes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from addin.engines.elements import (
    after,
    appended,
    attribute,
    children,
    inserted,
    prefix_of,
    prefixed,
    with_attribute,
)
from addin.engines.escapes import quoteattr, unescape

if TYPE_CHECKING:
    from collections.abc import Sequence

ORDER: Final = tuple(
    re.findall(
        r"\w+",
        "numFmts fonts fills borders cellStyleXfs cellXfs cellStyles dxfs tableStyles colors extLst",
    )
)
"""ECMA-376, CT_Stylesheet."""
MINIMAL: Final = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    b'<fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>'
    b'<fills count="2"><fill><patternFill patternType="none"/></fill>'
    b'<fill><patternFill patternType="gray125"/></fill></fills>'
    b'<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    b'<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    b'<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs></styleSheet>'
)
"""For a workbook that has none, as a few programs write it."""
FIRST_OWN_FORMAT: Final = 164
BUILT_IN: Final = {
    "General": 0,
    "0": 1,
    "0.00": 2,
    "#,##0": 3,
    "#,##0.00": 4,
    "0%": 9,
    "0.00%": 10,
    "mm-dd-yy": 14,
    "@": 49,
}
"""Of the built-in number formats (ECMA-376, 18.8.30) those that are of use."""
CODES: Final = {number: code for code, number in BUILT_IN.items()}


class Styles:
    """The sections of a styles part; `xml` is the part with what was added."""

    def __init__(self, xml: bytes) -> None:
        """Read the part."""
        self._xml = xml
        self._prefix = prefix_of(xml)
        self._sections = {child.name: xml[child.start : child.end] for child in children(xml)}
        self._kept: dict[str, list[bytes]] = {}
        self._added: dict[str, list[bytes]] = {}
        self._places: dict[str, dict[bytes, int]] = {}
        self._restyled: dict[tuple[int, str], int] = {}

    @property
    def is_changed(self) -> bool:
        """Whether anything was added."""
        return any(self._added.values())

    @property
    def xml(self) -> bytes:
        """The part with what was added."""
        xml = self._xml
        for name, added in self._added.items():
            child = next((one for one in children(xml) if one.name == name), None)
            if not added:
                continue
            if child:
                xml = xml[: child.start] + appended(xml[child.start : child.end], *added) + xml[child.end :]
            else:
                empty = prefixed(b'<%s count="0"></%s>' % (name.encode(), name.encode()), self._prefix)
                xml = inserted(xml, appended(empty, *added), after(name, ORDER))
        return xml

    def entries(self, section: str) -> list[bytes]:
        """Return the entries of a section that were there before."""
        if section not in self._kept:
            whole = self._sections.get(section, b"<a></a>")
            self._kept[section] = [whole[child.start : child.end] for child in children(whole)]
        return self._kept[section]

    def place(self, section: str, entry: bytes) -> int:
        """Return the number of an entry, written without prefixes; it is added where it is not there yet."""
        return self._place(section, prefixed(entry, self._prefix))

    def number_format(self, style: int) -> str:
        """Return the code of a cell style's number format."""
        formats = self.entries("cellXfs")
        number = int(attribute(formats[style], "numFmtId") or 0) if style < len(formats) else 0
        for own in self.entries("numFmts"):
            if attribute(own, "numFmtId") == str(number):
                return unescape(attribute(own, "formatCode") or "", {"&quot;": '"', "&apos;": "'"})
        return CODES.get(number, "General")

    def restyled(self, style: int, code: str) -> int:
        """Return a cell style like another, with a number format."""
        known = self._restyled.get((style, code))
        if known is None and self.number_format(style) == code:
            known = self._restyled[style, code] = style
        if known is None:
            formats = self.entries("cellXfs")
            like = formats[style] if style < len(formats) else (formats[0] if formats else b'<xf xfId="0"/>')
            changed = with_attribute(like, "numFmtId", str(self.format_number(code)))
            known = self._restyled[style, code] = self._place(
                "cellXfs", with_attribute(changed, "applyNumberFormat", "1")
            )
        return known

    def format_number(self, code: str) -> int:
        """Return the number of a number format."""
        if code in BUILT_IN:
            return BUILT_IN[code]
        written = [*self.entries("numFmts"), *self._added.get("numFmts", ())]
        quoted = quoteattr(code)[1:-1].encode()
        numbers = {int(attribute(one, "numFmtId") or 0): one for one in written}
        for number, one in numbers.items():
            if b'formatCode="%s"' % quoted in one:
                return number
        number = max([FIRST_OWN_FORMAT - 1, *numbers]) + 1
        self.place("numFmts", b'<numFmt numFmtId="%d" formatCode=%s/>' % (number, quoteattr(code).encode()))
        return number

    def _place(self, section: str, entry: bytes) -> int:
        kept: Sequence[bytes] = self.entries(section)
        if section not in self._places:
            self._places[section] = {one: number for number, one in reversed(list(enumerate(kept)))}
        places = self._places[section]
        if entry not in places:
            added = self._added.setdefault(section, [])
            places[entry] = len(kept) + len(added)
            added.append(entry)
        return places[entry]
