"""The worker as people run it: its commands, real files, the real sandbox over HTTP, real processes and signals."""

from __future__ import annotations

import json
import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from shared import reconciliation
from shared.cli import Group, run
from shared.language import Text
from shared.platform.sandbox.seed import CLIENTS, PRACTICE
from tests.fakes.network import network
from tests.fakes.sandbox import running
from tests.files.exports.make import MAPPED_CSV, MAPPING, OFFICE_CSV, OFFICE_XLSX, relations
from worker.commands import COMMANDS
from worker.lock import held
from worker.service import RUN_LOCK

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.fakes.network import Reply
    from tests.fakes.sandbox import Sandbox

ROOT = Path(__file__).parents[2]
WITHOUT_FLOW = ["inactive", "gone", "possible_match", "partner"]
EVERY_REASON = [*WITHOUT_FLOW, "out_of_scope"]


class Said(NamedTuple):
    status: int
    out: str
    err: str

    @property
    def document(self) -> Any:  # noqa: ANN401 - JSON
        return json.loads(self.out)


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    with running(tmp_path_factory.mktemp("platform")) as sandbox:
        yield sandbox


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sandbox: Sandbox) -> Path:
    """An office with an export that its settings name; nothing has run yet."""
    export = tmp_path / "bureau.csv"
    shutil.copy(OFFICE_CSV, export)
    settings = {
        "SETTINGS": tmp_path / "none.toml",
        "HOME": tmp_path / "home",
        "PLATFORM_URL": sandbox.url,
        "TOKEN": sandbox.tokens["admin"],
        "PRACTICE_FILE": export,
        "LANGUAGE": "en",
    }
    for name, value in settings.items():
        monkeypatch.setenv(f"ACCOUNTON_{name}", str(value))
    return tmp_path / "home"


@pytest.fixture
def accounton(home: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., Said]:  # noqa: ARG001 - its settings
    def accounton(*arguments: str) -> Said:
        status = run(Group("accounton", Text("", "", ""), COMMANDS), list(arguments))
        return Said(status, *capsys.readouterr())

    return accounton


@contextmanager
def worker(*arguments: str) -> Iterator[subprocess.Popen[str]]:
    """Start a real process; it is killed when the test leaves it running."""
    command = [sys.executable, str(ROOT / "accounton.py"), "worker", *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


def line_with(process: subprocess.Popen[str], words: str) -> str:
    """Return the first line on stderr that holds `words`."""
    assert process.stderr is not None
    return next(line for line in process.stderr if words in line)


class TestOnce:
    @pytest.mark.parametrize(
        ("export", "mapping", "reasons"),
        [(OFFICE_CSV, None, WITHOUT_FLOW), (OFFICE_XLSX, None, WITHOUT_FLOW), (MAPPED_CSV, MAPPING, EVERY_REASON)],
        ids=["csv", "xlsx", "mapped"],
    )
    def test_everyone_on_the_platform_only_is_flagged_with_the_reason(
        self,
        accounton: Callable[..., Said],
        monkeypatch: pytest.MonkeyPatch,
        export: Path,
        mapping: Path | None,
        reasons: list[str],
    ) -> None:
        monkeypatch.setenv("ACCOUNTON_PRACTICE_FILE", str(export))
        if mapping:
            monkeypatch.setenv("ACCOUNTON_PRACTICE_MAPPING", str(mapping))
        said = accounton("worker", "once", "--format", "json")
        assert said.status == 1
        assert said.document == {
            "run": 1,
            "practice": PRACTICE,
            "system": "export-file",
            "status": "complete",
            "why": None,
            "sections": {
                "only_in_practice": 2,
                "only_on_platform": len(reasons),
                "in_both": len(CLIENTS) - len(reasons),
                "invalid": 1,
            },
            "flags": {"new": len(reasons), "still": 0, "resolved": 0},
        }
        flags = accounton("flags", "list", "--format", "json").document
        assert [flag["reason"] for flag in flags] == reasons
        assert [sorted(flag) for flag in flags] == [
            ["candidate", "client", "id", "reason", "since", "state"] for _ in reasons
        ]
        assert {flag["candidate"] for flag in flags} == {None, "Emma Janssens · R0005 · 95.**.**-***.72"}

    def test_a_second_run_repeats_nothing(self, accounton: Callable[..., Said]) -> None:
        assert "Luc Dubois" in accounton("worker", "once").out
        said = accounton("worker", "once")
        assert said.status == 1
        assert "Dubois" not in said.out
        assert "Flags: 0 new, 4 known before, 0 resolved." in said.out

    def test_acknowledged_flags_ask_for_nothing(self, accounton: Callable[..., Said]) -> None:
        accounton("worker", "once")
        for number in "1234":
            said = accounton("flags", "acknowledge", number, "--by", "Els", "--note", "dernière déclaration")
            assert said.status == 0
        said = accounton("worker", "once", "--format", "json")
        assert (said.status, said.document["flags"]) == (0, {"new": 0, "still": 4, "resolved": 0})

    def test_a_repaired_export_resolves_its_flag(self, accounton: Callable[..., Said], tmp_path: Path) -> None:
        accounton("worker", "once")
        luc = next(client for client in CLIENTS if client.last_name == "Dubois")
        with (tmp_path / "bureau.csv").open("a", encoding="cp1252") as stream:
            stream.write(f";{luc.first_name};{luc.last_name};;;{luc.national_number};;;;;;;;\r\n")
        assert "   2  Resolved · Luc Dubois" in accounton("worker", "once").out
        assert [flag["id"] for flag in accounton("flags", "list", "--format", "json").document] == [1, 3, 4]
        assert len(accounton("flags", "list", "--all", "--format", "json").document) == 4

    @pytest.mark.parametrize("language", ["fr", "nl", "en"])
    def test_a_run_is_told_in_the_readers_language(self, accounton: Callable[..., Said], language: str) -> None:
        words = {"fr": "Rapprochement 1", "nl": "Afstemming 1", "en": "Run 1"}
        assert words[language] in accounton("worker", "once", "--language", language).out


class TestRefusals:
    def test_a_file_that_vanished_flags_nothing(self, accounton: Callable[..., Said], tmp_path: Path) -> None:
        accounton("worker", "once")
        before = accounton("flags", "list", "--format", "json").document
        (tmp_path / "bureau.csv").unlink()
        said = accounton("worker", "once", "--format", "json")
        assert said.status == 2
        assert (said.document["status"], said.document["practice"]) == ("refused", PRACTICE)
        assert said.document["why"] + "\n" == said.err
        assert said.err == "The file “bureau.csv” does not exist. Check the name and the folder.\n"
        assert accounton("flags", "list", "--format", "json").document == before

    def test_a_much_shorter_export_must_be_accepted(self, accounton: Callable[..., Said], tmp_path: Path) -> None:
        accounton("worker", "once")
        export = tmp_path / "bureau.csv"
        export.write_bytes(b"".join(export.read_bytes().splitlines(keepends=True)[:9]))
        refused = accounton("worker", "once")
        assert (refused.status, refused.out) == (2, "")
        assert "only 7 active clients left, against 15" in refused.err
        assert accounton("worker", "once", "--accept").status == 1
        assert accounton("worker", "once").status == 1

    def test_a_platform_that_refuses_the_token(
        self, accounton: Callable[..., Said], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("ACCOUNTON_TOKEN", "wrong")
        said = accounton("worker", "once", "--format", "json")
        assert (said.status, said.document["status"]) == (2, "refused")
        assert "does not accept your token" in said.err
        assert accounton("flags", "list").out == "No flags.\n"

    def test_a_run_that_is_going_on_is_not_disturbed(self, accounton: Callable[..., Said], home: Path) -> None:
        with held(home / RUN_LOCK):
            said = accounton("worker", "once")
        assert (said.status, said.out) == (2, "")
        assert said.err.startswith("Another run is going on.")

    @pytest.mark.parametrize("flag_id", ["99", "x"])
    def test_an_unknown_flag(self, accounton: Callable[..., Said], flag_id: str) -> None:
        said = accounton("flags", "acknowledge", flag_id)
        assert (said.status, said.out) == (2, "")
        assert said.err == f"There is no flag {flag_id}. See “accounton flags list”.\n"

    def test_a_schedule_that_is_none(self, accounton: Callable[..., Said], monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("ACCOUNTON_SCHEDULE", "every morning")
        said = accounton("worker", "run")
        assert said.status == 2
        assert said.err.startswith("The setting “schedule” is not a valid schedule.")


class TestStatus:
    def test_before_the_first_run_it_pretends_nothing(self, accounton: Callable[..., Said]) -> None:
        said = accounton("worker", "status", "--format", "json")
        assert said.status == 0
        assert said.document == {
            "last_good": None,
            "last_refusal": None,
            "open_flags": 0,
            "running": False,
            "next_run": None,
        }

    def test_after_a_good_run_and_a_refusal(self, accounton: Callable[..., Said], tmp_path: Path) -> None:
        accounton("worker", "once")
        (tmp_path / "bureau.csv").unlink()
        accounton("worker", "once")
        said = accounton("worker", "status", "--format", "json")
        assert said.status == 1
        assert (said.document["last_good"]["run"], said.document["last_refusal"]["run"]) == (1, 2)
        assert "does not exist" in said.document["last_refusal"]["why"]
        assert said.document["open_flags"] == 4


class TestWhatIsLeftForTheWorkbook:
    def test_the_open_flags_and_their_states(self, accounton: Callable[..., Said], home: Path) -> None:
        assert reconciliation.read(home) is None
        accounton("worker", "once")
        accounton("flags", "acknowledge", "3")
        left = reconciliation.read(home)
        assert left
        assert (left.practice, left.system, left.refused) == (PRACTICE, "export-file", None)
        listed = accounton("flags", "list", "--format", "json").document
        assert [(flag.id, flag.client, flag.reason, flag.state, flag.candidate) for flag in left.flags] == [
            (flag["id"], flag["client"], flag["reason"], flag["state"], flag["candidate"]) for flag in listed
        ]
        assert left.flags[2].state == "acknowledged"

    def test_a_refusal_is_left_beside_the_flags_until_a_run_succeeds(
        self, accounton: Callable[..., Said], home: Path, tmp_path: Path
    ) -> None:
        accounton("worker", "once")
        before = reconciliation.read(home)
        (tmp_path / "bureau.csv").unlink()
        said = accounton("worker", "once")
        left = reconciliation.read(home)
        assert before
        assert left
        assert left.refused
        assert left.refused.why.en + "\n" == said.err
        assert (left.flags, left.ended) == (before.flags, before.ended)
        shutil.copy(OFFICE_CSV, tmp_path / "bureau.csv")
        accounton("worker", "once")
        repaired = reconciliation.read(home)
        assert repaired
        assert repaired.refused is None


def test_no_national_number_and_no_email_is_kept_or_told(
    accounton: Callable[..., Said], home: Path, tmp_path: Path
) -> None:
    said = [
        accounton("worker", "once"),
        accounton("worker", "once", "--format", "json"),
        accounton("flags", "list"),
        accounton("flags", "list", "--format", "json"),
        accounton("flags", "acknowledge", "3"),
    ]
    (tmp_path / "bureau.csv").unlink()
    said += [accounton("worker", "once"), accounton("worker", "status")]
    kept = b"".join(file.read_bytes() for file in home.rglob("*") if file.is_file())
    assert b"Luc Dubois" in kept
    everything = kept + "".join(one.out + one.err for one in said).encode()
    people = [*CLIENTS, *(client for _, client, _, _ in relations())]
    for client in people:
        number = client.national_number
        secrets = [number, f"{number[:2]}.{number[2:4]}.{number[4:6]}-{number[6:9]}.{number[9:]}", client.email]
        for secret in secrets if number else [client.email]:
            assert secret.encode() not in everything


class TestRun:
    def test_it_runs_at_once_logs_without_names_and_ends_on_sigterm(
        self, accounton: Callable[..., Said], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("ACCOUNTON_SCHEDULE", "0 0 1 1 *")
        with worker("run", "--now") as process:
            assert "Started. Next run:" in line_with(process, "Started")
            assert f"Run 1 ({PRACTICE}, export-file)" in line_with(process, "Run 1")
            told = line_with(process, "Flags: 4 new")
            status = accounton("worker", "status", "--format", "json").document
            assert (status["running"], status["next_run"][4:16]) == (True, "-01-01T00:00")
            second = accounton("worker", "run")
            assert (second.status, second.err) == (
                2,
                "A worker already runs on this data folder. Stop it first.\n",
            )
            process.send_signal(signal.SIGTERM)
            out, rest = process.communicate()
        assert (process.returncode, out) == (0, "")
        assert rest.strip().endswith("Stopped.")
        assert "Dubois" not in told + rest
        assert accounton("worker", "status", "--format", "json").document["running"] is False

    def test_a_refused_run_is_logged_and_the_worker_goes_on(
        self, accounton: Callable[..., Said], tmp_path: Path
    ) -> None:
        (tmp_path / "bureau.csv").unlink()
        with worker("run", "--now") as process:
            assert "WARNING Run 1 (export-file) refused." in line_with(process, "refused")
            assert process.poll() is None
            process.send_signal(signal.SIGINT)
            process.communicate()
        assert process.returncode == 0
        assert accounton("worker", "status", "--format", "json").document["last_refusal"]["run"] == 1

    def test_a_run_that_is_going_on_is_finished_before_the_end(
        self, accounton: Callable[..., Said], monkeypatch: pytest.MonkeyPatch, sandbox: Sandbox
    ) -> None:
        with held_up(sandbox, monkeypatch) as (reached, released), worker("run", "--now") as process:
            assert reached.wait(30)
            process.send_signal(signal.SIGTERM)
            released.set()
            _out, rest = process.communicate()
            assert process.returncode == 0
            assert "Flags: 4 new" in rest
        assert accounton("worker", "status", "--format", "json").document["last_good"]["run"] == 1

    def test_a_killed_run_leaves_nothing_behind_that_stops_the_next(
        self, accounton: Callable[..., Said], home: Path, monkeypatch: pytest.MonkeyPatch, sandbox: Sandbox
    ) -> None:
        accounton("worker", "once")
        with held_up(sandbox, monkeypatch) as (reached, released), worker("once") as process:
            assert reached.wait(30)
            process.kill()
            process.communicate()
            released.set()
        with closing(sqlite3.connect(home / "accounton.db")) as database:
            assert database.execute("SELECT COUNT(*) FROM runs").fetchone() == (1,)
        said = accounton("worker", "once", "--format", "json")
        assert (said.status, said.document["run"]) == (1, 2)


@contextmanager
def held_up(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Event, Event]]:
    """Let the first answer of the platform wait: yields when it was asked for, and when it may come."""
    reached, released = Event(), Event()

    def wait(forward: Callable[[], Reply]) -> Reply | None:
        reached.set()
        released.wait(30)
        return forward() if released.is_set() else None

    with network(sandbox.url, GET=[wait]) as between:
        monkeypatch.setenv("ACCOUNTON_PLATFORM_URL", between.url)
        try:
            yield reached, released
        finally:
            released.set()
            monkeypatch.setenv("ACCOUNTON_PLATFORM_URL", sandbox.url)
