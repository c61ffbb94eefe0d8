"""Marking one cell in twenty of a copy: our engine against openpyxl, which loads and saves the whole workbook."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from benchmarks.measure import ORDINARY, child, say
from benchmarks.report import Goal, section, table

if TYPE_CHECKING:
    from pathlib import Path

GOAL = 15
TURNS = 2
OPENPYXL, OURS = "openpyxl_mark", "engine_mark"
NAMES = {
    OPENPYXL: "openpyxl: load, fill and note, save",
    OURS: "**our engine**: grid of reasons, formats and notes, save",
}
EXPLANATION = (
    "The same cells, known before the clock starts, get the same notes. openpyxl is measured once, for it takes long."
)


def measured(size: int, file: Path, warm: Path) -> tuple[Goal, str]:
    say(f"marking one cell in twenty of {size:,} rows")
    times = dict.fromkeys(NAMES, math.inf)
    for name, turns in ((OPENPYXL, 1), (OURS, TURNS)):
        for _ in range(turns):
            times[name] = min(times[name], child(ORDINARY, "marking", name, str(file), str(warm))["seconds"])
    ratio = times[OPENPYXL] / times[OURS]
    lines = [(NAMES[name], f"{taken:.2f}", f"{times[OPENPYXL] / taken:.1f}") for name, taken in times.items()]
    heading = (f"marking 5 % of the cells in {size:,} rows", "seconds", "times as fast")
    goal = Goal(f"marking 5 % of the cells in {size:,} rows, times as fast as openpyxl", ratio, GOAL, at_least=True)
    return goal, section("Marking", EXPLANATION, table(heading, lines))
