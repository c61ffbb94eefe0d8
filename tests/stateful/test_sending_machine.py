from __future__ import annotations

import os
from collections import Counter
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.fakes.sandbox import running
from tests.faults import reliability
from tests.faults.reliability import Counted
from tests.stateful.machine import Sending, World
from tests.stateful.mishaps import mishaps

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PARTS: Final = 2
"""So that two processors share the work."""
EXAMPLES: Final = int(os.environ.get("MACHINE_EXAMPLES", "200" if os.environ.get("CI") else "100"))
STEPS: Final = 50
COUNTED: Final = Counter[str]()
"""Over all parts that ran in this process."""


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    with running(tmp_path / "sandbox") as sandbox, mishaps() as between:
        monkeypatch.setenv("ACCOUNTON_PLATFORM_URL", sandbox.url)
        monkeypatch.delenv("ACCOUNTON_LANGUAGE", raising=False)
        yield World(tmp_path, sandbox, between)


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
def test_whatever_is_done_the_platform_holds_what_was_sent_last_once(world: World, part: int) -> None:
    Sending.world = world
    run_state_machine_as_test(
        Sending,
        settings=settings(
            max_examples=EXAMPLES // PARTS,
            stateful_step_count=STEPS,
            deadline=None,
            database=None,
            phases=[Phase.generate],  # the steps that failed are printed as they were; making them fewer takes minutes
            suppress_health_check=list(HealthCheck),
            print_blob=True,
        ),
    )
    COUNTED.update(world.counted)
    reliability.keep("machine", Counted(EXAMPLES // PARTS * (part + 1), dict(sorted(COUNTED.items())), 0, 0))
