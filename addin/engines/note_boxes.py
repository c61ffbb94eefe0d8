"""The boxes of hover notes in a sheet's old drawing (VML): ours are added behind all others, and removed."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from addin.engines.cells import column_number
from workbook.layout import NOTE_WIDTH, note_height

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

SHAPE: Final = re.compile(rb"<(\w+):shape\b.*?</\1:shape>\s*", re.DOTALL)
ROW: Final = re.compile(rb"<\w+:Row>\s*(\d+)\s*<")
COLUMN: Final = re.compile(rb"<\w+:Column>\s*(\d+)\s*<")
NUMBERED: Final = re.compile(rb'(?:id|spid)="_x0000_s(\d+)"')
IS_NOTE: Final = b'ObjectType="Note"'
BOX_TYPE: Final = b'"#_x0000_t202"'
ADDRESS: Final = re.compile(rb"([A-Z]+)(\d+)")
IDS: Final = 1024
"""Shapes are numbered in clusters of so many; a drawing tells which clusters it uses."""
OTHERS: Final = re.compile(rb"<\w+:(?:shape|group|rect|roundrect|oval|line|polyline|curve|arc|image)\b")
NAMES: Final = (
    b' xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    b' xmlns:x="urn:schemas-microsoft-com:office:excel"'
)
ROOT_NAMES: Final = NAMES.split()
EMPTY: Final = b'<xml%s><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="%s"/></o:shapelayout></xml>'
TYPE: Final = (
    b'<v:shapetype%s id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    b'<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
BOX: Final = (
    b'<v:shape%%s id="_x0000_s%%d" type="#_x0000_t202" style="position:absolute;margin-left:59.25pt;margin-top:1.5pt;'
    b'width:%dpx;height:%%dpx;z-index:1;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto">'
    b'<v:fill color2="#ffffe1"/><v:shadow color="black" obscured="t"/><v:path o:connecttype="none"/>'
    b'<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
    b'<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:AutoFill>False</x:AutoFill>'
    b"<x:Row>%%d</x:Row><x:Column>%%d</x:Column></x:ClientData></v:shape>" % NOTE_WIDTH
)


def with_boxes(vml: bytes | None, texts: Mapping[str, str]) -> bytes:
    """Return a drawing, new where there is none, with a box for each note; `texts` are the notes by address."""
    numbers = [int(number) for number in NUMBERED.findall(vml or b"")]
    first = max([IDS, *numbers]) + 1
    if vml is None:
        clusters = range(first // IDS, (first + len(texts) - 1) // IDS + 1)
        vml = EMPTY % (NAMES, b",".join(b"%d" % cluster for cluster in clusters))
    names = b"" if all(name in vml for name in ROOT_NAMES) else NAMES
    boxes = [
        BOX % (names, number, _height(text), *_place(address))
        for number, (address, text) in enumerate(texts.items(), first)
    ]
    if b'id="_x0000_t202"' not in vml:
        boxes.insert(0, TYPE % names)
    end = vml.rindex(b"</")
    return vml[:end] + b"".join(boxes) + vml[end:]


def without_boxes(vml: bytes, addresses: Iterable[str]) -> bytes | None:
    """Return a drawing without the boxes of some notes, None when nothing is left in it."""
    places = {_place(address) for address in addresses}

    def kept(shape: re.Match[bytes]) -> bytes:
        row, column = ROW.search(shape[0]), COLUMN.search(shape[0])
        is_gone = IS_NOTE in shape[0] and row and column and (int(row[1]), int(column[1])) in places
        return b"" if is_gone else shape[0]

    left = SHAPE.sub(kept, vml)
    if BOX_TYPE not in left:
        left = left.replace(TYPE % b"", b"").replace(TYPE % NAMES, b"")
    return left if OTHERS.search(left) else None


_height = lru_cache(maxsize=4096)(note_height)
"""Most notes say what others say as well."""


def _place(address: str) -> tuple[int, int]:
    """Return row and column, from 0."""
    found = ADDRESS.fullmatch(address.encode())
    assert found  # noqa: S101 - every note has an address
    return int(found[2]) - 1, column_number(found[1]) - 1
