"""What goes wrong in the middle of a send: an answer that gets lost, a program that is killed."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import get_ident
from typing import TYPE_CHECKING, Any

import requests
from requests.adapters import HTTPAdapter
from sqlalchemy import event
from sqlalchemy.orm import Session

if TYPE_CHECKING:
    from collections.abc import Iterable

Send = Callable[..., requests.Response]


class Killed(BaseException):
    """The program stops here. It does nothing more: no code of ours catches it, and no transaction is committed."""


class Mishaps:
    """Loses what it is told to lose, and kills at the step that it is told."""

    def __init__(self) -> None:
        self.lost: deque[str] = deque()
        """What becomes of the next imports: `answer`, `request`, or `""` for nothing."""
        self.left = 0
        """Steps until the program is killed; 0 for never."""
        self._here = get_ident()

    def lose(self, what: Iterable[str]) -> None:
        self.lost = deque(what)

    def kill_at(self, step: int) -> None:
        self.left = step

    def over(self) -> None:
        """Nothing goes wrong any more."""
        self.lost.clear()
        self.left = 0

    def step(self, *_: object) -> None:
        """Pass a moment at which the program may be killed; the platform's own threads are not the program."""
        if get_ident() == self._here and self.left:
            self.left -= 1
            if not self.left:
                raise Killed

    def carry(self, send: Send, request: requests.PreparedRequest, **keywords: Any) -> requests.Response:  # noqa: ANN401 - handed on
        """Bring a request to the platform and its answer back, or not."""
        changing = request.method == "POST"
        fate = self.lost.popleft() if changing and self.lost else ""
        if changing:
            self.step()
        if fate == "request":
            raise requests.ConnectionError
        answer = send(request, **keywords)
        if changing:
            self.step()
        if fate == "answer":
            answer.close()
            raise requests.ConnectionError
        return answer


@contextmanager
def mishaps() -> Iterator[Mishaps]:
    """Stand between the program and both its database and the network."""
    between = Mishaps()
    send = HTTPAdapter.send

    def carried(adapter: HTTPAdapter, request: requests.PreparedRequest, **keywords: Any) -> requests.Response:  # noqa: ANN401 - handed on
        return between.carry(lambda *more, **named: send(adapter, *more, **named), request, **keywords)

    HTTPAdapter.send = carried  # type: ignore[method-assign,assignment]  # the library has no other place to stand
    for moment in ("before_commit", "after_commit"):
        event.listen(Session, moment, between.step)
    try:
        yield between
    finally:
        HTTPAdapter.send = send  # type: ignore[method-assign]
        for moment in ("before_commit", "after_commit"):
            event.remove(Session, moment, between.step)
