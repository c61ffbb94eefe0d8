from __future__ import annotations

import socket
from typing import TYPE_CHECKING

import pytest

from shared.http import (
    AddressUnusable,
    AnswerLost,
    AnswerNotUnderstood,
    CertificateRefused,
    NothingDone,
    ProxyInTheWay,
    Site,
    TokenUnusable,
    Unreachable,
)
from shared.language import Language, Refusal
from tests.fakes.network import answer, drop_after_work, network

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

TOKEN = "t-85073003328"  # noqa: S105 - it opens nothing
NOWHERE = "http://127.0.0.1:9"


@pytest.fixture
def site_at() -> Iterator[Callable[[str], Site]]:
    sites: list[Site] = []

    def site_at(address: str) -> Site:
        sites.append(Site(address, TOKEN))
        return sites[-1]

    yield site_at
    for site in sites:
        site.close()


def test_asks_with_the_token_and_our_name(site_at: Callable[[str], Site]) -> None:
    with network(NOWHERE, GET=[answer(200, b'{"fine": true}')]) as between:
        site = site_at(between.url + "/")
        assert site.get("/x", {"limit": "5"}) == (200, {"fine": True})
        assert between.calls == ["GET /x?limit=5"]
        seen = between.headers[0]
    assert seen["Authorization"] == f"Bearer {TOKEN}"
    assert seen["User-Agent"].startswith("accounton-excel/")


@pytest.mark.parametrize(
    "address", ["", "platform.example", "http://platform.example", "ftp://platform.example", "https://", "file:///x"]
)
def test_an_address_that_would_betray_the_token_is_refused(address: str) -> None:
    with pytest.raises(AddressUnusable):
        Site(address, TOKEN)


@pytest.mark.parametrize("status", [429, 502, 503, 504])
def test_a_question_is_repeated_while_the_site_is_busy(site_at: Callable[[str], Site], status: int) -> None:
    with network(NOWHERE, GET=[answer(status, Retry_After="0"), answer(200, b"[1]")]) as between:
        assert site_at(between.url).get("/x") == (200, [1])
        assert len(between.calls) == 2


def test_a_question_is_repeated_when_the_line_breaks(site_at: Callable[[str], Site]) -> None:
    with network(NOWHERE, GET=[lambda _: None, answer(200, b"[1]")]) as between:
        assert site_at(between.url).get("/x") == (200, [1])


def test_a_change_is_repeated_only_when_the_site_asks_for_it(site_at: Callable[[str], Site]) -> None:
    with network(NOWHERE, POST=[answer(503, Retry_After="0"), answer(200, b"[1]")]) as between:
        assert site_at(between.url).post("/change", {}) == (200, [1])
        assert len(between.calls) == 2


def test_a_change_whose_answer_is_lost_is_not_repeated(site_at: Callable[[str], Site]) -> None:
    with network(NOWHERE, POST=[lambda _: None, answer(200)]) as between:
        with pytest.raises(AnswerLost) as lost:
            site_at(between.url).post("/change", {})
        assert len(between.calls) == 1
    assert not isinstance(lost.value, NothingDone)


@pytest.mark.parametrize("status", [401, 429, 500, 502])
def test_some_statuses_speak_for_themselves(site_at: Callable[[str], Site], status: int) -> None:
    with network(NOWHERE, POST=[answer(status, b"<html>")] * 4) as between:
        assert site_at(between.url).post("/change", {}) == (status, None)


@pytest.mark.parametrize(
    ("status", "body"), [(200, b"<html>Sign in</html>"), (200, b'{"half": '), (200, b""), (403, b"no"), (404, b"no")]
)
def test_what_is_no_json_is_not_understood(site_at: Callable[[str], Site], status: int, body: bytes) -> None:
    with network(NOWHERE, GET=[answer(status, body)]) as between, pytest.raises(AnswerNotUnderstood):
        site_at(between.url).get("/x")


def test_what_cannot_be_unpacked_is_not_understood(site_at: Callable[[str], Site]) -> None:
    packed = answer(200, b"no gzip", Content_Encoding="gzip")
    with network(NOWHERE, GET=[packed] * 4) as between, pytest.raises(AnswerNotUnderstood):
        site_at(between.url).get("/x")


def test_a_redirect_does_not_take_the_token_elsewhere(site_at: Callable[[str], Site]) -> None:
    with network(NOWHERE, GET=[answer(200, b"[]")]) as elsewhere:
        away = answer(302, b"", Location=elsewhere.url)
        with network(NOWHERE, GET=[away]) as between, pytest.raises(AnswerNotUnderstood):
            site_at(between.url).get("/x")
        assert elsewhere.calls == []


@pytest.mark.parametrize("ask", [lambda site: site.get("/x"), lambda site: site.post("/change", {})])
def test_where_nobody_listens_nothing_was_done(site_at: Callable[[str], Site], ask: Callable[[Site], object]) -> None:
    with socket.socket() as unheard:
        unheard.bind(("127.0.0.1", 0))
        site = site_at(f"http://127.0.0.1:{unheard.getsockname()[1]}")
        with pytest.raises(Unreachable):
            ask(site)


def test_a_proxy_that_refuses_is_named(site_at: Callable[[str], Site], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.delenv("NO_PROXY", raising=False)
    with network(NOWHERE) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.url)
        with pytest.raises(ProxyInTheWay):
            site_at("https://platform.example").get("/x")


def test_a_proxy_never_stands_before_ones_own_machine(
    site_at: Callable[[str], Site], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", NOWHERE)
    with network(NOWHERE, GET=[answer(200, b"[]")]) as between:
        assert site_at(between.url).get("/x") == (200, [])


def test_a_server_that_does_not_speak_tls_is_not_trusted(site_at: Callable[[str], Site]) -> None:
    with network(NOWHERE) as between, pytest.raises(CertificateRefused):
        site_at(between.url.replace("http:", "https:")).post("/change", {})


@pytest.mark.parametrize("token", ["", "two words", "two\nlines", "tökén"])
def test_what_no_token_holds_is_refused(token: str) -> None:
    with pytest.raises(TokenUnusable):
        Site("https://platform.example", token)


def test_no_error_tells_the_token_or_the_address(site_at: Callable[[str], Site]) -> None:
    with network(NOWHERE, GET=[answer(200, b"<html>")], POST=[drop_after_work]) as between:
        site = site_at(between.url)
        asks: tuple[Callable[[], object], ...] = (
            lambda: site.get("/x", {"cursor": TOKEN}),
            lambda: site.post("/change", {"a": TOKEN}),
        )
        for ask in asks:
            with pytest.raises(Refusal) as refused:
                ask()
            told = [refused.value.to(language) for language in Language] + [repr(refused.value)]
            assert not any(TOKEN in each for each in told)
            assert refused.value.__cause__ is None
