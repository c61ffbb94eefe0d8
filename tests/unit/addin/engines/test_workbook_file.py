"""What a load and a save leave of a workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import xlwings as xw
from openpyxl import Workbook, load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.formula import ArrayFormula
from openpyxl.worksheet.table import Table

from addin.clear import clear
from addin.engines.empty_rows import LONG
from addin.engines.file import Signed, losses, open_book
from addin.examination import examine
from addin.output import OutputNotWritable
from addin.validate import validate
from shared.language import Language
from shared.unusable import Damaged
from tests.files import million_empty_rows
from tests.files.package import parts, replace, write
from tests.unit.addin.books import TODAY, client_book, edited, saved

if TYPE_CHECKING:
    from pathlib import Path

SHEET = "xl/worksheets/sheet1.xml"
X14 = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
XM = "http://schemas.microsoft.com/office/excel/2006/main"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return client_book(tmp_path / "clients.xlsx")


def resaved(path: Path) -> Workbook:
    with saved(path):
        pass
    return load_workbook(path, rich_text=True)


def test_what_a_workbook_has_besides_cells_is_kept(path: Path) -> None:
    with edited(path) as book:
        sheet = book.worksheets[0]
        book.defined_names["tarif"] = DefinedName("tarif", attr_text="Clients!$A$1")
        book.properties.creator = "Cabinet Delvaux"
        sheet.add_table(Table(displayName="Lijst", ref="A1:U4"))
        choice = DataValidation("list", '"french,dutch"')
        choice.add("P2:P9")
        sheet.add_data_validation(choice)
        sheet["D2"].hyperlink = "mailto:marie.dupont@example.com"
        sheet["B2"].font = Font(name="Georgia", strike=True)
        sheet["W2"] = CellRichText((TextBlock(InlineFont(b=True), "gras "), "puis non"))
        sheet["W3"].quotePrefix = True
        sheet.freeze_panes, sheet.auto_filter.ref = "D2", "A1:U4"
        sheet.row_dimensions[3].hidden = True
        sheet.protection.enable()
        sheet.print_title_rows = "1:1"
    book_after = resaved(path)
    sheet_after = book_after.worksheets[0]
    assert book_after.defined_names["tarif"].value == "Clients!$A$1"
    assert book_after.properties.creator == "Cabinet Delvaux"
    assert sheet_after.tables["Lijst"].ref == "A1:U4"
    assert sheet_after.data_validations.dataValidation[0].formula1 == '"french,dutch"'
    assert sheet_after["D2"].hyperlink.target == "mailto:marie.dupont@example.com"
    assert (sheet_after["B2"].font.name, sheet_after["B2"].font.strike) == ("Georgia", True)
    assert sheet_after["W2"].value == CellRichText((TextBlock(InlineFont(b=True), "gras "), "puis non"))
    assert (sheet_after.freeze_panes, sheet_after.auto_filter.ref) == ("D2", "A1:U4")
    assert sheet_after.row_dimensions[3].hidden
    assert sheet_after.protection.sheet
    assert sheet_after.print_title_rows == "$1:$1"


def test_a_second_save_is_as_whole_as_the_first(path: Path) -> None:
    with open_book(path) as book:
        validate(book, TODAY, Language.NL)
        book.save(path)
        clear(book)
        book.save(path)
    assert load_workbook(path).sheetnames == ["Clients"]


def test_formulas_keep_their_values_also_in_the_marked_copy(path: Path) -> None:
    with edited(path) as book:
        book.worksheets[0]["D2"] = "=LOWER(B2)"
        book.worksheets[0]["W2"] = ArrayFormula("W2:W2", "=SUM(1,2)")
    replace(path, SHEET, "<f>LOWER(B2)</f><v></v>", "<f>LOWER(B2)</f><v>marie@example.com</v>")
    replace(path, SHEET, '<c r="D2"><f>', '<c r="D2" t="str"><f>')
    with saved(path) as opened:
        assert validate(opened, TODAY, Language.FR).checked.clients[0].email == "marie@example.com"
    with open_book(path) as again:
        assert examine(again, TODAY).checked.clients[0].email == "marie@example.com"
    assert load_workbook(path).worksheets[0]["D2"].value == "=LOWER(B2)"


def test_a_formula_that_nobody_computed_is_handed_over_as_one(path: Path) -> None:
    with edited(path) as book:
        book.worksheets[0]["W2"] = ArrayFormula("W2:W2", "=SUM(1,2)")
    with open_book(path) as opened:
        assert opened.sheets[0].range("W2").value == "=SUM(1,2)"


def test_formats_and_sizes_of_notes(path: Path) -> None:
    with edited(path) as book:
        book.worksheets[0]["D3"].comment = Comment("Els: appeler", "Els", height=200, width=333)
    contents = parts(path)
    (name,) = (name for name in contents if "comment" in name and name.endswith(".xml"))
    bold = (
        b'<text><r><rPr><b /></rPr><t xml:space="preserve">Els:</t></r>'
        b'<r><t xml:space="preserve"> appeler</t></r></text>'
    )
    before = contents[name]
    contents[name] = before[: before.index(b"<text>")] + bold + before[before.index(b"</text>") + len(b"</text>") :]
    write(path, contents)
    with saved(path) as opened:
        validate(opened, TODAY, Language.FR)
    assert bold.removesuffix(b"</text>") in parts(path)[name]
    with saved(path) as opened:
        clear(opened)
    assert bold in parts(path)[name]
    drawing = next(content for part, content in parts(path).items() if part.endswith(".vml"))
    assert b"width:333" in drawing
    assert b"height:200" in drawing


def test_lists_and_dismissed_warnings_that_excel_put_into_extensions(path: Path) -> None:
    extension = (
        f'<extLst><ext uri="{{CCE6A557}}" xmlns:x14="{X14}"><x14:dataValidations xmlns:xm="{XM}" count="1">'
        '<x14:dataValidation type="list"><x14:formula1><xm:f>Lijst!$A$1:$A$3</xm:f></x14:formula1>'
        "<xm:sqref>P2:P9</xm:sqref></x14:dataValidation></x14:dataValidations></ext></extLst>"
    )
    ignored = '<ignoredErrors><ignoredError sqref="E2:E9" numberStoredAsText="1"/></ignoredErrors>'
    replace(path, SHEET, "</worksheet>", f"{ignored}{extension}</worksheet>")
    with saved(path) as opened:
        assert losses(opened) is None
        validate(opened, TODAY, Language.FR)
    after = parts(path)[SHEET].decode()
    assert extension in after
    assert after.index(ignored) < after.index("<legacyDrawing") < after.index(extension)


def test_our_marks_that_excel_moved_are_removed_and_made_anew(path: Path) -> None:
    with saved(path) as book:
        validate(book, TODAY, Language.FR)
    with edited(path) as edit:
        (area,) = edit.worksheets[0].conditional_formatting
        del edit.worksheets[0].conditional_formatting[str(area.sqref)]
    moved = "".join(
        f'<x14:conditionalFormatting xmlns:xm="{XM}"><x14:cfRule type="expression" priority="1" id="{{A}}"><xm:f>LEFT('
        f'INDEX(_accounton!$A$1:$U$4,ROW(),COLUMN()),1)="{sign}"</xm:f></x14:cfRule><xm:sqref>{place}</xm:sqref>'
        "</x14:conditionalFormatting>"
        for sign, place in (("!", "A2:U2"), ("?", "A3:U4"))
    )
    extension = f'<extLst><ext uri="{{78C0D931}}" xmlns:x14="{X14}"><x14:conditionalFormattings>{moved}'
    replace(path, SHEET, "</worksheet>", f"{extension}</x14:conditionalFormattings></ext></extLst></worksheet>")
    with saved(path) as opened:
        validate(opened, TODAY, Language.FR)
    (formats,) = load_workbook(path).worksheets[0].conditional_formatting
    assert (str(formats.sqref), [rule.priority for rule in formats.rules]) == ("A2:U4", [1, 2, 3])
    assert b"extLst" not in parts(path)[SHEET]
    with saved(path) as opened:
        clear(opened)
    assert list(load_workbook(path).worksheets[0].conditional_formatting) == []


def test_rows_formatted_far_down_keep_their_formats(path: Path) -> None:
    million_empty_rows.make(path, last_row=3 * LONG)
    before = parts(path)[SHEET]
    with saved(path) as book:
        validate(book, TODAY, Language.FR)
    after = parts(path)[SHEET]
    last = f'<row r="{3 * LONG}"'.encode()
    assert (
        before[before.index(last) : before.index(b"</sheetData>")]
        == (after[after.index(last) : after.index(b"</sheetData>")])
    )
    with edited(path):
        pass
    rows = load_workbook(path).worksheets[0]
    assert rows.max_row == 3 * LONG


def test_a_signed_workbook_is_not_written_and_touches_nothing(path: Path) -> None:
    write(path, parts(path) | {"_xmlsignatures/sig1.xml": b"<Signature/>"})
    before = path.read_bytes()
    with open_book(path) as book:
        assert isinstance(losses(book), Signed)
        for target in (path, path.with_name("copy.xlsx")):
            with pytest.raises(Signed):
                book.save(target)
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


def test_a_pivot_cache_that_openpyxl_cannot_read_does_not_stop_the_check(path: Path) -> None:
    contents = parts(path)
    workbook = contents["xl/workbook.xml"].replace(
        b"</workbook>", b'<pivotCaches><pivotCache cacheId="1" r:id="rId99"/></pivotCaches></workbook>'
    )
    workbook = workbook.replace(
        b"<workbook ", b'<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" ', 1
    )
    write(path, contents | {"xl/workbook.xml": workbook, "xl/pivotCache/pivotCacheDefinition1.xml": b"<broken/>"})
    with open_book(path) as book:
        assert examine(book, TODAY).checked.invalid_rows == {3, 4}


@pytest.mark.parametrize("name", [SHEET, "xl/workbook.xml"])
def test_a_part_that_is_not_what_it_claims(path: Path, name: str) -> None:
    write(path, parts(path) | {name: b"<broken"})
    with pytest.raises(Damaged), open_book(path) as book:
        examine(book, TODAY)


def test_a_folder_that_went_away(path: Path) -> None:
    with open_book(path) as book, pytest.raises(OutputNotWritable):
        book.save(path.parent / "gone" / "copy.xlsx")


def test_nothing_is_left_of_a_save_that_failed(path: Path) -> None:
    (path.parent / "copy.xlsx").mkdir()
    with open_book(path) as book, pytest.raises(OutputNotWritable):
        book.save(path.parent / "copy.xlsx")
    assert sorted(one.name for one in path.parent.iterdir()) == ["clients.xlsx", "copy.xlsx"]


def test_the_engine_that_was_active_is_so_again(path: Path) -> None:
    earlier = xw.engines.active
    with open_book(path) as book:
        assert xw.apps.active == book.app
        assert book.name == "clients.xlsx"
        assert book.fullname == str(path)
    assert xw.engines.active is earlier


def test_saving_without_a_path_writes_over_the_file(path: Path) -> None:
    with open_book(path) as book:
        book.sheets[0].range("B2").value = "Marguerite"
        book.save()
    assert load_workbook(path).worksheets[0]["B2"].value == "Marguerite"


def test_odds_and_ends_of_cells(path: Path) -> None:
    with edited(path) as book:
        book.worksheets[0].merge_cells("G2:H2")
    with open_book(path) as opened:
        sheet = opened.sheets[0]
        sheet.range("H2").raw_value = "lost in a merged cell"
        sheet.range("A2:B2").raw_value = "same"
        sheet.range("C2").raw_value = "bell\x07"
        sheet.range("D2").raw_value = ""
        sheet.range("E2").raw_value = 5.0
        assert sheet.range("A2:H2").value == [
            "same",
            "same",
            "bell",
            None,
            5.0,
            "85073003328",
            "Rue de la Station",
            None,
        ]
        assert sheet.range("A1:B2").number_format == "General"
        sheet.range("A1").number_format = "@"
        assert sheet.range("A1:B2").number_format is None
        with pytest.raises(KeyError):
            opened.sheets["nowhere"]
