"""The buttons, on a file and in a live LibreOffice, against one read and one write of the same block."""

from __future__ import annotations

import json
import math
import os
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final
from zipfile import ZipFile

from addin import extension
from benchmarks import clicks, files
from benchmarks.clock import CIRCUMSTANCES
from benchmarks.measure import ORDINARY, output, say
from benchmarks.report import Goal, section, table
from shared.check import check
from shared.language import Language
from shared.record import COLUMNS
from shared.rules import message
from tests.files.office import office
from workbook.ribbon_texts import BUTTONS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from benchmarks.dataset import Dataset
    from tests.files.office import Office

SIZES: Final = (1_000, 10_000)
TURNS: Final = 3
GOAL: Final = 3
BARE, CELLS, AGAIN = "bare", "cells", "validate again"
NAMES: Final = {
    BARE: "one block read, one block write",
    CELLS: "a colour and a note, cell by cell",
    "validate": "**Validate**, nothing marked yet",
    AGAIN: "**Validate**, again",
    "next_problem": "**Next problem**",
    "fix": "**Fix**",
    "undo_fix": "**Undo fix**",
    "clear": "**Clear**",
}
CLICKED: Final = (BARE, "validate", AGAIN, "next_problem", "fix", "undo_fix", "clear")
"""In this order, on one document."""
BEFORE: Final = {
    AGAIN: ("validate",),
    "next_problem": ("validate",),
    "fix": ("validate",),
    "undo_fix": ("validate", "fix"),
    "clear": ("validate",),
}
"""What was clicked in the workbook before."""
EXPLANATION: Final = """\
The rows above in the template, one row in twenty with a mistake. *In LibreOffice*: the document is open in one that has
no screen; a click comes in through the extension's own door, as from its toolbar, and its seconds are those on the
clock, from the click until LibreOffice is free again: Python's start, imports, work, the one action to undo. The block
that is read and written back is the whole client sheet, by a click through the same door. *The work alone* begins when
Python has started and is ready. *Cell by cell*: another Python, connected to LibreOffice, that gives each cell with a
problem a colour and a note. *On a file*: open the workbook, click, save it, in processor seconds; cell by cell with
openpyxl. The best of three turns."""
CLICK: Final = """
import sys, time, uno
from pathlib import Path
here = uno.getComponentContext()
resolver = here.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", here)
there = resolver.resolve(f"uno:{sys.argv[1]};urp;StarOffice.ComponentContext")
loader = there.ServiceManager.createInstanceWithContext("com.sun.star.loader.Python", there)
factory = loader.activate("be.accounton.Desk", "", Path(sys.argv[2], "component.py").as_uri(), None)
for button in sys.argv[3:]:
    desk = factory.createInstanceWithContext(there)
    start = time.perf_counter()
    desk.trigger(button)
    print(time.perf_counter() - start)
"""
MARK: Final = """
import json, sys, time, uno
here = uno.getComponentContext()
resolver = here.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", here)
there = resolver.resolve(f"uno:{sys.argv[1]};urp;StarOffice.ComponentContext")
desktop = there.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", there)
sheet = desktop.Components.createEnumeration().nextElement().Sheets.getByIndex(0)
start = time.perf_counter()
for row, column, text in json.load(open(sys.argv[2], encoding="utf-8")):
    cell = sheet.getCellByPosition(column - 1, row - 1)
    cell.CellBackColor = 0xFFC7CE
    sheet.Annotations.insertNew(cell.CellAddress, text)
print(time.perf_counter() - start)
"""

Times = dict[str, float]


def measured(folder: Path, datasets: Mapping[int, Dataset]) -> tuple[list[Goal], str]:
    """The goals and the results, of the sizes in `SIZES`."""
    goals, tables = [], []
    for size in SIZES:
        book, cells = folder / f"macros-{size}.xlsx", folder / f"macros-{size}.json"
        files.write(datasets[size], book)
        cells.write_text(json.dumps(wrong(datasets[size])), encoding="utf-8")
        clicked, worked = in_libreoffice(folder, size, book, cells)
        on_file = on_a_file(folder, size, book, cells)
        goals.append(
            Goal(f"Validate in LibreOffice, {size:,} rows, times one block read and write", worst(clicked), GOAL)
        )
        tables += [live_table(size, clicked, worked), file_table(size, on_file)]
    return goals, section("Buttons", EXPLANATION, *tables)


def worst(clicked: Times) -> float:
    return max(clicked["validate"], clicked[AGAIN]) / clicked[BARE]


def wrong(drawn: Dataset) -> list[tuple[int, int, str]]:
    """The cells with a problem: row, column, note."""
    places = {column.field: place for place, column in enumerate(COLUMNS, start=1)}
    found = {
        (problem.row, places[problem.field]): message(problem, Language.EN)
        for problem in check(drawn.table, CIRCUMSTANCES).problems
    }
    return [(*place, text) for place, text in found.items()]


def works(name: str) -> bool:
    """Whether the button is there."""
    return name == BARE or BUTTONS[button(name)].works


def button(name: str) -> str:
    return name.partition(" ")[0]


def in_libreoffice(folder: Path, size: int, book: Path, cells: Path) -> tuple[Times, Times]:
    """Seconds of each click, and of its work alone."""
    say(f"clicking in LibreOffice, {size:,} rows")
    shown = [name for name in CLICKED if works(name)]
    clicked, worked = dict.fromkeys((BARE, CELLS, *shown), math.inf), dict.fromkeys(shown, math.inf)
    noted = folder / "clicks"
    with settings(folder), desk(folder) as (running, component):
        os.environ["ACCOUNTON_CLICKS"] = str(noted)
        for _ in range(TURNS):
            noted.unlink(missing_ok=True)
            running.show(book)
            taken = lines(running.run(CLICK, str(component), *map(button, shown)))
            best(clicked, shown, taken)
            best(worked, shown, lines(noted.read_text(encoding="utf-8")))
            running.show(book)
            best(clicked, [CELLS], lines(running.run(MARK, str(cells))))
        running.show()
    return clicked, worked


@contextmanager
def desk(folder: Path) -> Iterator[tuple[Office, Path]]:
    """Run a LibreOffice; the extension lies unpacked in a folder, and starts `benchmarks.clicks`."""
    starter, package, unpacked = folder / "starter", folder / "accounton.oxt", folder / "extension"
    starter.write_text(f'#!/bin/sh\nexec "{sys.executable}" -I "{clicks.__file__}" "$@"\n', encoding="utf-8")
    starter.chmod(0o755)
    extension.build(package, starter)
    with ZipFile(package) as opened:
        opened.extractall(unpacked)
    os.environ["ACCOUNTON_CLICKS"] = str(folder / "clicks")
    with office(folder / "office") as running:
        yield running, unpacked


@contextmanager
def settings(folder: Path) -> Iterator[None]:
    """Keep the machine's own settings out."""
    kept = dict(os.environ)
    os.environ["ACCOUNTON_HOME"] = str(folder / "home")
    os.environ["ACCOUNTON_SETTINGS"] = str(folder / "accounton.toml")
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(kept)


def lines(told: str) -> list[float]:
    return [float(line) for line in told.splitlines()]


def best(times: Times, names: Sequence[str], taken: Sequence[float]) -> None:
    for name, seconds in zip(names, taken, strict=True):
        times[name] = min(times[name], seconds)


def on_a_file(folder: Path, size: int, book: Path, cells: Path) -> Times:
    """Processor seconds from opening to saving."""
    say(f"clicking on a file, {size:,} rows")
    shown = [BARE, CELLS, *(name for name in CLICKED if name != BARE and works(name))]
    times = dict.fromkeys(shown, math.inf)
    with settings(folder):
        for _ in range(TURNS if size == SIZES[0] else 1):
            for name in shown:
                told = output(
                    ORDINARY, "-m", "benchmarks.macros", name, str(book), str(cells), str(folder / "saved.xlsx")
                )
                times[name] = min(times[name], float(told))
    return times


def click_on_file(name: str, book: str, cells: str, saved: str) -> float:
    """Seconds of one click on a file, in a process of its own."""
    from addin import ribbon
    from tests.fakes import desk as fake

    if name == CELLS:
        return cell_by_cell(Path(book), json.loads(Path(cells).read_text(encoding="utf-8")), Path(saved))
    path = Path(book)
    for earlier in BEFORE.get(name, ()):
        with fake.desk(path) as (opened, _):
            getattr(ribbon, earlier)(Language.EN)
            path = Path(saved).with_suffix(f".{earlier}.xlsx")
            opened.save(path)
    start = time.process_time()
    with fake.desk(path) as (opened, program):
        if name == BARE:
            area = opened.sheets.active.used_range
            area.raw_value = area.options(ndim=2, err_to_str=True).value
        else:
            getattr(ribbon, button(name))(Language.EN)
        opened.save(saved)
    if program.alerts:
        raise RuntimeError(program.alerts)
    return time.process_time() - start


def cell_by_cell(book: Path, cells: Sequence[tuple[int, int, str]], saved: Path) -> float:
    """Seconds that openpyxl takes."""
    from openpyxl import load_workbook
    from openpyxl.comments import Comment
    from openpyxl.styles import PatternFill

    start = time.process_time()
    opened = load_workbook(book)
    sheet, fill = opened.worksheets[0], PatternFill("solid", fgColor="FFC7CE")
    for row, column, text in cells:
        sheet.cell(row, column).fill = fill
        sheet.cell(row, column).comment = Comment(text, "Accounton")
    opened.save(saved)
    return time.process_time() - start


def live_table(size: int, clicked: Times, worked: Times) -> str:
    rows = [
        (NAMES[name], f"{taken:.2f}", f"{taken / clicked[BARE]:.2f}", *alone(worked, name))
        for name, taken in clicked.items()
    ]
    heading = (f"{size:,} rows, in LibreOffice", "seconds", "times as long", "the work alone", "times as long")
    return table(heading, rows)


def alone(worked: Times, name: str) -> tuple[str, str]:
    return (f"{worked[name]:.2f}", f"{worked[name] / worked[BARE]:.2f}") if name in worked else ("", "")


def file_table(size: int, times: Times) -> str:
    rows = [(NAMES[name], f"{taken:.2f}", f"{taken / times[BARE]:.2f}") for name, taken in times.items()]
    return table((f"{size:,} rows, on a file", "seconds", "times as long"), rows)


if __name__ == "__main__":
    print(click_on_file(*sys.argv[1:]))
