"""What the sandbox does not let in: bodies that are too large, and rows whose key is being worked on."""

from __future__ import annotations

from contextlib import contextmanager
from threading import Lock
from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException

from shared.platform.sandbox import faults

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from starlette.types import ASGIApp, Message, Receive, Scope, Send


class BodyLimit:
    """Reads a body before the application sees it; one that is too large is read to its end, kept nowhere."""

    def __init__(self, app: ASGIApp, largest: int = faults.LARGEST_BODY) -> None:
        """Stand before an application."""
        self._app = app
        self._largest = largest

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer 413, or hand the whole body on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        body = bytearray()
        size, more = 0, True
        while more:
            message = await receive()
            if message["type"] != "http.request":
                return
            more = message.get("more_body", False)
            part = message.get("body", b"")
            size += len(part)
            if size <= self._largest:
                body += part
        if size > self._largest:
            await faults.answer(413)(scope, receive, send)
            return
        whole: list[Message] = [{"type": "http.request", "body": bytes(body)}]

        async def again() -> Message:
            return whole.pop() if whole else await receive()

        await self._app(scope, again, send)


class InFlight:
    """The keys that are being worked on. That none works twice is the database's care; this only spares a wait."""

    def __init__(self) -> None:
        """Start with none."""
        self._lock = Lock()
        self._keys: set[tuple[int, str]] = set()

    @contextmanager
    def claimed(self, practice_id: int, keys: Iterable[str]) -> Iterator[None]:
        """Hold the keys of a practice; raises 409 when one of them is held."""
        wanted = {(practice_id, key) for key in keys}
        with self._lock:
            if wanted & self._keys:
                raise HTTPException(409)
            self._keys |= wanted
        try:
            yield
        finally:
            with self._lock:
                self._keys -= wanted
