"""How fast rows go to the platform: `python -m benchmarks.sending KIND …` is one measure in a process of its own.

The platform is the sandbox, in a process of its own, on SQLite with full synchronisation. Seconds are the clock's,
since two processes and a disk take part.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import time
from contextlib import closing, contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from http.client import HTTPConnection
from pathlib import Path
from subprocess import PIPE, Popen
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from uuid import uuid4

from benchmarks.measure import ORDINARY, ROOT, output, say
from benchmarks.report import Goal, section, table
from shared.platform.client import IMPORTS
from shared.platform.contract import LARGEST_BATCH, ImportRow, Result, RowResult
from shared.record import Client

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ROWS, SINGLES = 10_000, 1_000
MANY = 50_000
TURNS = 3
GOAL = 20
OURS, SINGLE, FLOOR = "ours", "single", "floor"
NAMES = {
    OURS: f"batches of {LARGEST_BATCH} through the outbox",
    SINGLE: "one request a row, no outbox",
    FLOOR: f"the same batches of {LARGEST_BATCH}, ready-made bytes over http.client",
}
EXPLANATION = f"""\
Rows a second that the sandbox platform, in a process of its own and on its own SQLite file, answers as created; by the
clock, best of {TURNS} turns. The first line is what `accounton send` does: every row in the outbox on disk before it
leaves, its state and its result kept. The floor has no outbox, makes nothing and reads nothing."""


def clients(first: int, count: int) -> list[Client]:
    """Clients that nobody sent before: numbers go on where the last ones ended."""
    return [
        Client(
            first_name="Test",
            last_name="Persoon",
            email=f"persoon.{number}@example.com",
            mobile=f"+32475{number % 1_000_000:06}",
            national_number=national_number(number),
            street="Coupure Links",
            house_number=str(number % 200 + 1),
            postal_code="9000",
            city="Gent",
            country="België",
            labels="kantoor Gent",
            language="dutch",
            client_code=str(number),
        )
        for number in range(first, first + count)
    ]


def national_number(number: int) -> str:
    """A well-formed number for each of the first million."""
    serial, day = number % 998 + 1, number // 998
    stem = f"{30 + day // 336 % 60:02}{day // 28 % 12 + 1:02}{day % 28 + 1:02}{serial:03}"
    return f"{stem}{97 - int(stem) % 97:02}"


def ours(url: str, token: str, rows: Sequence[Client], folder: Path) -> float:
    """Send through the outbox, as the add-in does."""
    from addin.outbox import Outbox, Wanted
    from addin.send import ToSend, send
    from shared.database import open_database, sqlite_url
    from shared.platform.client import HttpPlatform

    engine = open_database(sqlite_url(folder / f"{uuid4()}.db"))
    outbox = Outbox(engine, lambda: datetime.now(UTC), lambda: str(uuid4()))
    with closing(HttpPlatform(url, token)) as platform:
        whose = platform.me()
        start = time.perf_counter()
        entries = outbox.put(platform.address, whose, [Wanted(client, "pb-nl") for client in rows])
        sent = send([ToSend(place, entry) for place, entry in enumerate(entries)], platform, outbox, lambda _: None)
        taken = time.perf_counter() - start
    assert all(result.result is Result.CREATED for result in sent.results.values())
    assert len(sent.results) == len(rows)
    engine.dispose()
    return taken


def single(url: str, token: str, rows: Sequence[Client], _folder: Path) -> float:
    """Send each row by itself over one session."""
    from shared.platform.client import HttpPlatform

    wanted = [ImportRow(str(uuid4()), client, "pb-nl") for client in rows]
    with closing(HttpPlatform(url, token)) as platform:
        platform.me()
        start = time.perf_counter()
        results: list[RowResult] = [result for row in wanted for result in platform.import_rows([row])]
        taken = time.perf_counter() - start
    assert all(result.result is Result.CREATED for result in results)
    return taken


def floor(url: str, token: str, rows: Sequence[Client], _folder: Path) -> float:
    """Send the bytes of the same batches."""
    address = urlsplit(url)
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    bodies = [body(rows[start : start + LARGEST_BATCH]) for start in range(0, len(rows), LARGEST_BATCH)]
    with closing(HTTPConnection(address.hostname or "", address.port)) as connection:
        start = time.perf_counter()
        answers = []
        for each in bodies:
            connection.request("POST", IMPORTS, each, headers)
            answers.append(connection.getresponse().read())
        taken = time.perf_counter() - start
    assert sum(answer.count(b'"created"') for answer in answers) == len(rows)
    return taken


def body(rows: Sequence[Client]) -> bytes:
    return json.dumps(
        {
            "rows": [
                {"key": str(uuid4()), "action": "create", "questionnaire": "pb-nl", "fields": asdict(client)}
                for client in rows
            ]
        }
    ).encode()


KINDS = {OURS: ours, SINGLE: single, FLOOR: floor}


def measured(kind: str, first: str, count: str, *where: str) -> dict[str, float]:
    """Seconds for `count` rows, and the memory that the process had at most; `where` is url, token and folder."""
    url, token, folder = where
    rows = clients(int(first), int(count))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    taken = KINDS[kind](url, token, rows, Path(folder))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return {"seconds": taken, "before": before, "peak": peak}


@contextmanager
def sandbox(folder: Path) -> Iterator[tuple[str, str]]:
    """Run the sandbox; gives its address and a token."""
    command = [str(ORDINARY), "-m", "accounton", "sandbox", "--port", "0", "--format", "json"]
    environment = os.environ | {"ACCOUNTON_HOME": str(folder)}
    with Popen(command, cwd=ROOT, env=environment, stdout=PIPE, text=True) as process:
        try:
            assert process.stdout
            line = json.loads(process.stdout.readline())
            yield line["url"], line["tokens"]["admin"]
        finally:
            process.terminate()


def results(folder: Path) -> tuple[list[Goal], str]:
    """The goal, and the section."""
    best: dict[str, float] = {}
    first = 0
    with sandbox(folder) as where:
        for turn in range(TURNS):
            say(f"sending, turn {turn + 1}")
            for kind in (OURS, SINGLE, FLOOR):
                count = SINGLES if kind == SINGLE else ROWS
                found = child(kind, first, count, *where, folder)
                first += count
                best[kind] = max(best.get(kind, 0), count / found["seconds"])
        say(f"sending {MANY:,} rows")
        many = child(OURS, first, MANY, *where, folder)
    lines = [(NAMES[kind], f"{rate:,.0f}", f"{rate / best[SINGLE]:.1f}") for kind, rate in best.items()]
    grown = (many["peak"] - many["before"]) / 1024
    memory = [(f"{MANY:,}", f"{MANY / many['seconds']:,.0f}", f"{grown:,.0f} MB", f"{grown * 2**20 / MANY:,.0f} B")]
    goal = Goal("sending in batches, times one request a row", best[OURS] / best[SINGLE], GOAL, at_least=True)
    tables = (
        table(("way", "rows/s", "times one request a row"), lines),
        table(("rows at once", "rows/s", "memory beside the rows, at most", "a row"), memory),
    )
    return [goal], section("Sending", EXPLANATION, *tables)


def child(kind: str, first: int, count: int, *where: str | Path) -> dict[str, Any]:
    measure = ("-m", "benchmarks.sending", kind, str(first), str(count))
    answer: dict[str, Any] = json.loads(output(ORDINARY, *measure, *where))
    return answer


if __name__ == "__main__":
    json.dump(measured(*sys.argv[1:]), sys.stdout)
