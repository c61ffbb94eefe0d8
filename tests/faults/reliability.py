"""docs/reliability.md, made of what the slow tests counted: `make reliability`."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Final, NamedTuple

ROOT: Final = Path(__file__).parents[2]
PAGE: Final = ROOT / "docs" / "reliability.md"
COUNTS: Final = Path(__file__).with_name("counts.json")
RENEW: Final = "RELIABILITY"
"""The variable in the environment with which a run of the tests renews the page."""

TITLE: Final = """# Sending that never loses and never doubles

What the tests counted when they last ran (`make reliability` runs them anew and rewrites this page). Everything in them
is real: processes that die, the outbox's own SQLite file, the sandbox platform over HTTP with its own database.
"""
SECTIONS: Final = {
    "crash": """## A send that dies
A process sends {rows} rows in batches of 25 and dies at step N, for every N. Then the same workbook is sent again. In
the end every row is on the platform once, and the outbox and the workbook say so.

| the process died | times |
|---|--:|
{points}
| **crash points** | **{total}** |
| rows lost | {lost} |
| rows doubled | {doubled} |

`tests/faults/test_faults.py::test_a_send_that_dies_at_any_step_is_finished_by_the_next_one`
""",
    "database": """## A database that fails
Every call of the outbox's database fails once: locked, disk full and damaged in turn, with the errors that SQLite
itself gives. Each time the person reads one sentence, and the next send finishes the {rows} rows.

| what failed | times |
|---|--:|
{points}
| **failures** | **{total}** |
| rows lost | {lost} |
| rows doubled | {doubled} |

`tests/faults/test_faults.py::test_a_database_that_fails_at_any_call_is_one_sentence_and_the_next_send_finishes`
""",
    "network": """## A network that fails
Every call of the platform's client meets every way in which a network or a server misbehaves, from a real server that
does. What each call then says, how often it tries and whether the work was done stands in a table; an import of {rows}
rows is repeated afterwards, and each row is on the platform once.

| what happened | calls |
|---|--:|
{points}
| **cases** | **{total}** |
| rows lost | {lost} |
| rows doubled | {doubled} |

`tests/contract/test_bad_network.py`
""",
    "together": """## Two people at once
Four people send the same {rows} clients at the same moment, in batches, over HTTP; each client is created once, and
everybody is told the same client.

| database and clients | times |
|---|--:|
{points}
| **sends at once** | **{total}** |
| rows lost | {lost} |
| rows doubled | {doubled} |

`tests/contract/test_sandbox_rules.py::test_two_people_send_the_same_file_at_the_same_moment`
""",
    "machine": """## Whatever people do
Two people with two outboxes and three workbooks of the same practice edit (also to and fro), insert, copy, delete and
sort rows, copy files, close without saving, compare, choose and send, while answers are lost and programs killed:
{rows} made-up stories of 50 steps each. After each send the platform holds exactly what was sent last, each client
once, and workbook and outbox say so. Steps:

| what was done | times |
|---|--:|
{points}
| **together** | **{total}** |
| rows lost | {lost} |
| rows doubled | {doubled} |

`tests/stateful/test_sending_machine.py`
""",
    "authorisation": """## Who may do what
Every route that the sandbox has, taken from its own table of routes, asked by those who may not. Nothing was told that
was not theirs, and nothing changed.

| who asked | routes |
|---|--:|
{points}
| **cases** | **{total}** |

`tests/contract/test_authorisation.py`
""",
    "requests": """## Whatever may be asked
Schemathesis asks what the contract's OpenAPI allows, and what it does not. No answer was a fault of the server, and
none was outside the contract.

| route | requests |
|---|--:|
{points}
| **requests** | **{total}** |

`tests/contract/test_any_request.py`
""",
}


class Counted(NamedTuple):
    """How many rows each send had, how often a fault was met and where, and over all of them what went wrong."""

    rows: int
    points: dict[str, int]
    lost: int
    doubled: int


def keep(section: str, counted: Counted) -> None:
    """Put the counts on the page, when this run is to renew it."""
    if not os.environ.get(RENEW):
        return
    counts = json.loads(COUNTS.read_text(encoding="utf-8")) if COUNTS.exists() else {}
    counts[section] = counted._asdict()
    COUNTS.write_text(json.dumps(counts, indent=2, sort_keys=True) + "\n", encoding="utf-8")
    PAGE.write_text(page(), encoding="utf-8")


def page() -> str:
    """Return the page."""
    counts = {name: Counted(**found) for name, found in json.loads(COUNTS.read_text(encoding="utf-8")).items()}
    return "\n".join([TITLE, *(_section(SECTIONS[name], counts[name]) for name in SECTIONS if name in counts)])


def _section(text: str, counted: Counted) -> str:
    points = "\n".join(f"| {name} | {count} |" for name, count in counted.points.items())
    total = sum(counted.points.values())
    return text.format(rows=counted.rows, points=points, total=total, lost=counted.lost, doubled=counted.doubled)
