"""Our macros in a live LibreOffice: the built template with made-up clients, cell by cell."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule, ColorScaleRule, FormulaRule
from openpyxl.styles import PatternFill

from addin.clear import clear
from addin.engines.file import open_book
from addin.engines.libreoffice import remote as near
from addin.engines.libreoffice.engine import attached
from addin.fix import fix
from addin.marks import MARKER
from addin.validate import validate
from shared.language import Language
from tests.files.clients import headings, rows, workbook
from tests.files.office import office
from tests.unit.addin.books import TODAY
from workbook.build import template
from workbook.sample import sample

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

    from tests.files.office import Office

pytestmark = pytest.mark.libreoffice
OWN: Final = "Demander à Jan 🙂\nmardi"
YELLOW: Final = PatternFill("solid", fgColor="FFFF00", bgColor="FFFF00")
STATE: Final = """
import sys, json, uno
here = uno.getComponentContext()
resolver = here.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", here)
there = resolver.resolve(f"uno:{sys.argv[1]};urp;StarOffice.ComponentContext")
desktop = there.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", there)
document = desktop.Components.createEnumeration().nextElement()
for click in sys.argv[2:]:
    document.UndoManager.undo()
sheets = [document.Sheets.getByIndex(place) for place in range(document.Sheets.Count)]
notes = [sheets[0].Annotations.getByIndex(place) for place in range(sheets[0].Annotations.Count)]
print(json.dumps({
    "cells": {sheet.Name: sheet.getCellRangeByName("A1:Z400").getDataArray() for sheet in sheets},
    "notes": [(note.Position.Row, note.Position.Column, note.String) for note in notes],
    "undo": list(document.UndoManager.getAllUndoActionTitles()),
    "locked": document.hasControllersLocked() or document.isActionLocked(),
}))
"""


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    with office(tmp_path_factory.mktemp("office")) as started:
        yield started


@pytest.fixture
def clients(tmp_path: Path) -> Path:
    """The template as an accountant has it: clients, notes, colours and a format of their own."""
    path = tmp_path / "clients.xlsx"
    template(path, Language.FR, sample(200))
    book = load_workbook(path)
    sheet = book.worksheets[0]
    for row in range(2, 202):
        sheet.cell(row, 4).fill = YELLOW
    for row in range(2, 202, 5):
        sheet.cell(row, 4).comment = Comment(OWN, "Els")
    sheet.conditional_formatting.add("A2:U201", FormulaRule(["MOD(ROW(),2)=0"], fill=YELLOW))  # type: ignore[no-untyped-call]
    sheet["X7"] = "=1/0"
    book.create_sheet("Autre")["B2"] = "=Clients!B2"
    book.save(path)
    return path


def clicked(running: Office, path: Path, target: Path, *macros: Callable[[Any], object]) -> list[Any]:
    """Open a workbook, click, each time as one action, and save."""
    running.show(path)
    told = []
    for macro in macros:
        with attached(running.address) as book:
            told.append(macro(book))
    with attached(running.address) as book:
        book.save(target)
    return told


def validated(book: Any) -> Any:  # noqa: ANN401 - a Book of whichever engine
    return validate(book, TODAY, Language.FR)


def fixed(book: Any) -> Any:  # noqa: ANN401
    return fix(book, TODAY, Language.FR)


def state(running: Office, *undone: str) -> dict[str, Any]:
    """Return what LibreOffice holds, after as many undos as `undone` has words."""
    found: dict[str, Any] = json.loads(running.run(STATE, *undone))
    return found


def cells(sheet: Worksheet) -> dict[str, object]:
    return {
        cell.coordinate: (
            cell.value,
            cell.number_format,
            cell.alignment.wrap_text,
            cell.fill.fgColor.rgb,
            (cell.font.b, cell.font.name, cell.font.sz, cell.font.color and cell.font.color.rgb),
            cell.border.left.style,
            cell.comment and cell.comment.text,
        )
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None or cell.comment or shows_its_format(cell)
    }


def shows_its_format(cell: Any) -> bool:  # noqa: ANN401 - also a merged one
    """Return whether an empty cell can be told from one that was never touched."""
    return bool(cell.number_format != "General" or cell.fill.fill_type or cell.border.left.style)


def heights(sheet: Worksheet) -> dict[int, float | None]:
    return {row: dimension.height for row, dimension in sheet.row_dimensions.items()}


def rules(sheet: Worksheet) -> list[tuple[str, list[str]]]:
    return [(str(one.sqref), rule.formula) for one in sheet.conditional_formatting for rule in one.rules]


def formats(path: Path) -> list[str]:
    """Return the conditional formats in the file, word for word; no two are on the same cells, so none comes first."""
    with ZipFile(path) as package:
        part = package.read("xl/worksheets/sheet1.xml").decode()
    numbered = re.findall("<conditionalFormatting.*?</conditionalFormatting>", part)
    return sorted(re.sub(' priority="[0-9]+"', "", one) for one in numbered)


def reasons(sheet: Worksheet) -> dict[str, object]:
    return {cell.coordinate: cell.value for row in sheet.iter_rows() for cell in row if cell.value}


def notes(sheet: Worksheet) -> dict[str, str]:
    return {cell.coordinate: cell.comment.text for row in sheet.iter_rows() for cell in row if cell.comment}


def test_clearing_leaves_the_workbook_as_libreoffice_would_have_saved_it(
    running: Office, clients: Path, tmp_path: Path
) -> None:
    clicked(running, clients, tmp_path / "untouched.xlsx")
    clicked(running, clients, tmp_path / "cleared.xlsx", validated, validated, clear)
    before, after = load_workbook(tmp_path / "untouched.xlsx"), load_workbook(tmp_path / "cleared.xlsx")
    assert after.sheetnames == before.sheetnames
    users = [name for name in before.sheetnames if not name.startswith("_accounton")]
    for sheet_before, sheet_after in ((before[name], after[name]) for name in users):
        assert cells(sheet_after) == cells(sheet_before)
        assert rules(sheet_after) == rules(sheet_before)
        assert heights(sheet_after) == heights(sheet_before)
        assert [one.sqref for one in sheet_after.data_validations.dataValidation] == [
            one.sqref for one in sheet_before.data_validations.dataValidation
        ]


def test_the_same_problems_as_on_a_file(running: Office, clients: Path, tmp_path: Path) -> None:
    live, again, _ = clicked(running, clients, tmp_path / "live.xlsx", validated, fixed, validated)
    running.show()
    with open_book(clients) as book:
        on_file, fixed_on_file, _ = validated(book), fixed(book), validated(book)
        book.save(tmp_path / "file.xlsx")
    assert live.checked.problems == on_file.checked.problems
    assert again.changes == fixed_on_file.changes
    assert again.found.checked.problems == fixed_on_file.found.checked.problems
    in_live, in_file = load_workbook(tmp_path / "live.xlsx"), load_workbook(tmp_path / "file.xlsx")
    assert set(in_live.sheetnames) == set(in_file.sheetnames)
    assert in_live["_accounton"].sheet_state == "hidden"
    assert reasons(in_live["_accounton"]) == reasons(in_file["_accounton"])
    assert notes(in_live["Clients"]) == notes(in_file["Clients"])
    listed = heights(in_live["Problèmes"])
    assert {row for row, height in listed.items() if row > 1 and height and height > 20}  # where a text wraps
    told_live, told_file = ([row[1:] for row in book["Problèmes"].values] for book in (in_live, in_file))
    assert told_live == told_file


def test_marks_are_recognised_after_saving_and_reopening(running: Office, clients: Path, tmp_path: Path) -> None:
    clicked(running, clients, tmp_path / "untouched.xlsx")
    clicked(running, clients, tmp_path / "marked.xlsx", validated)
    marked = load_workbook(tmp_path / "marked.xlsx")["Clients"]
    ours = [True] * 3
    assert ["_accounton" in formula for _, (formula,) in rules(marked)] == [*ours, False]
    assert any(text.startswith(f"{OWN}\n\n{MARKER}") for text in notes(marked).values())
    clicked(running, tmp_path / "marked.xlsx", tmp_path / "cleared.xlsx", clear)
    before, after = load_workbook(tmp_path / "untouched.xlsx"), load_workbook(tmp_path / "cleared.xlsx")
    assert after.sheetnames == before.sheetnames
    assert cells(after.worksheets[0]) == cells(before.worksheets[0])
    assert rules(after.worksheets[0]) == rules(before.worksheets[0])


def test_the_users_conditional_formats_show_our_marks_and_stay_as_they_are(running: Office, tmp_path: Path) -> None:
    path = tmp_path / "clients.xlsx"
    template(path, Language.FR, sample(60))
    book = load_workbook(path)
    sheet = book.worksheets[0]
    book.create_sheet("Autre")["B2"] = "a;b"
    scale = ColorScaleRule(start_type="min", start_color="FF0000", end_type="max", end_color="00FF00")  # type: ignore[no-untyped-call]
    for area, rule in (
        ("B2:C20", FormulaRule(['AND($B2<>"a;b",Autre!$B$2=IF(LEN(C2)>2,"x","y""z"))'], fill=YELLOW)),  # type: ignore[no-untyped-call]
        ("D5:D30 F5:F30", CellIsRule("between", ['"a"', '"m"'], fill=YELLOW)),  # type: ignore[no-untyped-call]
        ("E2:E61", CellIsRule("notEqual", ["$E$2"], fill=YELLOW)),  # type: ignore[no-untyped-call]
        ("Q2:Q61", scale),
        ("H2:H61", FormulaRule(["IF(COUNTIF($H$2:$H$61,H2)>1,CEILING(LEN(H2),2)=1,FALSE)"], fill=YELLOW)),  # type: ignore[no-untyped-call]
        ("I3:I61", FormulaRule(["AND(I3=I2,ISERROR(VLOOKUP(H3,Autre!$B:$C,2,0)))"], fill=YELLOW)),  # type: ignore[no-untyped-call]
        ("W2:X9", FormulaRule(["W2=X2"], fill=YELLOW)),  # type: ignore[no-untyped-call]
    ):
        sheet.conditional_formatting.add(area, rule)
    book.save(path)
    clicked(running, path, tmp_path / "untouched.xlsx")
    clicked(running, path, tmp_path / "marked.xlsx", validated, validated)
    marked = load_workbook(tmp_path / "marked.xlsx").worksheets[0]
    ours = [True] * 3
    order: dict[str, list[bool]] = {area: [] for area, _ in rules(marked)}
    for area, formulas in rules(marked):
        order[area].append("_accounton" in "".join(formulas))
    assert {area: found for area, found in order.items() if False in found} == {
        "B2:C20": [*ours, False],
        "D5:D30 F5:F30": [*ours, False],
        "E2:E61": [*ours, False],
        "H2:H61": [*ours, False],
        "I3:I61": [*ours, False],
        "Q2:Q61": [False, *ours],
        "W2:X9": [False],
    }
    clicked(running, path, tmp_path / "cleared.xlsx", validated, validated, clear)
    assert formats(tmp_path / "cleared.xlsx") == formats(tmp_path / "untouched.xlsx")


@pytest.mark.parametrize("earlier", [(), (validated,)], ids=["first", "again"])
@pytest.mark.parametrize("macro", [validated, fixed, clear])
def test_one_undo_takes_back_one_click_and_nothing_stays_locked(
    running: Office, tmp_path: Path, macro: Callable[[Any], object], earlier: tuple[Callable[[Any], object], ...]
) -> None:
    path = tmp_path / "clients.xlsx"
    template(path, Language.FR, sample(100))
    running.show(path)
    for click in earlier:
        with attached(running.address) as book:
            click(book)
            book.sheets["Clients"].range("D3:D60").raw_value = "x"
    before = state(running)
    with attached(running.address) as book:
        macro(book)
    after = state(running)
    assert not after["locked"]
    if macro is clear and not earlier:
        assert after == before
    else:
        assert after["undo"] == ["Accounton", *before["undo"]]
        assert after["notes"] != before["notes"]
        undone = state(running, "undo")
        lost = [note for note in before["notes"] if note not in undone["notes"]]
        assert {before["cells"]["Clients"][row][column] for row, column, _ in lost} <= {""}  # so it is when one types
        assert [note for note in before["notes"] if note not in lost] == undone["notes"]
        assert (undone["cells"], undone["undo"]) == (before["cells"], before["undo"])


def test_a_click_that_fails_leaves_nothing_locked(running: Office, tmp_path: Path) -> None:
    path = tmp_path / "clients.xlsx"
    template(path, Language.FR)
    running.show(path)
    with pytest.raises(ZeroDivisionError), attached(running.address):
        raise ZeroDivisionError
    after = state(running)
    assert (after["undo"], after["locked"]) == ([], False)


def test_a_protected_sheet_is_refused_before_anything_is_corrected(running: Office, tmp_path: Path) -> None:
    path = tmp_path / "clients.xlsx"
    spoilt = rows()
    spoilt[1][4] = "0486 11 22 33"
    book = workbook([headings(), *spoilt])[0]
    book.worksheets[0].protection.enable()
    book.save(path)
    running.show(path)
    with pytest.raises(near.SheetProtected), attached(running.address) as opened:
        fixed(opened)
    assert "0486 11 22 33" in state(running)["cells"]["Clients"][2]


def test_nothing_to_work_on(running: Office) -> None:
    running.show()
    with pytest.raises(near.NoDocumentOpen), attached(running.address):
        pass
    with pytest.raises(near.LibreOfficeUnreachable), attached("pipe,name=accounton-nobody"):
        pass
