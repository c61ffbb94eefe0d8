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
DROPPED: Final = re.compile(
    r"xl/(chartsheets|charts|media|embeddings|pivotCache|pivotTables|drawings|comments|tables)/.*|.*\.bin",
    re.IGNORECASE,
)
CACHES: Final = re.compile(rb"<(\w+:)?pivotCaches>.*?</(?:\w+:)?pivotCaches>", re.DOTALL)


def readable(package: ZipFile, changed: Mapping[str, bytes]) -> BytesIO:
    """Return the package with `changed` parts, and without what is no cell and might make openpyxl choke."""
    copy = BytesIO()
    with ZipFile(copy, "w") as target:
        for name in package.namelist():
            if not DROPPED.fullmatch(name):
                target.writestr(name, changed.get(name) or _plain(name, package.read(name)))
    copy.seek(0)
    return copy


def _plain(name: str, content: bytes) -> bytes:
    if SHEET_RELATIONS.fullmatch(name):
        return RELATION.sub(b"", content)
    return CACHES.sub(b"", content) if name == "xl/workbook.xml" else content
