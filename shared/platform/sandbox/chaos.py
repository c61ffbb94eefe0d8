"""Makes the sandbox fail on purpose, in an order that its seed decides: `accounton sandbox --chaos SEED`."""

from __future__ import annotations

import asyncio
from enum import StrEnum
from random import Random
from typing import TYPE_CHECKING, Final

from starlette.responses import Response

from shared.platform.client import API
from shared.platform.sandbox import faults

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

SLOW_S: Final = 2


class Mishap(StrEnum):
    """What becomes of a call."""

    NONE = "none"
    DROPPED = "dropped"  # the work is done, its answer never arrives
    HALF = "half"  # the work is done, half of the answer's JSON arrives
    SLOW = "slow"
    TOO_MANY = "too_many"
    UNAVAILABLE = "unavailable"
    BROKEN = "broken"  # 500 after the work was done


WEIGHTS: Final = {
    Mishap.NONE: 10,
    Mishap.DROPPED: 2,
    Mishap.HALF: 1,
    Mishap.SLOW: 1,
    Mishap.TOO_MANY: 2,
    Mishap.UNAVAILABLE: 2,
    Mishap.BROKEN: 1,
}
INSTEAD: Final = {Mishap.TOO_MANY: 429, Mishap.UNAVAILABLE: 503}


class Chaos:
    """Stands before an application; each call of the contract meets the next mishap."""

    def __init__(self, app: ASGIApp, seed: int, slow_s: float = SLOW_S) -> None:
        """Draw by `seed`: the same calls in the same order meet the same mishaps."""
        self._app = app
        self._slow_s = slow_s
        self._random = Random(seed)  # noqa: S311 - to be repeated, not to be secret

    def next(self) -> Mishap:
        """Draw what becomes of the next call."""
        (drawn,) = self._random.choices(list(WEIGHTS), list(WEIGHTS.values()))
        return drawn

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the call pass, or fail it."""
        mishap = self.next() if scope.get("path", "").startswith(API) else Mishap.NONE
        if mishap in INSTEAD:
            await faults.answer(INSTEAD[mishap])(scope, receive, send)
        elif mishap is Mishap.SLOW:
            await asyncio.sleep(self._slow_s)
            await self._app(scope, receive, send)
        elif mishap is Mishap.NONE:
            await self._app(scope, receive, send)
        else:
            start, body = await self._worked(scope, receive)
            if mishap is Mishap.DROPPED:
                await send(start)  # it announces a body: that none follows breaks the connection
            elif mishap is Mishap.HALF:
                await Response(body[: len(body) // 2], media_type="application/json")(scope, receive, send)
            else:
                await faults.answer(500)(scope, receive, send)

    async def _worked(self, scope: Scope, receive: Receive) -> tuple[Message, bytes]:
        told: list[Message] = []

        async def hear(message: Message) -> None:
            told.append(message)

        await self._app(scope, receive, hear)
        return told[0], b"".join(each.get("body", b"") for each in told[1:])
