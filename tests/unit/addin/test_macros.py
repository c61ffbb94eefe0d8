"""Validate, fix and clear on the file engine, looked at through openpyxl."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import PatternFill

from addin.clear import clear
from addin.engines.file import open_book
from addin.examination import examine
from addin.fix import corrected, fix
from addin.marks import MARKER
from addin.next_problem import next_problem
from addin.sheet import ClientSheet
from addin.undo_fix import undo_fix
from addin.validate import validate
from shared.check import check
from shared.language import Language
from shared.record import Field
from tests.fakes.recording import recorded
from tests.files.clients import rows
from tests.unit.addin.books import TODAY, client_book, edited, faulty, saved

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import xlwings as xw
    from openpyxl import Workbook

MARKED = {"D3", "E3", "C4", "J4", "P4"}
YELLOW = PatternFill("solid", bgColor="FFFF00")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return client_book(tmp_path / "clients.xlsx")


def validated(path: Path, language: Language = Language.EN) -> Workbook:
    with saved(path) as book:
        validate(book, TODAY, language)
    return load_workbook(path)


def test_examining_changes_nothing(path: Path) -> None:
    before = path.read_bytes()
    with open_book(path) as book:
        found = examine(book, TODAY)
        assert [sheet.name for sheet in book.sheets] == ["Clients"]
    assert found.checked.invalid_rows == {3, 4}
    assert path.read_bytes() == before


def test_every_faulty_cell_is_in_the_grid_and_has_a_note(path: Path) -> None:
    book = validated(path)
    grid = {cell.coordinate: str(cell.value) for row in book["_accounton"] for cell in row if cell.value}
    assert grid.pop("A1") == "Problems"
    assert set(grid) == MARKED
    assert grid["D3"].startswith("!✖ ")
    assert grid["C4"].startswith("?⚠ ")
    assert book["_accounton"].sheet_state == "veryHidden"
    notes = {cell.coordinate: cell.comment for row in book["Clients"] for cell in row if cell.comment}
    assert {place: f"{MARKER}\n{grid[place][1:]}" for place in MARKED} == {
        place: note.text for place, note in notes.items()
    }
    assert {note.author for note in notes.values()} == {"Accounton"}


def test_one_format_for_errors_and_one_for_warnings_told_apart_without_colour(path: Path) -> None:
    (formats,) = validated(path)["Clients"].conditional_formatting
    assert str(formats.sqref) == "A2:U4"
    error, warning, fixed = formats.rules
    assert [rule.formula for rule in formats.rules] == [
        [f'LEFT(INDEX(_accounton!$A$1:$U$4,ROW(),COLUMN()),1)="{sign}"'] for sign in "!?~"
    ]
    assert (fixed.dxf.font.u, fixed.dxf.border.left.style) == ("single", "dotted")
    assert (error.dxf.font.b, error.dxf.border.left.style) == (True, "thin")
    assert (warning.dxf.font.i, warning.dxf.border.left.style) == (True, "dashed")


def test_the_problems_sheet_links_to_every_cell(path: Path) -> None:
    sheet = validated(path)["Problems"]
    links = [cell.value for cell in sheet["A"] if str(cell.value).startswith("=")]
    assert all(link.startswith("=HYPERLINK(\"#'Clients'!") for link in links)
    assert {link.split('"')[3] for link in links} >= MARKED
    assert sheet["A1"].value == "3 errors and 2 warnings. Rows without an error: 1 of 3."
    suggestions = {row[2]: row[6] for row in sheet.iter_rows(values_only=True)}
    assert suggestions["Mobile number"] == "+32486112233"
    numbers = [cell for row in sheet.iter_rows(min_col=6, max_col=7) for cell in row if cell.value]
    assert {cell.number_format for cell in numbers} == {"@"}
    assert {cell.data_type for cell in numbers} == {"s"}


def test_links_show_their_text_before_any_program_computed_them(path: Path) -> None:
    validated(path)
    shown = {cell.value for cell in load_workbook(path, data_only=True)["Problems"]["A"]}
    assert shown >= MARKED


def test_the_clients_stay_in_view(path: Path) -> None:
    book = validated(path)
    assert book.active is book["Clients"]
    assert [sheet.title for sheet in book if sheet.sheet_view.tabSelected and sheet.title != "Clients"] == []


def test_validating_again_replaces_everything_of_ours(path: Path) -> None:
    validated(path)
    with edited(path) as book:
        book["Clients"]["D3"] = "jan.peeters@example.com"
    again = validated(path, Language.FR)
    assert again.sheetnames == ["Clients", "Problems", "_accounton", "_accounton_own"]
    assert again["Clients"]["D3"].comment is None
    assert again["Clients"]["E3"].comment.text.count(MARKER) == 1
    assert len(list(again["Clients"].conditional_formatting)) == 1
    assert again["Problems"]["A1"].value.startswith("2 erreurs")


def test_a_list_without_problems_says_so_and_marks_nothing(tmp_path: Path) -> None:
    book = validated(client_book(tmp_path / "clients.xlsx", rows()))
    assert book["Problems"]["A1"].value == "No problems found. Rows checked: 3."
    assert list(book["Clients"].conditional_formatting) == []


def test_a_sheet_of_the_user_with_our_name_is_left_alone(path: Path) -> None:
    with edited(path) as book:
        book.create_sheet("problems")["A1"] = "mine"
    for _ in range(2):
        book_after = validated(path)
        assert book_after.sheetnames == ["Clients", "problems", "Problems 2", "_accounton", "_accounton_own"]
        assert book_after["problems"]["A1"].value == "mine"
    with saved(path) as opened:
        clear(opened)
    assert load_workbook(path).sheetnames == ["Clients", "problems"]


def test_notes_and_formats_of_the_user_are_kept(path: Path) -> None:
    with edited(path) as book:
        sheet = book["Clients"]
        sheet["D3"].comment = Comment("Demander à Jan", "Els", height=120, width=300)
        sheet["A2"].comment = Comment("À garder", "Els")
        sheet["D3"].fill = YELLOW
        sheet.conditional_formatting.add("E2:E4", CellIsRule("equal", ["1"], fill=YELLOW))  # type: ignore[no-untyped-call]
    sheet_after = validated(path)["Clients"]
    assert sheet_after["D3"].comment.text.startswith(f"Demander à Jan\n\n{MARKER}\n✖ ")
    assert (sheet_after["D3"].comment.author, sheet_after["A2"].comment.text) == ("Els", "À garder")
    assert sheet_after["D3"].fill == YELLOW
    priorities = {str(one.sqref): [rule.priority for rule in one.rules] for one in sheet_after.conditional_formatting}
    assert priorities == {"A2:U4": [1, 2, 3], "E2:E4": [4]}
    with saved(path) as opened:
        clear(opened)
    cleared = load_workbook(path)["Clients"]
    assert {cell.coordinate: cell.comment.text for row in cleared for cell in row if cell.comment} == {
        "D3": "Demander à Jan",
        "A2": "À garder",
    }
    assert [(str(one.sqref), one.rules[0].priority) for one in cleared.conditional_formatting] == [("E2:E4", 1)]


def test_a_protected_sheet_is_marked_and_stays_protected(path: Path) -> None:
    with edited(path) as book:
        book["Clients"].protection.set_password("geheim")
        book["Clients"].protection.enable()
    before = load_workbook(path)["Clients"].protection
    after = validated(path)["Clients"]
    assert (after.protection.sheet, after.protection.password) == (True, before.password)
    assert after["D3"].comment is not None


def test_merged_cells_stay_merged(path: Path) -> None:
    with edited(path) as book:
        book["Clients"].merge_cells("D2:D3")
    after = validated(path)["Clients"]
    assert [str(one) for one in after.merged_cells.ranges] == ["D2:D3"]
    assert after["D3"].comment is None
    assert after["E3"].comment is not None


def test_clearing_what_was_never_marked_changes_nothing(path: Path) -> None:
    with saved(path) as book:
        clear(book)
    book_after = load_workbook(path)
    assert book_after.sheetnames == ["Clients"]
    assert [list(row) for row in book_after["Clients"].iter_rows(min_row=2, values_only=True)] == faulty()


def test_fixing_applies_what_is_certain_and_tells_old_and_new(path: Path) -> None:
    with saved(path) as book:
        fixed = fix(book, TODAY, Language.EN)
    assert [(change.row, change.field, change.before, change.after) for change in fixed.changes] == [
        (3, Field.MOBILE, "0486 11 22 33", "+32486112233"),
        (4, Field.LAST_NAME, "Lambert ", "Lambert"),
        (4, Field.LANGUAGE, "FR", "french"),
    ]
    assert fixed.found.checked.invalid_rows == {3}
    book_after = load_workbook(path)
    sheet = book_after["Clients"]
    assert (sheet["E3"].value, sheet["E3"].data_type, sheet["E3"].number_format) == ("+32486112233", "s", "@")
    assert sheet["E3"].comment.text == f"{MARKER}\n✔ Corrected; before: 0486 11 22 33"
    assert book_after["_accounton"]["E3"].value == "~✔ Corrected; before: 0486 11 22 33"
    assert sheet["D3"].comment.text.startswith(f"{MARKER}\n✖ ")
    told = [row[5:7] for row in book_after["Problems"].iter_rows(values_only=True)]
    assert ("0486 11 22 33", "+32486112233") in told


def test_fixing_twice_finds_nothing_more(path: Path) -> None:
    with saved(path) as book:
        fix(book, TODAY, Language.EN)
        assert fix(book, TODAY, Language.EN).changes == []


def test_a_correction_may_uncover_another(tmp_path: Path) -> None:
    lines = rows()[:1]
    lines[0][15] = "FR\N{NO-BREAK SPACE}"
    with open_book(client_book(tmp_path / "c.xlsx", lines)) as book:
        table = ClientSheet.find(book).table
    texts, after, checked = corrected(table, TODAY)
    assert texts == {(2, Field.LANGUAGE): "french"}
    assert checked.problems == check(after, TODAY).problems == []
    assert list(table.columns[Field.LANGUAGE]) == ["FR\N{NO-BREAK SPACE}"]


def many(number: int) -> list[list[object]]:
    lines = (faulty() * number)[:number]
    for position, line in enumerate(lines):
        line_of_its_own = list(line)
        line_of_its_own[16] = f"X{position}"
        lines[position] = line_of_its_own
    return lines


@pytest.mark.parametrize(
    ("macro", "most"),
    [
        (lambda book: validate(book, TODAY, Language.FR), 30),
        (lambda book: fix(book, TODAY, Language.FR), 35),
        (clear, 35),
        (lambda book: next_problem(book, Language.FR), 35),
        (lambda book: (fix(book, TODAY, Language.FR), undo_fix(book, TODAY, Language.FR)), 35 + 35),
    ],
    ids=["validate", "fix", "clear", "next problem", "fix and undo"],
)
def test_the_calls_of_a_click_do_not_grow(tmp_path: Path, macro: Callable[[xw.Book], object], most: int) -> None:
    counted = []
    for number, sheets in ((3, 0), (300, 8)):
        path = client_book(tmp_path / f"{number}.xlsx", many(number))
        with edited(path) as book_before:
            for place in range(sheets):
                book_before.create_sheet(f"Autre {place}", place % 2)["A1"] = "x"
            book_before.active = book_before["Clients"]
        with open_book(path) as real:
            book, calls = recorded(real)
            validate(book, TODAY, Language.FR)
            calls.clear()
            macro(book)
            first = len(calls)
            macro(book)
            counted.append((first, len(calls) - first))
    assert counted[0] == counted[1]
    assert max(counted[0]) <= most


@pytest.mark.parametrize("number", [3, 300])
def test_the_first_click_of_a_new_workbook_makes_few_calls_too(tmp_path: Path, number: int) -> None:
    with open_book(client_book(tmp_path / "new.xlsx", many(number))) as real:
        book, calls = recorded(real)
        validate(book, TODAY, Language.FR)
    assert 0 < len(calls) <= 30
