"""What the macros rely on in every engine: the same tests for a plain file, Excel and LibreOffice."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from addin.procedures import SEPARATOR, WRITE

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

    def test_values_are_written_by_xlwings_own_way_too(self, book: xw.Book) -> None:
        sheet = book.sheets["Autre"]
        sheet.range("B2").value = [["a", 1.0], ["b", 2.0]]
        assert sheet.used_range.value == [["a", 1.0], ["b", 2.0]]

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

    def test_the_procedure_that_writes_cells(self, book: xw.Book) -> None:
        texts = SEPARATOR.join(["+32486112233", ""])
        book.macro(WRITE)("Clients", SEPARATOR.join(["B3", "C3"]), texts)
        assert book.sheets["Clients"].range("B3").value == "+32486112233"
        assert book.sheets["Clients"].range("B3").number_format == "@"
        assert book.sheets["Clients"].range("C3").value is None
