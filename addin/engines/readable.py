"""A copy of a package that openpyxl reads quickly and without stumbling: for reading only what we need."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING, Final
from zipfile import ZipFile

if TYPE_CHECKING:
    from collections.abc import Mapping

SHEET_RELATIONS: Final = re.compile(r"xl/worksheets/_rels/.*\.rels", re.IGNORECASE)
RELATION: Final = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*?(?:/>|>\s*</(?:\w+:)?Relationship>)")
READ_RELATION: Final = re.compile(rb'Type="[^"]*/(hyperlink|comments|table|vmlDrawing|printerSettings)"')
DROPPED: Final = re.compile(r"xl/(chartsheets|charts|media|embeddings|pivotCache|pivotTables)/.*", re.IGNORECASE)
CACHES: Final = re.compile(rb"<(\w+:)?pivotCaches>.*?</(?:\w+:)?pivotCaches>", re.DOTALL)


def readable(package: ZipFile, changed: Mapping[str, bytes], *, foreign: bool) -> BytesIO:
    """Return the package with `changed` parts; of a `foreign` one, without what openpyxl might choke on."""
    copy = BytesIO()
    with ZipFile(copy, "w") as target:
        for name in package.namelist():
            if not (foreign and DROPPED.fullmatch(name)):
                target.writestr(name, changed.get(name) or _plain(name, package.read(name), foreign=foreign))
    copy.seek(0)
    return copy


def _plain(name: str, content: bytes, *, foreign: bool) -> bytes:
    if not foreign:
        return content
    if SHEET_RELATIONS.fullmatch(name):
        return RELATION.sub(lambda one: one[0] if READ_RELATION.search(one[0]) else b"", content)
    return CACHES.sub(b"", content) if name == "xl/workbook.xml" else content
