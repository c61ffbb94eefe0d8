"""Dates as people write them in Belgium: day, month, year; or ISO."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date, timedelta
from typing import Final

_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:[T ]00:00(?::00(?:\.0+)?)?Z?)?")
_BELGIAN = re.compile(r"([0-9]{1,2})([/.-])([0-9]{1,2})\2([0-9]{4})")
_NUMBERS = re.compile(r"([0-9]{1,2})[/.\s-]+([0-9]{1,2})[/.\s-]+([0-9]{2}|[0-9]{4})")
_EXCEL_DAY = re.compile(r"[1-9][0-9]{4}")
_EXCEL_START: Final = date(1899, 12, 30)


def as_date(text: str) -> date | None:
    """Return the date that `text` says without doubt (2026-10-16, 16/10/2026, 16-10-2026, 16.10.2026), else None."""
    if iso := _ISO.fullmatch(text):
        return _date(iso[1], iso[2], iso[3])
    belgian = _BELGIAN.fullmatch(text)
    return _date(belgian[4], belgian[3], belgian[1]) if belgian else None


def likely_date(text: str) -> date | None:
    """Return the date that `text` probably means: two-digit years, month before day, Excel's day count."""
    if _EXCEL_DAY.fullmatch(text):
        return _EXCEL_START + timedelta(days=int(text))
    numbers = _NUMBERS.fullmatch(text)
    if not numbers:
        return None
    year = numbers[3] if len(numbers[3]) > len("26") else "20" + numbers[3]
    return _date(year, numbers[2], numbers[1]) or _date(year, numbers[1], numbers[2])


def _date(year: str, month: str, day: str) -> date | None:
    with suppress(ValueError):
        return date(int(year), int(month), int(day))
    return None
