from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from addin.commands.check import COMMANDS, LONG
from shared.cli import Group, run
from shared.language import Text
from tests.files import foreign_parts
from tests.files.clients import rows
from tests.files.package import parts, write
from tests.unit.addin.books import client_book, edited

if TYPE_CHECKING:
    from pathlib import Path

    Said = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _settings_of_nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ACCOUNTON_SETTINGS", str(tmp_path / "none.toml"))
    monkeypatch.setenv("ACCOUNTON_HOME", str(tmp_path / "home"))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return client_book(tmp_path / "clients.xlsx")


def accounton(*arguments: object) -> int:
    words = [*map(str, arguments), "--language", "en"]
    return run(Group("accounton", Text("", "", ""), COMMANDS), words)


def test_validate_answers_people_and_writes_nothing(path: Path, capsys: Said) -> None:
    before = path.read_bytes()
    assert accounton("validate", path) == 1
    said = capsys.readouterr()
    assert said.out.startswith("Sheet “Clients”. 3 errors and 2 warnings.")
    assert said.err == ""
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


def test_validate_answers_scripts(path: Path, capsys: Said) -> None:
    assert accounton("validate", path, "--format", "json") == 1
    answer = json.loads(capsys.readouterr().out)
    assert (answer["rows"], answer["valid_rows"]) == (3, 1)
    first = answer["problems"][0]
    assert (first["row"], first["column"], first["field"], first["code"], first["level"]) == (
        3,
        "D",
        "email",
        "required",
        "error",
    )


def test_validate_marks_a_copy(path: Path) -> None:
    before = path.read_bytes()
    copy = path.with_name("copy.xlsx")
    assert accounton("validate", path, "--output", copy) == 1
    assert path.read_bytes() == before
    assert load_workbook(copy).worksheets[0]["D3"].comment is not None


def test_validate_may_mark_the_file_itself(path: Path) -> None:
    assert accounton("validate", path, "--output", path) == 1
    assert load_workbook(path).worksheets[0]["D3"].comment is not None
    assert list(path.parent.iterdir()) == [path]


def test_warnings_alone_are_no_failure(tmp_path: Path, capsys: Said) -> None:
    lines = rows()
    lines[0][2] = "Dupont "
    assert accounton("validate", client_book(tmp_path / "c.xlsx", lines)) == 0
    assert "0 errors and 1 warning." in capsys.readouterr().out


def test_unknown_columns_are_named(path: Path, capsys: Said) -> None:
    with edited(path) as book:
        book.worksheets[0]["V1"], book.worksheets[0]["W1"] = "Remarques", "Teinte"
    accounton("validate", path)
    assert capsys.readouterr().err == "Columns not recognised and ignored: Remarques, Teinte.\n"


def test_a_workbook_full_of_what_we_do_not_know_is_rewritten(tmp_path: Path, capsys: Said) -> None:
    path, copy = tmp_path / "clients.xlsx", tmp_path / "copy.xlsx"
    foreign_parts.make(path)
    before = parts(path)
    for command in ("validate", "fix"):
        assert accounton(command, path, "--output", copy, "--format", "json") == (1 if command == "validate" else 0)
        assert capsys.readouterr().err == ""
        after = parts(copy)
        assert {name: after[name] for name in foreign_parts.NEW_PARTS} == {
            name: before[name] for name in foreign_parts.NEW_PARTS
        }


def test_a_signed_workbook_is_checked_but_not_rewritten(path: Path, capsys: Said) -> None:
    write(path, parts(path) | {"_xmlsignatures/sig1.xml": b"<Signature/>"})
    assert accounton("validate", path, "--format", "json") == 1
    said = capsys.readouterr()
    assert json.loads(said.out)["rows"] == 3
    assert "carries a digital signature" in said.err
    for command in ("validate", "fix"):
        assert accounton(command, path, "--output", path.with_name("copy.xlsx"), "--format", "json") == 2
        said = capsys.readouterr()
        assert json.loads(said.out)["rows"] == 3
        assert "carries a digital signature" in said.err
    assert list(path.parent.iterdir()) == [path]


def test_fix_writes_what_is_certain_and_tells_it(path: Path, capsys: Said) -> None:
    copy = path.with_name("copy.xlsx")
    assert accounton("fix", path, "--output", copy) == 1
    said = capsys.readouterr().out
    assert said.startswith("Cells corrected: 3.\n  ✔ E3: 0486 11 22 33 → +32486112233\n")
    assert "Sheet “Clients”. 1 error and 1 warning." in said
    assert load_workbook(copy).worksheets[0]["E3"].value == "+32486112233"


def test_fix_answers_scripts(tmp_path: Path, capsys: Said) -> None:
    lines = rows()
    lines[1][4] = "0486 11 22 33"
    path = client_book(tmp_path / "c.xlsx", lines)
    assert accounton("fix", path, "--output", path, "--format", "json") == 0
    assert json.loads(capsys.readouterr().out) == {"fixed": 1, "rows": 3, "valid_rows": 3, "problems": []}


def test_fix_needs_an_output(path: Path, capsys: Said) -> None:
    assert accounton("fix", path) == 2
    assert "--output" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("copy.csv", "The result cannot be called “copy.csv”."),
        ("gone/copy.xlsx", "The folder “"),
    ],
)
def test_a_place_that_cannot_be_written_is_refused_before_the_work(
    path: Path, capsys: Said, name: str, sentence: str
) -> None:
    assert accounton("validate", path, "--output", path.parent / name) == 2
    said = capsys.readouterr()
    assert (said.out, said.err.startswith(sentence)) == ("", True)


def test_long_work_shows_that_it_goes_on(tmp_path: Path, capsys: Said) -> None:
    path = client_book(tmp_path / "c.xlsx")
    with edited(path) as book:
        sheet = book.create_sheet("Autre")
        for number in range(20_000):
            sheet.append([f"{number:x}" * 5, str(number * 7919)])
    assert path.stat().st_size > LONG
    assert accounton("validate", path) == 1
    assert "Checking" in capsys.readouterr().err
