"""A library is imported when something needs it: a click pays for nothing else."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).parents[2]
HEAVY: Final = frozenset(
    {"apscheduler", "babel", "click", "email_validator", "fastapi", "keyring", "lxml", "openpyxl", "phonenumbers"}
    | {"platformdirs", "python_calamine", "requests", "sqlalchemy", "uvicorn", "xlwings"}
)
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


def loaded(program: str) -> frozenset[str]:
    """Return which of the heavy libraries a Python of its own has loaded at the end of the program."""
    ending = f"import sys; print(*{set(HEAVY)!r} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", f"{program}\n{ending}"], cwd=ROOT, check=True, capture_output=True)
    return frozenset(done.stdout.decode().split())


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
