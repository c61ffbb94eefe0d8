from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import grimp
import pytest

ROOT = Path(__file__).parents[2]
ROOMS = ("addin", "worker", "workbook", "shared")
DOORS = {
    "xlwings": ("addin.sheet", "addin.own_sheets", "addin.block", "addin.engines"),
    "openpyxl": ("workbook", "addin.engines"),
    "python_calamine": ("shared.spreadsheet",),
    "requests": ("shared.http",),
    "apscheduler": ("worker.schedule",),
    "phonenumbers": ("shared.rules.mobile",),
    "fastapi": ("shared.platform.sandbox", "shared.practice_systems"),
    "keyring": ("shared.secrets",),
    "uno": ("addin.engines.libreoffice.far",),
}
DECIDING = (
    "shared.rules",
    "shared.check",
    "shared.matching",
    "shared.headings",
    "shared.cells",
    "addin.marks",
    "worker.reconcile",
    "worker.guards",
    "worker.flags",
)
DOING = frozenset(
    {"xlwings", "openpyxl", "python_calamine", "requests", "apscheduler", "sqlalchemy", "fastapi", "click"}
)


@pytest.fixture(scope="module")
def imports() -> grimp.ImportGraph:
    return grimp.build_graph(*ROOMS, include_external_packages=True)


def within(module: str, packages: tuple[str, ...]) -> bool:
    return any(module == package or module.startswith(package + ".") for package in packages)


def test_imports_go_in_the_agreed_directions() -> None:
    contract = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"], cwd=ROOT, check=False, capture_output=True
    )
    assert contract.returncode == 0, contract.stdout.decode()


def test_every_room_is_in_the_contract() -> None:
    packages = {init.parent.name for init in ROOT.glob("*/__init__.py")} - {"tests", "benchmarks"}
    configured = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    assert packages == set(ROOMS) == set(configured["root_packages"])


def test_nothing_imports_the_front_door(imports: grimp.ImportGraph) -> None:
    assert "accounton" not in imports.modules


@pytest.mark.parametrize("library", DOORS)
def test_each_library_has_one_door(imports: grimp.ImportGraph, library: str) -> None:
    users = imports.find_modules_that_directly_import(library)
    assert users
    assert {user for user in users if not within(user, DOORS[library])} == set()


@pytest.mark.parametrize("module", DECIDING)
def test_deciding_is_apart_from_doing(imports: grimp.ImportGraph, module: str) -> None:
    reached = {name.partition(".")[0] for name in imports.find_upstream_modules(module, as_package=True)}
    assert reached & DOING == set()
