"""Schemathesis asks the sandbox whatever its own OpenAPI allows, and what it does not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import schemathesis
from hypothesis import settings

from tests.fakes.openapi import application
from tests.fakes.sandbox import running

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.fakes.sandbox import Sandbox

pytestmark = pytest.mark.slow

REQUESTS = 100


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    with running(tmp_path_factory.mktemp("sandbox")) as sandbox:
        yield sandbox


REFUSED = {"checks": {"negative_data_rejection": {"expected-statuses": [400, 401, 403, 404, 405, 413, 422]}}}
CONTRACT = schemathesis.openapi.from_dict(application().openapi(), config=schemathesis.Config.from_dict(REFUSED))


@CONTRACT.parametrize()
@settings(max_examples=REQUESTS, deadline=None)
def test_every_answer_is_in_the_contract(case: schemathesis.Case[Any], served: Sandbox) -> None:
    case.call_and_validate(base_url=served.url, headers={"Authorization": f"Bearer {served.tokens['admin']}"})
