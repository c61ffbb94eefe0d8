from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from addin.engines import empty_rows
from addin.engines.empty_rows import LONG

if TYPE_CHECKING:
    from collections.abc import Sequence

HEAD = b'<worksheet xmlns="urn:x"><cols/><sheetData>'
TAIL = b"</sheetData><pageMargins/></worksheet>"


def empty(row: int) -> bytes:
    return b'<row r="%d" spans="1:2"><c r="A%d" s="3"/></row>' % (row, row)


def full(row: int) -> bytes:
    return b'<row r="%d"><c r="A%d"><v>1</v></c></row>' % (row, row)


def sheet(rows: Sequence[bytes]) -> bytes:
    return HEAD + b"".join(rows) + TAIL


def reduced(xml: bytes) -> bytes:
    packed = BytesIO()
    with ZipFile(packed, "w") as package:
        package.writestr("sheet", xml)
    with ZipFile(packed) as package:
        return empty_rows.reduced(package, "sheet")


def test_a_long_run_is_left_out() -> None:
    rows = [full(1), *map(empty, range(2, LONG + 10)), full(LONG + 10)]
    assert reduced(sheet(rows)) == sheet([full(1), full(LONG + 10)])


def test_a_short_run_passes() -> None:
    xml = sheet([full(1), *map(empty, range(2, LONG + 2)), full(LONG + 2)])
    assert reduced(xml) == xml


def test_a_run_at_the_end_of_the_sheet() -> None:
    assert reduced(sheet([full(1), *map(empty, range(2, 5000))])) == sheet([full(1)])


@settings(max_examples=25, deadline=None)
@given(runs=st.lists(st.tuples(st.integers(1, 3), st.integers(0, 2500)), max_size=4), chunk=st.integers(40, 3000))
def test_every_value_passes_wherever_the_chunks_end(runs: list[tuple[int, int]], chunk: int) -> None:
    rows: list[bytes] = []
    kept: list[bytes] = []
    for with_value, without in runs:
        kept += (added := [full(len(rows) + number) for number in range(1, with_value + 1)])
        rows += added
        added = [empty(len(rows) + number) for number in range(1, without + 1)]
        rows += added
        kept += added if without <= LONG else []
    usual, empty_rows.CHUNK = empty_rows.CHUNK, chunk  # type: ignore[misc]
    try:
        assert reduced(sheet(rows)) == sheet(kept)
    finally:
        empty_rows.CHUNK = usual  # type: ignore[misc]


@pytest.mark.parametrize(
    "xml",
    [
        b"<worksheet><sheetData/><pageMargins/></worksheet>",
        b"<worksheet><sheetData></sheetData></worksheet>",
        b"<worksheet><pageMargins/></worksheet>",
        sheet([full(1)]),
        sheet([full(1), full(2)])[:-50],
        sheet([full(1), *[b'<row><c s="3"/></row>'] * 3000, full(3002)]),
    ],
    ids=["no rows", "empty", "no data", "one row", "cut off", "rows without numbers depend on those before"],
)
def test_a_sheet_that_passes_whole(xml: bytes) -> None:
    assert reduced(xml) == xml
