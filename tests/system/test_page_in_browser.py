"""The test platform's page, as Chromium shows it."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from shared.platform.contract import ImportRow
from tests.fakes import sandbox
from tests.fakes.clients import client, national_number

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.browser

QUIET = (
    "--headless --no-sandbox --disable-gpu --disable-background-networking --disable-component-update --disable-sync"
)
HOSTILE = "<script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">"


def shown(url: str, folder: Path) -> str:
    """Return the page's document after its scripts ran, if it had any."""
    chromium = ["chromium", *QUIET.split(), f"--user-data-dir={folder / 'profile'}", "--virtual-time-budget=2000"]
    return subprocess.run(
        [*chromium, "--dump-dom", url], check=True, capture_output=True, text=True, encoding="utf-8"
    ).stdout


def test_what_is_sent_is_shown_as_text_and_numbers_are_masked(tmp_path: Path) -> None:
    with sandbox.running(tmp_path) as running:
        with running.platform() as platform:
            (result,) = platform.import_rows([ImportRow(str(uuid4()), client(7, last_name=HOSTILE), "pb-nl")])
        page = shown(f"{running.url}/?language=nl", tmp_path)
    assert result.client_id is not None
    assert result.client_id in page
    assert "document.title='owned'&lt;/script&gt;" in page
    assert "<title>owned</title>" not in page
    assert national_number(7) not in page


def test_searching_shows_those_that_match_and_no_name_in_the_address(tmp_path: Path) -> None:
    with sandbox.running(tmp_path) as running:
        asking = tmp_path / "asking.html"
        asking.write_text(
            f'<form method="post" action="{running.url}/?language=fr"><input name="search" value="namur"></form>'
            "<script>document.forms[0].submit()</script>",
            encoding="utf-8",
        )
        page = shown(asking.as_uri(), tmp_path)
    assert "2 sur 14" in page
    assert "marie.lambotte@example.org" in page
    assert "sofie.peeters@example.com" not in page


@pytest.mark.parametrize(("language", "words"), [("fr", "Pas encore envoyé"), ("nl", "Nog niet verstuurd")])
def test_each_language(tmp_path: Path, language: str, words: str) -> None:
    with sandbox.running(tmp_path) as running:
        page = shown(f"{running.url}/?language={language}", tmp_path)
    assert f'<html lang="{language}"' in page
    assert words in page
