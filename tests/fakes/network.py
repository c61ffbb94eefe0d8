"""A network between the client and a server that misbehaves as told, call by call."""

from __future__ import annotations

import socket
import struct
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from ssl import SSLContext


class Reply(NamedTuple):
    status: int
    body: bytes
    headers: Mapping[str, str] = {}


Act = Callable[[Callable[[], Reply]], Reply | None]
"""Takes the way to the real server; returns what to answer, None to break the connection instead."""


class Raw(NamedTuple):
    """Something done on the line itself, before the request's body is read; the event is set when the server ends."""

    run: Callable[[BaseHTTPRequestHandler, Event], None]


def drop_after_work(forward: Callable[[], Reply]) -> None:
    forward()


def drop_before_work(_forward: Callable[[], Reply]) -> None:
    return


def half_after_work(forward: Callable[[], Reply]) -> Reply:
    whole = forward()
    return whole._replace(body=whole.body[: len(whole.body) // 2])


def failing_after_work(forward: Callable[[], Reply]) -> Reply:
    forward()
    return Reply(500, b"{}")


def _hang(_handler: BaseHTTPRequestHandler, ended: Event) -> None:
    ended.wait()


def _reset(handler: BaseHTTPRequestHandler, _ended: Event) -> None:
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    handler.connection.close()


def _drip(start: bytes) -> Callable[[BaseHTTPRequestHandler, Event], None]:
    def drip(handler: BaseHTTPRequestHandler, ended: Event) -> None:
        with suppress(OSError):  # the client has had enough
            handler.wfile.write(start)
            while not ended.wait(0.02):
                handler.wfile.write(b" ")

    return drip


HANG = Raw(_hang)
RESET = Raw(_reset)
DRIP_HEAD = Raw(_drip(b"HTTP/1.1 200 OK\r\nX-Endless:"))
DRIP_BODY = Raw(_drip(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 1000000\r\n\r\n"))


def answer(status: int, body: bytes = b"{}", **headers: str) -> Act:
    reply = Reply(status, body, {name.replace("_", "-"): text for name, text in headers.items()})
    return lambda _forward: reply


class Network:
    """Passes calls on to `behind`; each call whose method is in `acts` first meets the next act, if any is left."""

    def __init__(self, behind: str, acts: Mapping[str, Sequence[Act | Raw]]) -> None:
        self.behind = urlsplit(behind)
        self.acts = {method: deque(each) for method, each in acts.items()}
        self.calls: list[str] = []
        self.headers: list[dict[str, str]] = []
        self.url = ""
        self.ended = Event()

    def reply(self, handler: BaseHTTPRequestHandler) -> Reply | None:
        self.calls.append(f"{handler.command} {handler.path}")
        self.headers.append(dict(handler.headers))
        acts = self.acts.get(handler.command)
        act = acts.popleft() if acts else None
        if isinstance(act, Raw):
            act.run(handler, self.ended)
            return None
        body = handler.rfile.read(int(handler.headers.get("Content-Length") or 0))
        return act(lambda: self._forward(handler, body)) if act else self._forward(handler, body)

    def _forward(self, handler: BaseHTTPRequestHandler, body: bytes) -> Reply:
        connection = HTTPConnection(self.behind.hostname or "", self.behind.port)
        try:
            headers = {name: text for name, text in handler.headers.items() if name != "Connection"}
            connection.request(handler.command, handler.path, body, headers)
            answered = connection.getresponse()
            return Reply(answered.status, answered.read())
        finally:
            connection.close()


@contextmanager
def network(behind: str, *, tls: SSLContext | None = None, **acts: Sequence[Act | Raw]) -> Iterator[Network]:
    """Run one; `POST=[drop_after_work]` lets the first POST do its work and drops its answer."""
    between = Network(behind, acts)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            reply = between.reply(self)
            if reply is None:
                self.close_connection = True
                return
            self.send_response(reply.status)
            for name, text in {"Content-Type": "application/json", **reply.headers}.items():
                self.send_header(name, text)
            self.send_header("Content-Length", str(len(reply.body)))
            self.end_headers()
            self.wfile.write(reply.body)

        do_POST = do_GET  # noqa: N815 - the library's name for it

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.handle_error = lambda *_: None  # type: ignore[method-assign] # a client that went away is no news
    if tls:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    between.url = f"{'https' if tls else 'http'}://127.0.0.1:{server.server_port}"
    try:
        yield between
    finally:
        between.ended.set()
        server.shutdown()
        thread.join()
        server.server_close()
