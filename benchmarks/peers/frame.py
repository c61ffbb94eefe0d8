from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from benchmarks.dataset import Dataset


def frame(dataset: Dataset) -> pd.DataFrame:
    """The table as pandas has it from a spreadsheet; making it is not measured."""
    return pd.DataFrame({field.value: pd.Series(cells, dtype=object) for field, cells in dataset.columns.items()})
