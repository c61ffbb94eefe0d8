from __future__ import annotations

import json
import os
import pty
import signal
import socket
import subprocess
import sys
from contextlib import closing, contextmanager, suppress
from typing import TYPE_CHECKING, Any

import pytest
import requests

from shared.platform.client import HttpPlatform
from shared.platform.contract import ImportRow
from shared.platform.sandbox import seed
from tests.fakes.clients import client

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

ACCOUNTON = (sys.executable, "-m", "accounton")


@contextmanager
def started(folder: Path, *options: str) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [*ACCOUNTON, "sandbox", "--port", "0", *options],
        env=os.environ | {"ACCOUNTON_HOME": str(folder), "ACCOUNTON_LANGUAGE": "en"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    with process:
        try:
            yield process
        finally:
            process.kill()


def first_line(process: subprocess.Popen[str]) -> Any:  # noqa: ANN401 - a document
    assert process.stdout
    return json.loads(process.stdout.readline())


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGINT])
def test_starts_answers_and_ends_when_told(tmp_path: Path, ending: signal.Signals) -> None:
    with started(tmp_path, "--format", "json") as process:
        line = first_line(process)
        assert line["data"] == str(tmp_path / "sandbox")
        assert set(line["tokens"]) == {"admin", "accountant"}
        with closing(HttpPlatform(line["url"], line["tokens"]["admin"])) as platform:
            assert platform.me().practice == seed.PRACTICE
        process.send_signal(ending)
        out, err = process.communicate(timeout=20)
    assert (process.returncode, out, err) == (0, "", "")
    files = {each.name: each.stat().st_mode & 0o777 for each in (tmp_path / "sandbox").iterdir()}
    assert files == {"platform.db": 0o600, "tokens.json": 0o600}


def test_what_it_holds_survives_being_killed(tmp_path: Path) -> None:
    tokens = []
    for _ in range(2):
        with started(tmp_path, "--format", "json", "--data", str(tmp_path / "own")) as process:
            line = first_line(process)
            tokens.append(line["tokens"])
            with closing(HttpPlatform(line["url"], line["tokens"]["accountant"])) as platform:
                assert len(platform.clients()) == len(seed.CLIENTS)
    assert tokens[0] == tokens[1]


def test_says_in_words_where_it_is(tmp_path: Path) -> None:
    with started(tmp_path) as process:
        assert process.stdout
        lines = [process.stdout.readline() for _ in range(3)]
        process.terminate()
        process.communicate(timeout=20)
    assert lines[0].startswith("The test platform runs at http://127.0.0.1:")
    assert str(tmp_path / "sandbox" / "tokens.json") in lines[1]
    assert "Ctrl+C" in lines[2]


@pytest.mark.parametrize("cause", ["port", "folder"])
def test_what_cannot_be_is_one_sentence(tmp_path: Path, cause: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1] if cause == "port" else 0
        data = tmp_path / "data"
        if cause == "folder":
            data.write_text("a file", encoding="utf-8")
        refused = subprocess.run(
            [*ACCOUNTON, "sandbox", "--port", str(port), "--data", str(data), "--language", "nl"],
            env=os.environ | {"ACCOUNTON_HOME": str(tmp_path)},
            capture_output=True,
            text=True,
            check=False,
        )
    assert (refused.returncode, refused.stdout, refused.stderr.count("\n")) == (2, "", 1)
    assert {"port": f"Poort {port} is al in gebruik", "folder": "is niet bruikbaar"}[cause] in refused.stderr


def test_keeps_everything_in_postgresql(tmp_path: Path, new_postgresql: Callable[[], str]) -> None:
    address = new_postgresql()
    for _ in range(2):
        with started(tmp_path, "--format", "json", "--database", address) as process:
            line = first_line(process)
            with closing(HttpPlatform(line["url"], line["tokens"]["admin"])) as platform:
                platform.import_rows([ImportRow("key-of-one-new-client", client(1), "pb-nl")])
                assert len(platform.clients()) == len(seed.CLIENTS) + 1
    assert [each.name for each in (tmp_path / "sandbox").iterdir()] == ["tokens.json"]


@pytest.mark.parametrize(
    ("database", "told"),
    [
        ("postgresql://someone:secret@127.0.0.1:9/nowhere", "cannot be opened"),
        ("no address: secret", "cannot be opened"),
        ("mysql://someone:secret@127.0.0.1/x", "pip install"),
    ],
)
def test_a_database_that_cannot_be_used_is_one_sentence_without_its_password(
    tmp_path: Path, database: str, told: str
) -> None:
    refused = subprocess.run(
        [*ACCOUNTON, "sandbox", "--port", "0", "--language", "en"],
        env=os.environ | {"ACCOUNTON_HOME": str(tmp_path), "ACCOUNTON_SANDBOX_DATABASE": database},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (refused.returncode, refused.stdout, refused.stderr.count("\n")) == (2, "", 1)
    assert told in refused.stderr
    assert "secret" not in refused.stderr


def test_fails_on_purpose_and_says_nothing_about_it(tmp_path: Path) -> None:
    told = []
    for folder in ("first", "second"):
        with started(tmp_path / folder, "--format", "json", "--chaos", "7") as process:
            line = first_line(process)
            headers = {"Authorization": f"Bearer {line['tokens']['admin']}"}
            told.append([status(f"{line['url']}/api/v1/me", headers) for _ in range(20)])
            process.terminate()
            assert process.communicate(timeout=20) == ("", "")
    assert told[0] == told[1]
    assert {200, 429, 500, None} == set(told[0])


def status(url: str, headers: dict[str, str]) -> int | None:
    with suppress(requests.RequestException):
        return requests.get(url, headers=headers, timeout=20).status_code
    return None


def test_the_token_is_asked_for_without_showing_it(tmp_path: Path) -> None:
    with started(tmp_path, "--format", "json") as sandbox:
        line = first_line(sandbox)
        keyboard, screen = pty.openpty()
        process = subprocess.Popen(
            [*ACCOUNTON, "login", "--url", line["url"], "--format", "json"],
            env=os.environ
            | {
                "ACCOUNTON_SETTINGS": str(tmp_path / "accounton.toml"),
                "ACCOUNTON_LANGUAGE": "nl",
                "PYTHON_KEYRING_BACKEND": "tests.fakes.keyrings.MemoryKeyring",
            },
            stdin=screen,
            stdout=subprocess.PIPE,
            stderr=screen,
            text=True,
            start_new_session=True,
        )
        os.close(screen)
        shown = b""
        while b"Uw token" not in shown:
            shown += os.read(keyboard, 1000)
        os.write(keyboard, line["tokens"]["admin"].encode() + b"\n")
        out, _ = process.communicate(timeout=20)
        with suppress(OSError):  # Linux says so when the other side has gone
            shown += os.read(keyboard, 1000)
        os.close(keyboard)
    assert json.loads(out)["user"] == seed.ADMIN
    assert line["tokens"]["admin"] not in shown.decode() + out
