"""An accountant's morning in a live LibreOffice: the template as built, clients typed and pasted, every button clicked.

The clicks come in through the toolbar's own door, the platform is the real sandbox over HTTP.
"""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any, Final
from zipfile import ZipFile

import pytest
from openpyxl import Workbook

from addin.extension import build
from shared.language import Language
from shared.record import COLUMN_OF, Field
from tests.fakes.sandbox import running as sandbox_running
from tests.files.office import office
from workbook.build import template

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.libreoffice
START: Final = """
import json, sys, uno
from pathlib import Path
here = uno.getComponentContext()
resolver = here.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", here)
there = resolver.resolve(f"uno:{sys.argv[1]};urp;StarOffice.ComponentContext")
create = there.ServiceManager.createInstanceWithContext
desktop = create("com.sun.star.frame.Desktop", there)

def given(name, value):
    one = uno.createUnoStruct("com.sun.star.beans.PropertyValue")
    one.Name, one.Value = name, value
    return one

def cells(document):
    found = {}
    for place in range(document.Sheets.Count):
        sheet = document.Sheets.getByIndex(place)
        cursor = sheet.createCursor()
        cursor.gotoEndOfUsedArea(False)
        end = cursor.RangeAddress
        found[sheet.Name] = sheet.getCellRangeByPosition(0, 0, end.EndColumn, end.EndRow).getDataArray()
    return found

document = desktop.Components.createEnumeration().nextElement()
"""
MORNING: Final = (
    START
    + """
export, extension, saved, typed = sys.argv[2:6]
dispatcher = create("com.sun.star.frame.DispatchHelper", there)

def order(document, name, *arguments):
    dispatcher.executeDispatch(document.CurrentController.Frame, f".uno:{name}", "", 0, arguments)

other = desktop.loadComponentFromURL(export, "_blank", 0, ())
order(other, "GoToCell", given("ToPoint", "A1:U2"))
order(other, "Copy")
order(document, "GoToCell", given("ToPoint", "A2"))
order(document, "Paste")
other.close(True)
for address, text in json.loads(typed).items():
    order(document, "GoToCell", given("ToPoint", address))
    order(document, "EnterString", given("StringName", text))
order(document, "GoToCell", given("ToPoint", "A1"))
document.CurrentController.Frame.activate()
loader = create("com.sun.star.loader.Python", there)
factory = loader.activate("be.accounton.Desk", "", Path(extension, "component.py").as_uri(), None)
seen = {"typed": {"cells": cells(document)}}
undone = len(document.UndoManager.getAllUndoActionTitles())
for button in sys.argv[6:]:
    factory.createInstanceWithContext(there).trigger(button.partition(" ")[0])
    seen[button] = {
        "cells": cells(document),
        "selected": document.CurrentController.Selection.AbsoluteName,
        "actions": len(document.UndoManager.getAllUndoActionTitles()) - undone,
    }
document.storeToURL(saved, (given("FilterName", "Calc MS Excel 2007 XML"),))
document.UndoManager.undo()
seen["undone"] = {"cells": cells(document)}
print(json.dumps(seen))
"""
)
REOPENED: Final = START + "print(json.dumps(cells(document)))"
CLICKS: Final = ("validate", "next_problem", "fix", "undo_fix", "fix again", "compare", "send")
PASTED: Final = [
    {Field.MOBILE: "0475 12 34 56", Field.NATIONAL_NUMBER: 85073003328, Field.LANGUAGE: "FR", Field.POSTAL_CODE: 1000},
    {Field.MOBILE: "+32486112233", Field.NATIONAL_NUMBER: 10100105, Field.LANGUAGE: "dutch", Field.POSTAL_CODE: 9000},
]
RESULTS, CHECKED = "Accounton", "Accounton: check"
"""The headings of our own columns."""
TYPED: Final = {
    "A4": "person",
    "B4": "Zoë",
    "C4": "De Wit",
    "D4": "zoe.dewit@",
    "E4": "+32475987654",
    "F4": "00010100204",
    "P4": "english",
}


def practice_export(path: Path) -> Path:
    """A list as another program writes it: numbers are numbers."""
    book = Workbook()
    for number, special in enumerate(PASTED, start=1):
        line: dict[Field, object] = {
            Field.TYPE: "person",
            Field.FIRST_NAME: "Test",
            Field.LAST_NAME: f"Client {chr(64 + number)}",
        }
        line |= {Field.EMAIL: f"client{number}@example.com", Field.STREET: "Rue Haute", Field.HOUSE_NUMBER: 12}
        line |= {Field.CITY: "Ville", Field.COUNTRY: "Belgique", **special}
        book.worksheets[0].append([line.get(field) for field in Field])
    book.save(path)
    return path


def test_from_an_empty_template_to_clients_on_the_platform(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(tmp_path / "accounton.oxt", sys.executable)
    with ZipFile(tmp_path / "accounton.oxt") as package:
        package.extractall(tmp_path / "extension")
    template(tmp_path / "clients.xlsm", Language.EN)
    export, saved = practice_export(tmp_path / "export.xlsx"), tmp_path / "saved.xlsx"
    with sandbox_running(tmp_path) as sandbox:
        monkeypatch.setenv("ACCOUNTON_HOME", str(tmp_path / "home"))
        monkeypatch.setenv("ACCOUNTON_SETTINGS", str(tmp_path / "accounton.toml"))
        monkeypatch.setenv("ACCOUNTON_PLATFORM_URL", sandbox.url)
        monkeypatch.setenv("ACCOUNTON_TOKEN", sandbox.tokens["admin"])
        with office(tmp_path / "office") as running:
            running.show(tmp_path / "clients.xlsm")
            clicks = (export.as_uri(), str(tmp_path / "extension"), saved.as_uri(), json.dumps(TYPED), *CLICKS)
            seen = json.loads(running.run(MORNING, *clicks))
            running.show(saved)
            reopened = json.loads(running.run(REOPENED))
            running.show()
        on_platform = sandbox.national_numbers()
    clients = {click: told["cells"]["Clients"] for click, told in seen.items()}
    assert column(clients["typed"], Field.NATIONAL_NUMBER) == [85073003328.0, 10100105.0, TYPED["F4"]]
    assert [verdict[0] for verdict in column(clients["validate"], CHECKED)] == ["✖", "✖", "✖"]
    assert seen["next_problem"]["selected"] == "$Clients.$E$2"
    corrected = ["+32475123456", "+32486112233", TYPED["E4"]]
    assert column(clients["fix"], Field.MOBILE) == column(clients["send"], Field.MOBILE) == corrected
    assert column(clients["fix"], Field.NATIONAL_NUMBER) == [85073003328.0, "00010100105", TYPED["F4"]]
    assert [verdict[0] for verdict in column(clients["fix"], CHECKED)] == ["✔", "✔", "✖"]
    assert clients["undo_fix"] == clients["validate"]
    assert clients["fix again"] == clients["fix"]
    first, second, third = column(clients["send"], RESULTS)
    assert (first, second) == ("Created (C00015)", "Created (C00016)")
    assert third.startswith("Not sent: ")
    assert on_platform[-2:] == ["85073003328", "00010100105"]
    assert [told["actions"] for click, told in seen.items() if click in CLICKS] == [1, 1, 2, 3, 4, 5, 6]
    assert shown(seen["undone"]["cells"]) == shown(seen["compare"]["cells"])
    assert reopened == seen["send"]["cells"]


def column(rows: list[list[Any]], heading: Field | str) -> list[Any]:
    """The cells of the three clients under a heading."""
    title = COLUMN_OF[heading].heading.en if isinstance(heading, Field) else heading
    place = rows[0].index(title)
    return [row[place] for row in rows[1:4]]


def shown(sheets: dict[str, list[list[Any]]]) -> dict[str, list[list[Any]]]:
    """What is in the cells; columns that were used once stay part of the sheet."""
    return {name: [[value for value in row if value != ""] for row in rows] for name, rows in sheets.items()}
