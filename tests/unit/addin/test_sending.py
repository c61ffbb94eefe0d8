"""The buttons *Send* and *Export for upload*, clicked on a workbook, against the real sandbox."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from addin import ribbon
from addin.choices import NO_TICK, TICK
from addin.delivery import LOCK, SendGoesOn
from shared.lock import held
from shared.platform.sandbox import seed
from tests.fakes.clients import client
from tests.fakes.desk import desk
from tests.fakes.network import drop_after_work, drop_before_work, network
from tests.fakes.sandbox import Sandbox, running
from tests.fakes.workbooks import workbook

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

SOFIE = seed.CLIENTS[0]
NEW = [client(1), client(2), client(3)]


@pytest.fixture
def sandbox(tmp_path: Path) -> Iterator[Sandbox]:
    with running(tmp_path / "sandbox") as sandbox:
        yield sandbox


@pytest.fixture(autouse=True)
def signed_in(sandbox: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    def signed_in(user: str = "admin", url: str = sandbox.url) -> None:
        monkeypatch.setenv("ACCOUNTON_TOKEN", sandbox.tokens[user])
        monkeypatch.setenv("ACCOUNTON_PLATFORM_URL", url)

    monkeypatch.setenv("ACCOUNTON_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("ACCOUNTON_SETTINGS", str(tmp_path / "accounton.toml"))
    monkeypatch.delenv("ACCOUNTON_LANGUAGE", raising=False)
    signed_in()
    return signed_in


def said(book: Any) -> list[str]:  # noqa: ANN401 - xlwings'
    block = book.sheets["Clients"].used_range.value
    column = block[0].index("Accounton")
    return [row[column] for row in block[1:]]


def choose(book: Any, text: str, column: str, choice: str) -> None:  # noqa: ANN401 - xlwings'
    """Type a choice into the line of the comparison that holds the text."""
    sheet = book.sheets["Comparison"]
    lines = sheet.used_range.value
    line = next(number for number, row in enumerate(lines, 1) if text in row)
    sheet.range(f"{column}{line}").value = choice


def test_a_click_sends_and_shows_each_rows_result(tmp_path: Path, sandbox: Sandbox) -> None:
    with desk(workbook(tmp_path / "a.xlsx", [client(1), SOFIE, client(2, email="x")])) as (book, program):
        ribbon.send("fr")
        assert program.alerts == []
        assert said(book)[:2] == ["Créé (C00015)", "Déjà sur Accounton (C00001)"]
        assert program.status_bar == "Accounton: Créés: 1, Déjà sur Accounton: 1, Invalides: 1"
        ribbon.send("en")
        assert said(book)[0] == "Already on Accounton (C00015)"
    assert len(sandbox.national_numbers()) == len(seed.CLIENTS) + 1


def test_what_is_ticked_on_the_comparison_goes_and_nothing_else(tmp_path: Path, sandbox: Sandbox) -> None:
    moved = replace(SOFIE, city="Oostende", street="Zeedijk")
    with desk(workbook(tmp_path / "a.xlsx", [client(1), client(2), moved])) as (book, program):
        ribbon.compare("en")
        choose(book, client(2).email, "B", NO_TICK)
        choose(book, "Oostende", "B", TICK)
        ribbon.send("en")
        assert program.alerts == []
        assert said(book) == ["Created (C00015)", "Not ticked in the comparison", "Updated (C00001)"]
    with sandbox.platform() as platform:
        found = platform.client("C00001")
    assert found
    assert found.client == replace(SOFIE, city="Oostende")


def test_the_questionnaires_to_choose_from_are_named_with_the_sheet(
    tmp_path: Path, sandbox: Sandbox, signed_in: Callable[..., None]
) -> None:
    signed_in("other_admin")
    row = client(1, language="french", responsible=seed.OTHER_ADMIN)
    with desk(workbook(tmp_path / "a.xlsx", [row])) as (book, program):
        ribbon.send("en")
        (told,) = program.alerts
        assert "ipp-simple (IPP simple)" in told
        assert "on the sheet “Comparison” (button Compare)" in told
        assert "--" not in told
        ribbon.compare("en")
        choose(book, row.email, "G", "IPP complète")
        ribbon.send("en")
        assert len(program.alerts) == 1
    with sandbox.platform("other_admin") as platform:
        assert [each.questionnaire for each in platform.clients()] == ["ipp-complete"]


def test_a_questionnaire_that_does_not_exist_is_told_and_nothing_goes(tmp_path: Path, sandbox: Sandbox) -> None:
    with desk(workbook(tmp_path / "a.xlsx", NEW)) as (book, program):
        ribbon.compare("en")
        choose(book, client(2).email, "G", "Vragenlijst 2019")
        ribbon.send("en")
        (told,) = program.alerts
        assert told.startswith("Row 3: the questionnaire on the comparison sheet does not exist in this client's")
        choose(book, client(2).email, "B", NO_TICK)
        ribbon.send("en")
        assert len(program.alerts) == 1
    assert len(sandbox.national_numbers()) == len(seed.CLIENTS) + 2


def test_an_answer_that_stays_away_is_one_box_and_the_rows_say_so(
    tmp_path: Path, sandbox: Sandbox, signed_in: Callable[..., None]
) -> None:
    file = workbook(tmp_path / "a.xlsx", NEW)
    with network(sandbox.url, POST=[drop_after_work, drop_after_work]) as between, desk(file) as (book, program):
        signed_in(url=between.url)
        ribbon.send("en")
        assert ["broke before the answer" in told for told in program.alerts] == [True]
        assert said(book) == ["Not sent yet. The answer was lost. Send again: nothing will go twice."] * 3
        ribbon.send("en")
        assert said(book)[0] == "Created (C00015)"
    assert len(sandbox.national_numbers()) == len(seed.CLIENTS) + 3


def test_a_row_that_never_arrived_and_that_somebody_else_sent_otherwise_makes_no_second_client(
    tmp_path: Path, sandbox: Sandbox, signed_in: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = client(1, national_number="")
    with network(sandbox.url, POST=[drop_before_work, drop_before_work]) as between:
        signed_in(url=between.url)
        with desk(workbook(tmp_path / "a.xlsx", [mine])) as (book, program):
            ribbon.send("en")
            assert len(program.alerts) == 1
            with (
                monkeypatch.context() as other,
                desk(workbook(tmp_path / "b.xlsx", [replace(mine, email="other@example.com")])) as (theirs, _),
            ):
                other.setenv("ACCOUNTON_HOME", str(tmp_path / "home of another"))
                ribbon.send("en")
                assert said(theirs) == ["Created (C00015)"]
            book.set_mock_caller()
            ribbon.send("en")
            assert said(book) == ["Already on Accounton (C00015)"]
    assert len(sandbox.national_numbers()) == len(seed.CLIENTS) + 1


def test_an_overwriting_whose_answer_was_lost_and_that_somebody_else_overwrote_is_done_again(
    tmp_path: Path, sandbox: Sandbox, signed_in: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = workbook(tmp_path / "a.xlsx", [replace(SOFIE, city="Oostende")])
    with network(sandbox.url, POST=[drop_after_work, drop_after_work]) as between:
        signed_in(url=between.url)
        with desk(file) as (book, program):
            ribbon.compare("en")
            choose(book, "Oostende", "B", TICK)
            ribbon.send("en")
            assert len(program.alerts) == 1
            book.save()
        with (
            monkeypatch.context() as other,
            desk(workbook(tmp_path / "b.xlsx", [replace(SOFIE, city="Brugge")])) as (
                theirs,
                _,
            ),
        ):
            other.setenv("ACCOUNTON_HOME", str(tmp_path / "home of another"))
            ribbon.compare("en")
            choose(theirs, "Brugge", "B", TICK)
            ribbon.send("en")
            assert said(theirs) == ["Updated (C00001)"]
        with desk(file) as (book, _):
            ribbon.compare("en")
            choose(book, "Oostende", "B", TICK)
            ribbon.send("en")
            assert said(book) == ["Updated (C00001)"]
    with sandbox.platform() as platform:
        found = platform.client("C00001")
    assert found
    assert found.client.city == "Oostende"


def test_a_second_send_beside_the_first_is_told_to_wait(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("addin.delivery.PATIENCE_S", 0)
    with held(tmp_path / "home" / LOCK, SendGoesOn), desk(workbook(tmp_path / "a.xlsx", NEW)) as (_, program):
        ribbon.send("nl")
        assert program.alerts == [
            "Op deze computer loopt al een verzending. Wacht tot die klaar is en verstuur opnieuw."
        ]


def test_the_file_for_the_upload_page_comes_beside_the_workbook(tmp_path: Path) -> None:
    with desk(workbook(tmp_path / "a.xlsx", [client(1), client(2), client(3, email="x")])) as (book, program):
        ribbon.export("en")
        assert program.status_bar == f"Accounton: Rows written: 2, left out: 1. File: {tmp_path / 'a - upload.xlsx'}"
        assert ["(a - upload.xlsx)" in str(each) for each in said(book)] == [True, True, False]
        ribbon.export("en")
        assert (tmp_path / "a - upload 2.xlsx").exists()
        assert program.alerts == []


def test_only_what_is_ticked_is_exported(tmp_path: Path) -> None:
    with desk(workbook(tmp_path / "a.xlsx", [*NEW, SOFIE])) as (book, program):
        ribbon.compare("en")
        choose(book, client(2).email, "B", NO_TICK)
        ribbon.export("en")
        assert program.alerts == []
        assert [bool(each) for each in said(book)] == [True, False, True, False]
        assert "Rows written: 2" in str(program.status_bar)


def test_a_workbook_without_a_place_is_to_be_saved_first(tmp_path: Path) -> None:
    file = workbook(tmp_path / "a.xlsx", NEW)
    with desk(file) as (_, program):
        ribbon.clear("fr")  # the file engine has read all of it
        file.unlink()
        ribbon.export("fr")
        assert [told.partition(" dans ")[0] for told in program.alerts] == ["Enregistrez d'abord ce classeur"]
