"""The plain loop of a user who also remembers the verdict on each distinct value."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from benchmarks.peers.plain_loop import LIBRARIES, wrong_cells
from benchmarks.peers.rules import VALID

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.dataset import Dataset
    from benchmarks.mistakes import Place

__all__ = ["LIBRARIES", "prepared"]


def prepared(dataset: Dataset) -> Callable[[], set[Place]]:
    valid = {field: cache(is_valid) for field, is_valid in VALID.items()}
    return lambda: wrong_cells(dataset, valid)
