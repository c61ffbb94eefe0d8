from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import create_engine, inspect, select
from sqlalchemy.orm import Session

from shared.database import DriverMissing
from shared.language import Language, Text
from shared.reconciliation import Reason, State
from shared.settings import Settings
from worker.flags import EventKind, Flag, Sighting, Step, advance
from worker.guards import Sizes
from worker.history import COMPLETE, REFUSED, PracticeProblem, Run, Sections
from worker.models import Base, FlagEventRow, PracticeProblemRow
from worker.store import DatabaseUnusable, FlagResolved, FlagUnknown, Store

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from shared.language import Refusal

AT = datetime(2026, 3, 2, 6, tzinfo=UTC)
RUN = Run("Martens", "export-file", AT, AT, sizes=Sizes(10, 9), sections=Sections(1, 2, 3, 4))
WHY = Text("Vide.", "Leeg.", "Empty.")
GONE = Sighting("c1", "An Peeters", Reason.GONE, number_hash="h1", number_masked="85.**.**-***.28")
ALIKE = Sighting("c2", "Bart Wuyts", Reason.POSSIBLE_MATCH, candidate="Bart Wuyts · R2")
PROBLEM = PracticeProblem("R1", "Carl Maes", "email", "email-invalid")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(home=str(tmp_path / "home"))


@pytest.fixture
def store(settings: Settings) -> Iterator[Store]:
    with closing(Store.open(settings)) as store:
        yield store


def complete(
    store: Store, *sightings: Sighting, run: Run = RUN, problems: Sequence[PracticeProblem] = ()
) -> tuple[int, list[Step]]:
    ids = {one.platform_id for one in sightings}
    return store.complete(run, problems, lambda known: list(advance(known, sightings, ids, run.ended)))


def events(settings: Settings) -> list[tuple[int, int | None, str, str]]:
    engine = create_engine(f"sqlite:///{settings.home_path / 'accounton.db'}")
    with Session(engine) as session:
        rows = session.scalars(select(FlagEventRow).order_by(FlagEventRow.id)).all()
    engine.dispose()
    return [(row.flag_id, row.run_id, row.kind, row.by + row.note) for row in rows]


def test_nothing_is_remembered_before_the_first_run(store: Store) -> None:
    assert (store.last_run(COMPLETE), store.last_run(REFUSED), store.last_practice("export-file")) == (None, None, "")
    assert (store.flags(resolved=True), store.unlooked()) == ([], 0)


def test_a_complete_run_is_remembered_whole(store: Store) -> None:
    number, _ = complete(store, run=replace(RUN, accepted=True))
    assert store.last_run(COMPLETE) == replace(RUN, accepted=True, id=number)


def test_a_refused_run_is_remembered_with_its_reason(store: Store) -> None:
    refused = replace(RUN, why=WHY, sections=Sections(), sizes=Sizes(0, 0))
    assert store.refuse(refused) == 1
    assert store.last_run(REFUSED) == replace(refused, id=1)
    assert store.last_run(COMPLETE) is None


def test_moments_keep_their_place_in_time(store: Store) -> None:
    brussels = AT.astimezone(timezone(timedelta(hours=1)))
    complete(store, run=replace(RUN, started=brussels))
    last = store.last_run(COMPLETE)
    assert last
    assert (last.started, last.started.tzinfo) == (AT, UTC)


def test_the_last_run_is_that_of_the_practice_and_system(store: Store) -> None:
    complete(store)
    complete(store, run=replace(RUN, practice="Delvaux"))
    complete(store, run=replace(RUN, system="memory"))
    found = [store.last_run(COMPLETE, *of) for of in (("Martens", "export-file"), ("Delvaux", "memory"))]
    assert [run and run.id for run in found] == [1, None]


def test_the_practice_is_known_from_the_runs_that_knew_it(store: Store) -> None:
    complete(store)
    store.refuse(replace(RUN, practice="", why=WHY))
    assert store.last_practice("export-file") == "Martens"
    assert store.last_practice("memory") == ""


def test_flags_get_numbers_that_stay(store: Store) -> None:
    _, first = complete(store, GONE, ALIKE)
    _, second = complete(store, ALIKE, GONE)
    assert [step.flag.id for step in first] == [1, 2]
    assert [step.flag.id for step in second] == [2, 1]
    assert store.flags() == [Flag(1, GONE, State.STILL, AT), Flag(2, ALIKE, State.STILL, AT)]


def test_resolved_flags_are_shown_when_asked_for(store: Store) -> None:
    complete(store, GONE, ALIKE)
    complete(store, ALIKE)
    assert [flag.id for flag in store.flags()] == [2]
    assert [flag.state for flag in store.flags(resolved=True)] == [State.RESOLVED, State.STILL]


def test_every_event_is_kept(store: Store, settings: Settings) -> None:
    complete(store, GONE)
    complete(store, replace(GONE, reason=Reason.INACTIVE))
    store.acknowledge("1", "Els", "known", AT)
    complete(store)
    complete(store, GONE)
    assert events(settings) == [
        (1, 1, EventKind.RAISED, ""),
        (1, 2, EventKind.REASON_CHANGED, ""),
        (1, None, EventKind.ACKNOWLEDGED, "Elsknown"),
        (1, 3, EventKind.RESOLVED, ""),
        (1, 4, EventKind.BACK_AGAIN, ""),
    ]


def test_each_practice_has_flags_of_its_own(store: Store) -> None:
    complete(store, GONE)
    _, steps = complete(store, GONE, run=replace(RUN, practice="Delvaux"))
    assert [(step.flag.id, step.event) for step in steps] == [(2, EventKind.RAISED)]
    complete(store, run=replace(RUN, practice="Delvaux"))
    assert [flag.id for flag in store.flags()] == [1]


def test_a_refused_run_leaves_the_flags_alone(store: Store) -> None:
    complete(store, GONE)
    store.refuse(replace(RUN, why=WHY))
    assert store.flags() == [Flag(1, GONE, State.NEW, AT)]


def test_a_run_that_fails_half_way_leaves_nothing(store: Store) -> None:
    complete(store, GONE)

    def decide(known: Sequence[Flag]) -> list[Step]:
        raise ZeroDivisionError(known)

    with pytest.raises(ZeroDivisionError):
        store.complete(RUN, [PROBLEM], decide)
    last = store.last_run(COMPLETE)
    assert last
    assert last.id == 1
    assert store.flags() == [Flag(1, GONE, State.NEW, AT)]


def test_the_problems_of_the_last_run_replace_those_before(store: Store, settings: Settings) -> None:
    complete(store, problems=[PROBLEM, PROBLEM])
    complete(store, problems=[PROBLEM], run=replace(RUN, practice="Delvaux"))
    complete(store, problems=[replace(PROBLEM, code="required")])
    engine = create_engine(f"sqlite:///{settings.home_path / 'accounton.db'}")
    with Session(engine) as session:
        found = [(row.run_id, row.code) for row in session.scalars(select(PracticeProblemRow))]
    engine.dispose()
    assert sorted(found) == [(2, "email-invalid"), (3, "required")]


class TestAcknowledging:
    def test_it_quiets_the_flag(self, store: Store) -> None:
        complete(store, GONE, ALIKE)
        assert store.unlooked() == 2
        assert store.acknowledge("1", "Els", "", AT) == Flag(1, GONE, State.ACKNOWLEDGED, AT)
        assert store.unlooked() == 1
        complete(store, GONE, ALIKE)
        assert [flag.state for flag in store.flags()] == [State.ACKNOWLEDGED, State.STILL]

    @pytest.mark.parametrize("flag_id", ["2", "0", "-1", "x", "", "²", "1.0"])
    def test_an_unknown_flag_is_refused(self, store: Store, flag_id: str) -> None:
        complete(store, GONE)
        with pytest.raises(FlagUnknown):
            store.acknowledge(flag_id, "Els", "", AT)

    def test_a_resolved_flag_is_refused(self, store: Store) -> None:
        complete(store, GONE)
        complete(store)
        with pytest.raises(FlagResolved, match="Flag 1 "):
            store.acknowledge("1", "Els", "", AT)


class TestTheDatabase:
    def test_another_address_may_be_set(self, tmp_path: Path, settings: Settings) -> None:
        elsewhere = replace(settings, database_url=f"sqlite:///{tmp_path / 'other.db'}")
        with closing(Store.open(elsewhere)) as store:
            complete(store)
        assert (tmp_path / "other.db").exists()
        assert not settings.home_path.exists()

    @pytest.mark.parametrize("url", ["no address", "postgresql://127.0.0.1:1/db", "sqlite:////dev/null/x.db"])
    def test_an_address_that_leads_nowhere_is_refused(self, settings: Settings, url: str) -> None:
        with pytest.raises(DatabaseUnusable):
            Store.open(replace(settings, database_url=url))

    @pytest.mark.parametrize(
        ("url", "refusal"),
        [("nosuch://els:geheim@host/db", DriverMissing), ("postgresql://els:geheim@127.0.0.1:1/db", DatabaseUnusable)],
    )
    def test_a_password_in_the_address_is_not_told(self, settings: Settings, url: str, refusal: type[Refusal]) -> None:
        with pytest.raises(refusal) as caught:
            Store.open(replace(settings, database_url=url))
        assert not [each for each in Language if "geheim" in caught.value.to(each)]
        assert "geheim" not in str(caught.value)

    def test_a_file_that_is_no_database_is_refused_and_kept(self, settings: Settings) -> None:
        settings.home_path.mkdir()
        file = settings.home_path / "accounton.db"
        file.write_bytes(b"no database" * 1000)
        with pytest.raises(DatabaseUnusable):
            Store.open(settings)
        assert file.read_bytes() == b"no database" * 1000

    def test_every_constraint_has_a_name_for_migrations(self, store: Store, settings: Settings) -> None:
        complete(store)
        engine = create_engine(f"sqlite:///{settings.home_path / 'accounton.db'}")
        tables = inspect(engine)
        for table in Base.metadata.tables:
            assert tables.get_pk_constraint(table)["name"] == f"pk_{table}"
            assert all(key["name"] for key in tables.get_foreign_keys(table))
        engine.dispose()
