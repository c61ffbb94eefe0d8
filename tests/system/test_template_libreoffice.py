from __future__ import annotations

import csv
import subprocess
from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from shared.language import Language
from shared.record import COLUMNS, Field
from workbook import layout
from workbook.build import CHOICES, template
from workbook.sample import sample

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

pytestmark = pytest.mark.libreoffice
ROWS = sample(200)


def converted(path: Path, form: str, folder: Path) -> Path:
    """Let LibreOffice open the file and save it again."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    order = ["soffice", profile, "--headless", "--convert-to", form, "--outdir", str(folder), str(path)]
    done = subprocess.run(order, check=True, capture_output=True, text=True, timeout=120)
    suffix = form.partition(":")[0]
    result = folder / f"{path.stem}.{suffix}"
    assert result.is_file(), done.stderr
    return result


def as_read(cell: object) -> object:
    """Return a cell of the sample as LibreOffice saves it."""
    if cell is True:
        return "=TRUE()"
    if isinstance(cell, date):
        return datetime(cell.year, cell.month, cell.day)  # noqa: DTZ001 - a spreadsheet knows no zone
    return cell or None


@pytest.mark.parametrize("language", Language)
def test_libreoffice_opens_the_template_and_keeps_every_cell(tmp_path: Path, language: Language) -> None:
    path = tmp_path / "clients.xlsx"
    template(path, language, ROWS)
    saved = tmp_path / "saved"
    saved.mkdir()
    book = load_workbook(converted(path, "xlsx", saved))
    sheet: Worksheet = book.worksheets[0]
    own = [layout.TABS[layout.Role.SETTINGS].to(language), layout.OWN_SHEETS]
    assert book.sheetnames == [layout.CLIENTS.to(language), *own]
    assert [cell.value for cell in sheet[1]] == [column.heading.to(language) for column in COLUMNS]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2, max_col=len(COLUMNS))]
    assert rows == [[as_read(row[field]) for field in Field] for row in ROWS]
    lists = {str(validation.sqref)[:3]: validation.formula1 for validation in sheet.data_validations.dataValidation}
    assert lists == {
        f"{letter}2:": f'"{CHOICES[field].to(language)}"'
        for letter, field in (("A", Field.TYPE), ("L", Field.COUNTRY), ("P", Field.LANGUAGE))
    }
    notes = [cell.comment.text.split("\n")[1] for cell in sheet[1] if cell.comment]
    assert notes == [column.explanation.to(language) for column in COLUMNS]
    assert {cell.number_format for row in sheet["A2:S201"] for cell in row if not cell.is_date} == {"@"}


def test_leading_zeros_and_plus_signs_survive(tmp_path: Path) -> None:
    path = tmp_path / "clients.xlsx"
    template(
        path, Language.NL, [{Field.MOBILE: "+32475123456", Field.NATIONAL_NUMBER: "00010100105", Field.BOX: "007"}]
    )
    as_shown = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false"
    with converted(path, as_shown, tmp_path).open(encoding="utf-8", newline="") as file:
        _, row = csv.reader(file)
    shown = dict(zip(Field, row, strict=True))
    assert (shown[Field.MOBILE], shown[Field.NATIONAL_NUMBER], shown[Field.BOX]) == (
        "+32475123456",
        "00010100105",
        "007",
    )
