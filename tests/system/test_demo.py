"""The demo, as the one command a newcomer types."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

MADE = {"clients.xlsx", "checked.xlsx", "fixed.xlsx", "upload.xlsx", "practice.csv"}


def demo(folder: Path, language: str = "en") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "accounton", "demo", "--directory", str(folder), "--language", language],
        cwd=folder.parent,
        check=False,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )


def processes_in(folder: Path) -> list[str]:
    """Return the processes that work in `folder` (on Linux, where CI runs)."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            place = (process / "cwd").readlink()
        except OSError:
            continue
        if place == folder:
            found.append(process.name)
    return found


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    folder = tmp_path_factory.mktemp("desk") / "demo"
    told = ""
    for _ in range(2):  # it works a second time, on what the first left behind
        done = demo(folder)
        assert done.returncode == 0, done.stderr
        assert processes_in(folder) == []
        told = done.stdout
    return folder, told


def test_it_leaves_the_files_it_names(played: tuple[Path, str]) -> None:
    folder, told = played
    assert {file.name for file in folder.iterdir()} >= MADE
    assert str(folder / "checked.xlsx") in told


def test_it_shows_three_reasons_and_repeats_none(played: tuple[Path, str]) -> None:
    _, told = played
    first, second = told.split("accounton flags list")
    assert "Flags: 3 new, 0 known before, 0 resolved." in first
    assert "Flags: 0 new, 3 known before, 0 resolved." in second
    for reason in ("not found in the practice system", "archived", "partner in a joint declaration"):
        assert reason in first
        assert reason in second


def test_the_second_click_sends_nothing(played: tuple[Path, str]) -> None:
    _, told = played
    _, first, second = told.split("$ accounton send fixed.xlsx")
    assert "Created: 48" in first
    assert "Created: 0" in second


def test_the_result_of_each_row_stands_in_the_workbook(played: tuple[Path, str]) -> None:
    folder, _ = played
    sheet = openpyxl.load_workbook(folder / "fixed.xlsx").worksheets[0]
    results = [cell.value for cell in sheet["W"]]
    assert results[0] == "Accounton"
    assert len(results) == 61
    assert all(results)


def test_a_folder_with_other_things_is_left_alone(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "thesis.txt").write_text("mine", encoding="utf-8")
    done = demo(folder, "nl")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.endswith("bevat al iets anders. Geef een andere op met --directory.\n")
    assert [file.name for file in folder.iterdir()] == ["thesis.txt"]
