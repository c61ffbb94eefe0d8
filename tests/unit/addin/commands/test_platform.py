from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook
from sqlalchemy import text

from addin.commands.platform import COMMANDS
from shared.cli import Group, run
from shared.database import open_database, sqlite_url
from shared.language import Text
from shared.platform.sandbox import seed
from tests.fakes.clients import client
from tests.fakes.network import answer, drop_after_work, network
from tests.fakes.sandbox import Sandbox, running
from tests.fakes.workbooks import results, workbook
from tests.files.package import parts, write

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Accounton = Callable[..., tuple[int, Any, str]]
FRONT = Group("accounton", Text("", "", ""), COMMANDS)
SOFIE, JAN, *_ = seed.CLIENTS
NEW = [client(1), client(2), client(3)]


@pytest.fixture
def sandbox(tmp_path: Path) -> Iterator[Sandbox]:
    with running(tmp_path / "sandbox") as sandbox:
        yield sandbox


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ACCOUNTON_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("ACCOUNTON_SETTINGS", str(tmp_path / "accounton.toml"))
    monkeypatch.setenv("ACCOUNTON_LANGUAGE", "en")
    for name in ("ACCOUNTON_TOKEN", "ACCOUNTON_PLATFORM_URL"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path / "home"


@pytest.fixture
def signed_in(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    def signed_in(user: str = "admin", url: str = sandbox.url) -> None:
        monkeypatch.setenv("ACCOUNTON_TOKEN", sandbox.tokens[user])
        monkeypatch.setenv("ACCOUNTON_PLATFORM_URL", url)

    signed_in()
    return signed_in


@pytest.fixture
def accounton(capsys: pytest.CaptureFixture[str]) -> Accounton:
    """Run a command; returns its status, its JSON (or its text when there is none), and what it told."""

    def accounton(*arguments: object) -> tuple[int, Any, str]:
        status = run(FRONT, [str(each) for each in arguments])
        told = capsys.readouterr()
        return status, json.loads(told.out) if told.out.startswith("{") else told.out, told.err

    return accounton


@pytest.mark.usefixtures("signed_in")
class TestCompare:
    def test_answers_with_the_four_sections(self, accounton: Accounton, tmp_path: Path) -> None:
        file = workbook(tmp_path / "a.xlsx", [client(1), replace(SOFIE, city="Oostende"), client(2, email="x")])
        before = file.read_bytes()
        status, found, _ = accounton("compare", file, "--format", "json")
        assert status == 1
        assert list(found) == ["only_in_import", "only_on_platform", "in_both", "invalid"]
        assert [each["row"] for each in found["only_in_import"]] == [2]
        assert [each["client_id"] for each in found["only_on_platform"]] == [f"C{n:05d}" for n in range(2, 15)]
        city = {"city": {"import": "Oostende", "platform": "Gent"}}
        assert found["in_both"] == [{"row": 3, "client_id": "C00001", "differences": city}]
        assert [(each["row"], each["problems"][0]["column"]) for each in found["invalid"]] == [(4, "D")]
        assert file.read_bytes() == before

    def test_reads_well(self, accounton: Accounton, tmp_path: Path) -> None:
        status, text, _ = accounton("compare", workbook(tmp_path / "a.xlsx", [client(1), JAN]), "--language", "fr")
        assert status == 0
        assert "Clients doublons (1)\n  ligne 3  Jan De Smet  C00002, identique\n" in text

    def test_the_comparison_sheet_of_a_copy_says_what_is_sent(
        self, accounton: Accounton, tmp_path: Path, sandbox: Sandbox
    ) -> None:
        file, copy = workbook(tmp_path / "a.xlsx", [client(1), client(2), SOFIE]), tmp_path / "b.xlsx"
        before = file.read_bytes()
        told = accounton("compare", file, "--format", "json")
        assert accounton("compare", file, "--output", copy, "--format", "json") == told
        assert file.read_bytes() == before
        book = load_workbook(copy)
        (untick,) = [row for row in book["Comparison"].iter_rows() if row[2].value == "Test Persoon C"]
        untick[1].value = "–"
        book.save(copy)
        _, found, _ = accounton("send", copy, "--format", "json")
        assert (found["created"], found["already_there"]) == (1, 1)
        numbers = sandbox.national_numbers()
        assert client(1).national_number in numbers
        assert client(2).national_number not in numbers

    @pytest.mark.parametrize("name", ["b.txt", "none/b.xlsx"])
    def test_a_copy_that_cannot_be_written_is_told_beforehand(
        self, accounton: Accounton, tmp_path: Path, name: str
    ) -> None:
        status, text, told = accounton("compare", workbook(tmp_path / "a.xlsx", NEW), "--output", tmp_path / name)
        assert (status, text, told.count("\n")) == (2, "", 1)


@pytest.mark.usefixtures("signed_in")
class TestSend:
    def test_sends_and_writes_each_rows_result(self, accounton: Accounton, tmp_path: Path, sandbox: Sandbox) -> None:
        file = workbook(tmp_path / "a.xlsx", [client(1), SOFIE, client(2, email="x"), client(3)])
        status, found, _ = accounton("send", file, "--format", "json")
        counts = {name: found[name] for name in ("created", "updated", "already_there", "refused", "unsent")}
        assert status == 1
        assert counts == {"created": 2, "updated": 0, "already_there": 1, "refused": 0, "unsent": 0}
        assert found["rows"][0] == {
            "row": 2,
            "result": "created",
            "client_id": "C00015",
            "code": None,
            "message": None,
        }
        assert [each["result"] for each in found["rows"]] == ["created", "already_there", "invalid", "created"]
        assert [each.partition(":")[0] for each in results(file)] == [
            "Created (C00015)",
            "Already on Accounton (C00001)",
            "Not sent",
            "Created (C00016)",
        ]
        with sandbox.platform() as platform:
            created = platform.client("C00015")
        assert created
        assert (created.client, created.questionnaire, created.status) == (client(1), "pb-nl", "not_yet_sent")

    def test_a_second_click_sends_nothing_new(self, accounton: Accounton, tmp_path: Path, sandbox: Sandbox) -> None:
        file = workbook(tmp_path / "a.xlsx", NEW)
        assert accounton("send", file)[:2] == (0, "Created: 3\n")
        assert accounton("send", file, "--language", "nl")[:2] == (0, "Aangemaakt: 0, Al op Accounton: 3\n")
        assert len(sandbox.national_numbers()) == len(seed.CLIENTS) + 3
        assert results(file)[0] == "Al op Accounton (C00015)"

    def test_an_answer_that_gets_lost_is_read_back(
        self, accounton: Accounton, tmp_path: Path, sandbox: Sandbox, signed_in: Callable[..., None]
    ) -> None:
        with network(sandbox.url, POST=[drop_after_work]) as between:
            signed_in(url=between.url)
            status, found, _ = accounton("send", workbook(tmp_path / "a.xlsx", NEW), "--format", "json")
            assert between.calls.count("POST /api/v1/imports") == 2
        assert (status, found["created"]) == (0, 3)
        assert sorted(sandbox.national_numbers()).count(client(1).national_number) == 1

    def test_a_line_that_stays_broken_is_told_and_mended_by_the_next_click(
        self, accounton: Accounton, tmp_path: Path, sandbox: Sandbox, signed_in: Callable[..., None], home: Path
    ) -> None:
        file = workbook(tmp_path / "a.xlsx", NEW)
        with network(sandbox.url, POST=[drop_after_work, drop_after_work]) as between:
            signed_in(url=between.url)
            status, found, told = accounton("send", file, "--format", "json")
            assert (status, found["unsent"], found["rows"][0]["code"]) == (1, 3, "outcome_unknown")
            assert "broke before the answer came" in told
            assert results(file)[0] == "Not sent yet. The answer was lost. Send again: nothing will go twice."
            status, found, _ = accounton("send", file, "--format", "json")
        assert (status, found["created"], found["already_there"]) == (0, 3, 0)
        assert len(sandbox.national_numbers()) == len(seed.CLIENTS) + 3
        with closing(_Outbox(home)) as outbox:
            assert outbox.states() == {"done": 3}

    def test_an_accountant_may_not_and_is_told_so(
        self, accounton: Accounton, tmp_path: Path, signed_in: Callable[..., None]
    ) -> None:
        signed_in("accountant")
        file = workbook(tmp_path / "a.xlsx", NEW)
        status, out, told = accounton("send", file, "--language", "fr", "--format", "json")
        assert (status, out) == (2, "")
        assert told.startswith("Seul un utilisateur avec le rôle Admin peut importer des clients.")

    def test_a_wrong_token_sends_nothing(
        self, accounton: Accounton, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("ACCOUNTON_TOKEN", "wrong")
        status, out, told = accounton("send", workbook(tmp_path / "a.xlsx", NEW))
        assert (status, out) == (2, "")
        assert "does not accept your token" in told

    def test_the_questionnaire_can_be_chosen(
        self, accounton: Accounton, tmp_path: Path, sandbox: Sandbox, signed_in: Callable[..., None]
    ) -> None:
        signed_in("other_admin")
        file = workbook(tmp_path / "a.xlsx", [client(1, language="french", responsible=seed.OTHER_ADMIN)])
        status, out, told = accounton("send", file)
        assert (status, out) == (2, "")
        assert "ipp-simple (IPP simple), ipp-complete (IPP complète)" in told
        assert accounton("send", file, "--questionnaire", "ipp-complete")[:2] == (0, "Created: 1\n")
        assert accounton("send", file, "--questionnaire", "ipp-complete")[0] == 0
        with sandbox.platform("other_admin") as platform:
            assert [each.questionnaire for each in platform.clients()] == ["ipp-complete"]

    def test_a_signed_workbook_is_sent_but_not_rewritten(self, accounton: Accounton, tmp_path: Path) -> None:
        file = signed(workbook(tmp_path / "a.xlsx", NEW))
        before = file.read_bytes()
        status, found, told = accounton("send", file, "--format", "json")
        assert (status, found["created"]) == (0, 3)
        assert "the workbook stays as it is" in told
        assert file.read_bytes() == before

    def test_an_outbox_that_cannot_be_used_sends_nothing(
        self, accounton: Accounton, tmp_path: Path, home: Path, sandbox: Sandbox
    ) -> None:
        home.mkdir()
        (home / "outbox.db").write_text("this is no database" * 100, encoding="utf-8")
        status, out, told = accounton("send", workbook(tmp_path / "a.xlsx", NEW))
        assert (status, out) == (2, "")
        assert "outbox.db is damaged" in told
        assert len(sandbox.national_numbers()) == len(seed.CLIENTS)

    def test_an_outbox_that_cannot_be_opened_sends_nothing(
        self, accounton: Accounton, tmp_path: Path, home: Path, sandbox: Sandbox
    ) -> None:
        (home / "outbox.db").mkdir(parents=True)
        status, out, told = accounton("send", workbook(tmp_path / "a.xlsx", NEW))
        assert (status, out) == (2, "")
        assert "outbox.db cannot be used" in told
        assert len(sandbox.national_numbers()) == len(seed.CLIENTS)

    def test_nobody_at_the_address_is_one_sentence(
        self, accounton: Accounton, tmp_path: Path, signed_in: Callable[..., None]
    ) -> None:
        with network("http://127.0.0.1:9", GET=[answer(200, b"<html>Sign in</html>")]) as between:
            signed_in(url=between.url)
            status, _, told = accounton("send", workbook(tmp_path / "a.xlsx", NEW))
        assert (status, told.count("\n")) == (2, 1)
        assert "not what was expected" in told


class TestExport:
    def test_writes_the_valid_rows(self, accounton: Accounton, tmp_path: Path) -> None:
        file = workbook(tmp_path / "a.xlsx", [client(1), client(2, email="x"), SOFIE])
        output = tmp_path / "up.xlsx"
        status, found, told = accounton("export", file, output, "--format", "json")
        assert (status, found) == (1, {"rows": 2, "left_out": 1, "path": str(output)})
        assert "3" in told
        assert _emails(output) == [client(1).email, SOFIE.email]

    def test_all_well_says_so(self, accounton: Accounton, tmp_path: Path) -> None:
        file, output = workbook(tmp_path / "a.xlsx", NEW), tmp_path / "up.xlsx"
        assert accounton("export", file, output) == (0, f"Rows written: 3, left out: 0. File: {output}\n", "")
        day = f"{datetime.now().astimezone():%d/%m/%Y}"
        assert results(file) == [f"Exported on {day} (up.xlsx)"] * 3

    def test_splits_into_files_of_a_chosen_size(self, accounton: Accounton, tmp_path: Path) -> None:
        file, output = workbook(tmp_path / "a.xlsx", [*NEW, client(4, email="x")]), tmp_path / "up.xlsx"
        status, found, _ = accounton("export", file, output, "--split", 2, "--format", "json")
        paths = [tmp_path / "up-1.xlsx", tmp_path / "up-2.xlsx"]
        assert (status, found["rows"], found["paths"]) == (1, 3, [str(path) for path in paths])
        assert [_emails(path) for path in paths] == [[NEW[0].email, NEW[1].email], [NEW[2].email]]
        assert ["up-2" in said for said in results(file)[:3]] == [False, False, True]
        assert not output.exists()

    def test_no_file_is_written_when_one_of_them_exists(self, accounton: Accounton, tmp_path: Path) -> None:
        file, output = workbook(tmp_path / "a.xlsx", NEW), tmp_path / "up.xlsx"
        (tmp_path / "up-2.xlsx").write_text("mine", encoding="utf-8")
        before = file.read_bytes()
        assert accounton("export", file, output, "--split", 2)[0] == 2
        assert not (tmp_path / "up-1.xlsx").exists()
        assert file.read_bytes() == before

    def test_a_signed_workbook_is_exported_but_not_marked(self, accounton: Accounton, tmp_path: Path) -> None:
        file = signed(workbook(tmp_path / "a.xlsx", NEW))
        before = file.read_bytes()
        status, found, told = accounton("export", file, tmp_path / "up.xlsx", "--format", "json")
        assert (status, found["rows"]) == (0, 3)
        assert "the exported rows are not marked" in told
        assert file.read_bytes() == before

    def test_never_overwrites(self, accounton: Accounton, tmp_path: Path) -> None:
        file = workbook(tmp_path / "a.xlsx", NEW)
        before = file.read_bytes()
        status, _, told = accounton("export", file, file)
        assert (status, file.read_bytes()) == (2, before)
        assert "exists already" in told


def test_not_signed_in_says_what_to_do(accounton: Accounton, tmp_path: Path) -> None:
    status, _, told = accounton("compare", workbook(tmp_path / "a.xlsx", NEW))
    assert (status, "accounton login" in told) == (2, True)


def signed(path: Path) -> Path:
    write(path, parts(path) | {"_xmlsignatures/sig1.xml": b"<Signature/>"})
    return path


def _emails(path: Path) -> list[str]:
    book = load_workbook(path)
    found = [str(cell.value) for cell in book.worksheets[0]["D"][1:]]
    book.close()
    return found


class _Outbox:
    def __init__(self, home: Path) -> None:
        self.engine = open_database(sqlite_url(home / "outbox.db"))

    def states(self) -> dict[str, int]:
        with self.engine.connect() as connection:
            found = connection.execute(text("SELECT state, count(*) FROM entry GROUP BY state")).all()
        return {str(state): int(number) for state, number in found}

    def close(self) -> None:
        self.engine.dispose()
