from __future__ import annotations

import ast
import sys
from io import StringIO
from typing import TYPE_CHECKING

import pytest

from addin.engines.libreoffice import remote as near
from addin.engines.libreoffice.remote import Remote, connected, programs, pythons

if TYPE_CHECKING:
    from pathlib import Path

UNO = {"uno", "unohelper", "com.sun.star.awt", "com.sun.star.awt.MessageBoxType", "com.sun.star.task"}
OLDEST = (3, 8)
"""The Python of LibreOffice 7.4 to 24.2 on Windows and macOS."""


def serving(path: Path, body: str) -> Path:
    """Write a program that stands where LibreOffice's Python would."""
    path.write_text(f"#!{sys.executable}\nimport sys, json\n{body}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


def answering(*lines: str) -> Remote:
    return Remote(StringIO("".join(line + "\n" for line in lines)), StringIO())


def test_no_libreoffice() -> None:
    with pytest.raises(near.LibreOfficeMissing), connected("pipe,name=x", []):
        pass


def test_a_python_without_uno(tmp_path: Path) -> None:
    bare = serving(tmp_path / "bare", "import accounton_has_no_such_module")
    with pytest.raises(near.UnoMissing), connected("pipe,name=x", [bare, bare]):
        pass


@pytest.mark.parametrize(
    ("fault", "refusal"), [("office", near.LibreOfficeUnreachable), ("document", near.NoDocumentOpen)]
)
def test_nothing_to_work_on(tmp_path: Path, fault: str, refusal: type[Exception]) -> None:
    python = serving(tmp_path / "python", f'print(json.dumps({{"fault": "{fault}"}}))')
    with pytest.raises(refusal), connected("pipe,name=x", [python]):
        pass


def test_orders_reach_the_first_python_that_has_uno(tmp_path: Path) -> None:
    bare = serving(tmp_path / "bare", "sys.exit(1)")
    echo = 'print(json.dumps({"value": sys.argv[5]}), flush=True)\n'
    echo += 'for line in sys.stdin: print(json.dumps({"value": json.loads(line)}), flush=True)'
    with connected("pipe,name=désk", [bare, serving(tmp_path / "python", echo)]) as remote:
        assert remote("read", "Élèves", (1, 2)) == ["read", "Élèves", [1, 2]]


def test_the_far_end_falls() -> None:
    with pytest.raises(near.LibreOfficeGone):
        answering()("sheets")


def test_the_far_end_is_no_longer_there_to_write_to(tmp_path: Path) -> None:
    python = serving(tmp_path / "python", 'print(json.dumps({"value": None}), flush=True)\nsys.stdin.close()')
    with connected("x", [python]) as remote, pytest.raises(near.LibreOfficeGone):
        remote("sheets")


@pytest.mark.parametrize(("fault", "refusal"), near.FAULTS.items())
def test_each_fault_is_a_refusal(fault: str, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        answering(f'{{"fault": "{fault}"}}')("write")


def test_what_nobody_expected_is_no_refusal() -> None:
    with pytest.raises(RuntimeError, match="write: TypeError"):
        answering('{"fault": "unexpected", "told": "write: TypeError"}')("write")


def installed(folder: Path, *names: str) -> Path:
    for name in names:
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()
        file.chmod(0o755)
    return folder


def test_libreoffice_on_the_path(tmp_path: Path) -> None:
    program = installed(tmp_path / "program", "soffice", "python")
    assert programs("linux", {"PATH": str(program)})[0] == program
    assert pythons("linux", [program])[0] == program / "python"


def test_libreoffice_on_windows(tmp_path: Path) -> None:
    program = installed(tmp_path / "LibreOffice" / "program", "python.exe")
    assert programs("win32", {"PROGRAMFILES": str(tmp_path), "PATH": ""}) == [program]
    assert pythons("win32", [program]) == [program / "python.exe"]


def test_libreoffice_on_a_mac(tmp_path: Path) -> None:
    contents = tmp_path / "LibreOffice.app" / "Contents"
    installed(contents, "MacOS/soffice", "Resources/python")
    assert programs("darwin", {"PATH": str(contents / "MacOS")}) == [contents / "MacOS"]
    (python,) = pythons("darwin", [contents / "MacOS"])
    assert python.resolve() == contents / "Resources" / "python"


@pytest.mark.parametrize("file", sorted(near.FAR.glob("*.py")), ids=lambda file: file.name)
def test_the_far_end_runs_on_the_oldest_python(file: Path) -> None:
    tree = ast.parse(file.read_text(encoding="utf-8"), feature_version=OLDEST)
    imported = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    imported |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    strange = {name for name in imported if name.partition(".")[0] not in sys.stdlib_module_names}
    assert {name for name in strange if not name.startswith("addin.engines.libreoffice.far")} <= UNO
