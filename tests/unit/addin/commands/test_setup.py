from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import openpyxl
import pytest

from addin.commands.setup import COMMANDS
from shared.cli import Group, run
from shared.language import Text
from tests.fakes import sandbox

if TYPE_CHECKING:
    from pathlib import Path

DOOR = Group("accounton", Text("", "", ""), COMMANDS)


@pytest.fixture(autouse=True)
def at_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ACCOUNTON_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("ACCOUNTON_SETTINGS", str(tmp_path / "none.toml"))
    monkeypatch.setenv("ACCOUNTON_LANGUAGE", "fr")
    monkeypatch.setenv("ACCOUNTON_TOKEN", "made-up")


def checks(capsys: pytest.CaptureFixture[str]) -> dict[str, tuple[bool, str]]:
    found = json.loads(capsys.readouterr().out)["checks"]
    return {check["name"]: (check["ok"], check["sentence"]) for check in found}


def test_install_puts_the_template_down_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("platform.system", lambda: "Linux")
    folder = tmp_path / "documents"
    for created in (True, False):
        assert run(DOOR, ["install", "--directory", str(folder), "--format", "json"]) == 0
        shown = capsys.readouterr()
        file = str(folder / "Accounton.xlsx")
        assert json.loads(shown.out) == {"template": file, "created": created, "buttons": None}
        assert "boutons" in shown.err
    assert [path.name for path in folder.iterdir()] == ["Accounton.xlsx"]
    assert openpyxl.load_workbook(folder / "Accounton.xlsx").worksheets[0]["B1"].value == "Prénom"


@pytest.mark.parametrize(("system", "setting"), [("Windows", "INTERPRETER_WIN"), ("Darwin", "INTERPRETER_MAC")])
def test_where_there_is_excel_a_copy_has_buttons_that_find_this_python(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, system: str, setting: str
) -> None:
    monkeypatch.setattr("platform.system", lambda: system)
    assert run(DOOR, ["install", "--directory", str(tmp_path)]) == 0
    shown = capsys.readouterr()
    assert "docs/prove-in-excel.md" in shown.out
    assert shown.err == ""
    with_buttons = tmp_path / "Accounton.xlsm"
    before = with_buttons.read_bytes()
    book = openpyxl.load_workbook(with_buttons)
    settings = book["xlwings.conf"]
    assert {name.value: value.value for name, value in settings.iter_rows()} == {
        setting: sys.executable,
        "USE UDF SERVER": "True",
        "ADD_WORKBOOK_TO_PYTHONPATH": "False",
        "SHOW CONSOLE": "False",
    }
    assert settings.sheet_state == "hidden"
    assert [sheet.sheet_properties.codeName for sheet in book] == [f"Sheet{number}" for number in range(1, 5)]
    assert (tmp_path / "Accounton.xlsx").is_file()
    assert run(DOOR, ["install", "--directory", str(tmp_path)]) == 0
    assert with_buttons.read_bytes() == before


def test_install_says_where_it_cannot_write(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("ACCOUNTON_HOME", str(tmp_path / "file" / "home"))
    assert run(DOOR, ["install", "--directory", str(tmp_path)]) == 2
    assert "ACCOUNTON_HOME" in capsys.readouterr().err


def test_install_and_demo_say_that_the_folder_is_unusable(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").touch()
    for command in ("install", "demo"):
        assert run(DOOR, [command, "--directory", str(tmp_path / "file" / "below")]) == 2
        assert capsys.readouterr().err.endswith("Vérifiez vos droits ou choisissez un autre dossier.\n")


def test_doctor_is_content_when_an_admin_is_signed_in(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with sandbox.running(tmp_path) as platform:
        monkeypatch.setenv("ACCOUNTON_PLATFORM_URL", platform.url)
        monkeypatch.setenv("ACCOUNTON_TOKEN", platform.tokens["admin"])
        assert run(DOOR, ["doctor", "--format", "json"]) == 0
    found = checks(capsys)
    assert [name for name, (ok, _) in found.items() if ok] == ["python", "home", "platform"]
    assert "Martens & Lambert" in found["platform"][1]


def test_doctor_says_that_an_accountant_may_not_import(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with sandbox.running(tmp_path) as platform:
        monkeypatch.setenv("ACCOUNTON_PLATFORM_URL", platform.url)
        monkeypatch.setenv("ACCOUNTON_TOKEN", platform.tokens["accountant"])
        assert run(DOOR, ["doctor", "--format", "json"]) == 1
    ok, sentence = checks(capsys)["platform"]
    assert not ok
    assert "rôle Admin" in sentence


def test_doctor_says_that_nothing_answers(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("ACCOUNTON_HOME", str(tmp_path / "file" / "home"))
    monkeypatch.setenv("ACCOUNTON_PLATFORM_URL", "http://127.0.0.1:9")
    assert run(DOOR, ["doctor"]) == 1
    shown = capsys.readouterr().out.splitlines()
    assert [line[0] for line in shown] == ["✔", "✘", "✘"]
    assert "127.0.0.1:9" in shown[2]
