from __future__ import annotations

import json
import re
from http.client import HTTPConnection
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest

from tests.contract import api_page
from tests.fakes.sandbox import Sandbox, running

if TYPE_CHECKING:
    from collections.abc import Iterator

DOCS = Path(__file__).parents[4] / "docs" / "platform-api.md"


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    with running(tmp_path_factory.mktemp("sandbox")) as sandbox:
        yield sandbox


def ask(
    sandbox: Sandbox, method: str, path: str, body: object = None, user: str | None = "admin", **headers: str
) -> tuple[int, Any, dict[str, str]]:
    address = urlsplit(sandbox.url)
    connection = HTTPConnection(address.hostname or "", address.port)
    if user:
        headers["Authorization"] = f"Bearer {sandbox.tokens.get(user, user)}"
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    try:
        connection.request(method, path, content, {"Content-Type": "application/json", **headers})
        answer = connection.getresponse()
        text = answer.read().decode()
        document = json.loads(text) if "json" in (answer.getheader("Content-Type") or "") else text
        return answer.status, document, dict(answer.getheaders())
    finally:
        connection.close()


ROUTES = [
    ("GET", "/api/v1/me"),
    ("GET", "/api/v1/questionnaires"),
    ("GET", "/api/v1/colleagues"),
    ("GET", "/api/v1/labels"),
    ("GET", "/api/v1/clients"),
    ("GET", "/api/v1/clients/C00001"),
    ("POST", "/api/v1/imports"),
]


@pytest.mark.parametrize(("method", "path"), ROUTES)
@pytest.mark.parametrize("user", [None, "not-a-token", ""])
def test_without_a_good_token_nothing_is_told(sandbox: Sandbox, method: str, path: str, user: str | None) -> None:
    status, document, _ = ask(sandbox, method, path, user=user)
    assert (status, document) == (401, {"code": "unauthorized", "message": "The token is missing or not valid"})


@pytest.mark.parametrize(
    ("call", "body", "status", "code"),
    [
        ("GET /api/v1/nothing", None, 404, "not_found"),
        ("GET /api/v1/clients/C99999", None, 404, "not_found"),
        ("DELETE /api/v1/clients", None, 405, "method_not_allowed"),
        ("GET /api/v1/clients?limit=0", None, 422, "invalid_request"),
        ("GET /api/v1/clients?limit=501", None, 422, "invalid_request"),
        ("GET /api/v1/clients?cursor=%C3%A9", None, 422, "invalid_request"),
        ("GET /api/v1/clients?cursor=YWI=", None, 422, "invalid_request"),
        ("GET /api/v1/clients?updated_since=yesterday", None, 422, "invalid_request"),
        ("POST /api/v1/imports", None, 422, "invalid_request"),
        ("POST /api/v1/imports", b"{", 422, "invalid_request"),
        ("POST /api/v1/imports", {"rows": []}, 422, "invalid_request"),
        ("POST /api/v1/imports", {"rows": [{"key": "short"}]}, 422, "invalid_request"),
        (
            "POST /api/v1/imports",
            {"rows": [{"key": "k" * 16, "action": "create", "fields": {"85073003328": "x"}}]},
            422,
            "invalid_request",
        ),
        (
            "POST /api/v1/imports",
            {"rows": [{"key": "\ud800" * 16, "action": "create", "fields": {}}]},
            422,
            "invalid_request",
        ),
    ],
)
def test_every_error_has_the_one_form_and_repeats_nothing(
    sandbox: Sandbox, call: str, body: object, status: int, code: str
) -> None:
    method, path = call.split()
    answered, document, _ = ask(sandbox, method, path, body)
    assert (answered, document["code"]) == (status, code)
    assert set(document) == {"code", "message"}
    assert "85073003328" not in document["message"]


def test_pages_follow_each_other(sandbox: Sandbox) -> None:
    seen: list[str] = []
    path = "/api/v1/clients?limit=5"
    cursor: str | None = ""
    while cursor is not None:
        _, page, _ = ask(sandbox, "GET", path + (f"&cursor={cursor}" if cursor else ""))
        seen += [each["id"] for each in page["clients"]]
        cursor = page["next_cursor"]
    assert seen == [f"C{number:05d}" for number in range(1, 15)]


def test_a_moment_without_a_zone_is_in_utc(sandbox: Sandbox) -> None:
    _, page, _ = ask(sandbox, "GET", "/api/v1/clients?updated_since=2000-01-01T00:00:00")
    assert len(page["clients"]) == 14


def test_the_page_is_for_this_machine_only(sandbox: Sandbox) -> None:
    status, page, headers = ask(sandbox, "GET", "/?language=nl", user=None)
    assert (status, page.count('<html lang="nl">')) == (200, 1)
    assert headers["content-security-policy"].startswith("default-src 'none'")
    assert headers["cache-control"] == "no-store"
    assert ask(sandbox, "GET", "/", user=None, Host="platform.example")[0] == 404
    assert ask(sandbox, "POST", "/", b"search=peeters", user=None, Host="platform.example")[0] == 404


def test_the_page_searches_without_an_address_that_tells_for_whom(sandbox: Sandbox) -> None:
    status, page, _ = ask(sandbox, "POST", "/?language=en", b"search=sofie+peeters&x=%ff", user=None)
    assert (status, "1 of 14" in page, "sofie.peeters@example.com" in page) == (200, True, True)
    assert 'method="post"' in page


def test_the_manual_and_the_server_name_the_same_routes(sandbox: Sandbox) -> None:
    _, openapi, _ = ask(sandbox, "GET", "/openapi.json", user=None)
    served = {f"{method.upper()} {path}" for path, methods in openapi["paths"].items() for method in methods}
    told = set(re.findall(r"^### `(\w+ /\S+)`$", DOCS.read_text(encoding="utf-8"), re.MULTILINE))
    assert told == served
    assert openapi["openapi"].startswith("3.1")


def test_the_examples_of_the_manual_are_true(sandbox: Sandbox) -> None:
    examples = re.findall(
        r"^```http\n(\w+) (\S+)\n(?:\n(\{.*?\})\n)?```\n+```json\n(.*?)```",
        DOCS.read_text("utf-8"),
        re.DOTALL | re.MULTILINE,
    )
    assert len(examples) >= 5
    for method, path, body, expected in examples:
        status, document, _ = ask(sandbox, method, path, body.encode() if body else None)
        assert status == 200, (method, path, document)
        assert _same_shape(document, json.loads(expected)), (path, document)


def _same_shape(one: object, other: object) -> bool:
    if isinstance(one, dict) and isinstance(other, dict):
        return other.keys() <= one.keys() and all(_same_shape(one[key], other[key]) for key in other)
    if isinstance(one, list) and isinstance(other, list):
        return bool(one) and all(_same_shape(one[0], each) for each in other)
    return type(one) is type(other) or other is None or one is None


def test_the_reference_is_fresh() -> None:
    written = api_page.PAGE.read_text(encoding="utf-8")
    assert written == api_page.page(written), "run: make manual"
    assert api_page.OPENAPI.read_text(encoding="utf-8") == api_page.openapi(), "run: make manual"
