"""The sandbox's errors: one form for all of them, and none repeats a value of the request."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, Final

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from shared.platform.contract import LARGEST_BATCH
from shared.platform.sandbox import wire

LARGEST_BODY: Final = 4 * 2**20
"""Bytes; a full batch of the longest values that are welcome fits."""

FAULTS: Final = {
    400: ("unreadable", "The request cannot be read"),
    401: ("unauthorized", "The token is missing or not valid"),
    403: ("role", "Only a user with the role Admin may import clients"),
    404: ("not_found", "There is nothing here under this address"),
    405: ("method_not_allowed", "This address does not take this method"),
    409: ("in_flight", "A row with one of these keys is being imported right now, ask again later"),
    413: ("too_large", f"A request holds at most {LARGEST_BATCH} rows and {LARGEST_BODY // 2**20} MB"),
    422: ("invalid_request", "The request does not follow the contract, see /openapi.json"),
    429: ("too_many_requests", "Too many requests, ask again later"),
    500: ("internal", "The server has a fault"),
    503: ("unavailable", "The platform is not available, ask again later"),
}
TOKEN_FAULTS: Final = {
    "token_expired": "The token has expired",
    "token_revoked": "The token was withdrawn",
}
COME_BACK_S: Final = 1
AGAIN: Final = (409, 429, 503)
"""The statuses that say when to come back."""

HEADERS: Final = {401: {"WWW-Authenticate": "Bearer"}} | {each: {"Retry-After": str(COME_BACK_S)} for each in AGAIN}


def declared(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Return what a route's OpenAPI says about these faults and those that every route has."""
    return {status: _declared(status) for status in sorted({401, 422, 429, 503, *statuses})}


def answer(status: int, headers: Mapping[str, str] | None = None) -> JSONResponse:
    """Return the fault of a status."""
    code, message = FAULTS.get(status, ("refused", "The request is refused"))
    return JSONResponse(
        {"code": code, "message": message}, status_code=status, headers={**HEADERS.get(status, {}), **(headers or {})}
    )


def handle(app: FastAPI) -> None:
    """Answer every error of the application with its fault."""
    app.add_exception_handler(HTTPException, _http_fault)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(Exception, _broken)


def _declared(status: int) -> dict[str, Any]:
    form: dict[str, Any] = {"model": wire.Fault, "description": FAULTS[status][1]}
    if status in AGAIN:
        form["headers"] = {
            "Retry-After": {
                "description": "Seconds to wait before asking again",
                "required": True,
                "schema": {"type": "integer", "minimum": 0},
            }
        }
    return form


def _http_fault(_request: Request, error: Exception) -> JSONResponse:
    if not isinstance(error, HTTPException):
        return answer(500)
    if error.status_code == HTTPStatus.UNAUTHORIZED and error.detail in TOKEN_FAULTS:
        fault = {"code": error.detail, "message": TOKEN_FAULTS[error.detail]}
        return JSONResponse(fault, status_code=error.status_code, headers=HEADERS[error.status_code])
    return answer(error.status_code, error.headers)


def _invalid(_request: Request, error: Exception) -> JSONResponse:
    found = error.errors() if isinstance(error, RequestValidationError) else ()
    too_many = any(each["type"] == "too_long" and tuple(each["loc"]) == ("body", "rows") for each in found)
    return answer(413 if too_many else 422)


def _broken(_request: Request, _error: Exception) -> JSONResponse:
    return answer(500)
