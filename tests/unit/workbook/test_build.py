from __future__ import annotations

import re
import zipfile
from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from shared.language import Language
from shared.record import COLUMN_OF, COLUMNS, Field
from workbook import build, layout
from workbook.sample import sample

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from workbook.layout import Cells

COUNTRIES_KNOWN = {"België", "Belgique", "Belgium"}


def opened(folder: Path, language: Language = Language.FR, clients: Sequence[Cells] = ()) -> Workbook:
    path = folder / f"{language}.xlsx"
    build.template(path, language, clients)
    return load_workbook(path)


def made(folder: Path, language: Language = Language.FR, clients: Sequence[Cells] = ()) -> Worksheet:
    return opened(folder, language, clients).worksheets[0]


def letter(field: Field) -> str:
    return "ABCDEFGHIJKLMNOPQRSTU"[list(Field).index(field)]


@pytest.mark.parametrize("language", Language)
def test_headings_are_the_21_in_the_reader_s_language(tmp_path: Path, language: Language) -> None:
    book = opened(tmp_path, language)
    sheet = book.worksheets[0]
    assert [cell.value for cell in sheet[1]] == [column.heading.to(language) for column in COLUMNS]
    assert sheet.max_row == 1
    own = [layout.TABS[layout.Role.SETTINGS].to(language), layout.OWN_SHEETS]
    assert book.sheetnames == [layout.CLIENTS.to(language), *own]


@pytest.mark.parametrize("language", Language)
def test_a_note_on_each_heading_explains_its_column(tmp_path: Path, language: Language) -> None:
    sheet = made(tmp_path, language)
    for column, cell in zip(COLUMNS, sheet[1], strict=True):
        assert cell.comment is not None
        title, explanation = cell.comment.text.split("\n")
        assert title.startswith(column.heading.to(language))
        assert (build.REQUIRED.to(language) in title) is column.required
        assert explanation == column.explanation.to(language)


@pytest.mark.parametrize("language", Language)
def test_every_note_is_large_enough_for_its_text(tmp_path: Path, language: Language) -> None:
    sheet = made(tmp_path, language)
    with zipfile.ZipFile(tmp_path / f"{language}.xlsx") as package:
        drawing = package.read("xl/drawings/commentsDrawing1.vml").decode()
    heights = [int(height) for height in re.findall(rf"width:{layout.NOTE_WIDTH}px;height:(\d+)px", drawing)]
    assert heights == [layout.note_height(cell.comment.text) for cell in sheet[1] if cell.comment]


def test_every_column_is_text_down_to_the_last_row(tmp_path: Path) -> None:
    sheet = made(tmp_path)
    for field in Field:
        dimension = sheet.column_dimensions[letter(field)]
        assert dimension.number_format == "@"
        assert dimension.width == layout.WIDTHS[field]


def test_required_headings_look_different_and_what_stays_empty_is_grey(tmp_path: Path) -> None:
    sheet = made(tmp_path)
    for column, cell in zip(COLUMNS, sheet[1], strict=True):
        assert cell.font.b is column.required
        is_dark = cell.fill.fgColor.rgb == f"00{layout.REQUIRED_FILL}"
        assert is_dark is column.required
    grey = [field for field in Field if sheet.column_dimensions[letter(field)].fill.fill_type]
    assert grey == [Field.EXTRA_IPP]


@pytest.mark.parametrize("language", Language)
def test_lists_offer_what_can_be_chosen_and_refuse_nothing(tmp_path: Path, language: Language) -> None:
    validations = made(tmp_path, language).data_validations.dataValidation
    lists = {str(validation.sqref): validation for validation in validations}
    assert set(lists) == {"A2:A1048576", "L2:L1048576", "P2:P1048576"}
    for validation in lists.values():
        assert validation.type == "list"
        assert not validation.showErrorMessage
        assert len(validation.formula1) <= 255
    assert lists["A2:A1048576"].formula1 == '"person"'
    assert lists["P2:P1048576"].formula1 == '"dutch,french,english"'
    first_country = lists["L2:L1048576"].formula1.strip('"').split(",")[0]
    assert first_country in COUNTRIES_KNOWN


def test_headings_and_names_stay_in_view_and_on_paper(tmp_path: Path) -> None:
    sheet = made(tmp_path)
    assert sheet.freeze_panes == "D2"
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.print_title_cols == "$A:$C"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (2, 0)


def test_the_macros_alone_colour_cells(tmp_path: Path) -> None:
    assert list(made(tmp_path, clients=sample(30)).conditional_formatting) == []


def test_what_is_typed_survives_and_stays_text(tmp_path: Path) -> None:
    clients: list[Cells] = [
        {Field.MOBILE: "+32475123456", Field.NATIONAL_NUMBER: "00010100105", Field.LAST_NAME: '=HYPERLINK("x")'},
        {Field.NATIONAL_NUMBER: 10100105.0, Field.IPP_DEADLINE: date(2026, 10, 16), Field.BOX: True},
    ]
    sheet = made(tmp_path, clients=clients)
    assert (sheet["E2"].value, sheet["F2"].value) == ("+32475123456", "00010100105")
    assert (sheet["C2"].value, sheet["C2"].data_type) == ('=HYPERLINK("x")', "s")
    assert (sheet["F3"].value, sheet["F3"].data_type) == (10100105, "n")
    assert (sheet["T3"].value, sheet["T3"].number_format) == (datetime(2026, 10, 16), "dd/mm/yyyy")  # noqa: DTZ001 - as read
    assert sheet["I3"].value is True
    formats = {cell.number_format for row in sheet["A2:U3"] for cell in row if cell.coordinate != "T3"}
    assert formats == {"@"}


@pytest.mark.parametrize("language", Language)
def test_the_same_arguments_give_the_same_bytes(tmp_path: Path, language: Language) -> None:
    first, second = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    build.template(first, language, sample(20))
    build.template(second, language, sample(20))
    assert first.read_bytes() == second.read_bytes()


def test_nothing_in_the_file_tells_when_or_where_it_was_made(tmp_path: Path) -> None:
    properties = opened(tmp_path).properties
    with zipfile.ZipFile(tmp_path / "fr.xlsx") as package:
        assert {entry.date_time for entry in package.infolist()} == {(2026, 1, 1, 0, 0, 0)}
        assert {entry.create_system for entry in package.infolist()} == {0}
    assert properties.created == properties.modified == datetime(2026, 1, 1)  # noqa: DTZ001 - as openpyxl reads it
    assert (properties.creator, properties.language) == ("Accounton for Excel", "fr-BE")
    assert properties.title == "Import de clients Accounton"


def test_numbers_stored_as_text_get_no_green_triangles(tmp_path: Path) -> None:
    made(tmp_path)
    with zipfile.ZipFile(tmp_path / "fr.xlsx") as package:
        sheet = package.read("xl/worksheets/sheet1.xml").decode()
    quiet = '<ignoredErrors><ignoredError sqref="A2:U1048576" numberStoredAsText="1"/></ignoredErrors>'
    assert sheet.count(quiet) == 1
    assert sheet.index("<headerFooter>") < sheet.index(quiet) < sheet.index("<legacyDrawing")


def test_every_choice_is_a_column_of_the_catalogue() -> None:
    assert set(build.CHOICES) <= set(COLUMN_OF)
