from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

import pytest

from shared.files import Damaged, NotExcel, TooMuch
from shared.spreadsheet import read_sheets
from tests.files import dates_1904, formulas, headings_under_title, inline_strings, second_sheet, unusable
from tests.files.clients import headings, rows, workbook
from tests.files.package import parts, write

if TYPE_CHECKING:
    from pathlib import Path


def read_rows(path: Path) -> list[list[object]]:
    return next((rows for _name, rows in read_sheets(path)), [])


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "export.xlsx"


def test_rows_start_at_the_first_row_and_column_of_the_sheet(path: Path) -> None:
    book, sheet = workbook([])
    sheet["C3"] = "Jan"
    book.save(path)
    assert read_rows(path) == [["", "", ""], ["", "", ""], ["", "", "Jan"]]


def test_values_keep_their_kinds(path: Path) -> None:
    values = ("Jan", 475123456, 0.5, True, date(1979, 4, 12), time(8, 30), datetime(2026, 3, 1, 8, 30))  # noqa: DTZ001 - Excel knows no zones
    book, _sheet = workbook([[*values, timedelta(hours=30), None, "x"]])
    book.save(path)
    assert read_rows(path) == [[*values, timedelta(hours=30), "", "x"]]


def test_every_visible_sheet_with_content_is_read_in_order(path: Path) -> None:
    second_sheet.make(path)
    assert [name for name, _rows in read_sheets(path)] == ["Lisez-moi", "Clients", "Étiquettes"]
    assert read_rows(path)[1] == ["Clients pour Accounton, à jour au 1er mars"]


def test_hidden_empty_and_chart_sheets_are_left_out(path: Path) -> None:
    book, hidden = workbook([["secret"]], title="Cachée")
    hidden.sheet_state = "veryHidden"
    book.create_sheet("Vide")
    book.create_chartsheet("Graphique")
    book.create_sheet("Clients").append(["Jan"])
    book.active = 3
    book.save(path)
    assert list(read_sheets(path)) == [("Clients", [["Jan"]])]


def test_a_workbook_without_content_has_no_rows(path: Path) -> None:
    workbook([])[0].save(path)
    assert read_rows(path) == []


def test_what_calamine_cannot_show_is_empty(path: Path) -> None:
    formulas.computed(path)
    _headings, marie, jan, oscar = read_rows(path)
    assert (marie[3], jan[4], oscar[13]) == ("marie.dupont@example.com", "", "")
    formulas.uncomputed(path)
    _headings, marie, jan, oscar = read_rows(path)
    assert (marie[3], jan[4], oscar[13]) == ("", "", "")


def test_dates_of_old_macs_and_texts_in_cells(path: Path) -> None:
    dates_1904.make(path, date(2026, 10, 16))
    assert read_rows(path)[1][19] == date(2026, 10, 16)
    inline_strings.make(path)
    assert [row[1:4] for row in read_rows(path)[1:3]] == [
        ["Marie", "Dupont", "marie.dupont@example.com"],
        ["Jan", "Peeters", "jan.peeters@example.com"],
    ]


def test_row_numbers_are_those_of_the_sheet(path: Path) -> None:
    headings_under_title.make(path)
    assert read_rows(path)[2] == headings()


def test_a_stray_value_in_the_last_cell_does_not_fill_the_memory(path: Path) -> None:
    book, sheet = workbook([headings(), *rows()])
    sheet["XFD1048576"] = " "
    book.save(path)
    with pytest.raises(TooMuch):
        read_rows(path)


def test_a_stray_value_in_the_last_row_does_no_harm(path: Path) -> None:
    book, sheet = workbook([["Jan"]])
    sheet["A50000"] = "x"
    book.save(path)
    assert len(read_rows(path)) == 50_000


def test_an_unusable_file_is_refused(path: Path) -> None:
    unusable.pdf(path)
    with pytest.raises(NotExcel):
        read_rows(path)


def test_a_sheet_that_is_torn_is_damage(path: Path) -> None:
    workbook([headings(), *rows()])[0].save(path)
    contents = parts(path)
    write(path, contents | {unusable.SHEET: contents[unusable.SHEET][:900] + b"</is>"})
    with pytest.raises(Damaged):
        read_rows(path)
