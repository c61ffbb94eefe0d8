"""What the macros rely on in every engine: the same tests for a plain file, Excel and LibreOffice."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from addin.marks import link
from addin.procedures import CHOICES, MARK, SECTIONS, SEPARATOR, WRITE

if TYPE_CHECKING:
    from collections.abc import Iterator

    import xlwings as xw


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

    def test_the_procedure_that_writes_cells_here_and_there(self, book: xw.Book) -> None:
        addresses = SEPARATOR.join(["B3", "B4", "E3", "D4"])
        book.macro(WRITE)("Clients", addresses, SEPARATOR.join(["0001", "0002", "=1", "12"]))
        block = book.sheets["Clients"].range("B3:E4").options(err_to_str=True).value
        assert block == [["0001", 85073003328.0, datetime(2025, 6, 30), "=1"], ["0002", None, "12", None]]  # noqa: DTZ001

    def test_the_procedure_that_writes_cells(self, book: xw.Book) -> None:
        texts = SEPARATOR.join(["+32486112233", ""])
        book.macro(WRITE)("Clients", SEPARATOR.join(["B3", "C3"]), texts)
        assert book.sheets["Clients"].range("B3").value == "+32486112233"
        assert book.sheets["Clients"].range("B3").number_format == "@"
        assert book.sheets["Clients"].range("C3").value is None

    def test_the_procedure_that_offers_choices_changes_no_value(self, book: xw.Book) -> None:
        lists, sheet = book.sheets["Autre"], book.sheets["Clients"]
        lists.range("A1:B2").raw_value = [["✔", "Standaard"], ["–", None]]
        sheet.range("B3").raw_value = "typed"
        book.macro(CHOICES)("Clients", "Autre", SEPARATOR.join(["B3:B4", "C3"]), SEPARATOR.join(["A1:A2", "B1"]))
        assert sheet.range("B3:C4").value == [["typed", 85073003328.0], ["007", None]]
        sheet.range("B4").raw_value = "x"
        assert sheet.range("B4").value == "x"

    def test_the_procedure_that_shows_sections_changes_no_value(self, book: xw.Book) -> None:
        sheet = book.sheets["Autre"]
        sheet.range("A1:A3").raw_value = [["Titre (1)"], ["Remarque"], ["a"]]
        book.macro(SECTIONS)("Autre", "1", "2 3")
        book.macro(SECTIONS)("Autre", "", "")
        assert sheet.range("A1:A3").value == ["Titre (1)", "Remarque", "a"]
