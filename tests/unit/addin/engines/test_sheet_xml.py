from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from addin.engines.base import ErrorValue
from addin.engines.sheet_xml import completed
from addin.engines.skeleton import skeleton

EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - Excel's day 0 has no time zone
ROOT = b'<worksheet xmlns="urn:main" xmlns:r="urn:r" xmlns:xm="urn:xm">'
OURS = (
    b'<x14:conditionalFormatting xmlns:xm="urn:xm"><x14:cfRule type="expression"><xm:f>LEFT(INDEX(_accounton!$A$1:$U$4,'
    b'ROW(),COLUMN()),1)="!"</xm:f></x14:cfRule><xm:sqref>A2:U4</xm:sqref></x14:conditionalFormatting>'
)
THEIRS = (
    b'<x14:conditionalFormatting><x14:cfRule type="expression"><xm:f>Lijst!A1&gt;0</xm:f></x14:cfRule>'
    b"<xm:sqref>B2:B9</xm:sqref></x14:conditionalFormatting>"
)
LISTS = b'<ext uri="{CCE6A557}" xmlns:x14="urn:x14"><x14:dataValidations count="1"/></ext>'


def formats(*ones: bytes) -> bytes:
    inner = b"".join(ones)
    return (
        b'<ext uri="{78C0D931}" xmlns:x14="urn:x14"><x14:conditionalFormattings>'
        + inner
        + b"</x14:conditionalFormattings></ext>"
    )


def extended(*extensions: bytes) -> bytes:
    return ROOT + b"<sheetData/><extLst>" + b"".join(extensions) + b"</extLst></worksheet>"


def completed_rows(rows: bytes, values: dict[tuple[int, int], object]) -> bytes:
    xml = b"<worksheet><sheetData>" + rows + b"</sheetData></worksheet>"
    whole = b"".join(completed(xml, {}, (), values, EPOCH))
    return whole.removeprefix(b"<worksheet><sheetData>").removesuffix(b"</sheetData></worksheet>")


def test_elements_and_what_is_forgotten_of_them() -> None:
    found = skeleton(
        ROOT + b'<sheetData/><protectedRanges><protectedRange sqref="A1"/></protectedRanges>'
        b'<ignoredErrors><ignoredError sqref="E2:E9" numberStoredAsText="1"/></ignoredErrors></worksheet>'
    )
    assert found.elements == ["sheetData", "protectedRanges", "ignoredErrors"]
    assert found.forgotten["ignoredErrors"] == (
        b'<ignoredErrors xmlns:r="urn:r" xmlns:xm="urn:xm">'
        b'<ignoredError sqref="E2:E9" numberStoredAsText="1"/></ignoredErrors>'
    )
    assert not found.has_data_bars


def test_our_formats_that_excel_moved_are_ours_and_not_kept() -> None:
    found = skeleton(extended(formats(OURS)))
    assert (found.marked, found.forgotten) == (["A2:U4"], {})


def test_other_extensions_are_kept() -> None:
    found = skeleton(extended(formats(OURS, THEIRS), LISTS))
    kept = found.forgotten["extLst"]
    assert found.marked == ["A2:U4"]
    assert formats(THEIRS) in kept
    assert LISTS in kept
    assert b"_accounton" not in kept
    assert kept.startswith(b'<extLst xmlns:r="urn:r" xmlns:xm="urn:xm">')


def test_data_bars_are_seen() -> None:
    found = skeleton(
        ROOT + b"<sheetData/><conditionalFormatting><cfRule><extLst/></cfRule></conditionalFormatting></worksheet>"
    )
    assert found.has_data_bars


def test_forgotten_elements_come_back_in_the_order_of_the_schema() -> None:
    xml = (
        b"<worksheet><sheetData /><sheetProtection/><autoFilter/><pageMargins/><legacyDrawing/><tableParts/>"
        b"</worksheet>"
    )
    forgotten = {
        "protectedRanges": b"<protectedRanges/>",
        "ignoredErrors": b"<ignoredErrors/>",
        "extLst": b"<extLst/>",
    }
    assert b"".join(completed(xml, forgotten, (), {}, EPOCH)) == (
        b"<worksheet><sheetData></sheetData><sheetProtection/><protectedRanges/><autoFilter/><pageMargins/>"
        b"<ignoredErrors/><legacyDrawing/><tableParts/><extLst/></worksheet>"
    )


@pytest.mark.parametrize("empty", [b"<v></v>", b"<v/>", b"<v />"])
@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (12.0, b'<c r="D2" s="4"><f>X1</f><v>12.0</v></c>'),
        ("a & b", b'<c r="D2" s="4" t="str"><f>X1</f><v>a &amp; b</v></c>'),
        (None, b'<c r="D2" s="4" t="str"><f>X1</f><v></v></c>'),
        (True, b'<c r="D2" s="4" t="b"><f>X1</f><v>1</v></c>'),
        (ErrorValue("#N/A"), b'<c r="D2" s="4" t="e"><f>X1</f><v>#N/A</v></c>'),
        (datetime(2025, 6, 1), b'<c r="D2" s="4"><f>X1</f><v>45809.0</v></c>'),  # noqa: DTZ001
        (timedelta(hours=12), b'<c r="D2" s="4"><f>X1</f><v>0.5</v></c>'),
    ],
)
def test_formulas_get_their_values_back(empty: bytes, value: object, expected: bytes) -> None:
    cell = b'<c r="D2" s="4"><f>X1</f>' + empty + b"</c>"
    assert completed_rows(cell, {(2, 4): value}) == expected


def test_a_formula_without_a_known_value_and_a_constant_stay() -> None:
    rows = b'<c r="D2"><f>X1</f><v/></c><c r="E2"><v>3</v></c>'
    assert completed_rows(rows, {(9, 9): 1.0}) == rows
