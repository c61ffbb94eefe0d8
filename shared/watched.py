"""Connections that a drip of bytes cannot hold: a time-out counts for the whole head of an answer, not per byte."""

from __future__ import annotations

import socket
from contextlib import contextmanager, suppress
from threading import Event, Timer
from typing import TYPE_CHECKING, Any, Final

from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection

if TYPE_CHECKING:
    from collections.abc import Iterator


class _Http(HTTPConnection):
    def getresponse(self) -> Any:  # noqa: ANN401 - the library's answer, which is not that of its own base
        with _watched(self):
            return super().getresponse()


class _Https(HTTPSConnection):
    def getresponse(self) -> Any:  # noqa: ANN401 - same
        with _watched(self):
            return super().getresponse()


class _HttpPool(HTTPConnectionPool):
    ConnectionCls = _Http


class _HttpsPool(HTTPSConnectionPool):
    ConnectionCls = _Https


POOLS: Final = {"http": _HttpPool, "https": _HttpsPool}
"""What a pool manager of urllib3 makes its connections with."""


@contextmanager
def _watched(connection: HTTPConnection) -> Iterator[None]:
    """Break the connection when its time-out has passed."""
    broken = Event()
    timer = Timer(connection.timeout or 0, _break, [connection.sock, broken])
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        if broken.is_set():
            raise TimeoutError  # a head that was cut short would be taken for a whole one


def _break(connected: socket.socket, broken: Event) -> None:
    broken.set()
    with suppress(OSError):  # it ended by itself
        connected.shutdown(socket.SHUT_RDWR)
