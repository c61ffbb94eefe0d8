"""Speeds as ratios to peers measured in the same run (`make bench`): ratios carry over to other machines."""

from __future__ import annotations

import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import checking, dataset, files, imports, macros, marking, measure, remembering, report, sending
from benchmarks.mistakes import KINDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.checking import Contender
    from benchmarks.dataset import Dataset
    from benchmarks.report import Goal

SIZES = (1_000, 10_000, 100_000)
FILE_SIZES = (10_000, 100_000)
SEED = 1
IMPORT_TURNS = 7
IMPORT_GOAL = 2
RESULTS = Path(__file__).with_name("RESULTS.md")
INTRODUCTION = """\
Written by `make bench`; every ratio was measured within this one run. Each measure had a process of its own and was
taken in turns with its peer; the best counts, in processor seconds (user and system), so that what else the machine
does weighs little. Nothing remembered in one measure could help another."""
IMPORTS = """\
What `accounton validate` imports, its lazy imports included, against `import xlwings` alone, in fresh processes
(`-X importtime`, what Python itself starts with not counted). *With mistakes*: a file of which some cells need the
libraries or the names of the countries."""


def main(peers: Path) -> None:
    """Measure everything and write the results; `peers` is the Python of the environment that the peers are in."""
    start = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        text, met = measured(Path(folder), peers)
    RESULTS.write_text(text, encoding="utf-8")
    print(text)
    measure.say(f"{met} Took {time.perf_counter() - start:.0f} seconds.")


def measured(folder: Path, peers: Path) -> tuple[str, str]:
    """The results, and how many goals they meet."""
    datasets = {size: dataset.draw(size, SEED) for size in SIZES}
    cells = {size: folder / f"{size}.json" for size in SIZES}
    for size, file in cells.items():
        dataset.write(datasets[size], file)
    found = {size: checking.compete(size, cells[size], peers) for size in SIZES}
    memory = remembering.results(cells)
    file_goals, file_results = on_files(folder, datasets)
    import_goals, import_results = on_imports(folder)
    sending_goals, sending_results = sending.results(folder)
    button_goals, button_results = macros.measured(folder, datasets)
    goals = [*checking.goals(found), *file_goals, *import_goals, *sending_goals, *button_goals]
    met = f"{sum(goal.is_met for goal in goals)} of {len(goals)} goals met."
    parts = (
        "# Speeds",
        INTRODUCTION,
        f"Measured on {datetime.now(UTC):%-d %B %Y}.\n\n{report.machine(versions(found))}",
        report.section("Goals", met, report.goals(goals)),
        checking.results(datasets, found, len(KINDS)),
        memory,
        file_results,
        import_results,
        sending_results,
        button_results,
    )
    return "\n\n".join(parts) + "\n", met


def on_files(folder: Path, datasets: dict[int, Dataset]) -> tuple[list[Goal], str]:
    books = {size: folder / f"{size}.xlsx" for size in SIZES}
    for size, book in books.items():
        files.write(datasets[size], book)
    read = {size: files.read(size, books[size], books[SIZES[0]]) for size in FILE_SIZES}
    stepped = {size: files.steps(size, books[size], books[SIZES[0]]) for size in FILE_SIZES}
    read_whole = {size: files.read_whole(size, books[size]) for size in FILE_SIZES}
    marked = files.mark(books[files.MARKED], books[SIZES[0]])
    goal, marked_fast = marking.measured(SIZES[-1], books[SIZES[-1]], books[SIZES[0]])
    found = files.results(read, stepped, read_whole, marked)
    return [*files.goals(read, read_whole), goal], f"{found}\n\n{marked_fast}"


def on_imports(folder: Path) -> tuple[list[Goal], str]:
    measure.say("imports")
    clean, spoilt = folder / "clean.xlsx", folder / "spoilt.xlsx"
    files.write(dataset.draw(dataset.BLOCK // 2, SEED, spoilt=False), clean)
    files.write(dataset.draw(SIZES[0], SEED), spoilt)
    names = ("import xlwings", "accounton validate", "accounton validate, with mistakes")
    programs = (imports.XLWINGS, imports.validating(clean), imports.validating(spoilt))
    best = imports.best(dict(zip(names, programs, strict=True)), IMPORT_TURNS)
    totals = {name: imports.total(cost) for name, cost in best.items()}
    lines = [(name, milliseconds(all_), f"{all_ / totals[names[0]]:.2f}") for name, all_ in totals.items()]
    heavy = [(name, milliseconds(own)) for name, own in imports.heaviest(best[names[1]], 10)]
    goal = report.Goal(
        "importing what validate needs, times `import xlwings`", totals[names[1]] / totals[names[0]], IMPORT_GOAL
    )
    tables = (
        report.table(("imports", "ms", "times as long"), lines),
        report.table(("the ten heaviest packages of `accounton validate`", "own ms"), heavy),
    )
    return [goal], report.section("Imports", IMPORTS, *tables)


def milliseconds(microseconds: int) -> str:
    return f"{microseconds / 1000:.1f}"


def versions(found: dict[int, dict[str, Contender]]) -> dict[str, str]:
    """The peers' libraries."""
    return {
        library: number
        for contenders in found.values()
        for contender in contenders.values()
        for library, number in contender.versions.items()
    }


if __name__ == "__main__":
    arguments: Sequence[str] = sys.argv[1:]
    main(Path(arguments[0]).absolute())
