from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from addin.engines.libreoffice.engine import attached, book_of
from tests.contract.engines import EngineContract
from tests.fakes.libreoffice import FakeLibreOffice, FakeSheet
from tests.files.contract_book import contract_book
from tests.files.office import office

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import xlwings as xw

    from tests.files.office import Office


class TestOrders(EngineContract):
    """The near end, with nothing but memory at the far end."""

    @pytest.fixture
    def book(self) -> Iterator[xw.Book]:
        values: dict[tuple[int, int], object] = {(2, 2): "Prénom", (2, 3): "Numéro", (2, 4): "Date", (2, 5): "Erreur"}
        values |= {(3, 2): "+32475", (3, 3): 85073003328.0, (3, 4): 45838.0, (3, 5): 0.0, (4, 2): "007", (4, 4): 1.0}
        clients = FakeSheet(values, {(3, 4): "dates", (3, 5): "532", (4, 4): "truths"})
        far: Any = FakeLibreOffice(Clients=clients, Autre=FakeSheet())
        with book_of(far) as book:
            yield book


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    with office(tmp_path_factory.mktemp("office")) as started:
        yield started


@pytest.mark.libreoffice
class TestLibreOfficeEngine(EngineContract):
    @pytest.fixture
    def book(self, tmp_path: Path, running: Office) -> Iterator[xw.Book]:
        running.show(contract_book(tmp_path / "contract.xlsx"))
        with attached(running.address) as book:
            yield book
