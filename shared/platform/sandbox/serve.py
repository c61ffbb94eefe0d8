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
from sqlalchemy.exc import ArgumentError, DBAPIError

from shared.database import open_database, sqlite_url
from shared.language import Refusal, Text
from shared.platform.sandbox.chaos import Chaos
from shared.platform.sandbox.seeding import open_store, tokens_in
from shared.platform.sandbox.server import build

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path
    from types import FrameType

    from sqlalchemy import Engine
    from starlette.types import ASGIApp

    from shared.platform.sandbox.store import Store

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


class DatabaseUnusable(Refusal):
    """The database of the address cannot be opened; the address itself may hold a password."""

    text = Text(
        "La base de données de --database ne s'ouvre pas. Vérifiez l'adresse, l'utilisateur et le mot de passe.",
        "De databank van --database kan niet worden geopend. Controleer het adres, de gebruiker en het wachtwoord.",
        "The database of --database cannot be opened. Check the address, the user and the password.",
    )


@dataclass(frozen=True, slots=True)
class Running:
    """Where the sandbox is, and who may enter."""

    url: str
    tokens: Mapping[str, str]
    tokens_file: Path


def serve(
    folder: Path, port: int, announce: Callable[[Running], None], *, database: str = "", chaos: int | None = None
) -> None:
    """Serve until SIGTERM or SIGINT; `announce` is called once the address answers. Port 0 takes a free one.

    `database` is the address of another database than the one in `folder`; `chaos` the seed of failures on purpose.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        tokens = tokens_in(folder / TOKENS)
        engine = open_database(sqlite_url(folder / DATABASE)) if not database else _other(database)
    except (OSError, ValueError) as error:
        raise FolderUnusable(folder=folder) from error
    try:
        app: ASGIApp = build(_open_store(engine, tokens))
        log_level = logging.WARNING
        if chaos is not None:
            app = Chaos(app, chaos)
            log_level = logging.CRITICAL  # uvicorn reports every answer that was dropped
        with closing(_listen(port)) as listener:
            url = f"http://{HOST}:{listener.getsockname()[1]}"
            server = uvicorn.Server(uvicorn.Config(app, log_level=log_level, access_log=False, lifespan="off"))
            _end_well(server)
            announce(Running(url, tokens, folder / TOKENS))
            server.run(sockets=[listener])
    finally:
        engine.dispose()


def _other(database: str) -> Engine:
    try:
        return open_database(database)
    except ArgumentError:
        raise DatabaseUnusable from None  # the address may hold a password


def _open_store(engine: Engine, tokens: dict[str, str]) -> Store:
    try:
        return open_store(engine, _now, tokens)
    except DBAPIError as error:
        if engine.dialect.name == "sqlite":
            raise FolderUnusable(folder=engine.url.database) from error
        raise DatabaseUnusable from None


def _listen(port: int) -> socket.socket:
    listener = socket.socket()
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # or an answer waits 40 ms for its second half
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
