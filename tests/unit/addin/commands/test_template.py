from __future__ import annotations

import json
import re
import zipfile
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from addin.commands.check import COMMANDS as CHECKING
from addin.commands.template import COMMANDS, MOST
from addin.engines.file import open_book
from shared.cli import Group, run
from shared.language import Text
from tests.files.package import parts

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def door(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Group:
    monkeypatch.setenv("ACCOUNTON_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("ACCOUNTON_LANGUAGE", "en")
    monkeypatch.setenv("ACCOUNTON_SETTINGS", str(tmp_path / "none.toml"))
    return Group("accounton", Text("Tout.", "Alles.", "Everything."), COMMANDS)


def test_an_empty_template(door: Group, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "clients.xlsx"
    assert run(door, ["template", str(path), "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"path": str(path), "language": "en", "rows": 0}
    assert load_workbook(path)["Clients"].max_row == 1


def test_samples_in_the_language_asked_for(door: Group, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "klanten.xlsx"
    assert run(door, ["template", str(path), "--language", "nl", "--sample", "12"]) == 0
    assert capsys.readouterr().out == f"Het sjabloon staat klaar, met 12 fictieve klanten: {path}.\n"
    sheet = load_workbook(path)["Klanten"]
    assert (sheet.max_row, sheet["B1"].value, sheet["B2"].value) == (13, "Voornaam", "Sofie")


@pytest.mark.parametrize("count", ["-1", str(MOST + 1)])
def test_as_many_as_a_sheet_is_good_for(
    door: Group, tmp_path: Path, capsys: pytest.CaptureFixture[str], count: str
) -> None:
    path = tmp_path / "clients.xlsx"
    assert run(door, ["template", str(path), "--sample", count]) == 2
    assert capsys.readouterr().err == f"The number of made-up clients must lie between 0 and {MOST}.\n"
    assert not path.exists()


def test_a_refusal_is_one_sentence_and_changes_nothing(
    door: Group, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "clients.xlsx"
    path.write_text("mine")
    assert run(door, ["template", str(path), "--language", "fr"]) == 2
    streams = capsys.readouterr()
    assert streams.out == ""
    assert streams.err.startswith("Le fichier «clients.xlsx» existe déjà")
    assert path.read_text() == "mine"


def boxes(path: Path) -> list[tuple[float, float]]:
    """Return width and height of the hover notes in the file's first sheet with any, smallest first."""
    with zipfile.ZipFile(path) as package:
        drawing = next(package.read(name) for name in package.namelist() if name.endswith(".vml"))
    return sorted(
        (float(width), float(height)) for width, height in re.findall(rb"width:(.*?)px;height:(.*?)px", drawing)
    )


def test_heading_notes_stay_as_large_however_often_the_macros_save(door: Group, tmp_path: Path) -> None:
    paths = [tmp_path / f"{number}.xlsx" for number in range(3)]
    run(door, ["template", str(paths[0])])
    for earlier, later in pairwise(paths):
        with open_book(earlier) as book:
            book.save(str(later))
    assert len(boxes(paths[0])) == 21
    assert boxes(paths[0]) == boxes(paths[1]) == boxes(paths[2])


@pytest.mark.parametrize(
    ("language", "said"),
    [("fr", "contient des macros"), ("nl", "bevat macro's"), ("en", "holds macros")],
)
def test_a_workbook_with_macros_is_marked_and_keeps_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], language: str, said: str
) -> None:
    whole = Group("accounton", Text("Tout.", "Alles.", "Everything."), (*COMMANDS, *CHECKING))
    path, copy = tmp_path / "clients.xlsm", tmp_path / "copy.xlsm"
    assert run(whole, ["template", str(path), "--sample", "30", "--language", language]) == 0
    for command in ("validate", "fix"):
        assert run(whole, [command, str(path), "--language", language, "--output", str(copy)]) == 1
        before, after = parts(path), parts(copy)
        for kept in ("xl/vbaProject.bin", "customUI/customUI14.xml", "customUI/customUI.xml"):
            assert after[kept] == before[kept]
    capsys.readouterr()
    assert run(whole, ["fix", str(path), "--language", language, "--output", str(tmp_path / "copy.xlsx")]) == 2
    assert said in capsys.readouterr().err
    assert set(tmp_path.iterdir()) == {path, copy}
