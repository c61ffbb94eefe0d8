"""What every test of ours shares."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from tests.fakes.postgresql import postgresql

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")  # a busy machine is no failure


@pytest.fixture(scope="session")
def new_postgresql() -> Iterator[Callable[[], str]]:
    """Give a function that makes an empty PostgreSQL database and returns its address."""
    with postgresql() as new_database:
        yield new_database
