"""What importing costs, as `python -X importtime` says: what starting Python itself imports is not counted."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from benchmarks.measure import ORDINARY, started

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

Cost = dict[str, int]
"""A module's own microseconds, without those of what it imports."""

LINE = re.compile(r"^import time:\s+(\d+) \|\s+\d+ \|\s+(\S+)$", re.MULTILINE)
COMMAND = "import sys; sys.argv[1:] = ['validate', {file!r}]; from accounton import main; main()"
XLWINGS = "import xlwings"


def of(program: str) -> Cost:
    """The modules that a fresh process running `program` imports, and what each costs."""
    start = read("pass")
    return {module: cost for module, cost in read(program).items() if module not in start}


def read(program: str) -> Cost:
    done = started((ORDINARY, "-X", "importtime", "-c", program))
    if done.returncode not in (0, 1):
        raise RuntimeError(done.stderr)
    return {module: int(cost) for cost, module in LINE.findall(done.stderr)}


def best(programs: Mapping[str, str], repeats: int) -> dict[str, Cost]:
    """Each module's cheapest import; the programs are run in turns."""
    runs = [{name: of(program) for name, program in programs.items()} for _ in range(repeats)]
    return {
        name: {module: min(run[name].get(module, own) for run in runs) for module, own in runs[0][name].items()}
        for name in programs
    }


def total(cost: Cost) -> int:
    return sum(cost.values())


def heaviest(cost: Cost, count: int) -> list[tuple[str, int]]:
    """The packages that cost most, each with all of its own modules."""
    packages: Counter[str] = Counter()
    for module, own in cost.items():
        packages[module.partition(".")[0]] += own
    return packages.most_common(count)


def validating(file: Path) -> str:
    return COMMAND.format(file=str(file))
