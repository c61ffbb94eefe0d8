"""The command line honours what the settings sheet of the workbook says."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import keyring
import pytest
from openpyxl import load_workbook

from addin.commands.platform import COMMANDS
from shared import secrets
from shared.cli import Group, run
from shared.language import Text
from shared.platform.sandbox import seed
from tests.fakes.clients import client
from tests.fakes.keyrings import MemoryKeyring
from tests.fakes.sandbox import Sandbox, running
from tests.fakes.workbooks import workbook
from workbook.layout import TABS, Role
from workbook.setting_lines import cell

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FRONT = Group("accounton", Text("", "", ""), COMMANDS)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("ACCOUNTON_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("ACCOUNTON_SETTINGS", str(tmp_path / "accounton.toml"))
    for name in ("LANGUAGE", "TOKEN", "PLATFORM_URL"):
        monkeypatch.delenv(f"ACCOUNTON_{name}", raising=False)
    before = keyring.get_keyring()
    keyring.set_keyring(MemoryKeyring())
    yield tmp_path / "home"
    keyring.set_keyring(before)


@pytest.fixture
def sandbox(tmp_path: Path, home: Path) -> Iterator[Sandbox]:
    with running(tmp_path / "sandbox") as sandbox:
        secrets.keep(sandbox.url, sandbox.tokens["other_admin"], home)
        yield sandbox


def filled(path: Path, **values: str) -> Path:
    workbook(path, [client(1, language="french", responsible=seed.OTHER_ADMIN)])
    typed = load_workbook(path)
    for key, value in values.items():
        typed[TABS[Role.SETTINGS].en][cell(key)] = value
    typed.save(path)
    return path


def said(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, Any, str]:
    status = run(FRONT, [*map(str, arguments), "--format", "json"])
    told = capsys.readouterr()
    return status, json.loads(told.out) if told.out else None, told.err


def test_the_platform_and_the_questionnaire_are_those_of_the_sheet(
    tmp_path: Path, sandbox: Sandbox, capsys: pytest.CaptureFixture[str]
) -> None:
    file = filled(tmp_path / "a.xlsx", platform_url=sandbox.url)
    status, _, told = said(capsys, "send", file, "--language", "nl")
    assert (status, "blad ‘Instellingen’" in told) == (2, True)
    file = filled(tmp_path / "b.xlsx", platform_url=sandbox.url, questionnaire_french="IPP complète")
    status, found, _ = said(capsys, "compare", file)
    assert (status, [each["row"] for each in found["only_in_import"]]) == (0, [2])
    status, found, _ = said(capsys, "send", file)
    assert (status, found["created"]) == (0, 1)
    with sandbox.platform("other_admin") as platform:
        assert "ipp-complete" in {each.questionnaire for each in platform.clients()}


def test_the_language_of_the_sheet_is_spoken_unless_another_is_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = filled(tmp_path / "a.xlsx", language="Français")
    run(FRONT, ["export", str(file), str(tmp_path / "one.xlsx")])
    assert "Lignes écrites" in capsys.readouterr().out
    run(FRONT, ["export", str(file), str(tmp_path / "two.xlsx"), "--language", "en"])
    assert "Rows written" in capsys.readouterr().out


def test_a_wrong_value_on_the_sheet_is_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = filled(tmp_path / "a.xlsx", platform_url="platform.example")
    status, found, told = said(capsys, "compare", file, "--language", "en")
    assert (status, found, told.count("\n")) == (2, None, 1)
    assert cell("platform_url") in told
