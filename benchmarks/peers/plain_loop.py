"""A loop over the cells with phonenumbers, stdnum and email-validator: what all others are measured against."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.peers.across import across
from benchmarks.peers.rules import REQUIRED, VALID, is_clean

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from benchmarks.dataset import Dataset
    from benchmarks.mistakes import Place
    from shared.record import Field

LIBRARIES = ("phonenumbers", "python-stdnum", "email-validator")


def prepared(dataset: Dataset) -> Callable[[], set[Place]]:
    return lambda: wrong_cells(dataset, VALID)


def wrong_cells(dataset: Dataset, valid: Mapping[Field, Callable[[str], bool]]) -> set[Place]:
    wrong = set(across(dataset.columns))
    for field, column in dataset.columns.items():
        is_valid, is_required = valid.get(field), field in REQUIRED
        for position, value in enumerate(column):
            if value is None:
                if is_required:
                    wrong.add((position, field))
            elif not isinstance(value, str) or not is_clean(value) or (is_valid and not is_valid(value)):
                wrong.add((position, field))
    return wrong
