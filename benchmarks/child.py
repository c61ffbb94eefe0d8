"""One measure in a process of its own: `python -m benchmarks.child KIND …` prints what it found as JSON.

Nothing learned in one measure can help another. Before the clock starts, the same work is done on a few other rows or
on another file: imports and what is set up once are not measured here. Seconds are the processor's: what else the
machine does weighs little.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import sys
import time
import tracemalloc
from contextlib import redirect_stderr, redirect_stdout
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks import dataset, readers

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

WARM_UP = dataset.draw(1_300, seed=2)
"""Every kind of mistake once, and no client of those that are measured."""


def check(peer: str, file: str) -> dict[str, Any]:
    """Seconds that a peer takes for the rows in `file`, and the cells that it finds wrong."""
    module = importlib.import_module(f"benchmarks.peers.{peer}")
    module.prepared(WARM_UP)()
    taken, found = timed(module.prepared(dataset.read(Path(file))))
    wrong = module.wrong_cells(found) if peer == "ours" else found
    return {
        "seconds": taken,
        "wrong": [[position, field] for position, field in wrong],
        "versions": {library: version(library) for library in module.LIBRARIES},
    }


def memory(peer: str, file: str) -> dict[str, Any]:
    """Bytes that a peer allocates at most, and still holds when its answer is there; the rows not counted."""
    module = importlib.import_module(f"benchmarks.peers.{peer}")
    module.prepared(WARM_UP)()
    run = module.prepared(dataset.read(Path(file)))
    gc.collect()
    tracemalloc.start()
    found = run()
    kept, peak = tracemalloc.get_traced_memory()
    assert found is not None  # held until it was measured
    return {"peak": peak, "kept": kept}


def reading(reader: str, file: str, warm: str) -> dict[str, Any]:
    """Seconds that a reader takes for `file`; `warm` is a small one."""
    read: Callable[[str], object] = getattr(readers, reader)
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere, redirect_stdout(nowhere), redirect_stderr(nowhere):
        read(warm)
        taken, _ = timed(lambda: read(file))
    return {"seconds": taken}


def marking(marker: str, file: str, warm: str) -> dict[str, Any]:
    """Seconds that marking a copy of `file` takes, once it is known which cells; `warm` is a small one."""
    mark: Callable[[str, Mapping[tuple[int, int], str]], object] = getattr(readers, marker)
    mark(warm, readers.places(warm))
    places = readers.places(file)
    taken, _ = timed(lambda: mark(file, places))
    return {"seconds": taken}


def steps(file: str, warm: str) -> dict[str, float]:
    """Seconds of each step of validate."""
    readers.steps(warm)
    gc.collect()
    return readers.steps(file)


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    gc.collect()
    start = time.process_time()
    found = work()
    return time.process_time() - start, found


KINDS: dict[str, Callable[..., dict[str, Any]]] = {
    "check": check,
    "memory": memory,
    "reading": reading,
    "marking": marking,
    "steps": steps,
}

if __name__ == "__main__":
    json.dump(KINDS[sys.argv[1]](*sys.argv[2:]), sys.stdout)
