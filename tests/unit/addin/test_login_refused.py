"""Why signing in can fail, from real servers: each cause has a sentence of its own, and nothing is kept."""

from __future__ import annotations

import ssl
from contextlib import ExitStack
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import keyring
import pytest
import trustme

from addin.login import sign_in
from shared.http import (
    AddressUnusable,
    AnswerNotUnderstood,
    AuthorityUnusable,
    CertificateRefused,
    IssuerUnknown,
    ProxyInTheWay,
    TokenUnusable,
    Unreachable,
)
from shared.language import Language, Refusal
from shared.platform.client import TokenExpired, TokenRefused, TokenRevoked
from shared.settings import Settings
from tests.fakes.keyrings import MemoryKeyring
from tests.fakes.network import answer, network

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.fakes.network import Act

NOBODY = "http://127.0.0.1:9"
ME = answer(200, b'{"user": "e", "role": "admin", "practice": {"id": "P", "name": "M"}, "languages": []}')
TOKEN = "t-secret"  # noqa: S105 - made up
OWN, STRANGE = trustme.CA(), trustme.CA()
PAST = datetime(2025, 1, 1, tzinfo=UTC)


@pytest.fixture(autouse=True)
def ring() -> Iterator[MemoryKeyring]:
    before, ring = keyring.get_keyring(), MemoryKeyring()
    keyring.set_keyring(ring)
    yield ring
    keyring.set_keyring(before)


@pytest.fixture
def servers() -> Iterator[ExitStack]:
    with ExitStack() as servers:
        yield servers


def answering(act: Act) -> Callable[[ExitStack], str]:
    return lambda servers: servers.enter_context(network(NOBODY, GET=[act])).url


def with_certificate(leaf: trustme.LeafCert) -> Callable[[ExitStack], str]:
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    leaf.configure_cert(tls)
    return lambda servers: servers.enter_context(network(NOBODY, tls=tls, GET=[ME])).url


def fault(code: str) -> Act:
    return answer(401, b'{"code": "%s", "message": "x"}' % code.encode())


CASES: dict[str, tuple[Callable[[ExitStack], str], type[Refusal]]] = {
    "a token that is none": (answering(fault("unauthorized")), TokenRefused),
    "expired": (answering(fault("token_expired")), TokenExpired),
    "withdrawn": (answering(fault("token_revoked")), TokenRevoked),
    "an address without TLS": (lambda _: "http://platform.example", AddressUnusable),
    "a password in the address": (lambda _: f"https://els:{TOKEN}@platform.example", AddressUnusable),
    "the address of another site": (answering(answer(200, b"<html>")), AnswerNotUnderstood),
    "an address that does not exist, or no network": (lambda _: "https://platform.invalid", Unreachable),
    "a server that is down": (lambda _: NOBODY, Unreachable),
    "self-signed": (with_certificate(STRANGE.issue_cert("127.0.0.1")), IssuerUnknown),
    "the certificate of another": (with_certificate(OWN.issue_cert("other.example")), CertificateRefused),
    "a certificate of before": (with_certificate(OWN.issue_cert("127.0.0.1", not_after=PAST)), CertificateRefused),
}


@pytest.fixture
def own(tmp_path: Path) -> Settings:
    OWN.cert_pem.write_to_path(str(tmp_path / "own.pem"))
    return Settings(home=str(tmp_path / "home"), certificate_authority=str(tmp_path / "own.pem"))


@pytest.mark.parametrize("case", CASES)
def test_each_cause_has_its_sentence(case: str, servers: ExitStack, own: Settings, ring: MemoryKeyring) -> None:
    address, expected = CASES[case]
    with pytest.raises(Refusal) as caught:
        sign_in(address(servers), TOKEN, own)
    assert type(caught.value) is expected
    assert ring.kept == {}
    assert all(TOKEN not in caught.value.to(language) for language in Language)


def test_a_proxy_that_lets_nothing_through(
    servers: ExitStack, own: Settings, ring: MemoryKeyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    proxy = servers.enter_context(network(NOBODY))
    monkeypatch.setenv("HTTPS_PROXY", proxy.url)
    for name in ("NO_PROXY", "no_proxy", "https_proxy"):
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(ProxyInTheWay, match=r"platform\.example"):
        sign_in("https://platform.example", TOKEN, own)
    assert ring.kept == {}


def test_the_practice_s_own_authority_is_trusted_when_it_is_named(servers: ExitStack, own: Settings) -> None:
    address = with_certificate(OWN.issue_cert("127.0.0.1"))(servers)
    assert sign_in(address, TOKEN, own).identity.practice == "M"
    with pytest.raises(IssuerUnknown):
        sign_in(address, TOKEN, Settings(home=own.home))
    with pytest.raises(AuthorityUnusable):
        sign_in(address, TOKEN, Settings(certificate_authority="/none.pem"))


@pytest.mark.parametrize("token", ["", "t 1", "t\n1", "é"])
def test_what_no_token_is(token: str, ring: MemoryKeyring) -> None:
    with pytest.raises(TokenUnusable):
        sign_in("https://platform.example", token, Settings())
    assert ring.kept == {}


def test_no_two_causes_share_a_sentence() -> None:
    causes = {expected for _, expected in CASES.values()} | {ProxyInTheWay, AuthorityUnusable, TokenUnusable}
    for language in Language:
        assert len({cause.text.to(language) for cause in causes}) == len(causes)
