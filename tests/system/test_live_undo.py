"""Fix, undo, next problem and clear in a live LibreOffice, on a workbook with all that a person may have made in it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook
from openpyxl.comments import Comment
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import PatternFill
from openpyxl.worksheet.datavalidation import DataValidation

from addin.clear import clear
from addin.next_problem import next_problem
from addin.undo_fix import undo_fix
from shared.language import Language
from tests.files.office import office
from tests.system.test_live_libreoffice import cells, clicked, fixed, formats, heights, notes, validated
from tests.unit.addin.books import TODAY, client_book, edited

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

    from tests.files.office import Office

pytestmark = pytest.mark.libreoffice
YELLOW = PatternFill("solid", fgColor="FFFF00", bgColor="FFFF00")


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    with office(tmp_path_factory.mktemp("office")) as started:
        yield started


@pytest.fixture
def rich(tmp_path: Path) -> Path:
    """A list with merged and hidden cells, a filter, a frozen pane, choices, notes, formats, numbers and formulas."""
    path = client_book(tmp_path / "clients.xlsx")
    with edited(path) as book:
        sheet = book["Clients"]
        sheet["F2"], sheet["F2"].number_format = 10100105, "0.00"
        sheet["E2"] = '="0475 12 "&"34 56"'
        sheet["T3"], sheet["T3"].number_format = datetime(2025, 10, 16), "dd/mm/yyyy"  # noqa: DTZ001 - as a sheet has it
        sheet["D3"].comment = Comment("Demander à Jan", "Els")
        sheet["D3"].fill = sheet["Y3"].fill = YELLOW
        sheet.conditional_formatting.add("H2:H4", FormulaRule(["MOD(ROW(),2)=0"], fill=YELLOW))  # type: ignore[no-untyped-call]
        choice = DataValidation("list", '"french,dutch"')
        choice.add("P2:P9")
        sheet.add_data_validation(choice)
        sheet.merge_cells("G6:H7")
        sheet.row_dimensions[3].height = 31
        sheet.column_dimensions["I"].hidden = True
        sheet.column_dimensions["Y"].width = 31
        sheet.auto_filter.ref = "A1:U4"
        sheet.freeze_panes = "D2"
        book.create_sheet("Autre")["A1"] = "=1+1"
    return path


def undone(book: Any) -> Any:  # noqa: ANN401 - a Book of whichever engine
    return undo_fix(book, TODAY, Language.FR)


def as_made(sheet: Worksheet) -> dict[str, object]:
    return {
        "cells": cells(sheet),
        "heights": {row: height for row, height in heights(sheet).items() if sheet.cell(row, 1).value},
        "widths": {name: (one.width, one.hidden) for name, one in sheet.column_dimensions.items()},
        "merged": [str(one) for one in sheet.merged_cells.ranges],
        "filter": sheet.auto_filter.ref,
        "frozen": sheet.freeze_panes,
        "choices": [(str(one.sqref), one.formula1) for one in sheet.data_validations.dataValidation],
        "notes": notes(sheet),
    }


def test_fix_undo_and_clear_leave_a_rich_workbook_as_it_was(running: Office, rich: Path, tmp_path: Path) -> None:
    clicked(running, rich, tmp_path / "untouched.xlsx")
    told = clicked(running, rich, tmp_path / "after.xlsx", validated, fixed, undone, clear)
    assert (told[2].restored, told[2].left) == (len(told[1].changes), [])
    assert told[2].restored > 3
    before, after = load_workbook(tmp_path / "untouched.xlsx"), load_workbook(tmp_path / "after.xlsx")
    assert after.sheetnames == before.sheetnames
    assert [as_made(sheet) for sheet in after] == [as_made(sheet) for sheet in before]
    assert formats(tmp_path / "after.xlsx") == formats(tmp_path / "untouched.xlsx")


def test_undo_after_saving_and_reopening(running: Office, rich: Path, tmp_path: Path) -> None:
    clicked(running, rich, tmp_path / "untouched.xlsx")
    ((fix_told),) = clicked(running, rich, tmp_path / "fixed.xlsx", fixed)
    told, _ = clicked(running, tmp_path / "fixed.xlsx", tmp_path / "after.xlsx", undone, clear)
    assert (told.restored, told.left) == (len(fix_told.changes), [])
    values = [
        [[(cell.value, cell.number_format) for cell in row] for row in load_workbook(path)["Clients"]["A1:U4"]]
        for path in (tmp_path / "untouched.xlsx", tmp_path / "after.xlsx")
    ]
    assert values[0] == values[1]


def test_next_problem_goes_on_from_the_selected_cell_and_passes_over_what_is_hidden(
    running: Office, tmp_path: Path
) -> None:
    path = client_book(tmp_path / "clients.xlsx")
    with edited(path) as book:
        book["Clients"].column_dimensions["E"].hidden = True
    goes = [lambda book: next_problem(book, Language.EN)] * 5
    told = clicked(running, path, tmp_path / "after.xlsx", validated, *goes)
    assert [one.partition(" ")[0] for one in told[1:]] == ["D3", "C4", "J4", "P4", "D3"]
