"""A workbook reads the same whether openpyxl reads it or not, save for the differences named here."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from addin.engines import sheet_stream
from addin.engines.base import ErrorValue
from addin.engines.file import open_book
from addin.examination import examine
from addin.marks import letters
from shared import archive
from shared.unusable import Damaged, Missing, TooMuch
from tests.files import million_empty_rows
from tests.files.package import parts, replace, write
from tests.unit.addin.books import TODAY, client_book, edited
from tests.unit.addin.engines.sheets import SHEET, by_hand, read_fast, read_slowly, with_types

if TYPE_CHECKING:
    from pathlib import Path

BOOK: Final = "xl/workbook.xml"
RELATIONS: Final = "xl/_rels/workbook.xml.rels"
STYLES: Final = "xl/styles.xml"
A2: Final = '<c r="A2"><f t="shared" ref="A2:B2" si="0">C1</f><v>1</v></c>'

moment = datetime.fromisoformat


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "clients.xlsx"


def read(path: Path) -> dict[tuple[int, int], object]:
    """Return what stands in the first sheet: the same when openpyxl reads it."""
    fast = read_fast(path)
    assert fast is not None
    assert with_types(fast) == with_types(read_slowly(path))
    return next(iter(fast.values()))


def row(*cells: str) -> str:
    return f'<row r="2">{"".join(cells)}</row>'


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ('<c r="B2"><v>5</v></c>', 5.0),
        ('<c r="B2" t="n"><v>1.5E+20</v></c>', 1.5e20),
        ('<c r="B2"><v>12345678901234567890</v></c>', 12345678901234567890.0),
        ('<c r="B2"><v>-0.25</v></c>', -0.25),
        ('<c r="B2" t="b"><v>1</v></c>', True),
        ('<c r="B2" t="b"><v>0</v></c>', False),
        ('<c r="B2" s="1" t="str"><v>0475</v></c>', "0475"),
        ('<c r="B2" t="inlineStr"><is><t xml:space="preserve"> a </t></is></c>', " a "),
        ('<c r="B2" t="inlineStr"><is><t>a&amp;b &#233;&#10;c</t></is></c>', "a&b é\nc"),
        ('<c r="B2" t="inlineStr"><is><t>a_x000D_b _x0041_ _xD83D_</t></is></c>', "a\rb A _xD83D_"),
        ('<c r="B2" t="inlineStr"><is><r><t>a</t></r><r><rPr><b/><family val="2"/></rPr><t>b</t></r></is></c>', "ab"),
        ('<c r="B2" t="inlineStr"><is><r><t>a</t></r><rPh sb="0" eb="1"><t>aa</t></rPh></is></c>', "a"),
        ('<c r="B2" t="str"><v># t="e"</v></c>', '# t="e"'),
        ('<c r="B2" s="2"><v>45000</v></c>', moment("2023-03-15")),
        ('<c r="B2" s="2"><v>45000.5</v></c>', moment("2023-03-15T12:00")),
        ('<c r="B2" s="2"><v>0.5</v></c>', time(12)),
        ('<c r="B2" s="2"><v>60</v></c>', moment("1900-02-28")),
        ('<c r="B2" s="2"><v>2949999</v></c>', moment("9976-10-26")),
        ('<c r="B2" s="3"><v>1.5</v></c>', timedelta(days=1, hours=12)),
        ('<c r="B2" t="d"><v>2023-03-15</v></c>', moment("2023-03-15")),
        ('<c r="B2" t="d"><v>2023-03-15T10:20:30</v></c>', moment("2023-03-15T10:20:30")),
        ('<c r="B2" t="e"><v>#N/A</v></c>', ErrorValue("#N/A")),
        ('<c r="B2" s="4" t="e"><f>1/0</f><v>#DIV/0!</v></c>', ErrorValue("#DIV/0!")),
        (f'{A2}<c r="B2" t="e"><f t="shared" si="0"/><v>#REF!</v></c>', ErrorValue("#REF!")),
        (f'{A2}<c r="B2"><f t="shared" si="0"/><v>3</v></c>', 3.0),
        ('<c r="B2"><f>A1*2</f><v>4</v></c>', 4.0),
        ('<c r="B2" t="str"><f>A1</f><v>text</v></c>', "text"),
        ('<c r="B2"><f t="array" ref="B2:B2">SUM(A1)</f><v>5</v></c>', 5.0),
        ('<c s="1" r="B2" cm="1"><v>3</v></c>', 3.0),
    ],
)
def test_a_value(path: Path, cell: str, value: object) -> None:
    found = read(by_hand(path, row(cell)))[2, 2]
    assert (type(found), found) == (type(value), value)


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="B2" s="1"/>',
        '<c r="B2" t="inlineStr"><is><t></t></is></c>',
        '<c r="B2" t="str"><v></v></c>',
        '<c r="B2" t="str"><f>A1</f><v></v></c>',
        '<c r="B2" t="str"><f>A1</f></c>',
        '<c r="B2" t="e"><v></v></c>',
    ],
)
def test_no_value(path: Path, cell: str) -> None:
    assert read(by_hand(path, row(cell))) == {}


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ('<c r="B2"><f>A1</f></c>', "=A1"),
        ('<c r="B2"><f>A1</f><v></v></c>', "=A1"),
        ('<c r="B2"><f>A1</f><v/></c>', "=A1"),
        ('<c r="B2"><f t="shared" ref="B2:B9" si="0">A1</f></c>', "=A1"),
        ('<c r="B2"><f t="array" ref="B2:B2">SUM(A1)</f></c>', "=SUM(A1)"),
        ('<c r="B2" t="e"><f>1/0</f></c>', "=1/0"),
        ('<c r="B2"><v>5</v><f>A1</f></c>', 5.0),
        ("<c><f>A1</f></c>", "=A1"),
        ('<c r="B2" t="e"><v>#SPILL!</v></c>', "#SPILL!"),
        ("<c r='B2' t='e'><v>#N/A</v></c>", "#N/A"),
        ('<c r="A1"/><c t="e"><v>#N/A</v></c>', "#N/A"),
        ('<c r="B2" s="2"><v>85073003328</v></c>', "#VALUE!"),
        ('<c r="B2" s="2"><v>2958466</v></c>', "#VALUE!"),
        ('<c r="B2" s="2"><f>A1</f><v>-1.5</v></c>', moment("1899-12-28T12:00")),
        ('<c r="B2" s="3"><v>1E10</v></c>', "#VALUE!"),
        ('<c r="B2" t="str"><v><![CDATA[a<b]]></v></c>', "a<b"),
        ('<c r="B2"><v>4<!-- no -->5</v></c>', 45.0),
    ],
)
def test_what_calamine_would_misread_is_left_to_openpyxl(path: Path, cell: str, value: object) -> None:
    by_hand(path, row(cell))
    assert read_fast(path) is None
    assert value in next(iter(read_slowly(path).values())).values()
    with open_book(path) as book:
        rows = book.sheets[0].range("A1:C2").options(err_to_str=True).value
        assert value in [one for line in rows for one in line]


DIFFERENCES: Final[dict[str, tuple[str, object, object]]] = {
    "Excel too drops blanks that the XML does not declare": (
        '<c r="B2" t="inlineStr"><is><t> a </t></is></c>',
        "a",
        " a ",
    ),
    "no program writes blanks around a number": ('<c r="B2"><v> 5 </v></c>', " 5 ", 5.0),
    "Excel refuses a number that is none; calamine takes it for a text": ('<c r="B2"><v>1,5</v></c>', "1,5", Damaged),
    "Excel refuses a date that is none; calamine takes it for a text": (
        '<c r="B2" t="d"><v>soon</v></c>',
        "soon",
        Damaged,
    ),
    "no cell of Excel has a time zone": (
        '<c r="B2" t="d"><v>2023-03-15T10:00:00Z</v></c>',
        "2023-03-15T10:00:00Z",
        moment("2023-03-15T10:00"),
    ),
    "openpyxl rounds a duration's seconds up": (
        '<c r="B2" s="3"><v>198842.0475</v></c>',
        timedelta(days=198842, seconds=4104),
        timedelta(days=198842, seconds=4105),
    ),
    "openpyxl takes the escape from an escaped escape": (
        '<c r="B2" t="inlineStr"><is><t>_x005F_x000D_</t></is></c>',
        "_x000D_",
        "\r",
    ),
    "booleans are 0 and 1 in Excel": ('<c r="B2" t="b"><v>true</v></c>', True, Damaged),
    "a style that does not exist": ('<c r="B2" s="99"><v>5</v></c>', 5.0, Damaged),
    "a text whose cell does not say so": ('<c r="B2"><is><t>a</t></is></c>', "a", None),
    "the same cell again, empty": ('<c r="B2"><v>5</v></c><c r="B2" s="1"/>', 5.0, None),
}


@pytest.mark.parametrize("reason", DIFFERENCES)
def test_a_difference_with_its_reason(path: Path, reason: str) -> None:
    cell, fast, slow = DIFFERENCES[reason]
    by_hand(path, row(cell))
    values = read_fast(path)
    assert values is not None
    assert list(values["Sheet"].values()) == [fast]
    if slow is Damaged:
        with pytest.raises(Damaged):
            read_slowly(path)
    else:
        assert list(read_slowly(path)["Sheet"].values()) == ([] if slow is None else [slow])


texts = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn"]), min_size=1, max_size=8)
numbers = st.floats(allow_nan=False, allow_infinity=False).map(repr)
days = st.integers(0, 4 * 2_900_000).map(lambda quarters: quarters / 4)
kinds = st.one_of(
    texts.map(lambda text: f't="inlineStr"><is><t xml:space="preserve">{_escaped(text)}</t></is></c>'),
    texts.map(lambda text: f't="str"><f>A1</f><v xml:space="preserve">{_escaped(text)}</v></c>'),
    numbers.map("><v>{}</v></c>".format),
    numbers.map("><f>A1</f><v>{}</v></c>".format),
    days.map('s="2"><v>{}</v></c>'.format),
    days.map('s="3"><v>{}</v></c>'.format),
    st.sampled_from(["#N/A", "#DIV/0!", "#REF!"]).map('t="e"><v>{}</v></c>'.format),
    st.sampled_from(["0", "1"]).map('t="b"><v>{}</v></c>'.format),
    st.just('s="1"/>'),
)
tables = st.dictionaries(st.tuples(st.integers(1, 9), st.integers(1, 30)), kinds, max_size=12)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


@settings(max_examples=60, deadline=None)
@given(table=tables, in_order=st.booleans())
def test_any_sheet(tmp_path_factory: pytest.TempPathFactory, table: dict[tuple[int, int], str], in_order: bool) -> None:  # noqa: FBT001 - given by name
    places = sorted(table, reverse=not in_order)
    rows = "".join(f'<row r="{row}"><c r="{letters(column)}{row}" {table[row, column]}</row>' for row, column in places)
    found = read(by_hand(tmp_path_factory.mktemp("any") / "clients.xlsx", rows))
    assert found.keys() <= table.keys()


@pytest.mark.parametrize("size", [1, 7, 64, 5000])
def test_wherever_the_blocks_end(path: Path, monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    rows = "".join(
        f'<row r="{number}"><c r="B{number}" t="e"><f>1/0</f><v>#N/A</v></c><c r="C{number}"><v>-3</v></c></row>'
        for number in range(2, 60)
    )
    by_hand(path, rows)
    expected = read(path)
    monkeypatch.setattr(archive, "BLOCK", size)
    assert read(path) == expected
    assert list(expected.values()) == ["#N/A", -3.0] * 58


def test_a_prefix_on_every_element(path: Path) -> None:
    by_hand(path, "")
    namespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    for formula, is_fast in (("<x:f>A1</x:f><x:v>#N/A</x:v>", True), ("<x:f>A1</x:f>", False)):
        cells = f'<x:c r="B2" s="2"><x:v>45000</x:v></x:c><x:c r="C2" t="e">{formula}</x:c>'
        xml = (
            f'<x:worksheet xmlns:x="{namespace}"><x:sheetData><x:row r="2">{cells}</x:row></x:sheetData></x:worksheet>'
        )
        write(path, parts(path) | {SHEET: xml.encode()})
        assert (read_fast(path) is not None) is is_fast
    assert read_slowly(path)["Sheet"] == {(2, 2): moment("2023-03-15"), (2, 3): "=A1"}


def test_sheets_are_named_and_shown_without_openpyxl(path: Path) -> None:
    book = Workbook()
    book.worksheets[0].title = "Accueil & co"
    book.create_chartsheet("Graphique")
    book.create_sheet("Clients").append(["x"])
    book.create_sheet("Cachée").sheet_state = "hidden"
    for shown, name in ((0, "Accueil & co"), (1, "Accueil & co"), (2, "Clients")):
        book.active = shown
        book.save(path)
        with open_book(path) as opened:
            assert [sheet.name for sheet in opened.sheets] == ["Accueil & co", "Clients", "Cachée"]
            assert opened.sheets.active.name == name
            assert opened.sheets["clients"].used_range.value == "x"
            assert opened.impl.reading.slow is None


def test_a_part_of_a_block_and_what_lies_beyond_it(path: Path) -> None:
    by_hand(path, row('<c r="B2"><v>1</v></c><c r="C2"><v>2</v></c>'))
    with open_book(path) as book:
        sheet = book.sheets[0]
        assert (sheet.used_range.row, sheet.used_range.column, sheet.used_range.shape) == (2, 2, (1, 2))
        assert sheet.range("A1:C3").value == [[None] * 3, [None, 1.0, 2.0], [None] * 3]
        assert sheet.range("C2").value == 2.0
        assert sheet.range("D2").value is None
        assert book.impl.reading.slow is None


def test_a_value_in_another_form(path: Path) -> None:
    by_hand(path, row('<c r="B2"><v>5</v></c><c r="C2" t="e"><v>#N/A</v></c><c r="E2" t="b"><v>1</v></c>'))
    with open_book(path) as book:
        block = book.sheets[0].range("B2:E2")
        assert block.value == [5.0, None, None, True]
        assert block.options(numbers=int, empty="-", err_to_str=True).value == [5, "#N/A", "-", True]


def test_what_was_written_is_read_again(path: Path) -> None:
    by_hand(path, row('<c r="B2"><v>1</v></c>'))
    with open_book(path) as book:
        sheet = book.sheets[0]
        assert sheet.range("B2").value == 1.0
        sheet.range("B2").value = "two"
        assert sheet.range("B2").value == sheet.used_range.value == "two"
        assert book.sheets[0].name == sheet.name == "Sheet"


def test_a_stray_value_in_the_last_cell_of_all_does_not_fill_the_memory(path: Path) -> None:
    with edited(client_book(path)) as book:
        book.worksheets[0]["XFD1048576"] = "x"
    with open_book(path) as opened, pytest.raises(TooMuch):
        examine(opened, TODAY)
    replace(path, SHEET, '<dimension ref="A1:XFD1048576"/>', '<dimension ref="A1"/>')
    with open_book(path) as opened, pytest.raises(TooMuch):
        examine(opened, TODAY)


def test_a_format_in_the_last_cell_of_all_does_no_harm(path: Path) -> None:
    with edited(client_book(path)) as book:
        book.worksheets[0]["XFD1048576"].number_format = "@"
    with open_book(path) as opened:
        assert examine(opened, TODAY).checked.invalid_rows == {3, 4}


def test_rows_formatted_far_down_are_read_fast(path: Path) -> None:
    million_empty_rows.make(path, last_row=20_000)
    assert read(path)


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        (BOOK, 'activeTab="0"', 'activeTab="x"'),
        (BOOK, 'name="Sheet1"', 'name="SHEET"'),
        (RELATIONS, "styles.xml", "theme/../styles2.xml"),
        (RELATIONS, "worksheets/sheet1.xml", "worksheets/odd/sheet1.xml"),
    ],
)
def test_a_package_laid_out_otherwise(path: Path, part: str, old: str, new: str) -> None:
    book = Workbook()
    book.worksheets[0]["B2"] = 5
    book.create_sheet()
    book.save(path)
    assert read_fast(path) is not None
    replace(path, part, old, new)
    contents = parts(path)
    contents["xl/styles2.xml"] = contents[STYLES]
    contents["xl/worksheets/odd/sheet1.xml"] = contents[SHEET]
    write(path, contents)
    with open_book(path) as opened:
        assert opened.sheets[0].range("B2").value == 5.0


def test_torn_styles_are_damage(path: Path) -> None:
    by_hand(path, row('<c r="B2" s="2"><v>85073003328</v></c>'))
    write(path, parts(path) | {STYLES: parts(path)[STYLES][:-40]})
    with open_book(path) as book, pytest.raises(Damaged):
        assert book.sheets[0].used_range


def test_a_row_without_end_is_damage(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet_stream, "LONGEST", 2000)
    by_hand(path, row(*[f'<c r="{letters(column)}2"><v>1</v></c>' for column in range(1, 9)]))
    assert read_fast(path) is not None
    monkeypatch.setattr(sheet_stream, "LONGEST", 100)
    with open_book(path) as book, pytest.raises(Damaged):
        examine(book, TODAY)


def test_why_a_file_cannot_be_used_is_said_on_opening(path: Path) -> None:
    with pytest.raises(Missing), open_book(path):
        pass
