from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import astuple
from threading import Event
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import text

from shared.database import open_database, sqlite_url
from shared.platform.sandbox import seed
from tests.fakes.clients import client
from tests.fakes.network import drop_after_work, network
from tests.fakes.sandbox import Sandbox, running
from tests.fakes.workbooks import results, workbook

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from shared.record import Client
    from tests.fakes.network import Reply

CLIENTS = [client(position) for position in range(250)]


@pytest.fixture
def sandbox(tmp_path: Path) -> Iterator[Sandbox]:
    with running(tmp_path / "sandbox") as sandbox:
        yield sandbox


def command(
    home: Path, url: str, token: str, *arguments: object, temporary: Path | None = None
) -> subprocess.Popen[str]:
    ours = {
        "ACCOUNTON_HOME": str(home),
        "ACCOUNTON_SETTINGS": str(home / "accounton.toml"),
        "ACCOUNTON_PLATFORM_URL": url,
        "ACCOUNTON_TOKEN": token,
        "ACCOUNTON_LANGUAGE": "en",
    } | ({"TMPDIR": str(temporary)} if temporary else {})
    return subprocess.Popen(
        [sys.executable, "-m", "accounton", *map(str, arguments), "--format", "json"],
        env=os.environ | ours,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def finished(process: subprocess.Popen[str]) -> tuple[int, Any]:
    out, err = process.communicate(timeout=60)
    assert out, err
    return process.returncode, json.loads(out)


def once_each(sandbox: Sandbox) -> bool:
    arrived = Counter(sandbox.national_numbers()[len(seed.CLIENTS) :])
    return arrived == Counter(each.national_number for each in CLIENTS)


def states(home: Path) -> dict[str, int]:
    engine = open_database(sqlite_url(home / "outbox.db"))
    with engine.connect() as connection:
        found = connection.execute(text("SELECT state, count(*) FROM entry GROUP BY state")).all()
    engine.dispose()
    return {str(state): int(number) for state, number in found}


@pytest.mark.parametrize("arrives", [True, False], ids=["after the work", "before the work"])
def test_killed_in_the_middle_every_client_still_arrives_once(
    tmp_path: Path, sandbox: Sandbox, *, arrives: bool
) -> None:
    file = workbook(tmp_path / "clients.xlsx", CLIENTS)
    reached, dead = Event(), Event()

    def hold(forward: Callable[[], Reply]) -> None:
        if arrives:
            forward()
        reached.set()
        dead.wait(timeout=60)

    token = sandbox.tokens["admin"]
    with network(sandbox.url, POST=[lambda forward: forward(), hold]) as between:
        sender = command(tmp_path, between.url, token, "send", file)
        assert reached.wait(timeout=60)
        sender.kill()
        sender.communicate()
        dead.set()
        assert states(tmp_path) == {"done": 100, "sending": 100, "waiting": 50}
        status, found = finished(command(tmp_path, between.url, token, "send", file))
    assert (status, found["created"], found["already_there"], found["unsent"]) == (0, 150, 100, 0)
    assert once_each(sandbox)
    assert states(tmp_path) == {"done": 250}
    assert {each.partition(" (")[0] for each in results(file)} == {"Created", "Already on Accounton"}


def test_two_people_send_the_same_file_at_the_same_moment(tmp_path: Path, sandbox: Sandbox) -> None:
    token = sandbox.tokens["admin"]
    senders = []
    for person in ("els", "koen"):
        home = tmp_path / person
        home.mkdir()
        senders.append(command(home, sandbox.url, token, "send", workbook(home / "clients.xlsx", CLIENTS)))
    with ThreadPoolExecutor() as pool:
        both = list(pool.map(finished, senders))
    assert [status for status, _ in both] == [0, 0]
    assert sum(found["created"] for _, found in both) == len(CLIENTS)
    assert sum(found["already_there"] for _, found in both) == len(CLIENTS)
    assert once_each(sandbox)


@pytest.mark.slow  # the second waits for the first, in vain
def test_one_person_sends_twice_at_the_same_moment(tmp_path: Path, sandbox: Sandbox) -> None:
    file = workbook(tmp_path / "clients.xlsx", CLIENTS)
    reached, go_on = Event(), Event()

    def hold(forward: Callable[[], Reply]) -> Reply:
        reached.set()
        go_on.wait(timeout=60)
        return forward()

    token = sandbox.tokens["admin"]
    with network(sandbox.url, POST=[hold]) as between:
        first = command(tmp_path, between.url, token, "send", file)
        assert reached.wait(timeout=60)
        second = command(tmp_path, sandbox.url, token, "send", file)
        out, told = second.communicate(timeout=60)
        go_on.set()
        status, found = finished(first)
    assert (second.returncode, out) == (2, "")
    assert told == "Another send is going on on this computer. Wait until it has ended, then send again.\n"
    assert (status, found["created"]) == (0, len(CLIENTS))
    assert once_each(sandbox)
    assert states(tmp_path) == {"done": len(CLIENTS)}


def test_nothing_personal_is_left_behind_or_told(tmp_path: Path, sandbox: Sandbox) -> None:
    people = [person(position) for position in range(20)]
    file = workbook(tmp_path / "clients.xlsx", people)
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    with network(sandbox.url, POST=[drop_after_work, drop_after_work]) as between:
        told = []
        for name, arguments in (("send", ()), ("compare", ()), ("send", ()), ("export", (tmp_path / "up.xlsx",))):
            sender = command(
                tmp_path, between.url, sandbox.tokens["admin"], name, file, *arguments, temporary=temporary
            )
            out, err = sender.communicate(timeout=60)
            told += [err] if name == "compare" else [out, err]
        calls = " ".join(between.calls)
    files = [each for each in tmp_path.rglob("*") if each.is_file() and tmp_path / "sandbox" not in each.parents]
    kept = [each.read_bytes().decode("latin-1") for each in files if each.suffix != ".xlsx"]
    names = [each.name for each in files]
    for value in [value for each in people for value in astuple(each) if len(value) > len("Gent")]:
        assert value in SPOKEN or not any(value in place for place in (*told, calls, *kept, *names)), value
    assert not any(sandbox.tokens["admin"] in place for place in (*told, calls, *kept))


SPOKEN = {"person", "dutch"}
"""Values that are words of the commands as well."""


def person(position: int) -> Client:
    """Return a client of whom nearly every field is filled, with texts that stand nowhere else."""
    return client(
        position,
        first_name=f"Voor{'abcdefghij'[position % 10]}naamig",
        last_name=f"Achter{'abcdefghij'[position // 10]}naamig",
        street="Zeldzamestraat",
        house_number=f"{position + 1}",
        postal_code="9000",
        city="Gentbrugge",
        country="Belgium",
        labels="ongewoon etiket",
        client_code=f"Z{position}-KLANT",
    )
