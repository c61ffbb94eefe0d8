"""The worker against an AdminPulse over HTTP, and the real sandbox platform: connect, probe, once."""

from __future__ import annotations

import io
import json
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

import keyring
import pytest
import requests

from shared.cli import Group, run
from shared.language import Text
from shared.practice_systems import office
from shared.practice_systems.adminpulse import CLIENT_ID
from tests.fakes import adminpulse
from tests.fakes.keyrings import MemoryKeyring
from tests.fakes.sandbox import running
from worker.commands import COMMANDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

REASONS = {"gone", "inactive", "partner", "out_of_scope", "possible_match"}


class Said(NamedTuple):
    status: int
    out: str
    err: str

    @property
    def document(self) -> Any:  # noqa: ANN401 - JSON
        return json.loads(self.out)


@pytest.fixture(scope="module")
def practice() -> Iterator[adminpulse.Running]:
    with adminpulse.running(office.relations()) as practice:
        yield practice


@pytest.fixture(autouse=True)
def ring() -> Iterator[MemoryKeyring]:
    before, ring = keyring.get_keyring(), MemoryKeyring()
    keyring.set_keyring(ring)
    yield ring
    keyring.set_keyring(before)


@pytest.fixture
def accounton(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], practice: adminpulse.Running
) -> Iterator[Callable[..., Said]]:
    practice.server.relations = office.relations()
    (tmp_path / "platform").mkdir()
    with running(tmp_path / "platform") as sandbox:
        for name, value in {
            "SETTINGS": tmp_path / "accounton.toml",
            "HOME": tmp_path / "home",
            "PLATFORM_URL": sandbox.url,
            "TOKEN": sandbox.tokens["admin"],
            "LANGUAGE": "en",
        }.items():
            monkeypatch.setenv(f"ACCOUNTON_{name}", str(value))

        def accounton(*arguments: str, typed: str = "", person: object = None) -> Said:
            monkeypatch.setattr("sys.stdin", person or io.StringIO(typed))
            return Said(run(Group("accounton", Text("", "", ""), COMMANDS), list(arguments)), *capsys.readouterr())

        yield accounton


def connect(accounton: Callable[..., Said], practice: adminpulse.Running, *typed: str) -> Said:
    lines = "\n".join((adminpulse.KEY, *typed)) + "\n"
    return accounton("worker", "connect", "adminpulse", "--url", practice.url, "--format", "json", typed=lines)


def test_everyone_on_the_platform_only_is_flagged_with_the_reason(
    accounton: Callable[..., Said], practice: adminpulse.Running
) -> None:
    said = connect(accounton, practice, "", office.TASK_FLOW)
    assert (said.status, said.document["relations"]) == (0, len(office.relations()))
    once = accounton("worker", "once", "--format", "json")
    assert (once.status, once.err) == (1, "")
    assert (once.document["status"], once.document["system"]) == ("complete", "adminpulse")
    flags = accounton("flags", "list", "--format", "json").document
    assert {flag["client"]: flag["reason"] for flag in flags} == {
        "Luc Dubois": "gone",
        "Marie Lambotte": "inactive",
        "Wouter Van den Broeck": "partner",
        "Fatima El Amrani": "out_of_scope",
        "Emma Janssens": "possible_match",
    }
    assert {flag["reason"] for flag in flags} == REASONS
    assert accounton("worker", "once", "--format", "json").document["flags"] == {"new": 0, "still": 5, "resolved": 0}


def test_a_wrong_key_is_tried_at_once_and_not_kept(
    accounton: Callable[..., Said], practice: adminpulse.Running, ring: MemoryKeyring, tmp_path: Path
) -> None:
    said = accounton("worker", "connect", "adminpulse", "--url", practice.url, typed="wrong-key\n\n")
    assert said.status == 2
    assert "no longer accepts this access" in said.err
    assert "wrong-key" not in said.err
    assert ring.kept == {}
    assert not (tmp_path / "accounton.toml").exists()


def test_the_key_stands_in_the_keyring_and_nowhere_else(
    accounton: Callable[..., Said], practice: adminpulse.Running, ring: MemoryKeyring, tmp_path: Path
) -> None:
    said = [connect(accounton, practice, "", ""), accounton("worker", "once"), accounton("worker", "status")]
    kept = b"".join(file.read_bytes() for file in tmp_path.rglob("*") if file.is_file())
    assert adminpulse.KEY in str(ring.kept)
    assert adminpulse.KEY.encode() not in kept
    assert adminpulse.KEY not in str(said)
    assert not any(adminpulse.KEY in asked for asked in practice.server.asked)


def test_a_key_that_ends_within_two_weeks_is_told(accounton: Callable[..., Said], practice: adminpulse.Running) -> None:
    end = datetime.now(UTC).astimezone().date() + timedelta(days=13)
    connect(accounton, practice, f"{end:%d/%m/%Y}", "")
    said = accounton("worker", "once")
    assert f"The key of AdminPulse expires on {end:%d/%m/%Y}." in said.err
    assert accounton("worker", "status").status == 1


def test_without_a_connection_the_run_is_refused_and_on_record(
    accounton: Callable[..., Said], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ACCOUNTON_PRACTICE_SYSTEM", "adminpulse")
    said = accounton("worker", "once", "--format", "json")
    assert (said.status, said.document["status"]) == (2, "refused")
    assert "There is no access to AdminPulse" in accounton("worker", "status").out


def test_an_unknown_system_is_refused(accounton: Callable[..., Said], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ACCOUNTON_PRACTICE_SYSTEM", "excel")
    said = accounton("worker", "once")
    assert (said.status, said.out) == (2, "")
    assert "adminpulse, export-file" in said.err


@pytest.mark.parametrize("form", ["text", "json"])
def test_probing_tells_fields_and_nothing_of_anybody(
    accounton: Callable[..., Said], practice: adminpulse.Running, form: str
) -> None:
    connect(accounton, practice, "", "")
    said = accounton("worker", "probe", "adminpulse", "--format", form)
    assert "emailAddresses.emailAddress" in said.out
    assert "Customer" in said.out
    for one in office.relations():
        person = one.client
        personal = (person.first_name, person.last_name, person.email, person.national_number, person.mobile)
        for value in filter(None, (*personal, person.street, person.client_code)):
            assert value not in said.out + said.err


def test_what_probing_proposes_is_a_mapping_that_reads_the_same(
    accounton: Callable[..., Said], practice: adminpulse.Running, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    connect(accounton, practice, "", office.TASK_FLOW)
    before = accounton("worker", "once", "--format", "json").document["sections"]
    proposed = accounton("worker", "probe", "adminpulse", "--format", "json").document["mapping"]
    (tmp_path / "mapping.toml").write_text(proposed, encoding="utf-8")
    monkeypatch.setenv("ACCOUNTON_PRACTICE_MAPPING", str(tmp_path / "mapping.toml"))
    assert accounton("worker", "once", "--format", "json").document["sections"] == before


def test_an_export_is_connected_by_its_path(accounton: Callable[..., Said], tmp_path: Path) -> None:
    export = tmp_path / "clients.csv"
    export.write_text("Nom;Email\nPeeters;an@example.be\n", encoding="utf-8")
    said = accounton("worker", "connect", "export-file", str(export), "--format", "json")
    assert (said.status, said.document) == (0, {"system": "export-file", "relations": 1})
    assert f'practice_file = "{export}"' in (tmp_path / "accounton.toml").read_text(encoding="utf-8")


class Person:
    """Types one answer after another; for None, opens the address that is shown and types where it leads."""

    def __init__(self, answers: list[str | None], capsys: pytest.CaptureFixture[str]) -> None:
        self.answers = answers
        self.capsys = capsys

    def isatty(self) -> bool:
        return False

    def readline(self) -> str:
        answer = self.answers.pop(0)
        if answer is None:
            address = self.capsys.readouterr().err.split()[-1]
            answer = requests.get(address, allow_redirects=False, timeout=10).headers["Location"]
        return answer + "\n"


def test_signing_in_by_oauth(
    accounton: Callable[..., Said],
    practice: adminpulse.Running,
    ring: MemoryKeyring,
    capsys: pytest.CaptureFixture[str],
) -> None:
    answers = [
        f"{practice.url}/oauth/authorize", f"{practice.url}/oauth/token", CLIENT_ID, practice.server.client_secret,
        "http://127.0.0.1:1/", "", None, office.TASK_FLOW,
    ]  # fmt: skip
    connect = ("worker", "connect", "adminpulse", "--oauth", "--url", practice.url, "--format", "json")
    said = accounton(*connect, person=Person(answers, capsys))
    assert (said.status, answers) == (0, [])
    (kept,) = ring.kept.values()
    assert json.loads(kept)["refresh_token"] in practice.server.refresh_tokens
    assert json.loads(kept)["address"] == practice.url
    assert "access_token" not in kept
    for _ in range(2):  # each run renews, and keeps what the next one needs
        assert accounton("worker", "once", "--format", "json").document["status"] == "complete"
    practice.server.refresh_tokens.clear()
    refused = accounton("worker", "once")
    assert (refused.status, "no longer accepts this access" in refused.err) == (2, True)
