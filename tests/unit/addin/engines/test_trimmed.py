from __future__ import annotations

from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest

from addin.engines import trimmed as module
from addin.engines.trimmed import trimmed
from tests.files import million_empty_rows, unusable
from tests.files.clients import workbook
from tests.files.package import parts, write

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "clients.xlsx"
    workbook([["a"]])[0].save(path)
    return path


def _sheet(path: Path, rows: str, *, name: str = unusable.SHEET) -> None:
    contents = parts(path)
    before, after = contents[name].split(b"<sheetData>")
    after = after[after.index(b"</sheetData>") :]
    write(path, contents | {name: before + b"<sheetData>" + rows.encode() + after})


def _read(path: Path, large: int = 0) -> str:
    with trimmed(path, large) as copy, ZipFile(copy) as package:
        sheet = package.read(unusable.SHEET).decode()
    return sheet.partition("<sheetData>")[2].partition("</sheetData>")[0]


def _value(row: int) -> str:
    return f'<row r="{row}"><c r="A{row}"><v>1</v></c></row>'


def _empty(row: int) -> str:
    return f'<row r="{row}" s="1"><c r="A{row}" s="1"/></row>'


def test_a_small_file_is_read_as_it_is(path: Path) -> None:
    with trimmed(path) as stream:
        assert stream.read() == path.read_bytes()


def test_empty_rows_under_the_content_go(path: Path) -> None:
    rows = _value(1) + _empty(2) + _value(3)
    _sheet(path, rows + "".join(_empty(row) for row in range(4, 100)))
    assert _read(path) == rows


def test_rows_formatted_without_a_cell_go(path: Path) -> None:
    _sheet(path, _value(1) + "".join(f'<row r="{row}" s="1" customFormat="1"/>' for row in range(2, 100)))
    assert _read(path) == _value(1)


@pytest.mark.parametrize("content", ["<v>1</v>", "<is><t>a</t></is>", "<f>A1</f>"])
def test_every_kind_of_content_stays(path: Path, content: str) -> None:
    rows = f'<row r="1"><c r="A1">{content}</c></row>'
    _sheet(path, rows + _empty(2))
    assert _read(path) == rows


def test_rows_without_a_number_stay(path: Path) -> None:
    rows = '<row><c s="1"/></row><row><c><v>1</v></c></row><row><c s="1"/></row>'
    _sheet(path, rows)
    assert _read(path) == rows


def test_what_follows_the_rows_stays(path: Path) -> None:
    book, sheet = workbook([["a"]])
    sheet["A9"].number_format = "@"
    sheet.merge_cells("A20:B20")
    book.save(path)
    with trimmed(path, 0) as copy, ZipFile(copy) as package:
        assert b'<mergeCell ref="A20:B20"' in package.read(unusable.SHEET)
        assert b'r="A9"' not in package.read(unusable.SHEET)
        assert package.testzip() is None


def test_only_large_sheets_are_trimmed(path: Path) -> None:
    rows = _value(1) + _empty(2)
    _sheet(path, rows)
    size = len(parts(path)[unusable.SHEET])
    assert _read(path, size + 1) == rows
    assert _read(path, size) == _value(1)


def test_blocks_that_end_anywhere_and_rows_that_are_long(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    long = '<row r="2"><c r="A2"><v>' + "1" * 500 + "</v></c></row>"
    _sheet(
        path, _value(1) + _empty(2).replace("2", "3") + long.replace('"2"', '"4"') + _empty(5) + _value(6) + _empty(7)
    )
    whole = _read(path)
    monkeypatch.setattr(module, "LONGEST", 100)
    for size in (7, 64, 100):
        monkeypatch.setattr(module, "MIB", size)
        read = _read(path)
        assert "1" * 500 in read
        assert _value(1) in read
        assert _value(6) in read
        assert _empty(7) not in read
    assert "1" * 500 in whole


def test_more_empty_rows_than_anyone_leaves_in_between_go(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_BETWEEN", 60)
    _sheet(path, _value(1) + "".join(_empty(row) for row in range(2, 50)) + _value(50))
    assert _read(path) == _value(1) + _empty(2) + _empty(3) + _value(50)


def test_the_formatted_rows_of_the_corpus(path: Path) -> None:
    million_empty_rows.make(path, last_row=60_000)
    with trimmed(path, module.MIB) as copy, ZipFile(copy) as package:
        assert package.getinfo(unusable.SHEET).file_size < 10_000
