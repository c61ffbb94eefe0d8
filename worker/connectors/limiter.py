"""Holds calls to a practice system's own limit, so that it never has to refuse one."""

from __future__ import annotations

import time
from collections import deque
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

MARGIN_S: Final = 1
"""Calls arrive later than they leave, and not all by as much."""


class Limiter:
    """Lets at most `calls` through in any `seconds`; called before each of them."""

    def __init__(
        self,
        calls: int,
        seconds: float = 60,
        *,
        clock: Callable[[], float] = time.monotonic,
        wait: Callable[[float], None] = time.sleep,
    ) -> None:
        """Start with nothing called."""
        self._seconds = seconds + MARGIN_S
        self._clock = clock
        self._wait = wait
        self._made: deque[float] = deque(maxlen=calls)

    def __call__(self) -> None:
        """Wait until one more call is within the limit."""
        if len(self._made) == self._made.maxlen:
            pause = self._made[0] + self._seconds - self._clock()
            if pause > 0:
                self._wait(pause)
        self._made.append(self._clock())
