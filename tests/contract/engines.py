"""What the macros rely on in every engine: the same tests for a plain file, Excel and LibreOffice."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from addin.marks import link
from addin.procedures import (
    CHOICES,
    CORRECT,
    MARK,
    PREPARE,
    REMOVE,
    RESTORE,
    SECTIONS,
    SEPARATOR,
    VIEW,
    VISIBLE,
)
from addin.view import View, rectangles

if TYPE_CHECKING:
    from collections.abc import Iterator

    import xlwings as xw

CORRECTIONS = [("3", "2", "'t Hoen"), ("3", "3", "85073003328"), ("3", "4", "=1"), ("4", "3", "x")]


def listed(book: xw.Book, lines: list[list[str | None]]) -> None:
    """List cells on the sheet Autre, as the procedure CORRECT wants them."""
    area = book.sheets["Autre"].range((1, 1), (len(lines) + 1, 10))
    area.number_format = "@"
    headings: list[str | None] = [f"H{place}" for place in range(10)]
    area.raw_value = [headings, *([*line, *[None] * 6] for line in lines)]


class EngineContract:
    """Inherit it and give the fixture `book`: sheets Clients, shown, with a block at B2, and Autre, empty."""

    @pytest.fixture
    def book(self) -> Iterator[xw.Book]:
        raise NotImplementedError

    def test_sheets_in_their_order_the_shown_one_active(self, book: xw.Book) -> None:
        assert [sheet.name for sheet in book.sheets] == ["Clients", "Autre"]
        assert book.sheets.active.name == "Clients"
        assert len(book.sheets) == 2

    def test_a_block_is_read_in_excels_types(self, book: xw.Book) -> None:
        used = book.sheets["Clients"].used_range
        assert (used.row, used.column, used.shape) == (2, 2, (3, 4))
        assert used.options(ndim=2, err_to_str=True).value == [
            ["Prénom", "Numéro", "Date", "Erreur"],
            ["+32475", 85073003328.0, datetime(2025, 6, 30), "#DIV/0!"],  # noqa: DTZ001 - as a sheet has it
            ["007", None, True, None],
        ]

    def test_an_error_is_nothing_unless_asked_for(self, book: xw.Book) -> None:
        assert book.sheets["Clients"].range("E3").value is None
        assert book.sheets["Clients"].range("C4").value is None

    def test_text_is_written_as_text_where_the_format_says_so(self, book: xw.Book) -> None:
        area = book.sheets["Autre"].range((1, 1), (2, 2))
        area.number_format = "@"
        area.raw_value = [["=1+1", "+32475123456"], ["007", None]]
        assert area.value == [["=1+1", "+32475123456"], ["007", None]]
        assert area.number_format == "@"

    def test_a_link_shows_its_text(self, book: xw.Book) -> None:
        cell = book.sheets["Autre"].range("A1")
        cell.raw_value = '=HYPERLINK("#\'Clients\'!B3","B3")'
        assert cell.value == "B3"

    def test_links_stand_among_texts(self, book: xw.Book) -> None:
        links = [link("Clients", f"B{row}") for row in (3, 4, 5)]
        area = book.sheets["Autre"].range((2, 1), (6, 2))
        area.raw_value = [["Titre", None], [links[0], "a"], [links[1], "b"], [None, None], [links[2], "+c"]]
        assert area.value == [["Titre", None], ["B3", "a"], ["B4", "b"], [None, None], ["B5", "+c"]]

    def test_the_text_of_a_link_stays_text_where_the_format_says_so(self, book: xw.Book) -> None:
        cell = book.sheets["Autre"].range("B2")
        cell.number_format = "@"
        cell.raw_value = link("Clients", "B3")
        assert cell.value == link("Clients", "B3")

    def test_an_empty_sheet_has_one_empty_cell(self, book: xw.Book) -> None:
        used = book.sheets["Autre"].used_range
        assert (used.row, used.column, used.shape, used.value) == (1, 1, (1, 1), None)

    def test_sheets_are_found_by_place_and_by_name_in_any_case(self, book: xw.Book) -> None:
        assert book.sheets[1].name == book.sheets["AUTRE"].name == "Autre"
        with pytest.raises(KeyError):
            book.sheets["Tiers"]

    def test_a_sheet_without_a_place_comes_before_the_one_in_view(self, book: xw.Book) -> None:
        book.sheets.add("Nouveau")
        assert [sheet.name for sheet in book.sheets] == ["Nouveau", "Clients", "Autre"]
        assert book.sheets.add().name not in {"Nouveau", "Clients", "Autre"}

    def test_a_range_lies_between_two_corners(self, book: xw.Book) -> None:
        sheet = book.sheets["Clients"]
        area = sheet.range(sheet.range("C4"), sheet.range("B2:B3"))
        assert (area.row, area.column, area.shape) == (2, 2, (3, 2))
        assert area[1, 0].value == "+32475"

    def test_one_value_fills_a_block(self, book: xw.Book) -> None:
        area = book.sheets["Autre"].range("A1:B2")
        area.raw_value = "x"
        assert area.value == [["x", "x"], ["x", "x"]]

    def test_number_formats_differ(self, book: xw.Book) -> None:
        sheet = book.sheets["Autre"]
        sheet.range("A1").number_format = "@"
        assert sheet.range("A1:A2").number_format is None

    def test_the_grid_of_reasons_is_hidden_from_the_macros_too(self, book: xw.Book) -> None:
        book.sheets.add("_grid", after=book.sheets["Autre"])
        book.sheets["_grid"].range("B3").raw_value = "!✖ wrong"
        book.macro(MARK)("Clients", "_grid", "B3:C4")
        book.macro(MARK)("Clients", "_grid", "")
        assert book.sheets["_grid"].range("B3").value == "!✖ wrong"
        assert book.sheets["Clients"].range("B3").value == "+32475"

    def test_values_are_written_by_xlwings_own_way_too(self, book: xw.Book) -> None:
        sheet = book.sheets["Autre"]
        sheet.range("B2").value = [["a", 1.0], ["b", 2.0]]
        assert sheet.used_range.value == [["a", 1.0], ["b", 2.0]]

    def test_truths_are_written(self, book: xw.Book) -> None:
        area = book.sheets["Autre"].range("A1:B2")
        area.raw_value = [[True, "a"], [1.0, False]]
        assert repr(area.value) == "[[True, 'a'], [1.0, False]]"

    def test_sheets_come_and_go(self, book: xw.Book) -> None:
        added = book.sheets.add(after=book.sheets["Clients"])
        added.name = "Nouveau"
        assert [sheet.name for sheet in book.sheets] == ["Clients", "Nouveau", "Autre"]
        assert book.sheets.active.name == "Nouveau"
        book.sheets["Clients"].activate()
        assert book.sheets.active.name == "Clients"
        book.sheets["Nouveau"].delete()
        assert [sheet.name for sheet in book.sheets] == ["Clients", "Autre"]

    def test_a_cleared_sheet_is_empty(self, book: xw.Book) -> None:
        sheet = book.sheets["Clients"]
        sheet.clear()
        assert sheet.used_range.value is None

    def test_the_view(self, book: xw.Book) -> None:
        view = View.of(book.macro(VIEW)())
        assert (view.sheet, list(view.names)) == ("Clients", ["Clients", "Autre"])

    def test_sheets_are_prepared_and_removed_while_the_view_stays(self, book: xw.Book) -> None:
        book.sheets["Autre"].range("A1").raw_value = "x"
        book.macro(PREPARE)(SEPARATOR.join(["Autre", "Nouveau"]), "_hidden")
        assert [sheet.name for sheet in book.sheets] == ["Clients", "Autre", "Nouveau", "_hidden"]
        assert book.sheets["Autre"].range("A1").value is None
        assert book.sheets.active.name == "Clients"
        book.sheets["_hidden"].range("B2").raw_value = "y"
        book.macro(PREPARE)("", "_hidden")
        assert book.sheets["_hidden"].used_range.value is None
        book.macro(REMOVE)(SEPARATOR.join(["_hidden", "Nouveau"]))
        assert View.of(book.macro(VIEW)()).names == ["Clients", "Autre"]

    def test_every_cell_is_visible_that_nobody_hid(self, book: xw.Book) -> None:
        assert rectangles(book.macro(VISIBLE)("Clients", "A1:E4")) == [(1, 1, 4, 5)]

    def test_cells_are_corrected_and_given_back(self, book: xw.Book) -> None:
        sheet = book.sheets["Clients"]
        before = sheet.range("B3:E4").options(err_to_str=True).value
        formats = [sheet.range(address).number_format for address in ("B3", "C3", "D3", "C4")]
        listed(book, [["Clients", row, column, text] for row, column, text in CORRECTIONS])
        book.macro(CORRECT)("Clients", "Autre")
        assert sheet.range("B3:D4").value == [["'t Hoen", "85073003328", "=1"], ["007", "x", True]]
        assert {sheet.range(address).number_format for address in ("B3", "C3", "D3", "C4")} == {"@"}
        book.macro(CORRECT)("Clients", "Autre")  # an original that is there stays
        book.macro(RESTORE)("Clients", "Autre")
        assert sheet.range("B3:E4").options(err_to_str=True).value == before
        assert [sheet.range(address).number_format for address in ("B3", "C3", "D3", "C4")] == formats

    def test_lines_of_another_sheet_or_without_a_column_are_left_alone(self, book: xw.Book) -> None:
        before = book.sheets["Clients"].range("B3:D4").value
        listed(book, [["Tiers", "3", "2", "x"], ["Clients", "3", None, "y"]])
        book.macro(CORRECT)("Clients", "Autre")
        book.macro(RESTORE)("Clients", "Autre")
        assert book.sheets["Clients"].range("B3:D4").value == before
        assert book.sheets["Autre"].range("H2:K3").value == [[None] * 4] * 2

    def test_a_cell_is_selected(self, book: xw.Book) -> None:
        book.sheets["Clients"].range("C4").select()
        assert book.sheets.active.name == "Clients"

    def test_the_procedure_that_offers_choices_changes_no_value(self, book: xw.Book) -> None:
        lists, sheet = book.sheets["Autre"], book.sheets["Clients"]
        lists.range("A1:B2").raw_value = [["✔", "Standaard"], ["–", None]]
        sheet.clear()  # only a sheet of ours offers choices
        sheet.range("B3:C4").raw_value = [["typed", 85073003328.0], ["007", None]]
        book.macro(CHOICES)("Clients", "Autre", SEPARATOR.join(["B3:B4", "C3"]), SEPARATOR.join(["A1:A2", "B1"]))
        assert sheet.range("B3:C4").value == [["typed", 85073003328.0], ["007", None]]
        sheet.range("B4").raw_value = "x"
        assert sheet.range("B4").value == "x"

    def test_the_procedure_that_shows_sections_changes_no_value(self, book: xw.Book) -> None:
        sheet = book.sheets["Autre"]
        sheet.clear()  # same
        sheet.range("A1:A3").raw_value = [["Titre (1)"], ["Remarque"], ["a"]]
        book.macro(SECTIONS)("Autre", "1", "2 3")
        book.macro(SECTIONS)("Autre", "", "")
        assert sheet.range("A1:A3").value == ["Titre (1)", "Remarque", "a"]
