"""What the macros ask of xlwings, held against the source of its own engines for Windows and the Mac.

Every button is clicked on our file engine, on a list with mistakes and again on what these clicks left, against a real
platform; each call that reaches the engine must be implemented by both of xlwings' engines, with these arguments. The
source of the macros is read as well, so that no call hides in a branch that was not taken.
"""

from __future__ import annotations

import ast
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
import xlwings as xw

from addin import ribbon
from shared.reconciliation import Reconciliation, write
from tests.fakes.desk import desk
from tests.fakes.sandbox import running
from tests.fakes.xlwings_engines import ENGINES, Call, Witness, missing
from tests.unit.addin.books import client_book, faulty
from workbook.ribbon_texts import BUTTONS

if TYPE_CHECKING:
    from collections.abc import Iterator

ADDIN: Final = Path(ribbon.__file__).parent
MORNING: Final = [name for name, button in BUTTONS.items() if button.works]
"""Every button, in the order of the ribbon."""
ELSEWHERE: Final = {"commands", "engines", "demo.py", "extension.py"}
"""What never runs in a spreadsheet, or is itself an engine."""
OF_XLWINGS_ALONE: Final = {"caller", "macro", "options", "sheets", "value"}
"""What xlwings answers by asking its engine something else."""
NATIVE: Final = {"api"}
"""Excel's own object, which `addin.block` asks on a Mac."""
LIKE_XLWINGS: Final = {"address", "columns", "find", "index", "left", "names", "rows", "table"}
"""Names that xlwings has as well, of tables, lists and sheets of clients."""
SPEAKS_TO_A_SPREADSHEET: Final = re.compile(r"from xlwings import|\bBook\b|click\.book")


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[set[Call]]:
    folder = tmp_path_factory.mktemp("witness")
    calls: set[Call] = set()
    with running(folder) as sandbox, pytest.MonkeyPatch.context() as patch:
        patch.setenv("ACCOUNTON_HOME", str(folder / "home"))
        patch.setenv("ACCOUNTON_SETTINGS", str(folder / "accounton.toml"))
        patch.setenv("ACCOUNTON_PLATFORM_URL", sandbox.url)
        patch.setenv("ACCOUNTON_TOKEN", sandbox.tokens["admin"])
        patch.setenv("BROWSER", "/bin/true")
        write(folder / "home", Reconciliation("Kantoor", "memory", datetime(2026, 11, 23, tzinfo=UTC), None, ()))
        with desk(client_book(folder / "clients.xlsx", faulty())) as (book, program):
            xw.Book(impl=Witness(book.impl, calls)).set_mock_caller()
            for name in (*MORNING, *MORNING):
                getattr(ribbon, name)("fr")
        assert not [alert for alert in program.alerts if "inattendue" in alert]
        yield calls


@pytest.mark.parametrize("engine", ENGINES)
def test_both_of_xlwings_own_engines_implement_every_call_of_the_macros(seen: set[Call], engine: str) -> None:
    assert {"App", "Book", "Sheets", "Sheet", "Range"} <= {call.kind for call in seen}
    assert missing(seen, engine) == []


def test_the_source_of_the_macros_has_no_call_that_was_not_seen(seen: set[Call]) -> None:
    kinds = (xw.App, xw.Book, xw.Sheet, xw.Range, xw.main.Sheets)
    of_xlwings = {name for kind in kinds for name in dir(kind) if not name.startswith("_")}
    used = {name for file in macros() for name in attributes(file) & of_xlwings}
    unseen = used - {call.name for call in seen} - OF_XLWINGS_ALONE
    assert unseen == NATIVE | LIKE_XLWINGS


@pytest.mark.parametrize(
    ("call", "fault"),
    [
        (Call("Range", "colour", "get"), "Range.colour is missing"),
        (Call("Sheet", "selection", "get"), "Sheet.selection is missing"),
        (Call("Range", "select", "get"), "Range.select is no property"),
        (Call("Range", "shape", "set"), "Range.shape cannot be set"),
        (Call("Range", "row", "call"), "Range.row is no method"),
        (Call("App", "alert", "call", 2), "App.alert wants buttons, callback, mode"),
        (Call("Sheets", "add", "call", 0, frozenset({"behind"})), "Sheets.add does not take behind"),
        (Call("Sheet", "activate", "call", 1), "Sheet.activate does not take 1 arguments"),
    ],
)
@pytest.mark.parametrize("engine", ENGINES)
def test_what_an_engine_lacks_is_told(engine: str, call: Call, fault: str) -> None:
    assert missing([call], engine) == [fault]


def macros() -> Iterator[Path]:
    for file in sorted(ADDIN.rglob("*.py")):
        is_elsewhere = file.relative_to(ADDIN).parts[0] in ELSEWHERE
        if not is_elsewhere and SPEAKS_TO_A_SPREADSHEET.search(file.read_text(encoding="utf-8")):
            yield file


def attributes(file: Path) -> set[str]:
    nodes = ast.walk(ast.parse(file.read_text(encoding="utf-8")))
    return {node.attr for node in nodes if isinstance(node, ast.Attribute)}
