from __future__ import annotations

from datetime import date

import pytest

from shared.dates import as_date, likely_date

OCTOBER = date(2026, 10, 16)


@pytest.mark.parametrize(
    "text",
    ["2026-10-16", "16/10/2026", "16-10-2026", "16.10.2026", "2026-10-16T00:00:00", "2026-10-16 00:00:00.000"],
)
def test_without_doubt(text: str) -> None:
    assert as_date(text) == OCTOBER


@pytest.mark.parametrize(
    "text", ["", "16/10-2026", "31/06/2026", "0000-01-01", "16/10/26", "2026-10-16 12:00", "１６/10/2026"]
)
def test_with_doubt(text: str) -> None:
    assert as_date(text) is None


@pytest.mark.parametrize("text", ["16/10/26", "10/16/2026", "16 10 2026", "46311"])
def test_probably(text: str) -> None:
    assert likely_date(text) == OCTOBER


@pytest.mark.parametrize("text", ["", "x", "40/40/2026", "2026", "123456"])
def test_not_even_probably(text: str) -> None:
    assert likely_date(text) is None
