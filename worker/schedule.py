"""When a run is due: a crontab line, and a bell that rings until the process is asked to end.

The one door to APScheduler. It only rings; what was done and when is in our own tables.
"""

from __future__ import annotations

import signal
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

from apscheduler.schedulers import SchedulerNotRunningError
from apscheduler.schedulers.blocking import BlockingScheduler
from apscheduler.triggers.combining import OrTrigger
from apscheduler.triggers.cron import CronTrigger

from shared.language import Refusal, Text

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from types import FrameType

WEEKDAYS: Final = ("sun", "mon", "tue", "wed", "thu", "fri", "sat")
FIELDS: Final = ("minute", "hour", "day", "month", "day_of_week")
LATE_BY_S: Final = 6 * 3600
"""A ring that the machine slept through is made up for when it wakes within this time, once."""


class ScheduleUnusable(Refusal):
    """The schedule is no crontab line."""

    text = Text(
        "Le réglage «schedule» n'est pas un horaire valable. Attendu: cinq champs comme dans crontab, par exemple "
        "«0 6 * * 1-5».",
        "De instelling ‘schedule’ is geen geldig uurschema. Verwacht: vijf velden zoals in crontab, bijvoorbeeld "
        "‘0 6 * * 1-5’.",
        "The setting “schedule” is not a valid schedule. Expected: five fields as in crontab, for example "
        "“0 6 * * 1-5”.",
    )


class Schedule:
    """The moments that a crontab line names, in the time zone of the machine.

    As in crontab, Sunday is 0 or 7, and when both the day of the month and the weekday are restricted, either
    will do.
    """

    def __init__(self, line: str) -> None:
        """Read the line; raises `ScheduleUnusable`."""
        try:
            self._trigger = _trigger(dict(zip(FIELDS, line.split(), strict=True)))
        except ValueError as error:
            raise ScheduleUnusable from error

    def after(self, moment: datetime) -> datetime | None:
        """Return the first moment after `moment`, None when there will never be one."""
        due: datetime | None = self._trigger.get_next_fire_time(None, moment)
        return due

    def ring(self, job: Callable[[], None], at_once: datetime | None = None) -> None:
        """Call `job` at each moment, first at `at_once` if given; returns after SIGTERM or SIGINT, `job` at its end."""
        bell = BlockingScheduler()
        first = {"next_run_time": at_once} if at_once else {}
        bell.add_job(job, self._trigger, misfire_grace_time=LATE_BY_S, coalesce=True, max_instances=1, **first)
        before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
        try:
            for number in before:
                signal.signal(number, _end)
            bell.start()
        except _End:
            for number in before:
                signal.signal(number, signal.SIG_IGN)
            with suppress(SchedulerNotRunningError):
                bell.shutdown(wait=True)
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)


class _End(BaseException):
    """The process is asked to end."""


def _end(_number: int, _frame: FrameType | None) -> None:
    raise _End


def _trigger(fields: dict[str, str]) -> Any:  # noqa: ANN401 - APScheduler has no types
    weekday = _weekdays(fields.pop("day_of_week"))
    if weekday != "*" and not fields["day"].startswith("*"):
        either = CronTrigger(**fields | {"day": "*"}, day_of_week=weekday)
        return OrTrigger([CronTrigger(**fields), either])
    return CronTrigger(**fields, day_of_week=weekday)


def _weekdays(text: str) -> str:
    """Return the weekdays by name: APScheduler counts from Monday, crontab from Sunday."""
    if text == "*":
        return text
    days = [day for part in text.lower().split(",") for day in _days(part)]
    return ",".join(WEEKDAYS[day % len(WEEKDAYS)] for day in days)


def _days(part: str) -> range:
    span, _, step = part.partition("/")
    first, _, last = ("0-6" if span == "*" else span).partition("-")
    begin = _day(first)
    end = _day(last) if last else (len(WEEKDAYS) - 1 if step else begin)
    if end < begin:
        end += len(WEEKDAYS)
    return range(begin, end + 1, int(step or 1))


def _day(text: str) -> int:
    day = WEEKDAYS.index(text) if text in WEEKDAYS else int(text)
    if not 0 <= day <= len(WEEKDAYS):
        raise ValueError(text)
    return day
