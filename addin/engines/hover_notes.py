"""The hover notes of a sheet: the comments part, the drawing with their boxes, and what relates the sheet to both."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from addin.engines.conditional_formats import ORDER
from addin.engines.elements import RELATIONSHIPS, after, children, inserted, prefixed, replaced
from addin.engines.note_boxes import with_boxes, without_boxes
from addin.engines.notes import EMPTY, Notes
from addin.marks import with_reason

if TYPE_CHECKING:
    from collections.abc import Mapping

    from addin.engines.package import Package

KIND: Final = f"{RELATIONSHIPS}/comments"
TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
DRAWING_KIND: Final = f"{RELATIONSHIPS}/vmlDrawing"
DRAWING_TYPE: Final = "application/vnd.openxmlformats-officedocument.vmlDrawing"
RELATION: Final = re.compile(rb"""\s(?:\w+:)?id\s*=\s*["']([^"']+)["']""")
NAMED: Final = "legacyDrawing"


class HoverNotes:
    """The notes of the worksheet that is a part of a package."""

    def __init__(self, package: Package, sheet: str) -> None:
        """Look at nothing yet."""
        self._package = package
        self._sheet = sheet

    def replaced(self, xml: bytes, prefix: bytes, reasons: Mapping[str, str]) -> bytes:
        """Tell these reasons, by address, and none of before; returns the sheet's XML, of which the rows may be out."""
        part = self._package.related(self._sheet, "comments")
        before = self._package.read(part) if part else EMPTY
        notes = Notes(before)
        gone = notes.remove()
        added = notes.add(reasons)
        if gone or added:
            xml = self._with_boxes(xml, prefix, gone, {place: with_reason("", reasons[place]) for place in added})
        if notes.xml != before:
            self._write(part, notes)
        return xml

    def _write(self, part: str | None, notes: Notes) -> None:
        if part and not notes.places:
            self._package.unrelate(self._sheet, part)
            self._package.remove(part)
        elif part:
            self._package.write(part, notes.xml)
        elif notes.places:
            added = self._package.add("xl/comments{}.xml", notes.xml, TYPE)
            self._package.relate(self._sheet, KIND, added)

    def _with_boxes(self, xml: bytes, prefix: bytes, gone: list[str], added: Mapping[str, str]) -> bytes:
        child = next((child for child in children(xml) if child.name == NAMED), None)
        relation = RELATION.search(xml, child.start, child.end) if child else None
        targets = {one.id: one.target for one in self._package.relations(self._sheet)}
        part = targets.get(relation[1].decode(), "") if relation else ""
        drawing: bytes | None = self._package.read(part) if part in self._package else None
        if drawing and gone:
            drawing = without_boxes(drawing, gone)
        if added:
            drawing = with_boxes(drawing, added)
        if drawing is not None and part in self._package:
            self._package.write(part, drawing)
        elif drawing is not None:
            part = self._package.add("xl/drawings/vmlDrawing{}.vml", drawing, DRAWING_TYPE)
            named = b'<legacyDrawing xmlns:r="%s" r:id="%s"/>'
            id_ = self._package.relate(self._sheet, DRAWING_KIND, part)
            element = prefixed(named % (RELATIONSHIPS.encode(), id_.encode()), prefix)
            xml = inserted(xml, element, after(NAMED, ORDER))
        elif child and part in self._package:
            self._package.unrelate(self._sheet, part)
            self._package.remove(part)
            xml = replaced(xml, {child: b""})
        return xml
