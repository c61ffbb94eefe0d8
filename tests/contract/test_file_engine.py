from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from addin.engines.file import open_book
from tests.contract.engines import EngineContract
from tests.files.contract_book import contract_book

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import xlwings as xw


class TestFileEngine(EngineContract):
    @pytest.fixture
    def book(self, tmp_path: Path) -> Iterator[xw.Book]:
        with open_book(contract_book(tmp_path / "contract.xlsx")) as book:
            yield book
