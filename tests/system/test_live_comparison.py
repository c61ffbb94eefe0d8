"""*Compare* in a live LibreOffice, against the real sandbox by HTTP: compared, unticked by a person, read back."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, Final

import pytest
from openpyxl import load_workbook

from addin import comparison_sheet
from addin.choices import NO_TICK, TICK, Choice
from addin.comparing import compare_in
from addin.engines.file import open_book
from addin.engines.libreoffice.engine import attached
from addin.own_sheets import OwnSheets
from shared.language import Language
from shared.platform.sandbox import seed
from shared.record import Field
from shared.settings import Settings
from tests.fakes.clients import client
from tests.fakes.sandbox import running as sandbox_running
from tests.fakes.workbooks import workbook
from tests.files.office import office
from workbook import layout
from workbook.layout import TABS, Role

if TYPE_CHECKING:
    from pathlib import Path

    from addin.compare import Compared
    from tests.files.office import Office

pytestmark = pytest.mark.libreoffice
TODAY: Final = date(2026, 3, 2)
NAME: Final = TABS[Role.COMPARISON].fr
SOFIE: Final = seed.CLIENTS[0]
DUTCH: Final = next(each for each in seed.QUESTIONNAIRES if each.language == "dutch")
PERSON: Final = """
import json, sys, uno
here = uno.getComponentContext()
resolver = here.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", here)
there = resolver.resolve(f"uno:{sys.argv[1]};urp;StarOffice.ComponentContext")
desktop = there.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", there)
document = desktop.Components.createEnumeration().nextElement()
sheet = document.Sheets.getByName(sys.argv[2])
told = {"active": document.CurrentController.ActiveSheet.Name, "offered": []}
for address, text in zip(sys.argv[3::2], sys.argv[4::2]):
    cell = sheet.getCellRangeByName(address)
    offered = cell.Validation
    told["offered"].append([offered.Type.value, offered.getFormula1(), offered.ShowErrorMessage, cell.CellBackColor])
    cell.String = text
for place in range(document.Sheets.Count):
    one = document.Sheets.getByIndex(place)
    told.setdefault("seen", []).append([one.Name, one.IsVisible])
print(json.dumps(told))
"""
UNDO: Final = """
import json, sys, uno
here = uno.getComponentContext()
resolver = here.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", here)
there = resolver.resolve(f"uno:{sys.argv[1]};urp;StarOffice.ComponentContext")
desktop = there.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", there)
document = desktop.Components.createEnumeration().nextElement()

def held():
    sheets = [document.Sheets.getByIndex(place) for place in range(document.Sheets.Count)]
    return {sheet.Name: sheet.getCellRangeByName("A1:W99").getDataArray() for sheet in sheets}

print(json.dumps([list(document.UndoManager.getAllUndoActionTitles()), held()]))
if sys.argv[2:]:
    document.UndoManager.undo()
    print(json.dumps(held()))
"""


def compared(running: Office, platform: Any, home: Path, language: Language) -> Compared:  # noqa: ANN401
    with attached(running.address) as book:
        return compare_in(book, platform, Settings(home=str(home)), language, TODAY)[1]


def chosen(running: Office, found: Compared) -> tuple[dict[int, Choice], dict[str, frozenset[Field]]]:
    with attached(running.address) as book:
        choices = comparison_sheet.choices(OwnSheets(book))
    assert choices
    return choices.of(found.new, seed.QUESTIONNAIRES), choices.overwrite(found.known)


def test_what_a_person_unticks_is_read_back_and_kept(tmp_path: Path) -> None:
    path = workbook(tmp_path / "clients.xlsx", [client(1), client(2), replace(SOFIE, city="Oostende")])
    with (
        sandbox_running(tmp_path) as sandbox,
        sandbox.platform() as platform,
        office(tmp_path / "office") as running,
    ):
        running.show(path)
        found = compared(running, platform, tmp_path, Language.FR)
        with attached(running.address) as book:
            rows = book.sheets[NAME].used_range.options(ndim=2).value
        tick = next(at for at, row in enumerate(rows, 1) if row[2] == "Test Persoon C")
        city = next(at for at, row in enumerate(rows, 1) if row[6] == "Oostende")
        assert (rows[tick - 1][1], rows[city - 1][1]) == (TICK, NO_TICK)
        told = json.loads(
            running.run(PERSON, NAME, f"B{tick}", NO_TICK, f"B{city}", "oui", f"G{tick}", DUTCH.name.upper())
        )
        assert told["active"] == NAME
        assert [name for name, visible in told["seen"] if not visible] == sorted(
            [layout.CHOICE_LISTS, layout.OWN_SHEETS], key=[name for name, _ in told["seen"]].index
        )
        kinds, sources, refused, fills = zip(*told["offered"], strict=True)
        assert set(kinds) == {"LIST"}
        assert all(layout.CHOICE_LISTS in source for source in sources)
        assert (set(refused), set(fills)) == ({False}, {int(layout.CHOICE_FILL, 16)})
        expected = (
            {2: Choice(send=True, questionnaire=DUTCH.id), 3: Choice(send=False, questionnaire=DUTCH.id)},
            {"C00001": frozenset({Field.CITY})},
        )
        assert chosen(running, found) == expected
        again = compared(running, platform, tmp_path, Language.NL)
        assert chosen(running, again) == expected
        with attached(running.address) as book:
            book.save(tmp_path / "saved.xlsx")
    with open_book(tmp_path / "saved.xlsx") as saved:
        choices = comparison_sheet.choices(OwnSheets(saved))
    assert choices
    assert (choices.of(again.new, seed.QUESTIONNAIRES), choices.overwrite(again.known)) == expected
    lists = load_workbook(tmp_path / "saved.xlsx")[NAME].data_validations.dataValidation
    assert {one.type for one in lists} == {"list"}


def test_one_undo_takes_a_comparison_with_everything_in_it_away(tmp_path: Path) -> None:
    new = [client(at, language=("dutch", "french", "english")[at % 3]) for at in range(9)]
    path = workbook(
        tmp_path / "clients.xlsx", [*new, replace(SOFIE, city="Oostende", street="Kaai"), client(99, email="x")]
    )
    with (
        sandbox_running(tmp_path) as sandbox,
        sandbox.platform() as platform,
        office(tmp_path / "office") as running,
    ):
        running.show(path)
        _, before = json.loads(running.run(UNDO))
        compared(running, platform, tmp_path, Language.EN)
        told, undone = map(json.loads, running.run(UNDO, "undo").splitlines())
    assert told[0] == ["Accounton"]
    assert TABS[Role.COMPARISON].en in told[1]
    assert undone == before
