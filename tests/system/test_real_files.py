"""Files as practices have them, through the real command: what is found in each, to the row, column and code."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

import pytest

from addin.commands.check import COMMANDS
from addin.engines.file import open_book
from addin.examination import examine
from shared.cli import Group, run
from shared.language import Language, Text
from shared.rules.base import Circumstances
from tests.files import (
    dates_1904,
    foreign_parts,
    formulas,
    headings_only,
    headings_under_title,
    hidden_and_filtered,
    inline_strings,
    merged_cells,
    million_empty_rows,
    no_clients_sheet,
    old_excel,
    older_dutch_template,
    open_elsewhere,
    password_protected,
    practice_export,
    protected_sheet,
    resaved_by_libreoffice,
    second_sheet,
    two_heading_rows,
    unusable,
)
from tests.unit.addin.engines.sheets import read_fast, read_slowly, with_types

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Make = Callable[[Path], object]

THIS_YEAR = datetime.now(UTC).date().replace(month=10, day=16)
FOREIGN = "charts, images and another add-in's parts"
UNCOMPUTED = "formulas that no program computed"
MEGABYTE = 1 << 20
MOST_MEMORY = 400 * MEGABYTE


class Problem(NamedTuple):
    row: int
    column: str
    code: str
    suggestion: str | None = None


class Answer(NamedTuple):
    status: int
    told: str
    rows: int = 0
    valid_rows: int = 0
    problems: tuple[Problem, ...] = ()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder for the file; settings and data lie elsewhere."""
    monkeypatch.setenv("ACCOUNTON_SETTINGS", str(tmp_path / "none.toml"))
    monkeypatch.setenv("ACCOUNTON_HOME", str(tmp_path / "home"))
    folder = tmp_path / "bureau"
    folder.mkdir()
    return folder


@pytest.fixture
def validate(capsys: pytest.CaptureFixture[str]) -> Callable[..., Answer]:
    def validate(path: Path, *options: str, language: str = "en") -> Answer:
        arguments = ["validate", str(path), "--format", "json", "--language", language, *options]
        status = run(Group("accounton", Text("", "", ""), COMMANDS), arguments)
        said = capsys.readouterr()
        return _answer(status, said.out, said.err)

    return validate


def _answer(status: int, out: str, told: str) -> Answer:
    if not out:
        return Answer(status, told)
    document = json.loads(out)
    problems = (Problem(*(found[key] for key in Problem._fields)) for found in document["problems"])
    return Answer(status, told, document["rows"], document["valid_rows"], tuple(sorted(problems)))


def _kept(source: Path) -> Make:
    return lambda path: path.write_bytes(source.read_bytes())


USABLE: dict[str, tuple[Make, int, int, tuple[Problem, ...]]] = {
    "re-saved by LibreOffice": (
        _kept(resaved_by_libreoffice.KEPT),
        3,
        1,
        (
            Problem(3, "E", "mobile-format", "+32486112233"),
            Problem(4, "F", "national-number-separators", "01020301655"),
        ),
    ),
    "practice export": (
        partial(practice_export.make, deadline=THIS_YEAR),
        4,
        0,
        (
            Problem(2, "F", "mobile-format", "+32486112233"),
            Problem(3, "F", "mobile-format", "+32497556677"),
            Problem(3, "G", "national-number-zeros", "01020301655"),
            Problem(3, "H", "enterprise-number-zeros", "0403101712"),
            Problem(3, "N", "language-form", "dutch"),
            Problem(4, "G", "national-number-zeros", "00011007747"),
            Problem(4, "J", "cell-date", "12-5"),
            Problem(5, "F", "mobile-format", "+32475123456"),
            Problem(5, "G", "national-number-checksum"),
        ),
    ),
    "older Dutch template": (
        older_dutch_template.make,
        3,
        1,
        (
            Problem(3, "D", "email-invalid"),
            Problem(3, "E", "mobile-format", "+32497556677"),
            Problem(3, "F", "national-number-separators", "01020301655"),
            Problem(3, "M", "labels-blanks", "kantoor Gent,dossierbeheerder Els"),
            Problem(3, "N", "language-form", "dutch"),
            Problem(4, "C", "required"),
        ),
    ),
    "headings under a title": (
        headings_under_title.make,
        4,
        3,
        (Problem(7, "E", "mobile-format", "+32475123456"),),
    ),
    "two heading rows": (two_heading_rows.make, 4, 3, (Problem(6, "D", "required"),)),
    "empty rows in between": (
        partial(million_empty_rows.make, last_row=400),
        3,
        2,
        (Problem(9, "E", "mobile-format", "+32497556677"),),
    ),
    "merged cells": (merged_cells.make, 3, 2, (Problem(3, "D", "required"), Problem(4, "G", "address-part"))),
    "hidden and filtered rows": (
        hidden_and_filtered.make,
        3,
        1,
        (
            Problem(3, "E", "mobile-format", "+32486112233"),
            Problem(4, "F", "national-number-checksum"),
        ),
    ),
    "protected sheet": (protected_sheet.make, 3, 2, (Problem(3, "E", "mobile-format", "+32486112233"),)),
    FOREIGN: (
        foreign_parts.make,
        4,
        3,
        (Problem(5, "E", "mobile-format", "+32475123456"),),
    ),
    "clients on the second sheet": (
        second_sheet.make,
        3,
        2,
        (Problem(4, "E", "mobile-format", "+32497556677"),),
    ),
    "headings only": (headings_only.make, 0, 0, ()),
    "dates from 1904": (partial(dates_1904.make, deadline=THIS_YEAR), 3, 3, ()),
    "texts in the cells": (inline_strings.make, 3, 2, (Problem(4, "E", "mobile-format", "+32497556677"),)),
    "formulas": (formulas.computed, 3, 2, (Problem(4, "N", "cell-error"),)),
    UNCOMPUTED: (
        formulas.uncomputed,
        3,
        0,
        (
            Problem(2, "D", "cell-formula"),
            Problem(3, "E", "cell-formula"),
            Problem(4, "N", "cell-formula"),
        ),
    ),
}

UNUSABLE: dict[str, Make] = {
    "no clients": no_clients_sheet.make,
    "password": _kept(password_protected.KEPT),
    "old format under a new name": _kept(old_excel.KEPT),
    **{
        make.__name__: make
        for make in (
            unusable.empty,
            unusable.csv,
            unusable.unicode_text,
            unusable.web_page,
            unusable.pdf,
            unusable.random_bytes,
            unusable.word_document,
            unusable.other_zip,
            unusable.open_document,
            unusable.excel_template,
            unusable.excel_binary,
            unusable.strict,
            unusable.truncated,
            unusable.altered,
            unusable.torn_sheet,
            unusable.only_charts,
            unusable.without_main_part,
            unusable.zip_bomb,
            unusable.endless_text,
            unusable.understated,
            unusable.billion_laughs,
            unusable.climbing_name,
        )
    },
}


@pytest.mark.parametrize("name", USABLE)
def test_what_is_found(name: str, folder: Path, validate: Callable[..., Answer]) -> None:
    make, rows, valid_rows, problems = USABLE[name]
    path = folder / "clients.xlsx"
    make(path)
    before = path.read_bytes()
    answer = validate(path)
    assert answer.problems == problems
    assert (answer.rows, answer.valid_rows) == (rows, valid_rows)
    assert answer.status == (1 if problems else 0)
    assert path.read_bytes() == before
    assert list(folder.iterdir()) == [path]


@pytest.mark.parametrize("name", USABLE)
def test_what_is_read_is_the_same_when_openpyxl_reads(name: str, folder: Path) -> None:
    path = folder / "clients.xlsx"
    USABLE[name][0](path)
    today = Circumstances(datetime.now(UTC).date())
    with open_book(path) as book:
        examine(book, today)
        assert (book.impl.reading.slow is not None) == (name == UNCOMPUTED)
    fast, slow = read_fast(path), read_slowly(path)
    assert fast is None if name == UNCOMPUTED else with_types(fast or {}) == with_types(slow)


@pytest.mark.parametrize("name", USABLE)
def test_the_marked_copy_reads_the_same(name: str, folder: Path, validate: Callable[..., Answer]) -> None:
    make, rows, valid_rows, problems = USABLE[name]
    path, copy = folder / "clients.xlsx", folder / "copie.xlsx"
    make(path)
    before = path.read_bytes()
    marked = validate(path, "--output", str(copy))
    again = validate(copy)
    assert marked.problems == again.problems == problems
    assert (again.status, again.rows, again.valid_rows) == (marked.status, rows, valid_rows)
    assert path.read_bytes() == before
    assert set(folder.iterdir()) == {path, copy}


def test_columns_that_are_nobodys_are_named(folder: Path, validate: Callable[..., Answer]) -> None:
    path = folder / "clients.xlsx"
    practice_export.make(path, THIS_YEAR)
    assert "Geboortedatum" in validate(path).told


@pytest.mark.parametrize("name", UNUSABLE)
def test_what_cannot_be_used(name: str, folder: Path, validate: Callable[..., Answer]) -> None:
    path = folder / "clients.xlsx"
    UNUSABLE[name](path)
    before = path.read_bytes()
    _assert_refused(path, validate)
    assert path.read_bytes() == before
    assert list(folder.iterdir()) == [path]


@pytest.mark.parametrize("lock", [open_elsewhere.in_excel, open_elsewhere.in_libreoffice])
def test_open_elsewhere(lock: Callable[[Path], Path], folder: Path, validate: Callable[..., Answer]) -> None:
    path = folder / "clients.xlsx"
    unusable.good(path)
    left = lock(path)
    before = path.read_bytes(), left.read_bytes()
    assert left.name in _assert_refused(path, validate)
    assert (path.read_bytes(), left.read_bytes()) == before
    assert set(folder.iterdir()) == {path, left}


def test_no_such_file_and_a_folder(folder: Path, validate: Callable[..., Answer]) -> None:
    assert _assert_refused(folder / "clients.xlsx", validate) != _assert_refused(folder, validate)


def _assert_refused(path: Path, validate: Callable[..., Answer]) -> str:
    """Check that one sentence per language says why, and return the English one."""
    answers = {language: validate(path, language=language.value) for language in Language}
    assert [answer.status for answer in answers.values()] == [2, 2, 2]
    sentences = {answer.told for answer in answers.values()}
    assert len(sentences) == 3
    for sentence in sentences:
        assert sentence.count("\n") == 1
        assert sentence.endswith(".\n")
        assert "accounton.log" not in sentence
    return answers[Language.EN].told


@pytest.mark.slow
def test_a_million_formatted_rows_take_little_memory(folder: Path) -> None:
    path = folder / "clients.xlsx"
    million_empty_rows.make(path)
    program = (
        "import resource, sys\n"
        "import accounton\n"
        "try:\n"
        "    accounton.main()\n"
        "finally:\n"
        "    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)\n"
    )
    command = [sys.executable, "-c", program, "validate", str(path), "--format", "json"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    answer = _answer(done.returncode, done.stdout, done.stderr)
    assert answer.problems == (Problem(9, "E", "mobile-format", "+32497556677"),)
    assert (answer.status, answer.rows, answer.valid_rows) == (1, 3, 2)
    kilobytes = int(done.stderr.split()[-1])
    assert kilobytes * 1024 < MOST_MEMORY


@pytest.mark.libreoffice
def test_what_libreoffice_writes_today_reads_the_same(folder: Path, validate: Callable[..., Answer]) -> None:
    for made_by in (resaved_by_libreoffice, old_excel, password_protected):
        kept, made = folder / "kept.xlsx", folder / "made.xlsx"
        _kept(made_by.KEPT)(kept)
        made_by.make(made)
        was, now = validate(kept), validate(made)
        assert now._replace(told=now.told.replace(made.name, kept.name)) == was


@pytest.mark.libreoffice
def test_saving_with_libreoffice_changes_no_finding(folder: Path, validate: Callable[..., Answer]) -> None:
    before = folder / "before.xlsx"
    resaved_by_libreoffice.source_of(before)
    assert validate(before) == validate(resaved_by_libreoffice.KEPT)
