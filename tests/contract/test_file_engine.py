from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from openpyxl import Workbook

from addin.engines.file import open_book
from tests.contract.engines import EngineContract

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import xlwings as xw


class TestFileEngine(EngineContract):
    @pytest.fixture
    def book(self, tmp_path: Path) -> Iterator[xw.Book]:
        workbook = Workbook()
        sheet = workbook.worksheets[0]
        sheet.title = "Clients"
        for line in (
            [],
            [None, "Prénom", "Numéro", "Date", "Erreur"],
            [None, "+32475", 85073003328, datetime(2025, 6, 30), "#DIV/0!"],  # noqa: DTZ001 - as a sheet has it
            [None, "007", None, True],
        ):
            sheet.append(line)
        workbook.create_sheet("Autre")
        workbook.save(tmp_path / "contract.xlsx")
        with open_book(tmp_path / "contract.xlsx") as book:
            yield book
