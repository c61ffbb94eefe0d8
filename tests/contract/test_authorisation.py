"""Who may do what, tried on every route that the sandbox has: a new one is in here by itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
import requests
from fastapi.routing import APIRoute

from shared.platform.client import API
from shared.platform.contract import to_fields
from shared.platform.sandbox import seed
from tests.fakes.clients import client
from tests.fakes.openapi import application
from tests.fakes.sandbox import running
from tests.faults import reliability

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.fakes.sandbox import Sandbox


def routes() -> list[tuple[str, str]]:
    found = [
        (method, route.path)
        for route in application().routes
        if isinstance(route, APIRoute)
        for method in route.methods or ()
    ]
    return sorted(found)


FREE = {"/"}
"""For people on this machine; shows no national number and changes nothing."""

ROUTES = [(method, path) for method, path in routes() if path not in FREE]
READS = [(method, path) for method, path in ROUTES if method == "GET"]
CHANGES = [(method, path) for method, path in ROUTES if method != "GET"]
NO_TOKENS = {
    "none": {},
    "garbage": {"Authorization": "Bearer garbage"},
    "no bearer": {"Authorization": "Basic YWRtaW46YWRtaW4="},
    "empty": {"Authorization": "Bearer "},
}


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    with running(tmp_path_factory.mktemp("sandbox")) as sandbox:
        yield sandbox


def body() -> dict[str, Any]:
    create = {"key": str(uuid4()), "action": "create", "fields": to_fields(client(1))}
    overwrite = {"key": str(uuid4()), "action": "overwrite", "client_id": "C00001", "fields": {"city": "Elders"}}
    return {"rows": [create, overwrite]}


def ask(sandbox: Sandbox, method: str, path: str, headers: dict[str, str]) -> requests.Response:
    address = sandbox.url + re.sub(r"\{\w+\}", "C00001", path)
    return requests.request(method, address, headers=headers, json=body() if method != "GET" else None, timeout=30)


def token(sandbox: Sandbox, user: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {sandbox.tokens[user]}"}


def held(sandbox: Sandbox) -> object:
    with sandbox.platform() as platform:
        return platform.clients()


def test_every_route_is_below_the_contract_or_free() -> None:
    assert READS
    assert CHANGES
    assert all(path.startswith(API) for _, path in ROUTES)


@pytest.mark.parametrize("given", NO_TOKENS)
@pytest.mark.parametrize(("method", "path"), ROUTES)
def test_without_a_good_token_nothing_is_told(served: Sandbox, method: str, path: str, given: str) -> None:
    before = held(served)
    answer = ask(served, method, path, NO_TOKENS[given])
    assert (answer.status_code, answer.json()["code"]) == (401, "unauthorized")
    assert held(served) == before


@pytest.mark.parametrize(("method", "path"), ROUTES)
def test_an_accountant_reads_and_changes_nothing(served: Sandbox, method: str, path: str) -> None:
    before = held(served)
    answer = ask(served, method, path, token(served, "accountant"))
    if method == "GET":
        assert answer.status_code == 200
        assert answer.text == ask(served, method, path, token(served, "admin")).text or path.endswith("/me")
    else:
        assert (answer.status_code, answer.json()["code"]) == (403, "role")
        assert "Admin" in answer.json()["message"]
    assert held(served) == before


@pytest.mark.parametrize(("method", "path"), ROUTES)
def test_for_another_practice_it_does_not_exist(served: Sandbox, method: str, path: str) -> None:
    before = held(served)
    answer = ask(served, method, path, token(served, "other_admin"))
    assert answer.status_code == (404 if "{" in path else 200)
    ours = {text for each in seed.CLIENTS for text in (each.email, each.national_number)} - {""}
    ours |= {seed.PRACTICE, *seed.COLLEAGUES, *seed.LABELS, *(each.id for each in seed.QUESTIONNAIRES)}
    assert not any(text in answer.text for text in ours)
    if method != "GET":
        assert {each["code"] for each in answer.json()["rows"]} == {"language", "client"}
    assert held(served) == before


def test_the_cases_are_counted() -> None:
    points = {f"a token: {name}": len(ROUTES) for name in NO_TOKENS}
    points |= {"an accountant": len(ROUTES), "another practice": len(ROUTES)}
    assert len(READS) + len(CHANGES) == len(ROUTES)
    reliability.keep("authorisation", reliability.Counted(0, points, 0, 0))
