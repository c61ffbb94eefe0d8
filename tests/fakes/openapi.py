"""The contract as the sandbox writes it, without running one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.database import open_database
from shared.platform.sandbox.server import build
from shared.platform.sandbox.store import Store
from tests.fakes.sandbox import wall_clock

if TYPE_CHECKING:
    from fastapi import FastAPI


def application() -> FastAPI:
    """Return the application over an empty store that it never asks."""
    return build(Store(open_database("sqlite://"), wall_clock))
