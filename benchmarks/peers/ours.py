"""`shared.check`: every rule, every reason, every correction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.clock import CIRCUMSTANCES
from benchmarks.dataset import FIRST_ROW
from shared.check import Checked, check

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.dataset import Dataset
    from benchmarks.mistakes import Place

LIBRARIES = ()


def prepared(dataset: Dataset) -> Callable[[], Checked]:
    table = dataset.table
    return lambda: check(table, CIRCUMSTANCES)


def wrong_cells(checked: Checked) -> set[Place]:
    return {(problem.row - FIRST_ROW, problem.field) for problem in checked.problems}
