"""Schemathesis asks the sandbox whatever its own OpenAPI allows, and what it does not."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest
import schemathesis
from hypothesis import settings

from tests.contract.test_authorisation import ROUTES
from tests.fakes.openapi import application
from tests.fakes.sandbox import running
from tests.faults import reliability

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.fakes.sandbox import Sandbox

pytestmark = pytest.mark.slow

REQUESTS = 100
SENT: Counter[str] = Counter()


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    with running(tmp_path_factory.mktemp("sandbox")) as sandbox:
        yield sandbox


LENIENT = {"checks": {"negative_data_rejection": {"enabled": False}}}  # unknown parameters are ignored, not refused
CONTRACT = schemathesis.openapi.from_dict(application().openapi(), config=schemathesis.Config.from_dict(LENIENT))


@CONTRACT.parametrize()
@settings(max_examples=REQUESTS, deadline=None)
def test_every_answer_is_in_the_contract(case: schemathesis.Case[Any], served: Sandbox) -> None:
    SENT[case.operation.label] += 1
    case.call_and_validate(base_url=served.url, headers={"Authorization": f"Bearer {served.tokens['admin']}"})


def test_the_requests_are_counted() -> None:
    assert set(SENT) == {f"{method} {path}" for method, path in ROUTES}
    reliability.keep("requests", reliability.Counted(0, dict(sorted(SENT.items())), 0, 0))
