from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Final

import pytest

from addin import click as clicking
from addin import ribbon
from shared.language import Language
from tests.fakes.desk import desk
from tests.unit.addin.books import client_book, faulty
from workbook.layout import OWN_SHEETS, PROBLEMS, REASONS_GRID
from workbook.ribbon_texts import BUTTONS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.fakes.desk import Desk

WORKING: Final = [name for name, button in BUTTONS.items() if button.works]
LOOKING: Final = {"next_problem", "help"}
SETTING_UP: Final = {"reconciliation", "sign_in", "language"}
CHANGING: Final = [name for name in WORKING if name not in LOOKING]
ABOUT_CLIENTS: Final = [name for name in CHANGING if name not in SETTING_UP]
AT_REST: Final = (True, "automatic")


@pytest.fixture(autouse=True)
def at_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ACCOUNTON_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("ACCOUNTON_SETTINGS", str(tmp_path / "accounton.toml"))
    monkeypatch.setenv("BROWSER", "/bin/true")
    monkeypatch.delenv("ACCOUNTON_LANGUAGE", raising=False)


def button(name: str) -> Callable[[str], None]:
    found: Callable[[str], None] = getattr(ribbon, name)
    return found


def at_rest(program: Desk) -> bool:
    return (program.screen_updating, program.calculation) == AT_REST


def test_every_button_that_works_has_its_function_and_no_other() -> None:
    own = {
        name
        for name, value in vars(ribbon).items()
        if inspect.isfunction(value) and value.__module__ == ribbon.__name__ and not name.startswith("_")
    }
    assert own == set(WORKING)
    for name in own:
        assert list(inspect.signature(button(name)).parameters) == ["excel"]


def test_validate_marks_and_sums_up_in_the_status_bar(tmp_path: Path) -> None:
    with desk(client_book(tmp_path / "clients.xlsx")) as (book, program):
        ribbon.validate("nl")
        assert {sheet.name for sheet in book.sheets} == {"Clients", PROBLEMS.nl, REASONS_GRID, OWN_SHEETS}
        assert book.sheets[PROBLEMS.nl].range("A1").value == str(program.status_bar).removeprefix("Accounton: ")
        assert "fouten" in str(program.status_bar)
    assert program.alerts == []


def test_fix_says_how_many_cells_it_corrected(tmp_path: Path) -> None:
    with desk(client_book(tmp_path / "clients.xlsx")) as (book, program):
        ribbon.fix("en")
        assert str(program.status_bar).startswith("Accounton: Cells corrected: ")
        assert book.sheets["Clients"].range("C4").value == "Lambert"
    assert program.alerts == []


def test_undo_fix_says_how_many_cells_it_restored(tmp_path: Path) -> None:
    with desk(client_book(tmp_path / "clients.xlsx")) as (book, program):
        ribbon.undo_fix("nl")
        assert program.status_bar == "Accounton: Er zijn geen verbeteringen om ongedaan te maken."
        ribbon.fix("fr")
        book.sheets["Clients"].range("E3").raw_value = "+32499887766"
        ribbon.undo_fix("fr")
        assert str(program.status_bar).startswith(
            "Accounton: Cellules rétablies: 2. Laissées telles quelles, car modifiées depuis ou introuvables: 1 "
        )
    assert program.alerts == []


def test_next_problem_says_where_it_is_and_why(tmp_path: Path) -> None:
    with desk(client_book(tmp_path / "clients.xlsx")) as (_, program):
        ribbon.next_problem("en")
        assert program.status_bar == "Accounton: This list has not been checked yet. Click “Validate” first."
        ribbon.validate("en")
        ribbon.next_problem("en")
        assert str(program.status_bar).startswith("Accounton: D3 (1 of 5): ✖ ")
    assert program.alerts == []


def test_clear_leaves_nothing_of_ours(tmp_path: Path) -> None:
    with desk(client_book(tmp_path / "clients.xlsx")) as (book, program):
        ribbon.validate("fr")
        ribbon.clear("fr")
        assert [sheet.name for sheet in book.sheets] == ["Clients"]
    assert program.status_bar == f"Accounton: {ribbon.CLEARED.fr}"


@pytest.mark.parametrize("name", WORKING)
def test_nothing_is_drawn_nor_calculated_meanwhile(tmp_path: Path, name: str) -> None:
    with desk(client_book(tmp_path / "clients.xlsx")) as (_, program):
        button(name)("fr")
        assert at_rest(program)
    assert set(program.during) == {(False, "manual")}


@pytest.mark.parametrize("name", CHANGING)
@pytest.mark.parametrize(("language", "said"), [("fr", "protégée"), ("nl", "beveiligd"), ("en", "protected")])
def test_a_protected_sheet_is_left_as_it_is(tmp_path: Path, name: str, language: str, said: str) -> None:
    with desk(client_book(tmp_path / "clients.xlsx")) as (book, program):
        program.protected = True
        button(name)(language)
        assert [sheet.name for sheet in book.sheets] == ["Clients"]
        assert at_rest(program)
    (alert,) = program.alerts
    assert said in alert
    assert program.status_bar is False


@pytest.mark.parametrize("name", ABOUT_CLIENTS)
def test_what_is_no_client_list_is_told_in_one_box(tmp_path: Path, name: str) -> None:
    path = client_book(tmp_path / "other.xlsx", [])
    with desk(path) as (book, program):
        book.sheets[0].range((1, 1), (1, 30)).raw_value = [["x"] * 30]
        button(name)("nl")
        assert at_rest(program)
    assert len(program.alerts) == 1


def test_the_setting_outranks_the_language_of_excel(tmp_path: Path) -> None:
    (tmp_path / "accounton.toml").write_text('language = "fr"', encoding="utf-8")
    with desk(client_book(tmp_path / "clients.xlsx")) as (_, program):
        ribbon.clear("nl")
    assert program.status_bar == f"Accounton: {ribbon.CLEARED.fr}"


def test_settings_that_cannot_be_read_are_told_in_the_language_of_excel(tmp_path: Path) -> None:
    (tmp_path / "accounton.toml").write_text("language = ", encoding="utf-8")
    with desk(client_book(tmp_path / "clients.xlsx")) as (_, program):
        ribbon.validate("nl")
    (alert,) = program.alerts
    assert "instellingenbestand" in alert


@pytest.mark.parametrize("language", Language)
def test_an_unexpected_error_has_a_number_that_is_in_the_log(tmp_path: Path, language: Language) -> None:
    with desk(client_book(tmp_path / "clients.xlsx", faulty())) as (_, program):
        program.fault = OSError
        ribbon.validate(language)
        ribbon.validate(language)
        assert at_rest(program)
    log = (tmp_path / "home" / "accounton.log").read_text(encoding="utf-8")
    number = log.partition(" ")[0]
    assert log.count(f"{number} ") == 2
    expected = clicking.UNEXPECTED.to(language, number=number, log=tmp_path / "home" / "accounton.log")
    assert program.alerts == [expected] * 2


def test_the_log_holds_no_value(tmp_path: Path) -> None:
    log = tmp_path / "accounton.log"
    number = clicking._logged(ValueError("85.07.30-033.28"), log)
    assert log.read_text(encoding="utf-8") == f"{number} ValueError\n\n"


def test_a_log_that_cannot_be_written_does_not_hide_the_error(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("a file", encoding="utf-8")
    assert clicking._logged(KeyError("x"), tmp_path / "home" / "accounton.log").endswith(", KeyError")


def test_a_value_in_an_unexpected_error_reaches_neither_the_log_nor_the_person(tmp_path: Path) -> None:
    client = "85.07.30-033.28 luc@example.com"

    def work(_click: clicking.Click) -> str:
        raise ValueError(client)

    with desk(client_book(tmp_path / "clients.xlsx")) as (_, program):
        clicking.click("en", work)
        assert at_rest(program)
    (alert,) = program.alerts
    told = alert + (tmp_path / "home" / "accounton.log").read_text(encoding="utf-8")
    assert "ValueError" in told
    assert "85.07" not in told
    assert "luc@" not in told
