"""What openpyxl forgets of hover notes: how their characters look, and how large their boxes are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape

from openpyxl.xml.functions import fromstring

if TYPE_CHECKING:
    from collections.abc import Mapping

NOTE: Final = re.compile(rb'(<comment\b[^>]*?\bref="([A-Z]+\d+)"[^>]*>)\s*(<text>.*?</text>|<text/>)', re.DOTALL)
RUN: Final = re.compile(rb"<r>\s*(<rPr>.*?</rPr>|<rPr/>|)\s*<t.*?</r>", re.DOTALL)
SHAPE: Final = re.compile(rb"<(\w+):shape\b.*?</\1:shape>", re.DOTALL)
SIZE: Final = re.compile(rb"(width|height):([\d.]+)(pt|px)")
ROW: Final = re.compile(rb"<\w+:Row>(\d+)<")
COLUMN: Final = re.compile(rb"<\w+:Column>(\d+)<")
PIXELS: Final = {b"px": 1.0, b"pt": 96 / 72}
MAIN: Final = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def sizes(vml: bytes) -> dict[tuple[int, int], tuple[float, float]]:
    """Return height and width in pixels of every box, by row and column from 1."""
    found: dict[tuple[int, int], tuple[float, float]] = {}
    for whole in SHAPE.finditer(vml):
        shape = whole[0]
        row, column = ROW.search(shape), COLUMN.search(shape)
        lengths = {name: float(number) * PIXELS[unit] for name, number, unit in SIZE.findall(shape)}
        if row and column and len(lengths) == len(("height", "width")):
            found[int(row[1]) + 1, int(column[1]) + 1] = lengths[b"height"], lengths[b"width"]
    return found


def formatted(comments: bytes) -> dict[str, bytes]:
    """Return the `text` element of every note whose characters have formats, by address."""
    return {address.decode(): text for _, address, text in NOTE.findall(comments) if b"<rPr>" in text}


def with_formats(comments: bytes, earlier: Mapping[str, bytes]) -> bytes:
    """Return openpyxl's comments part with the formats of the notes that begin with the same characters as before."""

    def formatted_again(note: re.Match[bytes]) -> bytes:
        before = earlier.get(note[2].decode())
        now, then = _plain(note[3]), _plain(before) if before else ""
        if not before or not (now.startswith(then) or then.startswith(now)):
            return note[0]
        runs = _runs(before, len(now))
        if now != then[: len(now)]:
            runs += _run(b"", now.removeprefix(then))
        return note[1] + b"<text>" + runs + b"</text>"

    return NOTE.sub(formatted_again, comments)


def _runs(text: bytes, length: int) -> bytes:
    """Return the runs of a note for its first `length` characters."""
    runs = b""
    for run in RUN.finditer(text):
        characters = _plain(b"<text>" + run[0] + b"</text>")[:length]
        length -= len(characters)
        if characters:
            runs += _run(run[1], characters)
    return runs


def _run(formats: bytes, characters: str) -> bytes:
    return b'<r>%s<t xml:space="preserve">%s</t></r>' % (formats, escape(characters).encode())


def _plain(text: bytes) -> str:
    root = fromstring(text.replace(b"<text", b"<text " + MAIN, 1))
    return "".join(part.text or "" for part in root.iter() if part.tag.endswith("}t"))
