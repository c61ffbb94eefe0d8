"""The real sandbox in a thread of this process: real HTTP, a real database."""

from __future__ import annotations

import logging
import socket
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from threading import Thread
from typing import TYPE_CHECKING

import uvicorn

from shared.database import open_database, sqlite_url
from shared.platform.client import HttpPlatform
from shared.platform.sandbox.chaos import Chaos
from shared.platform.sandbox.seeding import open_store, tokens_in
from shared.platform.sandbox.server import build
from shared.platform.sandbox.tables import Base

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from starlette.types import ASGIApp

    from shared.platform.sandbox.store import Store


@dataclass(frozen=True)
class Sandbox:
    url: str
    tokens: dict[str, str]
    store: Store

    @contextmanager
    def platform(self, user: str = "admin", url: str | None = None) -> Iterator[HttpPlatform]:
        platform = HttpPlatform(url or self.url, self.tokens[user])
        try:
            yield platform
        finally:
            platform.close()

    def start_again(self) -> None:
        """Forget everything that arrived."""
        Base.metadata.drop_all(self.store.engine)
        open_store(self.store.engine, wall_clock, self.tokens)

    def national_numbers(self) -> list[str]:
        """Return those of every client of the first practice, also the ones that came twice."""
        practice = self.store.first_practice().id
        return [each.national_number for each in self.store.clients(practice, limit=100_000)]


def wall_clock() -> datetime:
    return datetime.now(UTC)


@contextmanager
def running(
    folder: Path, database: str | None = None, *, now: Callable[[], datetime] = wall_clock, chaos: int | None = None
) -> Iterator[Sandbox]:
    """Run one; on SQLite in `folder` unless another database is named."""
    engine = open_database(database or sqlite_url(folder / "platform.db"))
    tokens = tokens_in(folder / "tokens.json")
    store = open_store(engine, now, tokens)
    app: ASGIApp = build(store)
    if chaos is not None:
        app = Chaos(app, chaos, slow_s=0)
    listener = socket.create_server(("127.0.0.1", 0))
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # as the sandbox of users does
    level = logging.WARNING if chaos is None else logging.CRITICAL
    server = uvicorn.Server(uvicorn.Config(app, log_level=level, access_log=False, lifespan="off"))
    thread = Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    try:
        yield Sandbox(f"http://127.0.0.1:{listener.getsockname()[1]}", tokens, store)
    finally:
        server.should_exit = True
        thread.join()
        listener.close()
        engine.dispose()
