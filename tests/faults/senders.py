"""Sends a workbook in forks of this process, of which each meets a fault at another step: `python -m` it, see `main`.

A fork is a process of its own, which dies for real and starts in no time.
"""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import sys
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple, NoReturn

from requests.adapters import HTTPAdapter
from sqlalchemy import Engine, event
from sqlalchemy.orm import Session

import addin.send
from addin.commands import platform
from shared.cli import Group, run
from shared.language import Text
from tests.fakes.workbooks import results

if TYPE_CHECKING:
    from collections.abc import Callable

BATCH: Final = 25
"""Rows in one import, so that there are several."""
TURN: Final = 7
"""After so many steps the kinds of failure take each other's places, so that each meets commits as well."""
CRASH: Final = "crash"
DIED: Final = 99
FAILURES: Final = {
    "locked": (sqlite3.SQLITE_BUSY, "database is locked"),
    "full": (sqlite3.SQLITE_FULL, "database or disk is full"),
    "damaged": (sqlite3.SQLITE_CORRUPT, "database disk image is malformed"),
}


class Steps:
    """Counts the steps of a send, and lets something happen at one of them."""

    def __init__(self) -> None:
        self.count = 0
        self.at = 0
        self.act: Callable[[str], None] = lambda _: None

    def __call__(self, name: str) -> None:
        self.count += 1
        if self.count == self.at:
            self.act(name)


class Outcome(NamedTuple):
    """How two sends after each other ended, of which the first met a fault at a step, and what they left."""

    practice: int
    fault: str
    step: str
    first: int
    told: str
    second: int
    states: dict[str, int]
    kept: int
    said: dict[str, int]


steps = Steps()


def watch_for_crashes() -> None:
    """Count everything after which another program could see a difference: commits, requests, answers, files."""
    moments = {
        "http.client.connect": "before connecting",
        "http.client.send": "before a part of a request",
        "os.rename": "before the workbook is replaced",
    }
    sys.addaudithook(lambda name, _: steps(moments[name]) if name in moments else None)
    event.listen(Engine, "commit", lambda _: steps("before a commit"))
    event.listen(Session, "after_commit", lambda _: steps("after a commit"))
    send = HTTPAdapter.send

    def watched(self: HTTPAdapter, *args: object, **kwargs: object) -> object:
        answer = send(self, *args, **kwargs)  # type: ignore[arg-type]  # handed on as they come
        steps("after an answer")
        return answer

    HTTPAdapter.send = watched  # type: ignore[method-assign,assignment]  # the library has no other place to listen


def watch_for_failures() -> None:
    """Count every call of the database."""
    for name in ("do_execute", "do_executemany", "do_execute_no_params"):
        event.listen(Engine, name, lambda *_: steps("a statement"))
    event.listen(Engine, "commit", lambda _: steps("a commit"))


def die(_: str) -> NoReturn:
    os._exit(DIED)


def fail(kind: str) -> Callable[[str], NoReturn]:
    """Return what lets the database fail, with the error that SQLite itself gives then."""
    code, words = FAILURES[kind]

    def failing(_: str) -> NoReturn:
        error = sqlite3.OperationalError(words)
        error.sqlite_errorcode = code
        raise error

    return failing


class Desk:
    """A folder in which each practice has a data folder and a copy of the same workbook."""

    def __init__(self, folder: Path, url: str, tokens: list[str]) -> None:
        self.folder, self.url, self.tokens = folder, url, tokens

    def prepare(self, practice: int) -> None:
        (self.folder / str(practice)).mkdir()
        shutil.copy(self.folder / "clients.xlsx", self.folder / str(practice) / "clients.xlsx")

    def send(self, practice: int) -> int:
        """Send in this very process."""
        home = self.folder / str(practice)
        os.environ |= {
            "ACCOUNTON_HOME": str(home),
            "ACCOUNTON_SETTINGS": str(home / "accounton.toml"),
            "ACCOUNTON_PLATFORM_URL": self.url,
            "ACCOUNTON_TOKEN": self.tokens[practice],
            "ACCOUNTON_LANGUAGE": "en",
        }
        front = Group("accounton", Text("", "", ""), platform.COMMANDS)
        return run(front, ["send", str(home / "clients.xlsx"), "--format", "json"])

    def send_in_fork(self, practice: int, at: int, act: Callable[[str], None]) -> tuple[int, str, str]:
        """Send in a process of its own; return its status, what it told, and the step at which it met its fault."""
        told, met = (self.folder / str(practice) / name for name in ("told", "met"))
        child = os.fork()
        if not child:
            out = os.open(told, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
            os.dup2(out, 2)
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
            steps.count, steps.at = 0, at

            def noted(name: str) -> None:
                met.write_text(name)
                act(name)

            steps.act = noted
            status = 70
            try:
                status = self.send(practice)
                sys.stderr.flush()
            finally:
                os._exit(status)
        _, ended = os.waitpid(child, 0)
        return os.waitstatus_to_exitcode(ended), told.read_text(), met.read_text() if met.exists() else ""

    def outcome(self, at: int, fault: str) -> Outcome:
        """Send twice for a practice of its own, of which the first meets the fault at that step."""
        practice = at
        self.prepare(practice)
        act = die if fault == CRASH else fail(fault)
        first, told, step = self.send_in_fork(practice, at, act)
        second, *_ = self.send_in_fork(practice, 0, act)
        home = self.folder / str(practice)
        with closing(sqlite3.connect(home / "outbox.db")) as connection:
            states = dict(connection.execute("SELECT state, count(*) FROM entry GROUP BY state"))
            (kept,) = connection.execute("SELECT count(*) FROM entry WHERE content != ''").fetchone()
        said = Counter(each.partition(" (")[0] for each in results(home / "clients.xlsx"))
        return Outcome(practice, fault, step, first, told, second, states, kept, said)


def main() -> None:
    """Take a folder with clients.xlsx, the platform's address, a file of tokens, and the faults to meet in turn.

    Print one JSON list per step.
    """
    folder, url, tokens, *faults = sys.argv[1:]
    desk = Desk(Path(folder), url, json.loads(Path(tokens).read_text()))
    addin.send.LARGEST_BATCH = BATCH  # type: ignore[attr-defined]  # so that there are several
    watch_for_crashes() if faults == [CRASH] else watch_for_failures()
    out = os.dup(1)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    desk.prepare(0)
    assert desk.send(0) == 0
    with os.fdopen(out, "w", encoding="utf-8") as answers:
        for at in range(1, steps.count + 1):
            answers.write(json.dumps(desk.outcome(at, faults[(at + at // TURN) % len(faults)])) + "\n")


if __name__ == "__main__":
    main()
