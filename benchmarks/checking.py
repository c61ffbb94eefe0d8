"""Validating rows in memory: we, the libraries and the frameworks, on the same rows."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from benchmarks.measure import ORDINARY, child, say
from benchmarks.report import Goal, section, table
from shared.record import Field

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from benchmarks.dataset import Dataset
    from benchmarks.mistakes import Place

OURS, LOOP = "ours", "plain_loop"
NAMES = {
    LOOP: "plain loop over phonenumbers, stdnum and email-validator",
    "plain_loop_remembering": "the same loop, each distinct value once",
    OURS: "**shared.check**",
    "pydantic_model": "pydantic, the libraries as validators",
    "pandera_schema": "pandera, the libraries as checks",
    "frictionless_checks": "frictionless, the libraries in a check",
    "frictionless_constraints": "frictionless, its own constraints",
    "great_expectations_suite": "Great Expectations, its own expectations",
}
IN_ORDINARY = {OURS, LOOP, "plain_loop_remembering"}
TURNS = {1_000: 7, 10_000: 5, 100_000: 2}
"""How often we and the loop are measured, in turns."""
PEER_TURNS = {1_000: 2, 10_000: 1, 100_000: 1}
GOAL = 40
EXPLANATION = """\
Rows a processor second, all 21 columns, from cells in memory (a ready frame for pandas) to the wrong cells. *Times the
loop*: how many times as fast as the plain loop. *Found*: the share of the planted wrong cells that were found; *false*:
right cells called wrong. Every column that may be filled is filled in every row; one e-mail address in eight has a
domain of its own, one mobile in a hundred is foreign. One row in twenty has one mistake, of {kinds} kinds in turn that
hit every column. A peer takes the same rules as far as it can express them: patterns, sets, uniqueness, and the loop's
own functions where its users would write functions. Only shared.check also gives each problem its reason and its
correction."""


@dataclass(slots=True)
class Contender:
    """`seconds` is the best time so far, `wrong` the cells found."""

    seconds: float = math.inf
    wrong: frozenset[Place] = frozenset()
    versions: dict[str, str] = field(default_factory=dict)

    def take(self, answer: Mapping[str, Any]) -> None:
        self.seconds = min(self.seconds, answer["seconds"])
        self.wrong = frozenset((position, Field(name)) for position, name in answer["wrong"])
        self.versions = answer["versions"]


def compete(size: int, file: Path, peers: Path) -> dict[str, Contender]:
    """Every contender on the rows in `file`; `peers` is the Python of the peers' environment."""
    found = {name: Contender() for name in NAMES}
    for turn in range(TURNS[size]):
        for name in NAMES if turn < PEER_TURNS[size] else (LOOP, OURS):
            say(f"checking {size:,} rows, turn {turn + 1} of {TURNS[size]}: {name}")
            found[name].take(child(ORDINARY if name in IN_ORDINARY else peers, "check", name, str(file)))
    return found


def results(datasets: Mapping[int, Dataset], found: Mapping[int, Mapping[str, Contender]], kinds: int) -> str:
    tables = [
        table(
            (f"{size:,} rows", "rows/s", "times the loop", "found", "false"),
            [line(NAMES[name], each, datasets[size], contenders[LOOP].seconds) for name, each in contenders.items()],
        )
        for size, contenders in found.items()
    ]
    return section("Checking", EXPLANATION.format(kinds=kinds), *tables, agreement(found))


def line(name: str, contender: Contender, dataset: Dataset, loop: float) -> tuple[str, ...]:
    right = len(contender.wrong & dataset.planted) / len(dataset.planted)
    return (
        name,
        f"{dataset.size / contender.seconds:,.0f}",
        f"{loop / contender.seconds:.2f}",
        f"{right:.1%}",
        f"{len(contender.wrong - dataset.planted):,}",
    )


def agreement(found: Mapping[int, Mapping[str, Contender]]) -> str:
    apart = {size: each[OURS].wrong ^ each[LOOP].wrong for size, each in found.items()}
    if not any(apart.values()):
        return "shared.check and the plain loop call the very same cells wrong, at every size."
    named = (f"{size:,} rows: {place[1]} in row {place[0] + 1}" for size, cells in apart.items() for place in cells)
    return "**shared.check and the plain loop differ**: " + "; ".join(sorted(named)[:20]) + "."


def goals(found: Mapping[int, Mapping[str, Contender]]) -> list[Goal]:
    return [
        Goal(
            f"checking {size:,} rows, times the plain loop",
            each[LOOP].seconds / each[OURS].seconds,
            GOAL,
            at_least=True,
        )
        for size, each in found.items()
    ]
