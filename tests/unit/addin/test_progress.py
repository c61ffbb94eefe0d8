from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from addin.click import Click, click
from addin.progress import Progress, Stopped
from shared.language import Language, Text
from tests.fakes.desk import desk
from tests.unit.addin.books import client_book

if TYPE_CHECKING:
    from pathlib import Path

SENDING = Text("Envoi", "Verzenden", "Sending")


@pytest.fixture(autouse=True)
def at_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ACCOUNTON_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("ACCOUNTON_SETTINGS", str(tmp_path / "accounton.toml"))
    monkeypatch.delenv("ACCOUNTON_LANGUAGE", raising=False)


def test_every_batch_is_shown(tmp_path: Path) -> None:
    with desk(client_book(tmp_path / "clients.xlsx")) as (book, program):
        progress = Progress(book, SENDING, 250, Language.NL)
        for batch in (100, 100, 50):
            progress.moved(batch)
    assert program.said == [f"Accounton: Verzenden: {done} van 250 (Esc stopt)" for done in (0, 100, 200, 250)]


def test_a_batch_costs_two_calls_however_large(tmp_path: Path) -> None:
    with desk(client_book(tmp_path / "clients.xlsx")) as (book, program):
        progress = Progress(book, SENDING, 1_000_000, Language.EN)
        for batch in (1, 900_000):
            before = len(program.said), len(program.during)
            progress.moved(batch)
            assert (len(program.said), len(program.during)) == (before[0] + 1, before[1] + 1)


@pytest.mark.parametrize("language", Language)
def test_esc_stops_after_the_batch_and_gives_everything_back(tmp_path: Path, language: Language) -> None:
    done: list[int] = []

    def work(click: Click) -> str:
        progress = Progress(click.book, SENDING, 300, click.language)
        for batch in range(3):
            done.append(batch)
            progress.moved(100)
        return "done"

    with desk(client_book(tmp_path / "clients.xlsx")) as (_, program):
        program.escapes = [False, True, False]
        click(language, work)
        assert (program.screen_updating, program.calculation) == (True, "automatic")
    assert done == [0, 1]
    assert program.alerts == [Stopped(done=200, total=300).to(language)]


def test_esc_after_the_last_batch_has_nothing_to_stop(tmp_path: Path) -> None:
    with desk(client_book(tmp_path / "clients.xlsx")) as (book, program):
        program.escapes = [True]
        progress = Progress(book, SENDING, 5, Language.FR)
        progress.moved(5)
    assert progress.done == 5


def test_a_file_never_stops(tmp_path: Path) -> None:
    with desk(client_book(tmp_path / "clients.xlsx")) as (book, program):
        book.impl.app = program.app
        progress = Progress(book, SENDING, 5, Language.FR)
        progress.moved(2)
    assert progress.done == 2
