"""Starts the processes that measure, in turns, so that what disturbs one disturbs its peer as well; keeps the best."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from typing import Any

ROOT = Path(__file__).parents[1]
ORDINARY = Path(sys.executable)
"""The add-in's own environment, without pandas beside it."""


def child(python: Path, *arguments: str) -> dict[str, Any]:
    """What `benchmarks.child` answers, run by that environment's Python."""
    answer: dict[str, Any] = json.loads(output(python, "-m", "benchmarks.child", *arguments))
    return answer


def output(*command: str | Path, status: tuple[int, ...] = (0,)) -> str:
    """What the command says on stdout; raises when it ends with another status."""
    done = started(command)
    if done.returncode not in status:
        raise RuntimeError(f"{command} ended with {done.returncode}: {done.stderr}")
    return done.stdout


def started(command: tuple[str | Path, ...]) -> subprocess.CompletedProcess[str]:
    """Run with compiled modules, as an installed program has them; the peers call nobody and warn of nothing."""
    ours = {"GX_ANALYTICS_ENABLED": "false", "PYTHONWARNINGS": "ignore", "PYTHONDONTWRITEBYTECODE": ""}
    return subprocess.run(
        command, cwd=ROOT, env={**os.environ, **ours}, check=False, capture_output=True, encoding="utf-8"
    )


def whole(*command: str | Path) -> float:
    """Processor seconds from the start of a process to its end; validate may find problems, that is status 1."""
    before = getrusage(RUSAGE_CHILDREN)
    output(*command, status=(0, 1))
    after = getrusage(RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def say(text: str) -> None:
    """Tell the person at the terminal how far we are."""
    print(f"  {text}", file=sys.stderr, flush=True)
