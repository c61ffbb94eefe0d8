from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from addin.next_problem import following, next_problem
from addin.validate import validate
from shared.language import Language
from tests.files.clients import rows
from tests.unit.addin.books import TODAY, client_book, edited, saved
from tests.unit.addin.engines.libreoffice.test_procedures import clients, opened

if TYPE_CHECKING:
    from pathlib import Path

ALL = [(1, 1, 100, 100)]
PLACES = [(3, 4), (3, 5), (4, 3)]


@pytest.mark.parametrize(
    ("active", "found"),
    [(None, (3, 4)), ((1, 1), (3, 4)), ((3, 4), (3, 5)), ((3, 9), (4, 3)), ((4, 3), (3, 4)), ((9, 9), (3, 4))],
)
def test_the_next_place_comes_row_by_row_and_goes_round(active: tuple[int, int] | None, found: tuple[int, int]) -> None:
    assert following(PLACES, active, ALL) == found


def test_what_is_hidden_is_passed_over() -> None:
    assert following(PLACES, (1, 1), [(1, 1, 2, 9), (4, 1, 9, 9)]) == (4, 3)
    assert following(PLACES, (4, 3), [(4, 1, 9, 9)]) == (4, 3)
    assert following(PLACES, None, [(5, 1, 9, 9)]) is None


def test_the_cell_is_selected_and_its_reason_told(tmp_path: Path) -> None:
    path = client_book(tmp_path / "c.xlsx")
    with edited(path) as book:
        book["Clients"].row_dimensions[3].hidden = True
    with saved(path) as opened_book:
        validate(opened_book, TODAY, Language.FR)
        told = next_problem(opened_book, Language.FR)
    assert told.startswith("C4 (3 sur 5): ⚠ ")
    assert told.endswith(" → Lambert")
    with edited(path) as book:
        assert book["Clients"].sheet_view.selection[0].activeCell == "C4"


def test_a_list_without_problems_and_one_that_is_hidden_say_so(tmp_path: Path) -> None:
    with saved(client_book(tmp_path / "a.xlsx", rows())) as book:
        assert next_problem(book, Language.EN).startswith("This list has not been checked")
        validate(book, TODAY, Language.EN)
        assert next_problem(book, Language.EN).startswith("No cell is marked")
    path = client_book(tmp_path / "b.xlsx")
    with edited(path) as before:
        before["Clients"].row_dimensions[3].hidden = before["Clients"].row_dimensions[4].hidden = True
    with saved(path) as book:
        validate(book, TODAY, Language.EN)
        assert next_problem(book, Language.EN).startswith("All marked cells (5) are hidden")


def test_from_the_problems_sheet_one_comes_back_to_the_list(tmp_path: Path) -> None:
    with saved(client_book(tmp_path / "a.xlsx")) as book:
        validate(book, TODAY, Language.EN)
        book.sheets["Problems"].activate()
        assert next_problem(book, Language.EN).startswith("D3 (1 of 5)")
        assert book.sheets.active.name == "Clients"


def test_clicking_again_goes_on_from_there() -> None:
    with opened(clients()) as (far, book):
        validate(book, TODAY, Language.NL)
        told = [next_problem(book, Language.NL).partition(" ")[0] for _ in range(6)]
        assert far.active == "Clients"
    assert told == ["D3", "E3", "C4", "J4", "P4", "D3"]
