from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from addin.engines import empty_rows
from addin.engines.empty_rows import LONG, reduced, restored, unpacked

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


def test_a_long_run_is_set_aside_and_comes_back() -> None:
    rows = [full(1), *map(empty, range(2, LONG + 10)), full(LONG + 10)]
    found = reduced(BytesIO(sheet(rows)))
    assert found.xml == sheet([full(1), full(LONG + 10)])
    assert [(piece.first_row, piece.last_row) for piece in found.pieces] == [(2, LONG + 9)]
    assert b"".join(restored(b"".join(found.rows), found.pieces)) == b"".join(rows)


def test_a_short_run_passes() -> None:
    xml = sheet([full(1), *map(empty, range(2, LONG + 2)), full(LONG + 2)])
    found = reduced(BytesIO(xml))
    assert (found.xml, found.pieces) == (xml, [])


def test_a_run_at_the_end_of_the_sheet() -> None:
    found = reduced(BytesIO(sheet([full(1), *map(empty, range(2, 5000))])))
    assert found.xml == sheet([full(1)])
    assert b"".join(unpacked(found.pieces[0])) == b"".join(map(empty, range(2, 5000)))


@settings(max_examples=25, deadline=None)
@given(runs=st.lists(st.tuples(st.integers(1, 3), st.integers(0, 2500)), max_size=4), chunk=st.integers(40, 3000))
def test_whatever_is_set_aside_comes_back(runs: list[tuple[int, int]], chunk: int) -> None:
    rows: list[bytes] = []
    for with_value, without in runs:
        rows += [full(len(rows) + number) for number in range(1, with_value + 1)]
        rows += [empty(len(rows) + number) for number in range(1, without + 1)]
    usual, empty_rows.CHUNK = empty_rows.CHUNK, chunk  # type: ignore[misc]
    try:
        found = reduced(BytesIO(sheet(rows)))
    finally:
        empty_rows.CHUNK = usual  # type: ignore[misc]
    assert len(found.pieces) == sum(without > LONG for _, without in runs)
    assert (found.head, found.tail) == (HEAD, TAIL)
    assert b"".join(restored(b"".join(found.rows), found.pieces)) == b"".join(rows)


@pytest.mark.parametrize(
    "xml",
    [
        b"<worksheet><sheetData/><pageMargins/></worksheet>",
        b"<worksheet><sheetData></sheetData></worksheet>",
        b"<worksheet><pageMargins/></worksheet>",
        sheet([full(1)]),
    ],
)
def test_a_sheet_with_hardly_any_rows(xml: bytes) -> None:
    found = reduced(BytesIO(xml))
    assert found.xml.strip() == xml
    assert found.pieces == []


def test_a_sheet_that_stops_half_way_is_handed_on() -> None:
    cut = sheet([full(1), full(2)])[:-50]
    assert reduced(BytesIO(cut)).xml == cut


def test_rows_without_numbers_depend_on_those_before_and_stay() -> None:
    xml = sheet([full(1), *[b'<row><c s="3"/></row>'] * 3000, full(3002)])
    found = reduced(BytesIO(xml))
    assert (found.xml, found.pieces) == (xml, [])


def test_prefixes_and_descents_are_not_carried_into_a_sheet_that_knows_neither() -> None:
    rows = b"".join(
        b'<x:row r="%d" x14ac:dyDescent="0.25"><x:c r="A%d" s="3"/></x:row>' % (row, row) for row in range(2, 3000)
    )
    one = b'<x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c></x:row>'
    xml = b"<x:worksheet><x:sheetData>" + one + rows + b"</x:sheetData></x:worksheet>"
    found = reduced(BytesIO(xml))
    assert found.rows == [one]
    assert b"".join(unpacked(found.pieces[0])).startswith(b'<row r="2"><c r="A2" s="3"/></row><row r="3">')


def test_a_row_that_openpyxl_wrote_for_a_note_gives_way_to_the_formatted_one() -> None:
    found = reduced(BytesIO(sheet([full(1), *map(empty, range(2, 3000))])))
    written = full(1) + b'<row r="50"><c r="A50"/></row>'
    assert b"".join(restored(written, found.pieces)) == full(1) + b"".join(map(empty, range(2, 3000)))


def test_a_value_in_a_row_set_aside_is_a_mistake_of_ours() -> None:
    found = reduced(BytesIO(sheet([full(1), *map(empty, range(2, 3000))])))
    with pytest.raises(AssertionError):
        list(restored(full(1) + full(50), found.pieces))
