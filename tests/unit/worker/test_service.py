from __future__ import annotations

import logging
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from shared.language import Language
from shared.settings import Settings
from tests.fakes.sandbox import running
from tests.files.exports.make import OFFICE_CSV
from worker.lock import held
from worker.service import RUN_LOCK, now, ring, standing

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def said(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    caplog.set_level(logging.INFO, "accounton.worker")
    return caplog


def test_a_run_belongs_to_the_local_day() -> None:
    moment = now()
    assert moment.utcoffset() == moment.replace(tzinfo=None).astimezone().utcoffset()


def test_a_ring_during_a_run_is_logged_and_passes(tmp_path: Path, said: pytest.LogCaptureFixture) -> None:
    with held(tmp_path / RUN_LOCK):
        ring(Settings(home=str(tmp_path)), Language.NL)
    assert said.messages == ["Er is al een afstemming bezig. Wacht tot die klaar is."]


def test_the_unforeseen_is_logged_by_kind_and_place_and_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: pytest.LogCaptureFixture
) -> None:
    with running(tmp_path / "platform") as sandbox:
        settings = Settings(home=str(tmp_path / "home"), platform_url=sandbox.url, practice_file=str(OFFICE_CSV))
        monkeypatch.setenv("ACCOUNTON_TOKEN", sandbox.tokens["admin"])
        ring(settings, Language.EN)
        with closing(sqlite3.connect(tmp_path / "home" / "accounton.db", isolation_level=None)) as database:
            database.execute("UPDATE flags SET reason = 'Luc Dubois'")
        said.clear()
        ring(settings, Language.EN)
    (message,) = said.messages
    assert message.startswith("The run failed (ValueError, ")
    assert "Dubois" not in message
    assert "Dubois" not in said.text
    last = standing(settings).last_good
    assert last
    assert last.id == 1
