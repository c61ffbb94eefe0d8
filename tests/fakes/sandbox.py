"""The real sandbox in a thread of this process: real HTTP, real SQLite."""

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
from shared.platform.sandbox.seeding import open_store, tokens_in
from shared.platform.sandbox.server import build

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

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

    def national_numbers(self) -> list[str]:
        """Return those of every client of the first practice, also the ones that came twice."""
        practice = self.store.first_practice().id
        return [each.national_number for each in self.store.clients(practice, limit=100_000)]


@contextmanager
def running(folder: Path) -> Iterator[Sandbox]:
    engine = open_database(sqlite_url(folder / "platform.db"))
    tokens = tokens_in(folder / "tokens.json")
    store = open_store(engine, lambda: datetime.now(UTC), tokens)
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(build(store), log_level=logging.WARNING, access_log=False, lifespan="off"))
    thread = Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    try:
        yield Sandbox(f"http://127.0.0.1:{listener.getsockname()[1]}", tokens, store)
    finally:
        server.should_exit = True
        thread.join()
        listener.close()
        engine.dispose()
