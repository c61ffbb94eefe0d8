"""Tables in Markdown, and the goals beside their ratios."""

from __future__ import annotations

import os
import platform
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

GIBIBYTE = 2**30
SHOWN = ("phonenumbers", "python-stdnum", "email-validator", "python-calamine", "openpyxl", "xlwings")


class Goal(NamedTuple):
    """`ratio` is at least `bound`, or at most when the goal is to stay below."""

    name: str
    ratio: float
    bound: float
    at_least: bool = False

    @property
    def is_met(self) -> bool:
        return self.ratio >= self.bound if self.at_least else self.ratio <= self.bound

    @property
    def cells(self) -> tuple[str, ...]:
        return (
            self.name,
            f"{self.ratio:.2f}",
            f"{'≥' if self.at_least else '≤'} {self.bound:g}",
            "met" if self.is_met else "**not met**",
        )


def goals(found: Iterable[Goal]) -> str:
    return table(("Goal", "ratio", "bound", ""), [goal.cells for goal in found])


def table(heading: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """The first column is text, the others are figures."""
    ruler = ["---", *["---:"] * (len(heading) - 1)]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (heading, ruler, *rows))


def section(title: str, explanation: str, *tables: str) -> str:
    return "\n\n".join((f"## {title}", explanation, *tables))


def machine(peers: Mapping[str, str]) -> str:
    """What the figures were measured on and with; nothing that says whose machine it is."""
    versions = {library: version(library) for library in SHOWN} | dict(peers)
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / GIBIBYTE if hasattr(os, "sysconf") else 0
    lines = (
        f"Processor: {processor()}, {os.cpu_count()} cores; memory: {memory:.0f} GiB",
        f"System: {system()}; {platform.python_implementation()} {platform.python_version()}",
        "Versions: " + ", ".join(f"{library} {number}" for library, number in sorted(versions.items())),
    )
    return "\n".join(f"- {line}" for line in lines)


def processor() -> str:
    described = Path("/proc/cpuinfo")
    if described.exists():
        for line in described.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def system() -> str:
    try:
        name = platform.freedesktop_os_release()["PRETTY_NAME"]
    except OSError:
        name = platform.release()
    return f"{platform.system()} ({name}), {platform.machine()}"
