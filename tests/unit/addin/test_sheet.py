from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from openpyxl import Workbook, load_workbook

from addin.engines.file import open_book
from addin.sheet import ClientSheet
from shared.headings import ColumnsMissing, HeadingsMissing
from shared.record import Field
from tests.files.clients import headings, rows
from tests.unit.addin.books import client_book, edited, saved

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return client_book(tmp_path / "clients.xlsx")


def test_the_clients_are_found_with_their_places(path: Path) -> None:
    with open_book(path) as book:
        sheet = ClientSheet.find(book)
        assert (sheet.name, sheet.headings.row, sheet.table.rows) == ("Clients", 1, [2, 3, 4])
        assert (sheet.letter(Field.MOBILE), sheet.area.address) == ("E", "A2:U4")
        assert sheet.raw(3, Field.MOBILE) == "0486 11 22 33"
        assert sheet.unknown == ()


def test_a_block_that_does_not_start_at_a1(tmp_path: Path) -> None:
    book = Workbook()
    lines: list[list[object]] = [[*headings()], *rows()]
    for number, line in enumerate(lines, 5):
        for column, value in enumerate(line, 3):
            book.worksheets[0].cell(number, column).value = value  # type: ignore[assignment]  # text or None
    book.save(tmp_path / "c.xlsx")
    with open_book(tmp_path / "c.xlsx") as opened:
        sheet = ClientSheet.find(opened)
        assert sheet.table.rows == [6, 7, 8]
        assert sheet.letter(Field.TYPE) == "C"
        assert sheet.area.address == "C6:W8"


def test_the_active_sheet_comes_first(path: Path) -> None:
    with edited(path) as book:
        book.copy_worksheet(book.worksheets[0]).title = "Second"
        book.active = 1
    with open_book(path) as opened:
        assert ClientSheet.find(opened).name == "Second"


def test_another_sheet_is_looked_at_when_the_active_one_has_no_clients(path: Path) -> None:
    with edited(path) as book:
        book.create_sheet("Notes", 0).append(["Prénom", "Email"])
        book.active = 0
    with open_book(path) as opened:
        assert ClientSheet.find(opened).name == "Clients"


def test_the_most_promising_sheet_says_what_it_lacks(tmp_path: Path) -> None:
    book = Workbook()
    book.worksheets[0].append(["Tarifs"])
    book.create_sheet("Clients").append(["Prénom", "Nom de famille", "Email"])
    book.create_sheet("Autre").append(["Prénom", "Email"])
    book.save(tmp_path / "c.xlsx")
    with open_book(tmp_path / "c.xlsx") as opened, pytest.raises(ColumnsMissing) as refused:
        ClientSheet.find(opened)
    assert refused.value.columns == (Field.LANGUAGE,)


def test_a_workbook_with_nothing_but_our_own_sheets(tmp_path: Path) -> None:
    book = Workbook()
    book.worksheets[0].title = "_accounton"
    book.save(tmp_path / "c.xlsx")
    with open_book(tmp_path / "c.xlsx") as opened, pytest.raises(HeadingsMissing):
        ClientSheet.find(opened)


def test_a_column_that_the_sheet_lacks(tmp_path: Path) -> None:
    path = client_book(tmp_path / "c.xlsx", [])
    with edited(path) as book:
        book.worksheets[0].delete_cols(17, 5)
    with open_book(path) as opened:
        sheet = ClientSheet.find(opened)
        assert sheet.letter(Field.RESPONSIBLE) == ""
        assert sheet.raw(2, Field.RESPONSIBLE) is None
        assert sheet.area.address == "A2:P2"


def test_results_go_into_our_own_column_and_other_rows_keep_theirs(path: Path) -> None:
    with saved(path) as book:
        ClientSheet.find(book).write_results({2: "Créé (17)", 4: "=refusé"})
    with saved(path) as book:
        sheet = ClientSheet.find(book)
        assert sheet.unknown == ()
        sheet.write_results({4: "Créé (18)", 6: "trop tard"})
    column = [cell.value for cell in load_workbook(path).worksheets[0]["W"]]
    assert column == ["Accounton", "Créé (17)", None, "Créé (18)", None, "trop tard"]


def test_results_stand_right_of_every_column_in_use(path: Path) -> None:
    with edited(path) as book:
        book.worksheets[0]["W3"] = "à rappeler"
    with saved(path) as opened:
        sheet = ClientSheet.find(opened)
        assert sheet.unknown == ()
        sheet.write_results({2: "ok"})
    sheet_after = load_workbook(path).worksheets[0]
    assert (sheet_after["Y1"].value, sheet_after["W3"].value) == ("Accounton", "à rappeler")


def test_results_of_an_older_workbook_stay_where_they_are(path: Path) -> None:
    with edited(path) as book:
        book.worksheets[0]["V1"], book.worksheets[0]["V2"] = "Accounton", "Créé (17)"
    with saved(path) as opened:
        ClientSheet.find(opened).write_results({3: "Créé (18)"})
    after = load_workbook(path).worksheets[0]
    assert [cell.value for cell in after["V"]] == ["Accounton", "Créé (17)", "Créé (18)", None]
    assert after.max_column == 22


def test_results_for_which_the_sheet_has_no_room(path: Path) -> None:
    with edited(path) as book:
        book.worksheets[0]["XFD2"] = "x"
    with saved(path) as opened:
        ClientSheet.find(opened).write_results({2: "Créé (17)"})
    assert load_workbook(path).worksheets[0]["XFD1"].value is None


def test_a_workbook_of_charts_only(tmp_path: Path) -> None:
    book = Workbook()
    book.create_chartsheet("Graphique")
    book.remove(book.worksheets[0])
    book.save(tmp_path / "c.xlsx")
    with open_book(tmp_path / "c.xlsx") as opened, pytest.raises(HeadingsMissing):
        ClientSheet.find(opened)
