"""What openpyxl forgot of a worksheet's XML, put back into what openpyxl wrote."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape

from openpyxl.utils.cell import column_index_from_string
from openpyxl.utils.datetime import to_excel

from addin.engines.base import ErrorValue
from addin.engines.empty_rows import Piece, restored
from addin.engines.skeleton import ORDER

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

FORMULA_CELL: Final = re.compile(
    rb'<c r="([A-Z]+)(\d+)"([^>]*)>(<f(?:[^>]*/>|[^>]*>.*?</f>))<v\s*(?:/>|></v>)</c>', re.DOTALL
)
ROWS: Final = re.compile(rb"<sheetData\s*(?:/>|>(.*)</sheetData>)", re.DOTALL)


def completed(
    xml: bytes,
    forgotten: Mapping[str, bytes],
    pieces: Sequence[Piece],
    values: Mapping[tuple[int, int], object],
    epoch: datetime,
) -> Iterator[bytes]:
    """Yield the XML that openpyxl wrote with forgotten elements, empty rows and the values of formulas."""
    data = ROWS.search(xml)
    assert data  # noqa: S101 - openpyxl always writes it
    yield xml[: data.start()] + b"<sheetData>"
    rows = data[1] or b""
    if values:
        rows = FORMULA_CELL.sub(lambda cell: _with_value(cell, values, epoch), rows)
    yield from restored(rows, pieces) if pieces else (rows,)
    yield b"</sheetData>" + _with_forgotten(xml[data.end() :], forgotten)


def _with_forgotten(tail: bytes, forgotten: Mapping[str, bytes]) -> bytes:
    for name, raw in forgotten.items():
        later = ORDER[ORDER.index(name) + 1 :]
        places = [found.start() for one in later if (found := re.search(rb"<%s[\s/>]" % one.encode(), tail))]
        at = min(places, default=tail.rindex(b"</"))
        tail = tail[:at] + raw + tail[at:]
    return tail


def _with_value(cell: re.Match[bytes], values: Mapping[tuple[int, int], object], epoch: datetime) -> bytes:
    column, row, attributes, formula = cell.groups()
    place = (int(row), column_index_from_string(column.decode()))
    if place not in values:
        return cell[0]
    kind, text = _written(values[place], epoch)
    return b'<c r="%s%s"%s%s>%s<v>%s</v></c>' % (column, row, attributes, kind, formula, escape(text).encode())


def _written(value: object, epoch: datetime) -> tuple[bytes, str]:
    if isinstance(value, bool):
        return b' t="b"', str(int(value))
    if isinstance(value, ErrorValue):
        return b' t="e"', value
    if isinstance(value, str | None):
        return b' t="str"', value or ""
    if isinstance(value, datetime | date | time | timedelta):
        return b"", repr(to_excel(value, epoch))  # type: ignore[no-untyped-call]
    return b"", repr(value)
