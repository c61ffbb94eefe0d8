from __future__ import annotations

import pytest

from shared.patience import Patience

PATIENCE = Patience(tries=4, first_pause_s=0.4, longest_pause_s=30)


@pytest.mark.parametrize(
    ("tries", "status", "asked", "read", "change"),
    [
        (1, None, None, 0.4, None),  # no answer: a change may have been made
        (2, None, None, 0.8, None),
        (3, None, None, 1.6, None),
        (4, None, None, None, None),  # four tries were enough
        (1, 429, None, 0.4, 0.4),
        (3, 429, "7", 7, 7),
        (1, 429, "0", 0, 0),
        (1, 429, " 30 ", 30, 30),
        (1, 429, "31", None, None),  # longer than anybody waits
        (1, 429, "99999999999999999999", 0.4, 0.4),
        (1, 429, "Wed, 21 Oct 2026 07:28:00 GMT", 0.4, 0.4),
        (1, 429, "-1", 0.4, 0.4),
        (1, 503, "1", 1, 1),
        (1, 409, "1", 1, 1),
        (1, 500, None, 0.4, None),
        (1, 502, None, 0.4, None),
        (1, 504, None, 0.4, None),
        (1, 200, None, None, None),
        (1, 302, None, None, None),
        (1, 401, "1", None, None),
        (1, 413, None, None, None),
    ],
)
def test_when_to_ask_again(
    tries: int, status: int | None, asked: str | None, read: float | None, change: float | None
) -> None:
    assert PATIENCE.pause(tries, status, asked, changing=False) == read
    assert PATIENCE.pause(tries, status, asked, changing=True) == change
