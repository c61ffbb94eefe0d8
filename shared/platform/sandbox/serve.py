"""Runs the sandbox on this machine until it is told to stop."""

from __future__ import annotations

import logging
import signal
import socket
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

import uvicorn

from shared.database import open_database, sqlite_url
from shared.language import Refusal, Text
from shared.platform.sandbox.seeding import open_store, tokens_in
from shared.platform.sandbox.server import build

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path
    from types import FrameType

HOST: Final = "127.0.0.1"
DATABASE: Final = "platform.db"
TOKENS: Final = "tokens.json"


class PortTaken(Refusal):
    """Something else listens on the port, or it is not ours to take."""

    text = Text(
        "Le port {port} est déjà occupé. Choisissez-en un autre avec --port.",
        "Poort {port} is al in gebruik. Kies een andere met --port.",
        "Port {port} is already in use. Choose another one with --port.",
    )


class FolderUnusable(Refusal):
    """The sandbox cannot keep its files there."""

    text = Text(
        "Le dossier {folder} ne peut pas être utilisé. Choisissez-en un autre avec --data.",
        "De map {folder} is niet bruikbaar. Kies een andere met --data.",
        "The folder {folder} cannot be used. Choose another one with --data.",
    )


@dataclass(frozen=True, slots=True)
class Running:
    """Where the sandbox is, and who may enter."""

    url: str
    tokens: Mapping[str, str]
    tokens_file: Path


def serve(folder: Path, port: int, announce: Callable[[Running], None]) -> None:
    """Serve until SIGTERM or SIGINT; `announce` is called once the address answers. Port 0 takes a free one."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        tokens = tokens_in(folder / TOKENS)
        engine = open_database(sqlite_url(folder / DATABASE))
    except (OSError, ValueError) as error:
        raise FolderUnusable(folder=folder) from error
    try:
        app = build(open_store(engine, _now, tokens))
        with closing(_listen(port)) as listener:
            url = f"http://{HOST}:{listener.getsockname()[1]}"
            server = uvicorn.Server(uvicorn.Config(app, log_level=logging.WARNING, access_log=False, lifespan="off"))
            _end_well(server)
            announce(Running(url, tokens, folder / TOKENS))
            server.run(sockets=[listener])
    finally:
        engine.dispose()


def _listen(port: int) -> socket.socket:
    listener = socket.socket()
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((HOST, port))
        listener.listen(128)
    except OSError as error:
        listener.close()
        raise PortTaken(port=port) from error
    return listener


def _end_well(server: uvicorn.Server) -> None:
    """Being told to stop is a good end, also before uvicorn listens to signals, and when it raises them again after."""

    def stop(_signal: int, _frame: FrameType | None) -> None:
        server.should_exit = True

    for wanted in (signal.SIGINT, signal.SIGTERM):
        signal.signal(wanted, stop)


def _now() -> datetime:
    return datetime.now(UTC)
