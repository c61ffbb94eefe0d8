from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from addin.export import export
from shared.check import check, table_of
from shared.language import Language
from shared.platform.sandbox import seed
from shared.record import COLUMNS, Client
from shared.rules.base import Circumstances
from tests.fakes.clients import client
from workbook.package import TemplateExists
from workbook.upload_file import write

if TYPE_CHECKING:
    from pathlib import Path

HEADINGS = {
    Language.FR: ["person", "Prénom", "Nom de famille", "Email", "Numéro de mobile", "Numéro de registre"],
    Language.NL: ["person", "Voornaam", "Achternaam", "E-mail", "Mobiel nummer", "Rijksregisternummer"],
    Language.EN: ["person", "First name", "Last name", "Email", "Mobile number", "National register number"],
}


def test_only_valid_rows_go_known_or_not() -> None:
    clients = [client(1), client(2, email="x"), seed.CLIENTS[0], client(3, mobile="0475")]
    found = export(check(table_of(clients), Circumstances(date(2026, 3, 2))))
    assert found.clients == [client(1), seed.CLIENTS[0]]
    assert found.left_out == [2, 4]


@pytest.mark.parametrize("language", Language)
def test_the_file_has_the_columns_in_order_and_nothing_but_text(tmp_path: Path, language: Language) -> None:
    file = tmp_path / "upload.xlsx"
    write(file, seed.CLIENTS, language)
    book = load_workbook(file)
    (sheet,) = book.worksheets
    rows = list(sheet.iter_rows())
    assert [cell.value for cell in rows[0]] == [column.heading.to(language) for column in COLUMNS]
    assert [cell.value for cell in rows[0]][:6] == HEADINGS[language]
    assert len(rows) == 1 + len(seed.CLIENTS)
    cells = [cell for row in rows for cell in row if cell.value is not None]
    assert {(cell.data_type, cell.number_format) for cell in cells} == {("s", "@")}
    read = [Client(*(str(cell.value or "") for cell in row)) for row in rows[1:]]
    assert read == list(seed.CLIENTS)
    book.close()


@pytest.mark.parametrize("text", ["=1+1", '=HYPERLINK("x")', "+32475123456", "-1", "@SUM(A1)", "0012", "1e5", "#N/A"])
def test_what_looks_like_a_formula_stays_text(tmp_path: Path, text: str) -> None:
    file = tmp_path / "upload.xlsx"
    write(file, [replace(client(1), street=text)], Language.EN)
    book = load_workbook(file)
    cell = book.worksheets[0]["G2"]
    assert (cell.value, cell.data_type) == (text, "s")
    book.close()


def test_the_same_clients_make_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        write(tmp_path / name, seed.CLIENTS, Language.FR)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_a_file_that_exists_stays(tmp_path: Path) -> None:
    file = tmp_path / "upload.xlsx"
    file.write_text("mine", encoding="utf-8")
    with pytest.raises(TemplateExists):
        write(file, seed.CLIENTS, Language.FR)
    assert file.read_text(encoding="utf-8") == "mine"
