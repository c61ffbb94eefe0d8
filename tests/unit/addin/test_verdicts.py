"""Each row's verdict stands apart from the user's columns, and goes without a trace."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook
from openpyxl.styles import PatternFill
from openpyxl.worksheet.table import Table

from addin.clear import clear
from addin.fix import fix
from addin.sheet import ClientSheet
from addin.validate import validate
from addin.verdicts import HEADING, LONGEST
from shared.language import Language
from tests.unit.addin.books import TODAY, client_book, edited, saved
from tests.unit.addin.engines.libreoffice.test_procedures import clients, opened

if TYPE_CHECKING:
    from pathlib import Path

    from addin.view import Rectangle


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return client_book(tmp_path / "clients.xlsx")


def column(path: Path, letter: str = "Y") -> list[object]:
    return [cell.value for cell in load_workbook(path)["Clients"][letter]]


@pytest.mark.parametrize(
    ("language", "starts"),
    [
        (Language.FR, ["✔ en ordre", "✖ 2 erreurs, Email: ", "✖ 1 erreur, Langue: "]),
        (Language.NL, ["✔ in orde", "✖ 2 fouten, E-mail: ", "✖ 1 fout, Taal: "]),
        (Language.EN, ["✔ all right", "✖ 2 errors, Email: ", "✖ 1 error, Language: "]),
    ],
)
def test_every_row_has_its_verdict(path: Path, language: Language, starts: list[str]) -> None:
    with saved(path) as book:
        validate(book, TODAY, language)
    heading, *told = map(str, column(path))
    assert heading == HEADING.to(language)
    assert [text[: len(start)] for text, start in zip(told, starts, strict=True)] == starts
    assert max(map(len, told)) <= LONGEST


def test_a_row_with_warnings_only(path: Path) -> None:
    with edited(path) as book:
        book["Clients"]["P4"], book["Clients"]["J4"] = "french", "1000"
    with saved(path) as book:
        validate(book, TODAY, Language.EN)
    assert str(column(path)[3]).startswith("⚠ ")


def test_clicking_again_in_another_language_uses_the_same_column(path: Path) -> None:
    with saved(path) as book:
        validate(book, TODAY, Language.FR)
    with saved(path) as book:
        fix(book, TODAY, Language.NL)
        assert ClientSheet.find(book).unknown == ()
    assert column(path)[0] == "Accounton: controle"
    assert {value for letter in "VWX" for value in column(path, letter)} == {None}


def test_results_of_sending_stand_apart_and_survive_clearing(path: Path) -> None:
    with saved(path) as book:
        validate(book, TODAY, Language.EN)
        ClientSheet.find(book).write_results({2: "Created (C1)"})
    with saved(path) as book:
        validate(book, TODAY, Language.EN)
    assert column(path, "W") == ["Accounton", "Created (C1)", None, None]
    assert column(path)[0] == HEADING.en
    with saved(path) as book:
        clear(book)
    assert column(path, "W")[1] == "Created (C1)"
    assert load_workbook(path)["Clients"].max_column < 25 or set(column(path)) == {None}


def test_a_table_of_excel_and_a_filter_stay_as_they_are(path: Path) -> None:
    with edited(path) as book:
        book["Clients"].add_table(Table(displayName="Clients", ref="A1:U4"))
        book["Clients"].freeze_panes = "D2"
    with saved(path) as book:
        validate(book, TODAY, Language.FR)
        ClientSheet.find(book).write_results({2: "Créé (17)"})
    sheet = load_workbook(path)["Clients"]
    assert (sheet.tables["Clients"].ref, sheet.freeze_panes) == ("A1:U4", "D2")
    assert [cell.value for letter in "VX" for cell in sheet[letter]] == [None] * 8


def test_the_formats_of_the_column_stay_the_users(path: Path) -> None:
    fill = PatternFill("solid", fgColor="FFFF00")
    with edited(path) as book:
        book["Clients"]["Y3"].fill = fill
        book["Clients"].column_dimensions["Y"].width = 41
    for macro in (lambda book: validate(book, TODAY, Language.EN), clear):
        with saved(path) as clicked:
            macro(clicked)
        sheet = load_workbook(path)["Clients"]
        assert (sheet["Y3"].fill, sheet.column_dimensions["Y"].width) == (fill, 41)
        assert {sheet.cell(row, 25).number_format for row in range(1, 5)} == {"General"}


def test_a_list_up_to_the_last_column_has_no_room_for_it(path: Path) -> None:
    with edited(path) as book:
        book["Clients"]["XFC2"] = "x"
    with saved(path) as book:
        validate(book, TODAY, Language.EN)
        assert book.sheets["_accounton"].range("D3").value.startswith("!")
    assert load_workbook(path)["Clients"].max_column == 16_383


@pytest.mark.parametrize(
    ("areas", "rows", "title"),
    [
        ([(3, 2, 4, 2)], {3, 4}, "Rows 3–4 only. 3 errors and 2 warnings. Rows without an error: 0 of 2."),
        ([(2, 1, 3, 21)], {2, 3}, "Rows 2–3 only. "),
        ([(2, 1, 2, 21), (4, 1, 4, 21)], {2, 4}, "Rows 2, 4 only. "),
        ([(1, 1, 1_048_576, 1)], {2, 3, 4}, "3 errors"),
        ([(3, 4, 3, 4)], {2, 3, 4}, "3 errors"),
        ([(3, 4, 3, 9)], {2, 3, 4}, "3 errors"),
        ([(9, 1, 12, 3)], {2, 3, 4}, "3 errors"),
        ([], {2, 3, 4}, "3 errors"),
    ],
    ids=["two rows", "from the first", "with Ctrl", "a column", "a cell", "one row", "beneath", "a drawing"],
)
def test_only_selected_rows_are_marked(areas: list[Rectangle], rows: set[int], title: str) -> None:
    sheet = clients()
    with opened(sheet) as (far, book):
        far.areas = [list(area) for area in areas]
        told = validate(book, TODAY, Language.EN).title(Language.EN)
    assert told.startswith(title)
    assert {row for row, column in sheet.values if column == 25 and row > 1} == rows
    assert {row for row, _ in sheet.notes} <= rows


def test_only_selected_rows_are_corrected() -> None:
    sheet = clients()
    with opened(sheet) as (far, book):
        far.areas = [[2, 1, 3, 3]]
        assert {change.row for change in fix(book, TODAY, Language.FR).changes} == {3}
        assert sheet.values[4, 3] == "Lambert "
        far.areas = []
        assert {change.row for change in fix(book, TODAY, Language.FR).changes} == {4}
