"""How long to wait for a site, and when to ask again. Pure: no clock, no network."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import Final

COME_BACK: Final = frozenset({HTTPStatus.CONFLICT, HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE})
"""The site did nothing and asks to come back: also a change may be asked for again."""

TRY_AGAIN: Final = COME_BACK | {
    HTTPStatus.INTERNAL_SERVER_ERROR,
    HTTPStatus.BAD_GATEWAY,
    HTTPStatus.GATEWAY_TIMEOUT,
    None,
}
"""What a question that changes nothing is repeated after; None is no answer at all."""


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds to wait for a connection and for a whole answer, and how often and how soon to ask again."""

    connect_s: float = 10
    answer_s: float = 60
    tries: int = 4
    first_pause_s: float = 0.4
    longest_pause_s: float = 30

    def pause(self, tries: int, status: int | None, asked: str | None, *, changing: bool) -> float | None:
        """Return the seconds until the next try, None to give up.

        `tries` were made; the last one was answered with `status`, and with `asked` in its Retry-After. A site that
        asks for more than the longest pause is not waited for.
        """
        if tries >= self.tries or status not in (COME_BACK if changing else TRY_AGAIN):
            return None
        pause = _seconds(asked)
        if pause is None:
            pause = self.first_pause_s * 2 ** (tries - 1)
        return pause if pause <= self.longest_pause_s else None


def _seconds(asked: str | None) -> float | None:
    """Return what a Retry-After asks for; a date, or what is none, is left to our own measure."""
    text = (asked or "").strip()
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= 9 else None  # noqa: PLR2004 - 30 years
