"""Runs the practice systems to try on beside the sandbox platform, each on a port of its own."""

from __future__ import annotations

import json
import logging
import secrets
import socket
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Thread
from typing import TYPE_CHECKING, Final

import uvicorn

from shared.database import private_file
from shared.language import Refusal, Text
from shared.practice_systems import adminpulse, office

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from starlette.types import ASGIApp

HOST: Final = "127.0.0.1"


class SystemUnknown(Refusal):
    """There is no such practice system to try on."""

    text = Text(
        "Il n'y a pas de système d'essai «{name}». Possibles: {known}.",
        "Er is geen proefsysteem ‘{name}’. Mogelijk: {known}.",
        "There is no system “{name}” to try on. Possible: {known}.",
    )


@dataclass(frozen=True, slots=True)
class Running:
    """Where a practice system is, and what opens it."""

    name: str
    url: str
    keys: dict[str, str]


def _adminpulse(keys: dict[str, str], relations: int) -> ASGIApp:
    system = adminpulse.AdminPulse(office.relations(relations), {keys["key"]}, keys["client_secret"])
    return adminpulse.build(system)


SYSTEMS: Final[dict[str, Callable[[dict[str, str], int], ASGIApp]]] = {"adminpulse": _adminpulse}
KEYS: Final = {"adminpulse": ("key", "client_secret")}


@contextmanager
def running(names: tuple[str, ...], folder: Path, relations: int = 0) -> Iterator[list[Running]]:
    """Run the named systems with at least so many relations; their keys are kept in `folder`."""
    for name in names:
        if name not in SYSTEMS:
            raise SystemUnknown(name=name, known=", ".join(SYSTEMS))
    with _all([(name, _keys(name, folder)) for name in names], relations) as started:
        yield started


@contextmanager
def served(app: ASGIApp) -> Iterator[str]:
    """Run one application in a thread, on a free port; yields its address."""
    listener = socket.create_server((HOST, 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level=logging.CRITICAL, access_log=False, lifespan="off"))
    thread = Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    try:
        yield f"http://{HOST}:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()
        listener.close()


@contextmanager
def _all(systems: list[tuple[str, dict[str, str]]], relations: int) -> Iterator[list[Running]]:
    if not systems:
        yield []
        return
    name, keys = systems[0]
    with served(SYSTEMS[name](keys, relations)) as url, _all(systems[1:], relations) as rest:
        yield [Running(name, url, keys), *rest]


def _keys(name: str, folder: Path) -> dict[str, str]:
    """Return a system's keys, drawn at the first start; their owner only may read them."""
    file = folder / f"{name}.json"
    if not file.exists():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        private_file(file)
        file.write_text(
            json.dumps({each: secrets.token_urlsafe(32) for each in KEYS[name]}, indent=2), encoding="utf-8"
        )
    keys: dict[str, str] = json.loads(file.read_text(encoding="utf-8"))
    return keys
