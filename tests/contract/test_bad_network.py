"""Every call of the client meets every way in which a network or a server misbehaves."""

from __future__ import annotations

import socket
import ssl
from contextlib import closing
from typing import TYPE_CHECKING, NamedTuple
from uuid import uuid4

import pytest
import trustme

from shared.http import (
    AnswerLost,
    AnswerNotUnderstood,
    AuthorityUnusable,
    CertificateRefused,
    IssuerUnknown,
    NothingDone,
    Unreachable,
)
from shared.language import Language, Refusal
from shared.patience import Patience
from shared.platform.client import (
    AccessRefused,
    Busy,
    Failing,
    HttpPlatform,
    RoleRefused,
    StillWorking,
    TokenExpired,
    TokenRefused,
    TokenRevoked,
    TooLarge,
)
from shared.platform.contract import ImportRow, Result
from tests.fakes.clients import client
from tests.fakes.network import (
    DRIP_BODY,
    DRIP_HEAD,
    HANG,
    RESET,
    answer,
    drop_after_work,
    failing_after_work,
    half_after_work,
    network,
)
from tests.fakes.sandbox import Sandbox, running
from tests.faults import reliability

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.fakes.network import Act, Raw

    Call = Callable[[HttpPlatform], object]

CALM = Patience(connect_s=10, answer_s=30, tries=3, first_pause_s=0)
HURRIED = Patience(connect_s=0.1, answer_s=0.1, tries=2, first_pause_s=0)
"""For what never ends anyway; nothing is awaited that would come later."""

ROWS = [ImportRow(str(uuid4()), client(position), "pb-nl") for position in range(3)]
READS: dict[str, Call] = {
    "me": lambda platform: platform.me(),
    "questionnaires": lambda platform: platform.questionnaires(),
    "colleagues": lambda platform: platform.colleagues(),
    "labels": lambda platform: platform.labels(),
    "clients": lambda platform: platform.clients(),
    "client": lambda platform: platform.client("C00001"),
}
FINE = None
NONE, ALL = 0, len(ROWS)


class Case(NamedTuple):
    """What the first calls meet; then the outcome of a read and of an import, and what the import created."""

    acts: tuple[Act | Raw, ...]
    read: type[Refusal] | None
    change: type[Refusal] | None
    created: int
    tries: tuple[int, int]  # of a read, of an import
    patience: Patience = CALM


def fault(status: int, code: str = "x", **headers: str) -> Act:
    return answer(status, b'{"code": "%s", "message": "y"}' % code.encode(), **headers)


SOON = {"Retry_After": "0"}
HTML = answer(200, b"<!doctype html><title>Sign in</title>", Content_Type="text/html")
CASES = {
    "hang": Case((HANG,) * 2, AnswerLost, AnswerLost, NONE, (2, 1), HURRIED),
    "a drip in the head": Case((DRIP_HEAD,) * 2, AnswerLost, AnswerLost, NONE, (2, 1), HURRIED),
    "a drip in the body": Case((DRIP_BODY,) * 2, AnswerLost, AnswerLost, NONE, (2, 1), HURRIED),
    "reset before reading, once": Case((RESET,), FINE, AnswerLost, NONE, (2, 1)),
    "reset before reading, always": Case((RESET,) * 3, AnswerLost, AnswerLost, NONE, (3, 1)),
    "the work done, the answer dropped": Case((drop_after_work,), FINE, AnswerLost, ALL, (2, 1)),
    "the work done, half a JSON": Case((half_after_work,), AnswerNotUnderstood, AnswerNotUnderstood, ALL, (1, 1)),
    "the work done, then 500": Case((failing_after_work,), FINE, Failing, ALL, (2, 1)),
    "HTML with 200": Case((HTML,), AnswerNotUnderstood, AnswerNotUnderstood, NONE, (1, 1)),
    "nothing with 200": Case((answer(200, b""),), AnswerNotUnderstood, AnswerNotUnderstood, NONE, (1, 1)),
    "401": Case((fault(401),), TokenRefused, TokenRefused, NONE, (1, 1)),
    "401, expired": Case((fault(401, "token_expired"),), TokenExpired, TokenExpired, NONE, (1, 1)),
    "401, withdrawn": Case((fault(401, "token_revoked"),), TokenRevoked, TokenRevoked, NONE, (1, 1)),
    "403": Case((fault(403),), AccessRefused, AccessRefused, NONE, (1, 1)),
    "403, role": Case((fault(403, "role"),), RoleRefused, RoleRefused, NONE, (1, 1)),
    "403 from something before it": Case(
        (answer(403, b"<html>"),), AnswerNotUnderstood, AnswerNotUnderstood, NONE, (1, 1)
    ),
    "409, once": Case((fault(409, **SOON),), FINE, FINE, ALL, (2, 2)),
    "409, always": Case((fault(409, **SOON),) * 3, StillWorking, StillWorking, NONE, (3, 3)),
    "413": Case((fault(413),), TooLarge, TooLarge, NONE, (1, 1)),
    "413 from something before it": Case((answer(413, b"<html>"),), TooLarge, TooLarge, NONE, (1, 1)),
    "429 with Retry-After, once": Case((fault(429, **SOON),), FINE, FINE, ALL, (2, 2)),
    "429 without Retry-After, once": Case((fault(429),), FINE, FINE, ALL, (2, 2)),
    "429, always": Case((fault(429),) * 3, Busy, Busy, NONE, (3, 3)),
    "429, to come back in an hour": Case((fault(429, Retry_After="3600"),), Busy, Busy, NONE, (1, 1)),
    "500, once": Case((fault(500),), FINE, Failing, NONE, (2, 1)),
    "500, for ever": Case((fault(500),) * 3, Failing, Failing, NONE, (3, 1)),
    "502 in HTML, once": Case((answer(502, b"<html>"),), FINE, Failing, NONE, (2, 1)),
    "503 with Retry-After, once": Case((fault(503, **SOON),), FINE, FINE, ALL, (2, 2)),
    "503, for ever": Case((fault(503),) * 3, Failing, Failing, NONE, (3, 3)),
    "a redirect": Case(
        (answer(302, b"", Location="https://elsewhere.example/"),),
        AnswerNotUnderstood,
        AnswerNotUnderstood,
        NONE,
        (1, 1),
    ),
}


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    with running(tmp_path_factory.mktemp("sandbox")) as sandbox:
        yield sandbox


def outcome(call: Call, platform: HttpPlatform) -> type[Refusal] | None:
    """Return why the call failed; the sentence is there in each language and tells nothing of anybody."""
    try:
        call(platform)
    except Refusal as caught:
        refusal = caught
    else:
        return None
    told = [refusal.to(language) for language in Language]
    assert len(set(told)) == len(told)
    private = [text for row in ROWS for text in (row.client.national_number, row.client.email, row.key)]
    assert not any(text in each for each in [*told, repr(refusal)] for text in private)
    return type(refusal)


@pytest.mark.parametrize("call", READS)
@pytest.mark.parametrize("case", CASES)
def test_a_read(served: Sandbox, case: str, call: str) -> None:
    expected = CASES[case]
    with network(served.url, GET=expected.acts) as between:
        token = served.tokens["admin"]
        with closing(HttpPlatform(between.url, token, patience=expected.patience)) as platform:
            refusal = outcome(READS[call], platform)
        assert len(between.calls) == expected.tries[0]
    assert refusal is expected.read


@pytest.mark.parametrize("case", CASES)
def test_an_import(served: Sandbox, case: str) -> None:
    served.start_again()
    before = len(served.national_numbers())
    expected = CASES[case]
    with network(served.url, POST=expected.acts) as between:
        token = served.tokens["admin"]
        with closing(HttpPlatform(between.url, token, patience=expected.patience)) as platform:
            refusal = outcome(lambda platform: platform.import_rows(ROWS), platform)
        assert len(between.calls) == expected.tries[1]
    assert refusal is expected.change
    assert len(served.national_numbers()) - before == expected.created
    assert not (expected.created and issubclass(refusal or Refusal, NothingDone))
    with served.platform() as platform:
        assert {each.result for each in platform.import_rows(ROWS)} == {Result.CREATED}
    assert len(served.national_numbers()) - before == len(ROWS)


@pytest.mark.parametrize("call", [*READS, "import"])
def test_refused(call: str) -> None:
    with socket.socket() as unheard:
        unheard.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{unheard.getsockname()[1]}"
        with closing(HttpPlatform(address, "t", patience=CALM)) as platform:
            assert outcome(CALLS[call], platform) is Unreachable


CALLS = READS | {"import": lambda platform: platform.import_rows(ROWS)}
TRUSTED, STRANGE = trustme.CA(), trustme.CA()


class Certificate(NamedTuple):
    issuer: trustme.CA
    name: str
    expected: type[Refusal] | None


CERTIFICATES = {
    "strange": Certificate(STRANGE, "127.0.0.1", IssuerUnknown),
    "of another": Certificate(TRUSTED, "other.example", CertificateRefused),
    "good": Certificate(TRUSTED, "127.0.0.1", FINE),
}


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("certificate", CERTIFICATES)
def test_a_certificate(served: Sandbox, tmp_path: Path, call: str, certificate: str) -> None:
    issuer, name, expected = CERTIFICATES[certificate]
    authority = tmp_path / "authority.pem"
    TRUSTED.cert_pem.write_to_path(str(authority))
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    issuer.issue_cert(name).configure_cert(tls)
    with network(served.url, tls=tls) as between:
        token = served.tokens["admin"]
        trusting = HttpPlatform(between.url, token, certificate_authority=str(authority), patience=CALM)
        with closing(trusting) as platform:
            refusal = outcome(CALLS[call], platform)
        assert bool(between.calls) is (expected is FINE)
    assert refusal is expected


@pytest.mark.parametrize("content", [None, "no certificate"])
def test_a_certificate_authority_that_is_none(tmp_path: Path, content: str | None) -> None:
    file = tmp_path / "authority.pem"
    if content:
        file.write_text(content, encoding="utf-8")
    with pytest.raises(AuthorityUnusable):
        HttpPlatform("https://platform.example", "t", certificate_authority=str(file))


def test_a_redirect_is_not_followed(served: Sandbox) -> None:
    with network(served.url) as elsewhere:
        away = answer(307, b"", Location=elsewhere.url)
        with (
            network(served.url, GET=[away], POST=[away]) as between,
            closing(HttpPlatform(between.url, served.tokens["admin"])) as platform,
        ):
            assert {outcome(call, platform) for call in CALLS.values()} == {None, AnswerNotUnderstood}
        assert elsewhere.calls == []


@pytest.mark.parametrize("seed", range(3))
def test_a_platform_that_fails_on_purpose_gets_every_row_once(tmp_path: Path, seed: int) -> None:
    rows = [ImportRow(str(uuid4()), client(position), "pb-nl") for position in range(40)]
    failed = 0
    with running(tmp_path, chaos=seed) as sandbox:
        before = len(sandbox.national_numbers())
        hasty = Patience(tries=2, first_pause_s=0, longest_pause_s=0)
        with closing(HttpPlatform(sandbox.url, sandbox.tokens["admin"], patience=hasty)) as platform:
            for batch in (rows[start : start + 2] for start in range(0, len(rows), 2)):
                while outcome(lambda platform, batch=batch: platform.import_rows(batch), platform):  # type: ignore[misc]
                    failed += 1
        numbers = sandbox.national_numbers()
    assert failed
    assert len(numbers) == len(set(numbers)) == before + len(rows)


def test_the_cases_are_counted() -> None:
    points = dict.fromkeys(sorted(CASES), len(CALLS)) | {"refused": len(CALLS)}
    points |= {f"a certificate: {name}": len(CALLS) for name in CERTIFICATES}
    assert min(points.values()) == len(READS) + 1
    reliability.keep("network", reliability.Counted(len(ROWS), points, 0, 0))
