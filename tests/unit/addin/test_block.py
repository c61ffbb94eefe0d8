from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from addin.block import rows_of
from addin.engines.file import open_book
from tests.files.contract_book import contract_book

if TYPE_CHECKING:
    from pathlib import Path


def on_a_mac(value: list[list[object]], shown: object) -> Any:  # noqa: ANN401 - as xlwings' Range
    def options(**asked: object) -> SimpleNamespace:
        assert asked == {"ndim": 2}
        return SimpleNamespace(value=value)

    sheet = SimpleNamespace(book=SimpleNamespace(app=SimpleNamespace(engine=SimpleNamespace(name="excel"))))
    string_value = SimpleNamespace(get=lambda: shown)
    return SimpleNamespace(options=options, api=SimpleNamespace(string_value=string_value), sheet=sheet)


@pytest.mark.parametrize("platform", ["linux", "darwin"])
def test_errors_are_read_as_their_text_on_a_file(tmp_path: Path, platform: str) -> None:
    with open_book(contract_book(tmp_path / "book.xlsx")) as book:
        _, (*_, error), _ = rows_of(book.sheets["Clients"].used_range, platform)
    assert error == "#DIV/0!"


@pytest.mark.parametrize(
    ("value", "shown", "rows"),
    [
        ([["a", 1.0], [None, None]], [["a", "1"], ["", "#N/A"]], [["a", 1.0], [None, "#N/A"]]),
        ([[None, "b"]], ["#REF!", "b"], [["#REF!", "b"]]),
        ([[None]], "#DIV/0!", [["#DIV/0!"]]),
        ([[1.0], [None]], [["#####"], ["#VALUE!"]], [[1.0], ["#VALUE!"]]),
        ([["#N/A"]], "#N/A", [["#N/A"]]),
    ],
)
def test_errors_are_read_as_their_text_in_excel_on_a_mac(
    value: list[list[object]], shown: object, rows: list[list[object]]
) -> None:
    assert rows_of(on_a_mac(value, shown), "darwin") == rows
