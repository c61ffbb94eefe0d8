"""From a workbook to its problems, and to a marked copy of it."""

from __future__ import annotations

import math
from functools import partial
from typing import TYPE_CHECKING

from benchmarks.measure import ORDINARY, child, say, whole
from benchmarks.report import Goal, section, table
from shared.language import Language
from workbook.build import template

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from benchmarks.dataset import Dataset

Times = dict[str, float]
TURNS = {10_000: 4, 100_000: 2}
GOAL = 2.5
CALAMINE, VALIDATE = "calamine", "validate"
NAMES = {
    CALAMINE: "python-calamine alone, every cell",
    VALIDATE: "**accounton validate**: find the sheet, read, check, tell",
    "openpyxl_read_only": "openpyxl, read only, every cell",
    "openpyxl_load": "openpyxl, every cell",
}
SLOW = {"openpyxl_read_only": 10_000, "openpyxl_load": 10_000}
"""Up to which size these are measured."""
MARKING = {
    "openpyxl_load_and_save": "openpyxl, load and save, nothing done",
    "validate_and_mark": "**accounton validate --output**: check, mark, write the problems sheet, save",
}
MARKED = 10_000
PROGRAM = "from python_calamine import CalamineWorkbook as book; book.from_path({!r}).get_sheet_by_index(0).to_python()"
EXPLANATION = """\
The rows above in the template. *In process*: imports done, one small file read before. *Whole process*: from starting
Python to its end, imports and all."""


def write(dataset: Dataset, file: Path) -> None:
    say(f"writing a workbook of {dataset.size:,} rows")
    rows = [dict(zip(dataset.columns, cells, strict=True)) for cells in zip(*dataset.columns.values(), strict=True)]
    template(file, Language.EN, rows)


def read(size: int, file: Path, warm: Path) -> Times:
    names = [name for name in NAMES if size <= SLOW.get(name, size)]
    say(f"reading {size:,} rows in process: {', '.join(names)}")
    return in_turns({name: partial(in_process, name, file, warm) for name in names}, TURNS[size])


def read_whole(size: int, file: Path) -> Times:
    say(f"reading {size:,} rows, whole process")
    return in_turns(
        {
            CALAMINE: lambda: whole(ORDINARY, "-c", PROGRAM.format(str(file))),
            VALIDATE: lambda: whole(ORDINARY, "-m", "accounton", "validate", file),
        },
        TURNS[size],
    )


def steps(size: int, file: Path, warm: Path) -> Times:
    """Of the steps of validate, each one's best time."""
    runs = [child(ORDINARY, "steps", str(file), str(warm)) for _ in range(TURNS[size])]
    return {name: min(run[name] for run in runs) for name in runs[0]}


def mark(file: Path, warm: Path) -> Times:
    say("marking a workbook")
    return in_turns({name: partial(in_process, name, file, warm) for name in MARKING}, 2)


def in_process(reader: str, file: Path, warm: Path) -> float:
    seconds: float = child(ORDINARY, "reading", reader, str(file), str(warm))["seconds"]
    return seconds


def in_turns(works: Mapping[str, Callable[[], float]], turns: int) -> Times:
    best = dict.fromkeys(works, math.inf)
    for _ in range(turns):
        for name, work in works.items():
            best[name] = min(best[name], work())
    return best


def results(
    read: Mapping[int, Times], stepped: Mapping[int, Times], read_whole: Mapping[int, Times], marked: Times
) -> str:
    return section(
        "Files",
        EXPLANATION,
        *(compared(f"{size:,} rows, in process", size, times, NAMES) for size, times in read.items()),
        *(step_table(size, times, read[size][CALAMINE]) for size, times in stepped.items()),
        *(compared(f"{size:,} rows, whole process", size, times, NAMES) for size, times in read_whole.items()),
        compared(f"{MARKED:,} rows, marking a copy", MARKED, marked, MARKING),
    )


def step_table(size: int, times: Times, calamine: float) -> str:
    lines = [(name, f"{taken:.3f}", f"{taken / calamine:.2f}") for name, taken in times.items()]
    return table((f"{size:,} rows, the steps of validate", "seconds", "times python-calamine"), lines)


def compared(title: str, size: int, times: Times, names: Mapping[str, str]) -> str:
    """The first line is the one that the others are compared with."""
    first = next(iter(times.values()))
    lines = [
        (names[name], f"{taken:.3f}", f"{size / taken:,.0f}", f"{taken / first:.2f}") for name, taken in times.items()
    ]
    return table((title, "seconds", "rows/s", "times as long"), lines)


def goals(read: Mapping[int, Times], read_whole: Mapping[int, Times]) -> list[Goal]:
    return [
        Goal(
            f"validate, {size:,} rows, {how}, times as long as python-calamine", times[VALIDATE] / times[CALAMINE], GOAL
        )
        for how, measured in (("in process", read), ("whole process", read_whole))
        for size, times in measured.items()
    ]
