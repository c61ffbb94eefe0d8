from __future__ import annotations

import json
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from shared.http import AnswerNotUnderstood, NothingDone
from shared.language import Language, Refusal
from shared.platform.client import (
    AccessRefused,
    Busy,
    Failing,
    HttpPlatform,
    RequestRefused,
    StillWorking,
    TokenRefused,
    TooLarge,
    connect,
)
from shared.platform.contract import ImportRow
from shared.settings import Settings
from tests.fakes.clients import client
from tests.fakes.network import answer, network

if TYPE_CHECKING:
    from shared.platform.contract import Platform

NOWHERE = "http://127.0.0.1:9"
ROWS = [ImportRow("key-of-sixteen-or-more", client(1), None)]
CALLS = {
    "me": lambda platform: platform.me(),
    "questionnaires": lambda platform: platform.questionnaires(),
    "colleagues": lambda platform: platform.colleagues(),
    "labels": lambda platform: platform.labels(),
    "clients": lambda platform: platform.clients(),
    "client": lambda platform: platform.client("C00001"),
}
FAULT = json.dumps({"code": "x", "message": "y"}).encode()


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize(
    "body", [b"[]", b"{}", b"null", b'"text"', b'{"clients": [{}], "labels": 3, "colleagues": [1]}']
)
def test_json_of_another_server_is_not_taken_for_an_answer(call: str, body: bytes) -> None:
    with (
        network(NOWHERE, GET=[answer(200, body)]) as between,
        closing(HttpPlatform(between.url, "t")) as platform,
        pytest.raises(AnswerNotUnderstood),
    ):
        CALLS[call](platform)


@pytest.mark.parametrize(
    ("status", "refusal", "nothing_done"),
    [
        (401, TokenRefused, True),
        (403, AccessRefused, True),
        (404, AnswerNotUnderstood, False),
        (409, StillWorking, False),
        (413, TooLarge, True),
        (422, RequestRefused, True),
        (429, Busy, True),
        (500, Failing, False),
        (503, Failing, False),
        (204, AnswerNotUnderstood, False),
        (302, AnswerNotUnderstood, False),
    ],
)
def test_each_status_has_its_own_refusal(status: int, refusal: type[Refusal], *, nothing_done: bool) -> None:
    fault = answer(status, FAULT, Retry_After="0")
    with (
        network(NOWHERE, POST=[fault] * 4) as between,
        closing(HttpPlatform(between.url, "t")) as platform,
        pytest.raises(refusal) as refused,
    ):
        platform.import_rows(ROWS)
    assert isinstance(refused.value, NothingDone) is nothing_done
    assert len({refused.value.to(language) for language in Language}) == 3


@pytest.mark.parametrize(
    "results",
    [
        [],
        [{"key": "another-key-of-sixteen", "result": "created", "client_id": "C1", "code": None, "message": None}],
        [{"key": ROWS[0].key, "result": "eaten", "client_id": "C1", "code": None, "message": None}],
        [{"key": ROWS[0].key, "result": "created"}],
    ],
)
def test_an_answer_that_does_not_fit_the_rows_leaves_the_outcome_unknown(results: list[dict[str, str]]) -> None:
    body = json.dumps({"rows": results}).encode()
    with (
        network(NOWHERE, POST=[answer(200, body)]) as between,
        closing(HttpPlatform(between.url, "t")) as platform,
        pytest.raises(AnswerNotUnderstood) as refused,
    ):
        platform.import_rows(ROWS)
    assert not isinstance(refused.value, NothingDone)


@pytest.mark.parametrize("cursor", ["x", 7])
def test_pages_that_never_end_are_not_followed(cursor: object) -> None:
    body = json.dumps({"clients": [], "next_cursor": cursor}).encode()
    with (
        network(NOWHERE, GET=[answer(200, body)] * 3) as between,
        closing(HttpPlatform(between.url, "t")) as platform,
        pytest.raises(AnswerNotUnderstood),
    ):
        platform.clients()


def test_no_value_of_a_client_is_in_an_address() -> None:
    with network(NOWHERE, POST=[answer(500)] * 2) as between, closing(HttpPlatform(between.url, "t")) as platform:
        with pytest.raises(Failing):
            platform.import_rows(ROWS)
        assert between.calls == ["POST /api/v1/imports"]


def test_connects_where_the_settings_say(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ACCOUNTON_TOKEN", "t-1")
    platform: Platform
    with closing(connect(Settings(platform_url="https://platform.example/"))) as platform:
        assert platform.address == "https://platform.example"
