from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from shared.files import Missing
from shared.privacy import keyed_hash
from shared.reconciliation import Reason, State
from shared.settings import Settings
from tests.fakes.platform import MemoryPlatform
from tests.unit.worker.people import AN, AN_WITH_BART, BART, CARL, DINA, platform_clients
from worker.connectors.base import RetryLater
from worker.connectors.memory import MemoryConnector
from worker.flags import EventKind
from worker.history import COMPLETE, Sections
from worker.record import PracticeClient, Status
from worker.run import STEPS, Outcome, Reconciler
from worker.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from shared.language import Refusal
    from shared.platform.contract import PlatformClient
    from shared.record import Client

AT = datetime(2026, 3, 2, 6, tzinfo=UTC)
KEY = b"k" * 32


class Platform(MemoryPlatform):
    """Raises `refusal` when one is set, and remembers that it was closed."""

    refusal: Refusal | None = None
    closed = False

    def clients(self, updated_since: str | None = None) -> list[PlatformClient]:
        if self.refusal:
            raise self.refusal
        return super().clients(updated_since)

    def close(self) -> None:
        self.closed = True


@dataclass
class Office:
    """A practice, its platform and the worker between them."""

    store: Store
    platform: Platform = field(default_factory=lambda: Platform([]))
    practice: MemoryConnector = field(default_factory=MemoryConnector)
    moves: list[None] = field(default_factory=list)

    def holds(self, *clients: Client) -> None:
        self.practice.clients = [PracticeClient(client) for client in clients]

    def shows(self, *clients: Client) -> None:
        self.platform.held = platform_clients(*clients)

    def once(self, *, accept: bool = False) -> Outcome:
        reconciler = Reconciler(
            lambda: self.platform, self.practice, self.store, KEY, lambda: AT, lambda: self.moves.append(None)
        )
        return reconciler.once(accept=accept)

    def events(self) -> list[tuple[str, EventKind | None]]:
        return [(step.flag.sighting.client, step.event) for step in self.once().steps]


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with closing(Store.open(Settings(home=str(tmp_path)))) as store:
        yield Office(store)


def test_a_complete_run_counts_the_sections(office: Office) -> None:
    office.holds(AN, CARL, replace(DINA, email="dina@"))
    office.shows(AN, BART)
    run = office.once().run
    assert (run.status, run.practice, run.system, run.id) == ("complete", "Martens & Lambert", "memory", 1)
    assert run.sections == Sections(only_in_practice=1, only_on_platform=1, in_both=1, invalid=1)
    assert office.store.last_run(COMPLETE) == run


def test_it_reports_every_step_and_closes_the_platform(office: Office) -> None:
    office.holds(AN)
    office.once()
    assert len(office.moves) == STEPS
    assert office.platform.closed


def test_an_invalid_client_in_both_is_counted_twice_over(office: Office) -> None:
    office.holds(replace(AN, email="an@"))
    office.shows(AN)
    assert office.once().run.sections == Sections(in_both=1, invalid=1)


def test_a_partner_without_an_email_is_not_invalid(office: Office) -> None:
    office.holds(AN_WITH_BART, replace(BART, email=""))
    office.shows(AN_WITH_BART)
    assert office.once().run.sections == Sections(in_both=1)


def test_the_flag_holds_a_hash_and_a_mask_and_no_number(office: Office) -> None:
    office.holds(CARL)
    office.shows(AN)
    (step,) = office.once().steps
    sighting = step.flag.sighting
    assert (sighting.client, sighting.reason) == ("An Peeters", Reason.GONE)
    assert (sighting.number_hash, sighting.number_masked) == (keyed_hash(AN.national_number, KEY), "85.**.**-***.28")


@pytest.mark.parametrize(
    ("reference", "described"),
    [
        ("R1", "An Peeters · R1 · 85.**.**-***.34"),
        ("", "An Peeters · 85.**.**-***.34"),
        ("85.07.30-034.27", "An Peeters · 85.**.**-***.34"),
        ("an@example.be", "An Peeters · 85.**.**-***.34"),
    ],
)
def test_the_candidate_is_described_without_a_whole_number(office: Office, reference: str, described: str) -> None:
    other = replace(AN, national_number="85073003427", email="", client_code="")
    office.practice.clients = [PracticeClient(replace(other, national_number="85073003434"), reference)]
    office.shows(other)
    (step,) = office.once().steps
    assert step.flag.sighting.candidate == described


def test_a_second_run_tells_nothing_again(office: Office) -> None:
    office.holds(CARL)
    office.shows(AN, CARL)
    assert office.events() == [("An Peeters", EventKind.RAISED)]
    assert office.events() == [("An Peeters", None)]


def test_a_flag_goes_through_its_life(office: Office) -> None:
    office.holds(CARL, DINA)
    office.shows(AN, CARL)
    assert office.events() == [("An Peeters", EventKind.RAISED)]
    office.practice.clients.append(PracticeClient(AN, status=Status.ENDED))
    assert office.events() == [("An Peeters", EventKind.REASON_CHANGED)]
    office.holds(AN, CARL)
    assert office.events() == [("An Peeters", EventKind.RESOLVED)]
    office.holds(CARL, DINA)
    assert office.events() == [("An Peeters", EventKind.BACK_AGAIN)]
    (flag,) = office.store.flags()
    assert (flag.id, flag.state) == (1, State.NEW)


class TestRefusals:
    def flagged(self, office: Office) -> None:
        office.holds(CARL, DINA)
        office.shows(AN, CARL)
        office.once()

    def refused(self, office: Office, sentence: str) -> None:
        before = office.store.flags()
        outcome = office.once()
        assert (outcome.run.status, outcome.run.practice, outcome.steps) == ("refused", "Martens & Lambert", ())
        assert outcome.run.why
        assert sentence in outcome.run.why.en
        assert len(set(outcome.run.why)) == 3
        assert office.store.last_run("refused") == outcome.run
        assert office.store.flags() == before

    def test_a_platform_that_does_not_answer(self, office: Office) -> None:
        self.flagged(office)

        office.platform.refusal = Missing(file="platform")
        self.refused(office, "does not exist")
        assert office.platform.closed

    def test_a_practice_system_that_does_not_answer(self, office: Office) -> None:
        self.flagged(office)
        office.practice.refusal = RetryLater.because(Missing(file="clients.xlsx"))
        self.refused(office, "“clients.xlsx” does not exist")

    def test_an_empty_practice(self, office: Office) -> None:
        self.flagged(office)
        office.holds()
        self.refused(office, "no client at all")

    def test_a_shrunken_practice(self, office: Office) -> None:
        self.flagged(office)
        office.holds(CARL)
        self.refused(office, "only 1 active clients left, against 2")

    def test_a_shrunken_platform(self, office: Office) -> None:
        self.flagged(office)
        office.shows()
        self.refused(office, "only 0 clients left, against 2")

    def test_a_person_may_accept_what_looks_wrong_and_it_is_on_record(self, office: Office) -> None:
        self.flagged(office)
        office.holds(CARL)
        outcome = office.once(accept=True)
        assert (outcome.run.status, outcome.run.accepted) == ("complete", True)
        assert office.once().run.status == "complete"

    def test_nobody_may_accept_nothing(self, office: Office) -> None:
        self.flagged(office)
        office.holds()
        assert office.once(accept=True).run.status == "refused"

    def test_a_refused_run_is_no_measure_for_the_next(self, office: Office) -> None:
        self.flagged(office)
        office.holds(CARL)
        self.refused(office, "against 2")
        self.refused(office, "against 2")

    def test_the_practice_is_unknown_before_the_first_run(self, office: Office) -> None:
        office.platform.refusal = Missing(file="platform")
        assert office.once().run.practice == ""
