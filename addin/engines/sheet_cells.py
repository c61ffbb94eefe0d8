"""Cells, rows and columns looked up in a worksheet's XML while it streams by."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from addin.engines.cells import column_letters, column_number
from addin.engines.elements import attribute, plain
from addin.engines.escapes import unescape

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from addin.marks import Area

NUMBER: Final = re.compile(rb"""\sr\s*=\s*["'](\d+)["']""")
REFERENCE: Final = re.compile(rb"""\sr\s*=\s*["']([A-Z]+)(\d+)["']""")
STYLE: Final = re.compile(rb"""\ss\s*=\s*["'](\d+)["']""")
COLUMN: Final = re.compile(rb"<(?:[\w.-]+:)?col\s[^>]*>")
HIDDEN: Final = re.compile(rb"""\shidden\s*=\s*["'](?:1|true)["']""")
KIND: Final = re.compile(rb'\st="(\w+)"')
VALUE: Final = re.compile(rb"<(?:\w+:)?v(?:\s[^>]*)?>([^<]*)<")


class Found(NamedTuple):
    """A cell as the file has it: its type (ECMA-376, ST_CellType), its formula with `=`, and its value as written."""

    style: int
    kind: str = "n"
    formula: str | None = None
    value: str = ""


def column_styles(head: bytes) -> dict[int, int]:
    """Return the styles of whole columns, of those that have one."""
    found: dict[int, int] = {}
    for one in COLUMN.findall(head):
        style = attribute(one, "style")
        if style and style != "0":
            found |= dict.fromkeys(_columns(one), int(style))
    return found


def hidden_columns(head: bytes) -> set[int]:
    """Return the columns that are hidden."""
    return {number for one in COLUMN.findall(head) if HIDDEN.search(one) for number in _columns(one)}


def hidden_rows(chunks: Iterable[bytes], prefix: bytes) -> set[int]:
    """Return the rows that are hidden, by a filter or otherwise."""
    tag = re.compile(rb"<%srow(?=[\s/>])[^>]*>" % prefix)
    found = set()
    row = 0
    for chunk in chunks:
        for opening in tag.findall(chunk):
            number = NUMBER.search(opening)
            row = int(number[1]) if number else row + 1
            if HIDDEN.search(opening):
                found.add(row)
    return found


def styles_in(chunks: Iterable[bytes], head: bytes, prefix: bytes, area: Area) -> dict[tuple[int, int], int]:
    """Return the style of every cell of an area that has another than the first."""
    columns = column_styles(head)
    within = range(area.first_column, area.last_column + 1)
    found = {
        (row, column): columns[column]
        for row in range(area.first_row, area.last_row + 1)
        for column in within
        if column in columns
    }
    for row, column, opening in _tags(chunks, prefix):
        style = STYLE.search(opening)
        if row > area.last_row:
            break
        if row < area.first_row:
            continue
        if column is None and style:
            found |= {(row, one): int(style[1]) for one in within}
        elif column is not None and column in within:
            found[row, column] = int(style[1]) if style else 0
    return found


def _tags(chunks: Iterable[bytes], prefix: bytes) -> Iterator[tuple[int, int | None, bytes]]:
    """Yield row, column and opening tag of every row, which has no column, and of every cell."""
    part = re.compile(rb"<%s(row|c)(?=[\s/>])([^>]*)>" % prefix)
    row = column = 0
    for chunk in chunks:
        for tag in part.finditer(chunk):
            if tag[1] == b"row":
                number = NUMBER.search(tag[2])
                row, column = int(number[1]) if number else row + 1, 0
                yield row, None, tag[2]
                continue
            place = REFERENCE.search(tag[2])
            column = column_number(place[1]) if place else column + 1
            yield row, column, tag[2]


def found_in(
    chunks: Iterable[bytes], prefix: bytes, places: Collection[tuple[int, int]]
) -> dict[tuple[int, int], Found]:
    """Return the cells that there are at some places; of a shared formula what it is in that cell."""
    wanted = {column_letters(column) + b"%d" % row: (row, column) for row, column in places}
    cell = re.compile(rb"<%sc(?=[\s/>])([^>]*?)(?:/>|>(.*?)</%sc>)" % (prefix, prefix), re.DOTALL)
    formula = re.compile(rb"<%sf(?=[\s/>])([^>]*?)(?:/>|>([^<]*)<)" % prefix)
    shared: dict[str, tuple[str, str]] = {}
    found = {}
    for chunk in chunks:
        for one in cell.finditer(plain(chunk)):
            place = REFERENCE.search(one[1])
            if not place:
                continue
            content = one[2] or b""
            told = formula.search(content)
            reference = place[1] + place[2]
            text = _formula(told, reference.decode(), shared) if told else None
            if reference in wanted:
                value, style, kind = VALUE.search(content), STYLE.search(one[1]), KIND.search(one[1])
                written = unescape(value[1].decode()) if value else ""
                number = int(style[1]) if style else 0
                found[wanted[reference]] = Found(number, kind[1].decode() if kind else "n", text, written)
    return found


def _formula(told: re.Match[bytes], reference: str, shared: dict[str, tuple[str, str]]) -> str:
    number = re.search(rb'\ssi="(\d+)"', told[1])
    written = unescape((told[2] or b"").decode())
    if number is None:
        return f"={written}"
    if written:
        shared[number[1].decode()] = reference, f"={written}"
        return f"={written}"
    from openpyxl.formula.translate import Translator  # noqa: PLC0415 - hardly ever needed

    origin, formula = shared.get(number[1].decode(), (reference, "="))
    return str(Translator(formula, origin).translate_formula(reference))


def _columns(column: bytes) -> range:
    return range(int(attribute(column, "min") or 1), int(attribute(column, "max") or 1) + 1)
