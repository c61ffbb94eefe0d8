"""A click in a live LibreOffice: the extension's component, loaded as LibreOffice loads it, starts our Python."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Final
from zipfile import ZipFile

import pytest

from addin.extension import build
from shared.language import Language
from tests.fakes.sandbox import running as sandbox_running
from tests.files.office import office
from workbook.build import template
from workbook.sample import sample

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.libreoffice
CLICK: Final = """
import json, sys, uno
from pathlib import Path
here = uno.getComponentContext()
resolver = here.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", here)
there = resolver.resolve(f"uno:{sys.argv[1]};urp;StarOffice.ComponentContext")
create = there.ServiceManager.createInstanceWithContext
document = create("com.sun.star.frame.Desktop", there).Components.createEnumeration().nextElement()
loader = create("com.sun.star.loader.Python", there)
factory = loader.activate("be.accounton.Desk", "", Path(sys.argv[2], "component.py").as_uri(), None)
told = []
for button in sys.argv[3:]:
    factory.createInstanceWithContext(there).trigger(button)
    told.append([
        list(document.Sheets.ElementNames),
        document.CurrentController.hasInfobar("Accounton"),
        list(document.UndoManager.getAllUndoActionTitles()),
        document.hasControllersLocked(),
    ])
print(json.dumps(told))
"""
UNDONE: Final = """
import json, sys, uno
from pathlib import Path
here = uno.getComponentContext()
resolver = here.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", here)
there = resolver.resolve(f"uno:{sys.argv[1]};urp;StarOffice.ComponentContext")
create = there.ServiceManager.createInstanceWithContext
document = create("com.sun.star.frame.Desktop", there).Components.createEnumeration().nextElement()
loader = create("com.sun.star.loader.Python", there)
factory = loader.activate("be.accounton.Desk", "", Path(sys.argv[2], "component.py").as_uri(), None)

def held():
    sheets = [document.Sheets.getByIndex(place) for place in range(document.Sheets.Count)]
    return {sheet.Name: sheet.getCellRangeByName("A1:AC300").getDataArray() for sheet in sheets}

told = [held()]
for button in sys.argv[3:]:
    factory.createInstanceWithContext(there).trigger(button)
    told.append(held())
undone = []
while document.UndoManager.getAllUndoActionTitles():
    document.UndoManager.undo()
    undone.append(held())
print(json.dumps([told, undone]))
"""


@pytest.fixture
def extension(tmp_path: Path) -> Path:
    build(tmp_path / "accounton.oxt", sys.executable)
    with ZipFile(tmp_path / "accounton.oxt") as package:
        package.extractall(tmp_path / "extension")
    return tmp_path / "extension"


def test_the_buttons_do_what_they_say(extension: Path, tmp_path: Path) -> None:
    template(tmp_path / "clients.xlsx", Language.EN, sample(50))
    with office(tmp_path / "office") as running:
        running.show(tmp_path / "clients.xlsx")
        told = running.run(CLICK, str(extension), "validate", "fix", "clear")
    of_template = ["Clients", "Settings", "_accounton_own"]
    sheets = [*of_template, "Problems", "_accounton"]
    assert json.loads(told) == [
        [sheets, True, ["Accounton"], False],
        [[*sheets, "_accounton_fixed"], True, ["Accounton"] * 2, False],
        [of_template, True, ["Accounton"] * 3, False],
    ]


@pytest.mark.parametrize(
    "clicks",
    [
        ("validate", "fix", "undo_fix", "validate", "language", "clear", "validate"),
        ("compare", "send", "validate", "send", "compare"),
    ],
    ids=["check", "platform"],
)
def test_each_undo_takes_back_one_click(
    extension: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, clicks: tuple[str, ...]
) -> None:
    template(tmp_path / "clients.xlsx", Language.EN, sample(120))
    with sandbox_running(tmp_path) as sandbox:
        monkeypatch.setenv("ACCOUNTON_HOME", str(tmp_path / "home"))
        monkeypatch.setenv("ACCOUNTON_SETTINGS", str(tmp_path / "accounton.toml"))
        monkeypatch.setenv("ACCOUNTON_PLATFORM_URL", sandbox.url)
        monkeypatch.setenv("ACCOUNTON_TOKEN", sandbox.tokens["admin"])
        with office(tmp_path / "office") as running:
            running.show(tmp_path / "clients.xlsx")
            told, undone = json.loads(running.run(UNDONE, str(extension), *clicks))
    assert undone == told[-2::-1]
    assert len({json.dumps(each) for each in told}) > len(clicks) // 2
