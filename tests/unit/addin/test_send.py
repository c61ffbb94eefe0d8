from __future__ import annotations

import sqlite3
from collections import deque
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import count
from typing import TYPE_CHECKING

import pytest

from addin.choices import Choices, NewLine, facts_of, lines_of
from addin.compare import compare
from addin.outbox import Outbox, OutboxLocked, State
from addin.questionnaires import QuestionnaireNotChosen
from addin.report import document, in_the_sheet, lines, report
from addin.send import prepare, send
from shared.check import table_of
from shared.database import open_database, sqlite_url
from shared.http import AnswerLost, Unreachable
from shared.language import Language, Refusal, Text
from shared.platform.client import Failing, RoleRefused
from shared.platform.contract import ImportRow, Role, RowResult
from shared.platform.sandbox import seed
from shared.record import Field
from shared.settings import Settings
from tests.fakes.clients import client
from tests.fakes.platform import MemoryPlatform

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from addin.compare import Compared
    from addin.report import RowReport
    from addin.send import Prepared, Sent
    from shared.record import Client

TODAY = date(2026, 3, 2)
NOW = datetime(2026, 3, 2, tzinfo=UTC)
LOST, DOWN, BROKEN = AnswerLost(host="x"), Unreachable(host="x"), Failing(host="x", status=500)


class Stumbling(MemoryPlatform):
    """Raises the next of `before` instead of importing, or the next of `after` once it has imported."""

    def __init__(
        self, *, before: Sequence[Refusal | None] = (), after: Sequence[Refusal | None] = (), role: Role = Role.ADMIN
    ) -> None:
        super().__init__(role=role)
        self.before, self.after = deque(before), deque(after)

    def import_rows(self, rows: Sequence[ImportRow]) -> list[RowResult]:
        if self.before and (refusal := self.before.popleft()):
            raise refusal
        answers = super().import_rows(rows)
        if self.after and (refusal := self.after.popleft()):
            raise refusal
        return answers


@pytest.fixture
def outbox(tmp_path: Path) -> Iterator[Outbox]:
    engine = open_database(sqlite_url(tmp_path / "outbox.db"))
    numbers = count(1)
    yield Outbox(engine, lambda: NOW, lambda: f"key-{next(numbers):012}")
    engine.dispose()


def click(clients: Sequence[Client], platform: MemoryPlatform, outbox: Outbox) -> tuple[Sent, list[RowReport]]:
    compared = compare(table_of(clients), platform, TODAY)
    prepared = ready(compared, platform, outbox)
    sent = send(prepared.rows, platform, outbox, lambda _: None)
    return sent, report(compared, prepared, sent, Language.EN)


def ready(
    compared: Compared,
    platform: MemoryPlatform,
    outbox: Outbox,
    *,
    choices: Choices | None = None,
    now: datetime = NOW,
) -> Prepared:
    return prepare(compared, choices, platform, outbox, settings=Settings(), asked=(), now=now)


def counts(rows: Sequence[RowReport]) -> dict[str, object]:
    return {name: number for name, number in document(rows).items() if name != "rows" and number}


def still_open(outbox: Outbox, platform: MemoryPlatform) -> list[State]:
    return [each.state for each in outbox.open_entries(platform.address, platform.me())]


def once_each(platform: MemoryPlatform, clients: Sequence[Client]) -> bool:
    there = [each.client for each in platform.held[len(seed.CLIENTS) :]]
    return sorted(map(repr, there)) == sorted(map(repr, clients))


MANY = [client(position) for position in range(250)]


def test_sends_what_is_valid_and_new_and_nothing_else(outbox: Outbox) -> None:
    platform = MemoryPlatform()
    sent, rows = click([client(1), seed.CLIENTS[0], client(2, email="x"), client(3)], platform, outbox)
    assert [(each.row, each.result, each.client_id) for each in rows] == [
        (1, "created", "C00015"),
        (2, "already_there", "C00001"),
        (3, "invalid", None),
        (4, "created", "C00016"),
    ]
    assert (counts(rows), sent.stopped) == ({"created": 2, "already_there": 1}, None)
    assert once_each(platform, [client(1), client(3)])


def test_the_second_click_sends_nothing(outbox: Outbox) -> None:
    platform = MemoryPlatform()
    click(MANY, platform, outbox)
    assert platform.received == 3
    _, rows = click(MANY, platform, outbox)
    assert counts(rows) == {"already_there": 250}
    assert platform.received == 3


def test_progress_is_told_batch_by_batch(outbox: Outbox) -> None:
    platform = MemoryPlatform()
    moved: list[int] = []
    rows = ready(compare(table_of(MANY), platform, TODAY), platform, outbox).rows
    send(rows, platform, outbox, moved.append)
    assert moved == [100, 100, 50]


def test_a_lost_answer_is_read_back_at_once(outbox: Outbox) -> None:
    platform = Stumbling(after=[None, LOST])
    _, rows = click(MANY, platform, outbox)
    assert counts(rows) == {"created": 250}
    assert once_each(platform, MANY)
    assert still_open(outbox, platform) == []


@pytest.mark.parametrize("fault", [LOST, BROKEN])
def test_an_answer_lost_twice_leaves_the_rows_unsure_and_a_later_click_settles_them(
    outbox: Outbox, fault: Refusal
) -> None:
    platform = Stumbling(after=[None, fault, fault])
    sent, rows = click(MANY, platform, outbox)
    assert counts(rows) == {"created": 100, "unsent": 150}
    assert {each.code for each in rows[100:200]} == {"outcome_unknown"}
    assert {each.code for each in rows[200:]} == {"not_sent"}
    assert sent.stopped is fault
    assert still_open(outbox, platform) == [State.UNSURE] * 100 + [State.WAITING] * 50
    _, rows = click(MANY, platform, outbox)
    assert counts(rows) == {"created": 150, "already_there": 100}
    assert once_each(platform, MANY)
    assert still_open(outbox, platform) == []


def test_a_platform_that_is_away_leaves_everything_waiting(outbox: Outbox) -> None:
    platform = Stumbling(before=[DOWN])
    sent, rows = click(MANY, platform, outbox)
    assert (counts(rows), sent.stopped) == ({"unsent": 250}, DOWN)
    assert still_open(outbox, platform) == [State.WAITING] * 250
    assert click(MANY, platform, outbox)[0].stopped is None
    assert once_each(platform, MANY)


def test_what_was_in_doubt_stays_in_doubt_while_the_platform_is_away(outbox: Outbox) -> None:
    platform = Stumbling(after=[LOST], before=[None, DOWN])
    click([client(1)], platform, outbox)
    assert still_open(outbox, platform) == [State.UNSURE]
    platform.before.append(DOWN)
    click([client(1)], platform, outbox)
    assert still_open(outbox, platform) == [State.UNSURE]
    _, rows = click([client(1)], platform, outbox)
    assert counts(rows) == {"created": 1}


def test_an_edited_row_after_a_lost_answer_is_known_not_doubled(outbox: Outbox) -> None:
    platform = Stumbling(after=[LOST, LOST])
    click([client(1)], platform, outbox)
    _, rows = click([client(1, street="Markt", house_number="1", postal_code="9000", city="Gent")], platform, outbox)
    assert counts(rows) == {"already_there": 1}
    assert once_each(platform, [client(1)])


def test_a_refused_row_may_be_tried_again_and_is_judged_afresh(outbox: Outbox) -> None:
    platform = MemoryPlatform()
    abroad = client(1, mobile="+33612345678")
    compared = compare(table_of([abroad]), platform, TODAY)
    prepared = ready(compared, platform, outbox)
    rows = prepared.rows
    spoilt = [replace(rows[0], entry=replace(rows[0].entry, row=replace(rows[0].entry.row, questionnaire="ipp-fr")))]
    refused = report(compared, prepared, send(spoilt, platform, outbox, lambda _: None), Language.EN)
    assert counts(refused) == {"refused": 1}
    assert refused[0].message == "Questionnaire does not exist in the language of this client"
    _, rows_again = click([abroad], platform, outbox)
    assert counts(rows_again) == {"created": 1}


def test_our_own_reason_stands_beside_the_platforms_message(outbox: Outbox) -> None:
    platform = MemoryPlatform()
    compared = compare(table_of([client(1)]), platform, TODAY)
    prepared = ready(compared, platform, outbox)
    (row,) = prepared.rows
    wrong = replace(row.entry.row, client=client(1, mobile="0475"))
    sent = send([replace(row, entry=replace(row.entry, row=wrong))], platform, outbox, lambda _: None)
    (told,) = report(compared, prepared, sent, Language.NL)
    assert told.code == "mobile_number"
    assert told.message == (
        "Het mobiele nummer is niet correct. Begin met de landcode (+32), zonder spaties. "
        "(Mobile number is invalid or enter mobile number with country code)"
    )


def test_an_accountant_is_told_so_before_anything_is_written(outbox: Outbox) -> None:
    platform = MemoryPlatform(role=Role.ACCOUNTANT)
    with pytest.raises(RoleRefused):
        click([client(1)], platform, outbox)
    assert still_open(outbox, platform) == []


def test_an_unclear_questionnaire_stops_before_anything_is_sent(outbox: Outbox) -> None:
    platform = MemoryPlatform((), languages=["french"], questionnaires=seed.OTHER_QUESTIONNAIRES)
    with pytest.raises(QuestionnaireNotChosen):
        click([client(1, language="french")], platform, outbox)
    assert (platform.received, still_open(outbox, platform)) == (0, [])


def ticks(compared: Compared, *rows: int, questionnaire: str = "", overwrite: Sequence[Field] = ()) -> Choices:
    """Return a comparison sheet of everything in `compared`, on which these rows and fields are ticked."""
    new = [NewLine(each.row, facts_of(each.client), each.row in rows, questionnaire) for each in compared.new]
    lines = [line for each in compared.known for line in lines_of(each)]
    return Choices(new, frozenset(line for line in lines if line.field in overwrite))


def test_only_what_is_ticked_goes(outbox: Outbox) -> None:
    platform = MemoryPlatform()
    compared = compare(table_of([client(1), client(2), client(3)]), platform, TODAY)
    prepared = ready(compared, platform, outbox, choices=ticks(compared, 1, 3))
    rows = report(compared, prepared, send(prepared.rows, platform, outbox, lambda _: None), Language.EN)
    assert [each.result for each in rows] == ["created", "unticked", "created"]
    assert in_the_sheet(rows[1], Language.NL) == "Niet aangevinkt in de vergelijking"
    assert once_each(platform, [client(1), client(3)])


def test_a_row_that_was_not_compared_stays_and_is_told_so(outbox: Outbox) -> None:
    platform = MemoryPlatform()
    before = compare(table_of([client(1)]), platform, TODAY)
    compared = compare(table_of([client(1), client(2)]), platform, TODAY)
    prepared = ready(compared, platform, outbox, choices=ticks(before, 1))
    rows = report(compared, prepared, send(prepared.rows, platform, outbox, lambda _: None), Language.EN)
    assert [(each.result, each.code) for each in rows] == [("created", None), ("unsent", "not_compared")]
    assert "Compare again" in in_the_sheet(rows[1], Language.EN)
    assert counts(rows) == {"created": 1, "unsent": 1}


def test_only_the_chosen_fields_are_overwritten(outbox: Outbox) -> None:
    platform = MemoryPlatform()
    moved = replace(seed.CLIENTS[0], city="Oostende", street="Zeedijk")
    compared = compare(table_of([moved, seed.CLIENTS[1]]), platform, TODAY)
    prepared = ready(compared, platform, outbox, choices=ticks(compared, overwrite=[Field.CITY]))
    rows = report(compared, prepared, send(prepared.rows, platform, outbox, lambda _: None), Language.EN)
    assert counts(rows) == {"updated": 1, "already_there": 1}
    assert platform.clients()[0].client == replace(seed.CLIENTS[0], city="Oostende")
    assert len(platform.held) == len(seed.CLIENTS)


def test_a_created_row_whose_answer_was_lost_and_that_changed_there_is_only_overwritten(outbox: Outbox) -> None:
    platform = Stumbling(after=[LOST, LOST])
    row = client(1, street="Markt", house_number="1", postal_code="9000", city="Gent")
    click([row], platform, outbox)
    (there,) = platform.held[len(seed.CLIENTS) :]
    platform.held[-1] = replace(there, client=replace(row, city="Aalst"))
    compared = compare(table_of([row]), platform, TODAY)
    prepared = ready(compared, platform, outbox, choices=ticks(compared, overwrite=[Field.CITY]))
    assert [each.row for each in prepared.rows] == [1]
    sent = send(prepared.rows, platform, outbox, lambda _: None)
    assert [each.result for each in report(compared, prepared, sent, Language.EN)] == ["updated"]
    assert still_open(outbox, platform) == []


def test_a_row_takes_its_own_questionnaire(outbox: Outbox) -> None:
    platform = MemoryPlatform((), languages=["french"], questionnaires=seed.OTHER_QUESTIONNAIRES)
    compared = compare(table_of([client(1, language="french")]), platform, TODAY)
    chosen = seed.OTHER_QUESTIONNAIRES[1]
    prepared = ready(compared, platform, outbox, choices=ticks(compared, 1, questionnaire=chosen.name))
    send(prepared.rows, platform, outbox, lambda _: None)
    assert [each.questionnaire for each in platform.clients()] == [chosen.id]


def test_esc_between_two_batches_leaves_the_rest_for_the_next_click(outbox: Outbox) -> None:
    platform = MemoryPlatform()

    class Escaped(Refusal):
        text = Text("arrêté", "gestopt", "stopped")

    def escape(_: int) -> None:
        raise Escaped

    compared = compare(table_of(MANY), platform, TODAY)
    prepared = ready(compared, platform, outbox)
    sent = send(prepared.rows, platform, outbox, escape)
    assert counts(report(compared, prepared, sent, Language.EN)) == {"created": 100, "unsent": 150}
    assert isinstance(sent.stopped, Escaped)
    assert still_open(outbox, platform) == [State.WAITING] * 150
    assert counts(click(MANY, platform, outbox)[1]) == {"created": 150, "already_there": 100}
    assert once_each(platform, MANY)


def test_an_outbox_that_fails_between_two_batches_stops_before_the_next_leaves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shared.database.PATIENCE_S", 0)
    engine = open_database(sqlite_url(tmp_path / "outbox.db"))
    numbers = count(1)
    outbox, platform = Outbox(engine, lambda: NOW, lambda: f"key-{next(numbers):012}"), MemoryPlatform()
    compared = compare(table_of(MANY), platform, TODAY)
    prepared = ready(compared, platform, outbox)
    with closing(sqlite3.connect(tmp_path / "outbox.db", isolation_level=None)) as other:

        def occupy(_: int) -> None:
            other.execute("BEGIN IMMEDIATE")

        sent = send(prepared.rows, platform, outbox, occupy)
    assert isinstance(sent.stopped, OutboxLocked)
    assert platform.received == 1
    assert counts(report(compared, prepared, sent, Language.EN)) == {"created": 100, "unsent": 150}
    assert counts(click(MANY, platform, outbox)[1]) == {"created": 150, "already_there": 100}
    assert once_each(platform, MANY)
    engine.dispose()


def test_a_row_edited_to_and_fro_is_one_client_and_no_entry_stays_open(outbox: Outbox) -> None:
    platform = Stumbling(before=[LOST, LOST, LOST, LOST])
    a, b = client(1), client(1, national_number="", first_name="Tess")
    for version in (a, b, a):
        click([version], platform, outbox)
    assert once_each(platform, [a])
    assert still_open(outbox, platform) == []


@pytest.mark.parametrize("language", Language)
def test_every_row_has_its_words(outbox: Outbox, language: Language) -> None:
    platform = Stumbling(before=[DOWN])
    compared = compare(table_of([client(1), seed.CLIENTS[0], client(2, email="x")]), platform, TODAY)
    prepared = ready(compared, platform, outbox)
    sent = send(prepared.rows, platform, outbox, lambda _: None)
    rows = report(compared, prepared, sent, language)
    words = [in_the_sheet(each, language) for each in rows]
    assert len(set(words)) == 3
    assert not any("{" in each or "None" in each for each in words)
    assert len(list(lines(rows, "row", language))) == 3


def test_a_long_list_of_failures_is_cut(outbox: Outbox) -> None:
    _, rows = click([client(position, email="x") for position in range(25)], MemoryPlatform(), outbox)
    text = list(lines(rows, "row", Language.EN))
    assert text[0] == "Created: 0, Invalid: 25"
    assert len(text) == 22
