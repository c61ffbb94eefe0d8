"""Our sheets are known by the list of them, never by their names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from addin.engines.file import open_book
from addin.own_sheets import OwnSheets
from addin.sheet import ClientSheet
from shared.language import Language
from tests.fakes.recording import recorded
from tests.unit.addin.books import client_book, edited, saved
from workbook.layout import FIXED_CELLS, OWN_SHEETS, REASONS_GRID, TABS, Role

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return client_book(tmp_path / "clients.xlsx")


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("role", Role)
def test_a_sheet_of_ours_is_found_again(path: Path, role: Role, language: Language) -> None:
    with saved(path) as book:
        assert OwnSheets(book).sheet(role) is None
        sheet = OwnSheets(book).emptied(role, language)
        sheet.range("B2").raw_value = "x"
    with saved(path) as book:
        found = OwnSheets(book).sheet(role)
        assert found is not None
        assert (found.name, found.range("B2").value) == (TABS[role].to(language), "x")
        again = OwnSheets(book).emptied(role, Language.EN)
        assert (again.name, again.range("B2").value) == (found.name, None)
    after = load_workbook(path)
    assert after.sheetnames == ["Clients", TABS[role].to(language), OWN_SHEETS]
    assert after[OWN_SHEETS].sheet_state == "veryHidden"
    assert after.active is after["Clients"]


def test_a_sheet_of_the_user_keeps_its_name(path: Path) -> None:
    with edited(path) as book:
        book.create_sheet("SETTINGS")["A1"] = "mine"
    with saved(path) as book:
        own = OwnSheets(book)
        assert own.emptied(Role.SETTINGS, Language.EN).name == "Settings 2"
        assert not own.is_ours("SETTINGS")
        assert own.is_ours("Settings 2")
        own.remove(list(Role))
    after = load_workbook(path)
    assert after.sheetnames == ["Clients", "SETTINGS"]
    assert after["SETTINGS"]["A1"].value == "mine"


def test_what_is_left_of_ours_stays_known(path: Path) -> None:
    with saved(path) as book:
        OwnSheets(book).prepare([Role.SETTINGS, Role.PROBLEMS], [REASONS_GRID], Language.FR, "Clients")
        OwnSheets(book).remove([Role.PROBLEMS, Role.COMPARISON], [REASONS_GRID, FIXED_CELLS])
        own = OwnSheets(book)
        assert (own.name(Role.SETTINGS), own.name(Role.PROBLEMS), own.client_name) == ("Réglages", None, "Clients")
    assert load_workbook(path).sheetnames == ["Clients", "Réglages", OWN_SHEETS]


def test_a_sheet_of_ours_that_was_renamed_is_the_users(path: Path) -> None:
    with saved(path) as book:
        OwnSheets(book).emptied(Role.PROBLEMS, Language.EN)
        book.sheets["Problems"].name = "2026"
        own = OwnSheets(book)
        assert (own.sheet(Role.PROBLEMS), own.is_ours("2026")) == (None, False)
        own.emptied(Role.COMPARISON, Language.EN)
        own.remove(list(Role))
    assert load_workbook(path).sheetnames == ["Clients", "2026"]


def test_a_name_of_digits_stays_a_name(path: Path) -> None:
    with saved(path) as book:
        book.sheets["Clients"].name = "2026"
        OwnSheets(book).prepare([], [REASONS_GRID], Language.EN, "2026")
        assert OwnSheets(book).client_name == "2026"


def test_in_older_workbooks_the_grid_names_the_problems_sheet(path: Path) -> None:
    with edited(path) as book:
        book.create_sheet("Problemen")
        book.create_sheet(REASONS_GRID)["A1"] = "Problemen"
    with saved(path) as book:
        own = OwnSheets(book)
        assert own.name(Role.PROBLEMS) == "Problemen"
        own.remove([Role.PROBLEMS], [REASONS_GRID])
    assert load_workbook(path).sheetnames == ["Clients"]


def test_a_copy_of_the_list_on_a_sheet_of_ours_is_no_client_list(path: Path) -> None:
    with saved(path) as book:
        sheet = OwnSheets(book).emptied(Role.COMPARISON, Language.EN)
        sheet.range("A1:U4").raw_value = book.sheets["Clients"].range("A1:U4").raw_value
        sheet.activate()
        assert ClientSheet.find(book).name == "Clients"


def test_the_list_that_was_validated_comes_before_another(path: Path) -> None:
    with edited(path) as book:
        book.copy_worksheet(book.worksheets[0]).title = "Second"
        book.create_sheet("Front", 0)
        book.active = 0
    with saved(path) as book:
        assert ClientSheet.find(book).name == "Clients"
        OwnSheets(book).prepare([], [REASONS_GRID], Language.EN, "Second")
        assert ClientSheet.find(book).name == "Second"


def test_asking_costs_the_same_however_many_sheets_there_are(path: Path) -> None:
    counted = []
    for number in (0, 8):
        with edited(path) as book:
            for place in range(number):
                book.create_sheet(f"Autre {place}", 0)
        with open_book(path) as real:
            book_of_calls, calls = recorded(real)
            OwnSheets(book_of_calls).emptied(Role.SETTINGS, Language.NL)
            counted.append(len(calls))
    assert counted[0] == counted[1] <= 12
