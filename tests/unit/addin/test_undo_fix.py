"""Undo fix gives back what was there, whatever a person did in between, and touches nothing that is in doubt."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from addin.clear import clear
from addin.fix import fix
from addin.marks import Change
from addin.undo_fix import undo_fix
from addin.validate import validate
from shared.language import Language
from shared.record import Field
from tests.files.clients import rows
from tests.unit.addin.books import TODAY, client_book, edited, faulty, saved
from workbook.layout import FIXED_CELLS

if TYPE_CHECKING:
    from pathlib import Path

    from addin.undo_fix import Undone


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return client_book(tmp_path / "clients.xlsx")


def values(path: Path) -> list[list[object]]:
    return [list(row[:21]) for row in load_workbook(path)["Clients"].iter_rows(min_row=2, values_only=True)]


def fixed(path: Path) -> None:
    with saved(path) as book:
        fix(book, TODAY, Language.EN)


def undone(path: Path) -> Undone:
    with saved(path) as book:
        found = undo_fix(book, TODAY, Language.EN)
    assert found is not None
    return found


def test_originals_come_back_after_saving_and_reopening(path: Path) -> None:
    fixed(path)
    assert load_workbook(path)[FIXED_CELLS].sheet_state == "veryHidden"
    assert values(path) != faulty()
    told = undone(path)
    assert (told.restored, len(told.left), told.found.checked.invalid_rows) == (3, 0, frozenset({3, 4}))
    assert values(path) == faulty()
    after = load_workbook(path)
    assert after["Clients"]["E3"].number_format == "General"
    assert {str(cell.value)[0] for row in after["_accounton"].iter_rows(min_row=2) for cell in row if cell.value} == {
        "!",
        "?",
    }


def test_a_number_a_date_a_formula_and_a_text_in_a_format_come_back_as_they_were(path: Path) -> None:
    with edited(path) as book:
        sheet = book["Clients"]
        sheet["F2"], sheet["F2"].number_format = 10100105, "0.00"
        sheet["E2"] = '="0475 12 "&"34 56"'
        sheet["P2"].number_format = "0.0"
        sheet["P2"] = "FR"
        sheet["T3"] = datetime(2025, 10, 16)  # noqa: DTZ001 - as a sheet has it
    before = cells(path)
    with saved(path) as book:
        changes = fix(book, TODAY, Language.EN).changes
    assert {Field.LANGUAGE, Field.NATIONAL_NUMBER} <= {change.field for change in changes}
    assert undone(path).restored == len(changes)
    assert cells(path) == before


def cells(path: Path) -> dict[str, tuple[object, str, str]]:
    return {
        cell.coordinate: (cell.value, cell.data_type, cell.number_format)
        for row in load_workbook(path)["Clients"].iter_rows(max_col=21)
        for cell in row
        if cell.value is not None
    }


def test_a_sorted_list_gets_each_original_in_its_row(path: Path) -> None:
    fixed(path)
    with edited(path) as book:
        sheet = book["Clients"]
        lines = [[cell.value for cell in row] for row in sheet["A2:U4"]]
        for number, line in enumerate(reversed(lines), 2):
            for column, value in enumerate(line, 1):
                sheet.cell(number, column).value = value
    told = undone(path)
    assert (told.restored, told.left) == (3, [])
    assert values(path) == faulty()[::-1]


def test_a_renamed_sheet_gets_its_originals(path: Path) -> None:
    with edited(path) as book:
        book.copy_worksheet(book["Clients"]).title = "Second"
    with saved(path) as book:
        fix(book, TODAY, Language.EN)
        book.sheets["Clients"].name = "Relations 2026"
    with saved(path) as book:
        validate(book, TODAY, Language.EN)
    after = load_workbook(path)
    assert after["_accounton"]["E3"].value == "~✔ Corrected; before: 0486 11 22 33"
    assert undone(path).restored == 3
    assert load_workbook(path)["Relations 2026"]["E3"].value == "0486 11 22 33"


def test_originals_of_a_deleted_sheet_are_not_told_of_another(path: Path) -> None:
    fixed(path)
    with edited(path) as book:
        book.copy_worksheet(book["Clients"]).title = "Other"
        book["Other"].delete_rows(2, 3)
        book["Other"].append(rows()[0])
        del book["Clients"]
    with saved(path) as book:
        assert undo_fix(book, TODAY, Language.EN) is None


def test_inserted_rows_and_columns_move_the_originals(path: Path) -> None:
    fixed(path)
    with edited(path) as book:
        book["Clients"].insert_rows(2, 2)
        book["Clients"].insert_cols(4)
        book["Clients"]["D1"] = "Remarque"
    assert undone(path).restored == 3
    sheet = load_workbook(path)["Clients"]
    assert [sheet[place].value for place in ("F5", "C6", "Q6")] == ["0486 11 22 33", "Lambert ", "FR"]


def test_what_was_edited_since_is_left_and_told(path: Path) -> None:
    fixed(path)
    with edited(path) as book:
        book["Clients"]["E3"] = "+32499887766"
    told = undone(path)
    assert told.restored == 2
    assert told.left == [Change(3, Field.MOBILE, "0486 11 22 33", "+32486112233")]
    after = load_workbook(path)
    assert after["Clients"]["E3"].value == "+32499887766"
    listed = [row[1:7] for row in after["Problems"].iter_rows(values_only=True) if row[1] == "Left as it is"]
    assert [(line[0], line[2], line[4], line[5]) for line in listed] == [
        ("Left as it is", "3", "0486 11 22 33", "+32486112233")
    ]
    with edited(path) as book:
        book["Clients"]["E3"] = "+32486112233"
    assert undone(path).restored == 1


def test_a_row_that_is_there_twice_is_in_doubt(path: Path) -> None:
    fixed(path)
    with edited(path) as book:
        sheet = book["Clients"]
        line = [cell.value for cell in sheet[4]]
        sheet.delete_rows(4)
        for number in (6, 7):
            for column, value in enumerate(line, 1):
                sheet.cell(number, column).value = value
    told = undone(path)
    assert (told.restored, {change.field for change in told.left}) == (1, {Field.LAST_NAME, Field.LANGUAGE})


def test_another_client_with_the_same_text_is_not_touched(tmp_path: Path) -> None:
    one, two, three = rows()
    one[15], two[15], three[15] = "FR", "french", "french"
    path = client_book(tmp_path / "c.xlsx", [one, two, three])
    fixed(path)
    with edited(path) as book:
        book["Clients"].delete_rows(2)
    told = undone(path)
    assert (told.restored, len(told.left)) == (0, 1)
    assert [line[15] for line in values(path)] == ["french", "french"]


def test_a_second_fix_adds_to_the_originals_of_the_first(path: Path) -> None:
    fixed(path)
    with edited(path) as book:
        book["Clients"]["E2"] = "0475 99 88 77"
    with saved(path) as book:
        assert len(fix(book, TODAY, Language.FR).changes) == 1
    assert undone(path).restored == 4
    after = values(path)
    assert after[0][4] == "0475 99 88 77"
    assert after[1:] == faulty()[1:]


def test_validating_keeps_what_can_be_undone_in_view(path: Path) -> None:
    fixed(path)
    with saved(path) as book:
        validate(book, TODAY, Language.NL)
    after = load_workbook(path)
    assert after["_accounton"]["E3"].value == "~✔ Verbeterd; voordien: 0486 11 22 33"
    assert undone(path).restored == 3


def test_nothing_to_undo(path: Path) -> None:
    with saved(path) as book:
        assert undo_fix(book, TODAY, Language.EN) is None
        fix(book, TODAY, Language.EN)
        assert undo_fix(book, TODAY, Language.EN) is not None
        assert undo_fix(book, TODAY, Language.EN) is None
        fix(book, TODAY, Language.EN)
        clear(book)
        assert undo_fix(book, TODAY, Language.EN) is None
    assert load_workbook(path).sheetnames == ["Clients"]


def test_lists_of_two_sheets_are_kept_apart(path: Path) -> None:
    with edited(path) as book:
        book.copy_worksheet(book["Clients"]).title = "Second"
    with saved(path) as book:
        fix(book, TODAY, Language.EN)
        book.sheets["Second"].activate()
        fix(book, TODAY, Language.EN)
        told = undo_fix(book, TODAY, Language.EN)
        assert told is not None
        assert (told.restored, told.left) == (3, [])
    after = load_workbook(path)
    assert (after["Second"]["E3"].value, after["Clients"]["E3"].value) == ("0486 11 22 33", "+32486112233")
    with saved(path) as book:
        book.sheets["Clients"].activate()
        again = undo_fix(book, TODAY, Language.EN)
        assert again is not None
        assert again.restored == 3


def test_a_name_that_starts_with_an_apostrophe_is_kept(path: Path) -> None:
    with edited(path) as book:
        book["Clients"]["C2"] = " 't Hoen"
    fixed(path)
    assert load_workbook(path)["Clients"]["C2"].value == "'t Hoen"
    undone(path)
    assert load_workbook(path)["Clients"]["C2"].value == " 't Hoen"
