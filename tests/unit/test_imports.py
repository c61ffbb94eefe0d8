"""A library is imported when something needs it: a click pays for nothing else."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from tests.files import resaved_by_libreoffice

ROOT: Final = Path(__file__).parents[2]
HEAVY: Final = frozenset(
    {"apscheduler", "babel", "click", "email_validator", "fastapi", "keyring", "lxml", "openpyxl", "phonenumbers"}
    | {"platformdirs", "python_calamine", "requests", "sqlalchemy", "uvicorn", "xlwings"}
)
WRITING: Final = frozenset(
    {f"addin.engines.{name}" for name in ("drawn_sheet", "file_procedures", "hover_notes", "note_boxes", "notes")}
    | {f"addin.engines.{name}" for name in ("patched_sheet", "patching", "rows", "saving", "styles", "transplant")}
    | {"addin.fixed_sheet", "addin.output", "addin.problem_list", "addin.problem_sheet", "addin.validate"}
)
"""What a command that writes nothing needs not."""
RUN: Final = """
import sys
from accounton import main
sys.argv[1:] = ["validate", {file!r}]
try:
    main()
except SystemExit as left:
    assert left.code == 1
"""
VALIDATE: Final = "import addin.sheet, addin.validate, shared.check, shared.rules"
CHECK: Final = """
from datetime import date
from random import Random
from shared.check import check, table_of
from shared.rules.base import Circumstances
from workbook.sample_clients import invent
random, taken = Random(1), set()
clients = [invent(random, taken, str(number)) for number in range(200)]
clients = [client for client in clients if client.country in {"", "BE", "Belgique", "België", "Belgium"}]
assert not check(table_of(clients), Circumstances(date(2026, 3, 1))).problems
"""


def loaded(program: str, looked_for: frozenset[str] = HEAVY) -> frozenset[str]:
    """Return which of the heavy libraries a Python of its own has loaded at the end of the program."""
    ending = f"import sys; print(*{set(looked_for)!r} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", f"{program}\n{ending}"], cwd=ROOT, check=True, capture_output=True)
    return frozenset(done.stdout.decode().split("\n")[-2].split())


@pytest.mark.parametrize(
    ("program", "needed"),
    [
        (VALIDATE, {"xlwings"}),
        ("import shared.check", set()),
        (CHECK, set()),
        ("import accounton", {"click", "platformdirs"}),
    ],
    ids=["what validate needs", "the rules", "checking an ordinary list", "the front door"],
)
def test_no_heavy_library_is_loaded_that_is_not_needed(program: str, needed: set[str]) -> None:
    assert loaded(program) == needed


def test_validate_without_output_loads_nothing_that_writes(tmp_path: Path) -> None:
    path = tmp_path / "clients.xlsx"
    resaved_by_libreoffice.source_of(path)
    assert loaded(RUN.format(file=str(path)), WRITING | {"openpyxl"}) == set()
    copy = RUN.format(file=str(path)).replace("]\n", f", '--output', {str(tmp_path / 'marked.xlsx')!r}]\n", 1)
    assert loaded(copy, WRITING) == WRITING
