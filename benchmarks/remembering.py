"""How much memory checking takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.checking import OURS
from benchmarks.measure import ORDINARY, child, say
from benchmarks.report import section, table

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

EXPLANATION = """\
Bytes a row that shared.check allocates besides the rows it is handed: at most while it runs, and held by its answer
(the cleaned clients and the problems)."""


def results(files: Mapping[int, Path]) -> str:
    lines = [line(size, file) for size, file in files.items()]
    return section("Memory", EXPLANATION, table(("rows", "at most", "the answer"), lines))


def line(size: int, file: Path) -> tuple[str, ...]:
    say(f"memory for {size:,} rows")
    answer = child(ORDINARY, "memory", OURS, str(file))
    return f"{size:,}", f"{answer['peak'] / size:,.0f} B", f"{answer['kept'] / size:,.0f} B"
