from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from benchmarks import dataset
from benchmarks.mistakes import KINDS
from benchmarks.peers import ours, plain_loop, plain_loop_remembering
from shared.record import Field

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from benchmarks.dataset import Dataset
    from benchmarks.mistakes import Place


@pytest.fixture(scope="module")
def rows() -> Dataset:
    return dataset.draw(1_300, seed=7)


def test_one_row_in_twenty_is_spoilt_and_every_kind_comes(rows: Dataset) -> None:
    clean = dataset.draw(1_300, seed=7, spoilt=False)
    changed = {
        position
        for field in Field
        for position, (before, after) in enumerate(zip(clean.columns[field], rows.columns[field], strict=True))
        if before is not after and before != after
    }
    assert len(changed) == 1_300 // dataset.BLOCK > len(KINDS)
    assert not clean.planted


def test_every_column_is_hit_and_full(rows: Dataset) -> None:
    assert {field for _, field in rows.planted} == set(Field)
    empty = {field for field, cells in rows.columns.items() if list(cells).count(None) > len(cells) / 20}
    assert empty == {Field.EXTRA_IPP}


def test_the_planted_cells_are_those_that_are_wrong(rows: Dataset) -> None:
    assert ours.wrong_cells(ours.prepared(rows)()) == rows.planted


@pytest.mark.parametrize("prepared", [plain_loop.prepared, plain_loop_remembering.prepared])
def test_the_plain_loop_agrees(rows: Dataset, prepared: Callable[[Dataset], Callable[[], set[Place]]]) -> None:
    assert prepared(rows)() == ours.wrong_cells(ours.prepared(rows)())


def test_the_same_seed_gives_the_same_rows_and_another_one_others() -> None:
    assert dataset.draw(40, seed=3) == dataset.draw(40, seed=3) != dataset.draw(40, seed=4)


def test_written_and_read_they_are_the_same(rows: Dataset, tmp_path: Path) -> None:
    dataset.write(rows, tmp_path / "rows.json")
    assert dataset.read(tmp_path / "rows.json") == rows
