from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from tests.fakes.clients import client
from tests.fakes.sandbox import running
from tests.fakes.workbooks import workbook
from tests.faults import practices, reliability
from tests.faults.reliability import Counted
from tests.faults.senders import CRASH, DIED, FAILURES, Outcome

if TYPE_CHECKING:
    from pathlib import Path

CLIENTS = [client(position) for position in range(50)]
NUMBERS = Counter(each.national_number for each in CLIENTS)
MOST = 150


def everywhere(folder: Path, *faults: str) -> tuple[list[Outcome], Counted]:
    """Let a send of the clients meet a fault at every step, each time once."""
    workbook(folder / "clients.xlsx", CLIENTS)
    with running(folder / "sandbox") as sandbox:
        ids, tokens = practices.add(sandbox.store, MOST)
        (folder / "tokens.json").write_text(json.dumps(tokens))
        done = subprocess.run(
            [sys.executable, "-m", "tests.faults.senders", folder, sandbox.url, folder / "tokens.json", *faults],
            check=False,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stderr
        outcomes = [Outcome(*json.loads(line)) for line in done.stdout.splitlines()]
        there = [practices.arrived(sandbox.store, ids[each.practice]) for each in outcomes]
    points = Counter(each.step if faults == (CRASH,) else f"{each.step}: {each.fault}" for each in outcomes)
    lost = sum((NUMBERS - each).total() for each in there)
    doubled = sum((each - NUMBERS).total() for each in there)
    return outcomes, Counted(len(CLIENTS), dict(sorted(points.items())), lost, doubled)


def check_finished(each: Outcome) -> None:
    """The second send leaves nothing open, in the outbox and in the workbook."""
    assert each.second == 0, each
    assert (each.states, each.kept) == ({"done": len(CLIENTS)}, 0), each
    assert set(each.said) <= {"Created", "Already on Accounton"}, each
    assert sum(each.said.values()) == len(CLIENTS), each


@pytest.mark.slow
def test_a_send_that_dies_at_any_step_is_finished_by_the_next_one(tmp_path: Path) -> None:
    outcomes, counted = everywhere(tmp_path, CRASH)
    for each in outcomes:
        assert each.first == DIED, each
        check_finished(each)
    assert (counted.lost, counted.doubled) == (0, 0)
    reliability.keep(CRASH, counted)


@pytest.mark.slow
def test_a_database_that_fails_at_any_call_is_one_sentence_and_the_next_send_finishes(tmp_path: Path) -> None:
    outcomes, counted = everywhere(tmp_path, *FAILURES)
    for each in outcomes:
        assert each.first in {0, 1, 2}, each
        assert each.told.count("outbox.db") == 1, each
        check_finished(each)
    assert (counted.lost, counted.doubled) == (0, 0)
    reliability.keep("database", counted)


def test_the_page_is_what_the_last_run_counted() -> None:
    assert reliability.PAGE.read_text(encoding="utf-8") == reliability.page(), "run: make reliability"
