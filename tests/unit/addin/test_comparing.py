"""*Compare* on the file engine, against the real sandbox by HTTP."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook

from addin import comparison_sheet, ribbon
from addin.choices import NO_TICK, TICK, Choice
from addin.comparing import compare_in, counted
from addin.engines.file import open_book
from addin.own_sheets import OwnSheets
from addin.sections import IN_BOTH, ONLY_IN_IMPORT
from shared import reconciliation
from shared.language import Language
from shared.platform.sandbox import seed
from shared.reconciliation import OpenFlag, Reason, Reconciliation, State
from shared.record import Field
from shared.settings import Settings
from tests.fakes.clients import client
from tests.fakes.desk import desk
from tests.fakes.recording import recorded
from tests.fakes.sandbox import running
from tests.fakes.workbooks import workbook
from workbook.layout import CHOICE_LISTS, OWN_SHEETS, TABS, Role

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from addin.compare import Compared
    from shared.record import Client
    from tests.fakes.sandbox import Sandbox

TODAY = date(2026, 3, 2)
SOFIE, JAN, *_ = seed.CLIENTS
NAME = TABS[Role.COMPARISON]
DUTCH = next(each.id for each in seed.QUESTIONNAIRES if each.language == "dutch")


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    with running(tmp_path_factory.mktemp("sandbox")) as started:
        yield started


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return workbook(tmp_path / "clients.xlsx", [client(1), client(2), replace(SOFIE, city="Oostende"), JAN])


def compared(path: Path, sandbox: Sandbox, language: Language = Language.EN, home: str = "") -> Compared:
    with sandbox.platform() as platform, open_book(path) as book:
        _, found = compare_in(book, platform, Settings(home=home or str(path.parent)), language, TODAY)
        book.save()
    return found


def chosen(path: Path, found: Compared) -> tuple[dict[int, Choice], Any]:
    with open_book(path) as book:
        choices = comparison_sheet.choices(OwnSheets(book))
    assert choices
    return choices.of(found.new, seed.QUESTIONNAIRES), choices.overwrite(found.known)


def line_of(sheet: Any, title: str, text: str) -> int:  # noqa: ANN401 - openpyxl's
    rows = list(sheet.iter_rows(values_only=True))
    start = next(at for at, row in enumerate(rows) if str(row[0]).startswith(f"{title} ("))
    return next(at for at, row in enumerate(rows[start:], start + 1) if text in row)


def test_the_sections_stand_on_a_sheet_in_view(path: Path, sandbox: Sandbox) -> None:
    found = compared(path, sandbox)
    assert counted(found, Language.EN) == ("New: 2. Only in Accounton: 12. Double: 2, of which 1 differ. Invalid: 0.")
    book = load_workbook(path)
    assert set(book.sheetnames) >= {"Clients", NAME.en, CHOICE_LISTS, OWN_SHEETS}
    assert book.active is book[NAME.en]
    assert book[CHOICE_LISTS].sheet_state == "veryHidden"
    sheet = book[NAME.en]
    assert sheet[f"A{line_of(sheet, ONLY_IN_IMPORT.en, 'Test Persoon B')}"].value == '=HYPERLINK("#\'Clients\'!C2","2")'
    cells = [cell for row in sheet.iter_rows(min_col=2) for cell in row if cell.value]
    assert {cell.number_format for cell in cells} == {"@"}


def test_ticks_and_questionnaires_are_lists_that_refuse_nothing(path: Path, sandbox: Sandbox) -> None:
    compared(path, sandbox)
    book = load_workbook(path)
    offered = {str(one.sqref): one for one in book[NAME.en].data_validations.dataValidation}
    assert len(offered) == 3
    assert not any(one.showErrorMessage for one in offered.values())
    values = {
        tuple(cell.value for row in _cells(book[CHOICE_LISTS], one.formula1) for cell in row)
        for one in offered.values()
    }
    questionnaire = next(each.name for each in seed.QUESTIONNAIRES if each.id == DUTCH)
    assert values == {(TICK, NO_TICK), (questionnaire,)}


def _cells(sheet: Any, source: str) -> Any:  # noqa: ANN401
    name, _, address = source.partition("!")
    assert name == sheet.title
    found = sheet[address.replace("$", "")]
    return found if isinstance(found, tuple) else ((found,),)


def test_what_a_person_chose_is_read_back(path: Path, sandbox: Sandbox) -> None:
    found = compared(path, sandbox)
    assert chosen(path, found) == (
        {2: Choice(send=True, questionnaire=DUTCH), 3: Choice(send=True, questionnaire=DUTCH)},
        {},
    )
    book = load_workbook(path)
    sheet = book[NAME.en]
    sheet[f"B{line_of(sheet, ONLY_IN_IMPORT.en, 'Test Persoon C')}"] = None
    sheet[f"B{line_of(sheet, IN_BOTH.en, 'Oostende')}"] = "x"
    book.save(path)
    expected = (
        {2: Choice(send=True, questionnaire=DUTCH), 3: Choice(send=False, questionnaire=DUTCH)},
        {"C00001": {Field.CITY}},
    )
    assert chosen(path, found) == expected
    again = compared(path, sandbox, Language.NL)
    assert chosen(path, again) == expected
    assert load_workbook(path).sheetnames.count(NAME.en) == 1


def test_without_a_comparison_nothing_was_chosen(path: Path) -> None:
    with open_book(path) as book:
        assert comparison_sheet.choices(OwnSheets(book)) is None


@pytest.mark.parametrize("practice", [seed.PRACTICE, "Another practice"])
def test_what_the_worker_found_is_told_for_this_practice_only(path: Path, sandbox: Sandbox, practice: str) -> None:
    now = datetime(2026, 3, 1, tzinfo=UTC)
    flag = OpenFlag(1, "C00003", "x", Reason.GONE, now, State.NEW, None)
    reconciliation.write(path.parent / "home", Reconciliation(practice, "file", now, None, (flag,)))
    compared(path, sandbox, home=str(path.parent / "home"))
    told = [row[7] for row in load_workbook(path)[NAME.en].iter_rows(values_only=True) if row[1] == "C00003"]
    assert told == ["not found in the practice system" if practice == seed.PRACTICE else None]


def test_a_result_of_the_worker_that_cannot_be_read_stops_nothing(path: Path, sandbox: Sandbox) -> None:
    (path.parent / reconciliation.FILE).write_text("{", encoding="utf-8")
    assert len(compared(path, sandbox).only_on_platform) == 12


def test_a_sheet_of_the_user_with_our_name_is_left_alone(path: Path, sandbox: Sandbox) -> None:
    book = load_workbook(path)
    book.create_sheet(NAME.en)["A1"] = "mine"
    book.save(path)
    compared(path, sandbox)
    after = load_workbook(path)
    assert after[NAME.en]["A1"].value == "mine"
    assert str(after[f"{NAME.en} 2"]["A1"].value).startswith("Comparison with")


def mixed(number: int) -> list[Client]:
    """Return clients of every section."""
    new = [client(at, language=("dutch", "french", "english")[at % 3]) for at in range(number)]
    known = [replace(each, city="Elders", street="Kaai 1") for each in seed.CLIENTS[: number // 25 + 1]]
    return [*new, *known, *(client(1000 + at, email="x") for at in range(number // 3))]


def test_the_number_of_calls_does_not_depend_on_the_rows(tmp_path: Path, sandbox: Sandbox) -> None:
    first: set[int] = set()
    again: set[int] = set()
    for number in (3, 300):
        path = workbook(tmp_path / f"{number}.xlsx", mixed(number))
        with sandbox.platform() as platform, open_book(path) as real:
            book, calls = recorded(real)
            for counts in (first, again):
                calls.clear()
                compare_in(book, platform, Settings(home=str(tmp_path)), Language.FR, TODAY)
                counts.add(len(calls))
    assert len(first) == len(again) == 1
    assert max(first | again) <= 35


def test_a_click_compares(path: Path, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ACCOUNTON_HOME", str(path.parent))
    monkeypatch.setenv("ACCOUNTON_SETTINGS", str(path.parent / "none.toml"))
    monkeypatch.setenv("ACCOUNTON_PLATFORM_URL", sandbox.url)
    monkeypatch.setenv("ACCOUNTON_TOKEN", sandbox.tokens["admin"])
    with desk(path) as (book, program):
        ribbon.compare("nl")
        assert program.alerts == []
        assert str(program.status_bar).startswith("Accounton: Nieuw: 2. Enkel in Accounton: 12.")
        assert book.sheets.active.name == NAME.nl
