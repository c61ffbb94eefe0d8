"""What the contract promises beyond its answers: keys, tokens, limits and two people at once, on both databases."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime, timedelta
from threading import Barrier, Event
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
import requests
from sqlalchemy import func, select, update

from shared.patience import Patience
from shared.platform.client import API, HttpPlatform, StillWorking, TokenExpired, TokenRevoked
from shared.platform.contract import KEYS_REMEMBERED, ImportRow, Result
from shared.platform.sandbox import faults, seed
from shared.platform.sandbox.store import digest_of
from shared.platform.sandbox.tables import Client, ImportKey, Token
from tests.contract.platform_contract import row
from tests.fakes.clients import client
from tests.fakes.sandbox import running
from tests.faults import reliability

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from shared.platform.contract import RowResult
    from tests.fakes.sandbox import Sandbox

AT_ONCE = Patience(tries=1)
PERSONS = 60
DATABASES = ("sqlite", "postgresql")


class Clock:
    """Says the moment it is told; while it is held, whoever asks waits."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 3, 2, 9, tzinfo=UTC)
        self.goes = Event()
        self.asked = Event()
        self.goes.set()

    def __call__(self) -> datetime:
        self.asked.set()
        assert self.goes.wait(30)
        return self.moment


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(params=DATABASES)
def sandbox(request: pytest.FixtureRequest, tmp_path: Path, clock: Clock) -> Iterator[Sandbox]:
    new_database: Callable[[], str] | None = (
        request.getfixturevalue("new_postgresql") if request.param == "postgresql" else None
    )
    with running(tmp_path, new_database and new_database(), now=clock) as sandbox:
        yield sandbox


def ask(sandbox: Sandbox, body: bytes | dict[str, Any]) -> requests.Response:
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    headers = {"Authorization": f"Bearer {sandbox.tokens['admin']}", "Content-Type": "application/json"}
    return requests.post(f"{sandbox.url}{API}/imports", content, headers=headers, timeout=30)


def keys(sandbox: Sandbox) -> int:
    with sandbox.store.session() as session:
        return session.scalar(select(func.count()).select_from(ImportKey)) or 0


def test_a_key_is_remembered_for_thirty_days_and_then_forgotten(sandbox: Sandbox, clock: Clock) -> None:
    first = row(client(1))
    with sandbox.platform() as platform:
        answers = platform.import_rows([first])
        clock.moment += KEYS_REMEMBERED
        assert platform.import_rows([first]) == answers
        assert keys(sandbox) == 1
        clock.moment += timedelta(seconds=1)
        (again,) = platform.import_rows([first])
        assert (again.result, again.client_id) == (Result.ALREADY_THERE, answers[0].client_id)
        platform.import_rows([row(client(2))])
        assert keys(sandbox) == 2


def test_a_key_in_flight_answers_409_and_says_when_to_come_back(sandbox: Sandbox, clock: Clock) -> None:
    wanted = row(client(1))

    def send() -> list[RowResult] | None:
        with closing(HttpPlatform(sandbox.url, sandbox.tokens["admin"], patience=AT_ONCE)) as platform:
            try:
                return platform.import_rows([wanted, row(client(2))])
            except StillWorking:
                return None

    clock.goes.clear()
    clock.asked.clear()
    with ThreadPoolExecutor(2) as both:
        first = both.submit(send)
        assert clock.asked.wait(30)
        assert send() is None
        refused = ask(sandbox, {"rows": [{"key": wanted.key, "action": "overwrite", "client_id": "C00001",
                                          "fields": {"city": "Gent"}}]})  # fmt: skip
        clock.goes.set()
        answered = first.result(30)
    assert (refused.status_code, refused.headers["Retry-After"]) == (409, "1")
    assert refused.json()["code"] == "in_flight"
    assert answered
    again = send()
    assert again
    assert again[0] == answered[0]


@pytest.mark.parametrize("sandbox", ["sqlite"], indirect=True)
def test_what_is_too_large_is_refused_with_a_sentence(sandbox: Sandbox) -> None:
    many = [{"key": str(uuid4()), "action": "create", "fields": {}} for _ in range(101)]
    for body in ({"rows": many}, b"x" * (faults.LARGEST_BODY + 1)):
        answer = ask(sandbox, body)
        assert (answer.status_code, answer.json()["code"]) == (413, "too_large")
        assert "100 rows" in answer.json()["message"]
    assert ask(sandbox, b"[" * faults.LARGEST_BODY).json()["code"] == "unreadable"


@pytest.mark.parametrize("length", [201, 30_000])
def test_a_value_of_absurd_length_is_refused_alone(sandbox: Sandbox, length: int) -> None:
    with sandbox.platform() as platform:
        first, second = platform.import_rows([row(client(1, city="x" * length)), row(client(2))])
    assert (first.code, second.result) == ("too_long", Result.CREATED)


def test_a_token_ends(sandbox: Sandbox, clock: Clock) -> None:
    the_token = Token.digest == digest_of(sandbox.tokens["accountant"])
    with sandbox.store.session() as session:
        session.execute(update(Token).where(the_token).values(expires_at=clock.moment + timedelta(hours=1)))
    with sandbox.platform("accountant") as platform:
        assert platform.me().user == seed.ACCOUNTANT
        clock.moment += timedelta(hours=1)
        with pytest.raises(TokenExpired):
            platform.me()
        with sandbox.store.session() as session:
            session.execute(update(Token).where(the_token).values(revoked=True))
        with pytest.raises(TokenRevoked):
            platform.me()


@pytest.mark.parametrize("numbered", [True, False])
def test_two_people_send_the_same_file_at_the_same_moment(sandbox: Sandbox, *, numbered: bool) -> None:
    persons, batches = PERSONS, 3
    people = 4
    unnumbered = {} if numbered else {"national_number": ""}
    start = Barrier(people)

    def send(person: int) -> list[RowResult]:
        rows = [ImportRow(str(uuid4()), client(number, **unnumbered), "pb-nl") for number in range(persons)]
        size = persons // batches
        parts = [rows[at : at + size] for at in range(0, persons, size)]
        with sandbox.platform() as platform:
            start.wait(30)
            return [answer for part in (parts if person % 2 else parts[::-1]) for answer in platform.import_rows(part)]

    with ThreadPoolExecutor(people) as office:
        answers = [answer for sent in office.map(send, range(people)) for answer in sent]
    created = [answer.client_id for answer in answers if answer.result is Result.CREATED]
    assert len(created) == len(set(created)) == persons
    assert {answer.client_id for answer in answers} == set(created)
    with sandbox.store.session() as session:
        assert session.scalar(select(func.count()).select_from(Client)) == persons + len(seed.CLIENTS)


def test_the_cases_are_counted() -> None:
    kinds = ("with national numbers", "without")
    points = {f"{database}, {kind}": 1 for database in DATABASES for kind in kinds}
    assert len(points) == len(DATABASES) * len(kinds)
    reliability.keep("together", reliability.Counted(PERSONS, points, 0, 0))
