"""The macros of the template, listed and run by LibreOffice, which understands VBA for the better part.

It cannot compile xlwings' modules (for Excel's own compiler) and knows neither `Range.FormatConditions` nor
`Application.ReferenceStyle`: the first are set aside, the two calls for formats are taken out, and addresses are in A1.
What remains is the very text that Excel gets.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

import pytest

from addin.marks import MARKER
from shared.language import Language
from tests.files.office import office
from workbook import layout
from workbook.build import template
from workbook.sample import sample

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.files.office import Office

pytestmark = pytest.mark.libreoffice

SCRIPT: Final = """
import json, sys, uno
here = uno.getComponentContext()
resolver = here.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", here)
there = resolver.resolve(f"uno:{sys.argv[1]};urp;StarOffice.ComponentContext")
desktop = there.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", there)
mode = uno.createUnoStruct("com.sun.star.beans.PropertyValue")
mode.Name, mode.Value = "MacroExecutionMode", 4
book = desktop.loadComponentFromURL(sys.argv[2], "_blank", 0, (mode,))
library = book.BasicLibraries.getByName("Accounton")
listed = {name: library.getByName(name) for name in library.ElementNames}
print(json.dumps(listed))
for name in ("xlwings", "Dictionary"):
    library.removeByName(name)
drawing = listed["AccountonProcedures"]
for call in ("    RemoveFormats client, gridName\\n", "        AddFormats client.Range(area), grid\\n"):
    assert drawing.count(call) == 1
    drawing = drawing.replace(call, "")
library.replaceByName("AccountonProcedures", drawing.replace(".Value2", ".Value"))
style = "Application.ReferenceStyle = xlR1C1"
assert listed["AccountonChoices"].count(style) == 1
library.replaceByName("AccountonChoices", listed["AccountonChoices"].replace(style, "False"))

module = "AccountonProcedures"

def run(procedure, *arguments):
    address = f"vnd.sun.star.script:Accounton.{module}.{procedure}?language=Basic&location=document"
    return book.ScriptProvider.getScript(address).invoke(arguments, (), ())[0]

client = book.Sheets.getByIndex(0)
cell = client.getCellRangeByName

def note(address, text):
    client.Annotations.insertNew(cell(address).CellAddress, text)

def notes():
    return {client.getCellByPosition(n.Position.Column, n.Position.Row).AbsoluteName.rpartition(".")[2]: n.String
            for n in client.Annotations}
"""
"""Opens the template, keeps what is ours, and says how to run it; prints the modules that were listed."""

CORRECT: Final = """
run("AccountonPrepare", "", "_fixed")
fixed = book.Sheets.getByName("_fixed")
lines = [["h"] * 11] + [[client.Name, row, column, text] + [""] * 7 for row, column, text in
    (("2", "2", "=1+1"), ("3", "4", "x"), ("4", "5", "0032"), ("5", "6", "1"), ("6", "6", ""))]
lines.append(["Other", "2", "3", "y"] + [""] * 7)
for place, line in enumerate(lines):
    for across, text in enumerate(line):
        fixed.getCellByPosition(across, place).String = text
cells = [cell(a) for a in ("B2", "D3", "E4", "F5", "F6", "C2")]
cells[1].String = "'t Hoen"
cells[2].NumberFormat, cells[2].Value = 0, 12.5
cells[3].NumberFormat, cells[3].Formula = 0, "=B2"
cells[4].String = ""
def told():
    return [[c.Formula, c.Type.value] for c in cells]
before, formats = told(), [c.NumberFormat for c in cells]
run("AccountonCorrect", client.Name, "_fixed")
after = told()
kinds = [fixed.getCellByPosition(8, place).String for place in range(1, 7)]
run("AccountonRestore", client.Name, "_fixed")
print(json.dumps([before, after, kinds, told(), formats == [c.NumberFormat for c in cells],
    [fixed.getCellByPosition(0, place).String for place in range(7)], fixed.IsVisible]))
"""
VIEW: Final = """
book.CurrentController.select(client.getCellRangeByName("B3:C6"))
client.Rows.getByIndex(3).IsVisible = False
print(json.dumps([run("AccountonView"), run("AccountonVisible", client.Name, "A1:B5")]))
"""
SHEETS: Final = """
run("AccountonPrepare", "Settings", "_hidden")
sheet = book.Sheets.getByName("Settings")
sheet.getCellRangeByName("B2").String = "x"
run("AccountonPrepare", "Settings", "")
seen = [list(book.Sheets.ElementNames), sheet.getCellRangeByName("B2").String,
    book.Sheets.getByName("_hidden").IsVisible, book.CurrentController.ActiveSheet.Name]
run("AccountonRemove", "_hidden\x1eSettings")
print(json.dumps([*seen, list(book.Sheets.ElementNames)]))
"""
MARK: Final = """
book.Sheets.insertNewByName("_accounton", 1)
grid = book.Sheets.getByIndex(1)
grid.getCellRangeByName("A1").String = "Problemen"
grid.getCellRangeByName("D3").String = "!first\\nsecond"
grid.getCellRangeByName("E4").String = "?third"
note("E4", "Van mij")
before = notes()
run("AccountonMark", client.Name, "_accounton", "A2:U21")
marked, seen = notes(), grid.IsVisible
run("AccountonMark", client.Name, "_accounton", "A2:U21")
again = notes()
run("AccountonMark", client.Name, "_accounton", "")
print(json.dumps([before, marked, again, notes(), seen]))
"""
DRESS: Final = """
book.Sheets.insertNewByName("Problemen", 1)
sheet = book.Sheets.getByIndex(1)
for address, text in (("A1", "Titel"), ("A3", "Cel"), ("B3", "Soort"), ("A4", "D3"), ("C4", "reden " * 20)):
    sheet.getCellRangeByName(address).String = text
run("AccountonDress", "Problemen", "10 17.5 33", "3")
told = {a: sheet.getCellRangeByName(a) for a in ("A1", "A3", "A4", "C4")}
print(json.dumps({
    "widths": [sheet.Columns.getByIndex(n).Width for n in range(3)],
    "fonts": sorted({c.CharFontName for c in told.values()}),
    "sizes": [c.CharHeight for c in told.values()],
    "inks": [c.CharColor for c in told.values()],
    "weights": [c.CharWeight for c in told.values()],
    "lines": [c.CharUnderline for c in told.values()],
    "wrapped": [c.IsTextWrapped for c in told.values()],
    "fill": told["A3"].CellBackColor,
}))
"""
CHOICES: Final = """
from com.sun.star.sheet.ValidationType import LIST
for place, name in enumerate(("Vergelijking", "_lijsten"), 1):
    book.Sheets.insertNewByName(name, place)
sheet, lists = book.Sheets.getByIndex(1), book.Sheets.getByIndex(2)
for address, text in (("A1", "\u2714"), ("A2", "\u2013"), ("B1", "Kort")):
    lists.getCellRangeByName(address).String = text
sheet.getCellRangeByName("A1").String = "Klanten (2)"
sheet.getCellRangeByName("A2").String = "Uitleg"
run("AccountonDress", "Vergelijking", "10 17", "3")
module = "AccountonChoices"
run("AccountonChoices", "Vergelijking", "_lijsten", "B4:B9\x1eC4", "A1:A2\x1eB1")
run("AccountonSections", "Vergelijking", "1", "2")
cells = [sheet.getCellRangeByName(a) for a in ("B4", "B9", "C4")]
found = [c.Validation for c in cells]
head = [sheet.getCellRangeByName(a) for a in ("A1", "A2")]
print(json.dumps({
    "lists": [v.Type == LIST for v in found],
    "sources": [v.getFormula1() for v in found],
    "refused": [v.ShowErrorMessage for v in found],
    "fill": [c.CellBackColor for c in cells],
    "sizes": [c.CharHeight for c in head],
    "weights": [c.CharWeight for c in head],
    "lines": [c.CharUnderline for c in head],
}))
"""
PROTECT: Final = """
before = run("AccountonProtected")
client.protect("secret")
sheet = run("AccountonProtected")
client.unprotect("secret")
book.protect("secret")
print(json.dumps([before, sheet, run("AccountonProtected")]))
"""


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    with office(tmp_path_factory.mktemp("office")) as started:
        yield started


@pytest.fixture
def opened(tmp_path: Path) -> str:
    path = tmp_path / "clients.xlsm"
    template(path, Language.NL, sample(20))
    return path.as_uri()


def said(running: Office, opened: str, order: str) -> Any:  # noqa: ANN401 - whatever JSON holds
    return json.loads(running.run(SCRIPT + order, opened).splitlines()[-1])


def test_the_macros_are_listed(running: Office, opened: str) -> None:
    listed = said(running, opened, "")
    assert listed.keys() == {
        "AccountonChoices",
        "AccountonPerson",
        "AccountonProcedures",
        "AccountonRibbon",
        "Dictionary",
        "Sheet1",
        "Sheet2",
        "Sheet3",
        "ThisWorkbook",
        "xlwings",
    }
    assert "Public Sub AccountonClick(control As IRibbonControl)" in listed["AccountonRibbon"]


def test_cells_are_corrected_and_given_back(running: Office, opened: str) -> None:
    before, after, kinds, again, same_formats, listed, seen = said(running, opened, CORRECT)
    assert after[:5] == [["=1+1", "TEXT"], ["x", "TEXT"], ["'0032", "TEXT"], ["'1", "TEXT"], ["", "EMPTY"]]
    assert kinds == ["text", "text", "number", "formula", "empty", ""]
    assert again == before
    assert after[5] == before[5]
    assert same_formats
    assert (listed, seen) == (["h", "", "", "", "", "", "Other"], False)


def test_the_view_tells_what_is_selected_and_visible(running: Office, opened: str) -> None:
    view, visible = said(running, opened, VIEW)
    sheet, areas, cell, *names = view.split("\x1e")
    assert (sheet, areas, cell) == (names[0], "3 2 3 3 5 2 6 3", "3 2")
    assert visible == "1 1 3 2 5 1 5 2"


def test_sheets_are_prepared_and_removed(running: Office, opened: str) -> None:
    names, text, hidden, active, left = said(running, opened, SHEETS)
    assert (names[-2:], text, hidden, active) == (["Settings", "_hidden"], "", False, names[0])
    assert left == names[:-2]


def test_mark_writes_reasons_after_what_a_person_wrote_and_takes_them_away(running: Office, opened: str) -> None:
    before, marked, again, after, seen = said(running, opened, MARK)
    assert before["$E$4"] == "Van mij"
    assert before == after
    assert (
        marked
        == again
        == {
            **before,
            "$D$3": f"{MARKER}\nfirst\nsecond",
            "$E$4": f"Van mij\n\n{MARKER}\nthird",
        }
    )
    assert seen is False


def test_dress_makes_the_problems_sheet_pleasant(running: Office, opened: str) -> None:
    dressed = said(running, opened, DRESS)
    first, second, third = dressed["widths"]
    assert first < second < third
    assert dressed["fonts"] == [layout.FONT]
    assert dressed["sizes"] == [14, layout.FONT_SIZE, layout.FONT_SIZE, layout.FONT_SIZE]
    inks = [layout.INK, layout.REQUIRED_INK, layout.LINK_INK, layout.INK]
    assert dressed["inks"] == [int(ink, 16) for ink in inks]
    assert dressed["weights"] == [150, 150, 100, 100]
    assert dressed["lines"] == [0, 0, 1, 0]
    assert dressed["wrapped"] == [False, False, False, True]
    assert dressed["fill"] == int(layout.REQUIRED_FILL, 16)


def test_choices_are_offered_and_sections_shown(running: Office, opened: str) -> None:
    found = said(running, opened, CHOICES)
    assert found["lists"] == [True, True, True]
    assert found["sources"] == [
        "_lijsten!$A$1:$A$2",
        "_lijsten!$A$1:$A$2",
        "_lijsten!$B$1",
    ]
    assert found["refused"] == [False, False, False]
    assert found["fill"] == [int(layout.CHOICE_FILL, 16)] * 3
    assert found["sizes"] == [layout.SECTION_SIZE, layout.FONT_SIZE]
    assert found["weights"] == [150, 100]
    assert found["lines"] == [0, 0]


def test_protection_is_told(running: Office, opened: str) -> None:
    assert said(running, opened, PROTECT) == [False, True, True]
