"""AdminPulse to try on. What is publicly known of it, it does: pages, limit, keys that end, statuses, odd errors.

The JSON names of e-mail, phones, numbers, address, language, tags, status and type are our guesses, as are the
addresses of the sign-in: whoever connects to the real one asks it (`accounton worker probe adminpulse`).
"""

from __future__ import annotations

import base64
import hashlib
import secrets
import time
from collections import deque
from dataclasses import dataclass, field
from math import ceil
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import parse_qs, urlencode

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.exceptions import HTTPException

from shared.practice_systems import adminpulse_json
from shared.practice_systems.office import Relation, relations

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

LARGEST_PAGE: Final = 400
CALLS_A_MINUTE: Final = 480
TOKEN_LASTS_S: Final = 3600
CLIENT_ID: Final = "accounton"
NOT_FOUND: Final = "<html><body><h1>404 - Resource not found</h1></body></html>"


@dataclass
class AdminPulse:
    """What the server holds: relations, who may enter, and what it did. Tests change it while it runs."""

    relations: list[Relation] = field(default_factory=relations)
    keys: set[str] = field(default_factory=set)
    client_secret: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    clock: Callable[[], float] = time.monotonic
    calls_a_minute: int = CALLS_A_MINUTE
    answers: deque[Response | None] = field(default_factory=deque)
    """What to answer to the next calls instead; None lets one through."""
    before: Callable[[str, int], None] = lambda _what, _page: None
    """Called before a page is answered: what changes in between shows in it."""
    asked: list[str] = field(default_factory=list)
    codes: dict[str, str] = field(default_factory=dict)
    refresh_tokens: set[str] = field(default_factory=set)
    access_tokens: dict[str, float] = field(default_factory=dict)
    _made: deque[float] = field(default_factory=deque)

    def knows(self, token: str) -> bool:
        """Return whether a key or an access token is good now."""
        return token in self.keys or self.access_tokens.get(token, float("-inf")) > self.clock()

    def is_throttled(self) -> bool:
        """Count a call; return whether it is one too many."""
        now = self.clock()
        while self._made and self._made[0] <= now - 60:
            self._made.popleft()
        self._made.append(now)
        return len(self._made) > self.calls_a_minute

    def tokens(self) -> dict[str, object]:
        """Return new tokens; each refresh token is good for one renewal."""
        access, refresh = secrets.token_urlsafe(400), secrets.token_urlsafe(32)
        self.access_tokens[access] = self.clock() + TOKEN_LASTS_S
        self.refresh_tokens.add(refresh)
        return {"access_token": access, "refresh_token": refresh, "token_type": "Bearer", "expires_in": TOKEN_LASTS_S}


def build(system: AdminPulse) -> FastAPI:
    """Return the application over a system."""
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None, redirect_slashes=False)
    app.add_exception_handler(HTTPException, _fault)
    _lists(app, system)
    _sign_in(app, system)
    return app


def _lists(app: FastAPI, system: AdminPulse) -> None:
    @app.get("/relations")
    def all_relations(request: Request) -> Response:
        """List one page of relations."""
        _admit(system, request)
        number, size = _asked_page(request)
        system.before("relations", number)
        vat = request.query_params.get("vatNumber", "")
        wanted = [one for one in system.relations if vat in ("", one.client.kbo_number)]
        return _page([adminpulse_json.relation(one) for one in wanted], number, size)

    @app.get("/tasks")
    def tasks(request: Request) -> Response:
        """List one page of tasks; both ends of the span are needed."""
        _admit(system, request)
        number, size = _asked_page(request)
        system.before("tasks", number)
        span = [
            adminpulse_json.day_in(request.query_params.get(name, "")) for name in ("deadlineFrom", "deadlineUntil")
        ]
        if None in span:
            raise HTTPException(400)
        made = adminpulse_json.tasks(system.relations, *(day for day in span if day))
        return _page(made, number, size)


def _sign_in(app: FastAPI, system: AdminPulse) -> None:
    @app.get("/oauth/authorize")
    def authorise(request: Request) -> Response:
        """Say yes at once: there is nobody here to ask."""
        asked = request.query_params
        if asked.get("client_id") != CLIENT_ID or not asked.get("code_challenge"):
            raise HTTPException(400)
        code = secrets.token_urlsafe(24)
        system.codes[code] = asked["code_challenge"]
        answer = urlencode({"code": code, "state": asked.get("state", "")})
        return RedirectResponse(f"{asked.get('redirect_uri', '')}?{answer}")

    @app.post("/oauth/token")
    async def token(request: Request) -> Response:
        """Hand out tokens for a code, or for a refresh token, once."""
        form = {name: each[0] for name, each in parse_qs((await request.body()).decode()).items()}
        if (form.get("client_id"), form.get("client_secret")) != (CLIENT_ID, system.client_secret):
            return JSONResponse({"error": "invalid_client"}, 401)
        if not _is_granted(system, form):
            return JSONResponse({"error": "invalid_grant"}, 400)
        return JSONResponse(system.tokens())


def _is_granted(system: AdminPulse, form: dict[str, str]) -> bool:
    if form.get("grant_type") == "refresh_token":
        known = form.get("refresh_token") in system.refresh_tokens
        system.refresh_tokens.discard(form.get("refresh_token", ""))
        return known
    digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
    challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
    return system.codes.pop(form.get("code", ""), "") == challenge


def _admit(system: AdminPulse, request: Request) -> None:
    system.asked.append(f"{request.url.path}?{request.url.query}")
    if system.is_throttled():
        raise HTTPException(429, headers={"Retry-After": "1"})
    if system.answers and (instead := system.answers.popleft()) is not None:
        raise _Instead(instead)
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme != "Bearer" or not system.knows(token):
        raise HTTPException(401)


class _Instead(HTTPException):
    def __init__(self, answer: Response) -> None:
        super().__init__(answer.status_code)
        self.answer = answer


def _fault(_request: Request, error: Exception) -> Response:
    if isinstance(error, _Instead):
        return error.answer
    status = error.status_code if isinstance(error, HTTPException) else 500
    if status == 404:  # noqa: PLR2004
        return HTMLResponse(NOT_FOUND, status)
    headers = error.headers if isinstance(error, HTTPException) else None
    return PlainTextResponse("", status, headers)


def _asked_page(request: Request) -> tuple[int, int]:
    given = [request.query_params.get("page", "0"), request.query_params.get("pageSize", "20")]
    if not all(each.isascii() and each.isdecimal() for each in given):
        raise HTTPException(400)
    number, size = map(int, given)
    if not 0 < size <= LARGEST_PAGE:
        raise HTTPException(400)
    return number, size


def _page(records: Sequence[dict[str, Any]], number: int, size: int) -> Response:
    return JSONResponse(
        {
            "results": records[number * size : (number + 1) * size],
            "currentPage": number,
            "pageCount": ceil(len(records) / size),
            "pageSize": size,
            "totalRowCount": len(records),
        }
    )
