from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from worker.schedule import Schedule, ScheduleUnusable

SUNDAY = datetime(2026, 3, 1).astimezone()


def due(line: str, count: int = 3) -> list[str]:
    """Return the first moments after midnight before Sunday 1 March 2026."""
    schedule, moment, found = Schedule(line), SUNDAY - timedelta(seconds=1), []
    for _ in range(count):
        after = schedule.after(moment)
        assert after is not None
        found.append(f"{after:%a %d %H:%M}")
        moment = after + timedelta(seconds=1)
    return found


@pytest.mark.parametrize(
    ("line", "moments"),
    [
        ("0 6 * * 1-5", ["Mon 02 06:00", "Tue 03 06:00", "Wed 04 06:00"]),
        ("30 22 * * 0", ["Sun 01 22:30", "Sun 08 22:30", "Sun 15 22:30"]),
        ("0 6 * * 7", ["Sun 01 06:00", "Sun 08 06:00", "Sun 15 06:00"]),
        ("0 6 * * 5-7", ["Sun 01 06:00", "Fri 06 06:00", "Sat 07 06:00"]),
        ("0 6 * * fri-mon", ["Sun 01 06:00", "Mon 02 06:00", "Fri 06 06:00"]),
        ("0 6 * * mon,thu", ["Mon 02 06:00", "Thu 05 06:00", "Mon 09 06:00"]),
        ("0 6 * * 1-5/2", ["Mon 02 06:00", "Wed 04 06:00", "Fri 06 06:00"]),
        ("0 6 * * */3", ["Sun 01 06:00", "Wed 04 06:00", "Sat 07 06:00"]),
        ("0 6 * * 4/2", ["Thu 05 06:00", "Sat 07 06:00", "Thu 12 06:00"]),
        ("*/20 * * * *", ["Sun 01 00:00", "Sun 01 00:20", "Sun 01 00:40"]),
        ("0 6 3 * *", ["Tue 03 06:00", "Fri 03 06:00", "Sun 03 06:00"]),
        ("0 6 4 * 1", ["Mon 02 06:00", "Wed 04 06:00", "Mon 09 06:00"]),
    ],
)
def test_a_line_means_what_crontab_means(line: str, moments: list[str]) -> None:
    assert due(line) == moments


@pytest.mark.parametrize(
    "line", ["", "0 6 * *", "0 6 * * * *", "0 25 * * *", "a b c d e", "0 6 * * 8", "0 6 * * x", "0 6 * * 1/0", "@daily"]
)
def test_anything_else_is_refused(line: str) -> None:
    with pytest.raises(ScheduleUnusable, match="not a valid schedule"):
        Schedule(line)


def test_a_day_that_never_comes_is_said_to_never_come() -> None:
    assert Schedule("0 6 31 2 *").after(SUNDAY) is None
