"""What the worker remembers: runs, flags with their history, and what is wrong in the practice system.

One transaction per run: a killed run leaves the database as it was. SQLite in the data folder unless the
settings name another database.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Self

from sqlalchemy import delete, exists, func, select
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError
from sqlalchemy.orm import Session

from shared.database import open_database, sqlite_url
from shared.language import Language, Refusal, Text
from shared.reconciliation import Reason, State
from worker.flags import EventKind, Flag, Sighting
from worker.guards import Sizes
from worker.history import Run, Sections
from worker.models import Base, FlagEventRow, FlagRow, PracticeProblemRow, RunRow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import datetime

    from sqlalchemy import Engine

    from shared.settings import Settings
    from worker.flags import Step
    from worker.history import PracticeProblem


class DatabaseUnusable(Refusal):
    """The worker's database cannot be opened, read or written."""

    text = Text(
        "La base de données des rapprochements n'est pas utilisable ({fault}). Vérifiez «database_url», l'espace "
        "disque et vos droits.",
        "De databank van de afstemmingen is niet bruikbaar ({fault}). Controleer ‘database_url’, de schijfruimte en uw "
        "rechten.",
        "The worker's database cannot be used ({fault}). Check “database_url”, the disk space and your rights.",
    )


class FlagUnknown(Refusal):
    """There is no flag of that number."""

    text = Text(
        "Le signalement {id} n'existe pas. Voyez «accounton flags list».",
        "Melding {id} bestaat niet. Zie ‘accounton flags list’.",
        "There is no flag {id}. See “accounton flags list”.",
    )


class FlagResolved(Refusal):
    """A resolved flag asks for nothing any more."""

    text = Text(
        "Le signalement {id} est déjà résolu: il n'y a plus rien à prendre en compte.",
        "Melding {id} is al opgelost: u hoeft niets meer te doen.",
        "Flag {id} is already resolved: nothing is left to acknowledge.",
    )


class Store:
    """The worker's database; close it after use."""

    def __init__(self, engine: Engine) -> None:
        """Make the tables that are not there yet."""
        self._engine = engine
        with _usable():
            Base.metadata.create_all(engine)

    @classmethod
    def open(cls, settings: Settings) -> Self:
        """Open the database of the settings; raises `DatabaseUnusable`."""
        with _usable():
            engine = open_database(settings.database_url or sqlite_url(settings.home_path / "accounton.db"))
        try:
            return cls(engine)
        except Refusal:
            engine.dispose()
            raise

    def close(self) -> None:
        """Close the connections."""
        self._engine.dispose()

    def last_practice(self, system: str) -> str:
        """Return the practice that the system's latest run was for, "" before the first."""
        query = select(RunRow.practice).where(RunRow.system == system, RunRow.practice != "")
        with self._transaction() as session:
            return session.scalar(query.order_by(RunRow.id.desc()).limit(1)) or ""

    def last_run(self, status: str, practice: str | None = None, system: str | None = None) -> Run | None:
        """Return the latest run with `status`, of one practice and system when they are named."""
        query = select(RunRow).where(RunRow.status == status).order_by(RunRow.id.desc()).limit(1)
        if practice is not None:
            query = query.where(RunRow.practice == practice, RunRow.system == system)
        with self._transaction() as session:
            row = session.scalar(query)
            return _run(row) if row else None

    def refuse(self, run: Run) -> int:
        """Store a refused run; the flags stay as they are. Returns its number."""
        with self._transaction() as session:
            return _add_run(session, run)

    def complete(
        self, run: Run, problems: Sequence[PracticeProblem], decide: Callable[[Sequence[Flag]], Sequence[Step]]
    ) -> tuple[int, list[Step]]:
        """Store a complete run in one transaction; `decide` turns the flags known so far into this run's steps.

        Returns the run's number and the steps, their flags with their numbers.
        """
        with self._transaction() as session:
            run_id = _add_run(session, run)
            mine = select(FlagRow).where(FlagRow.practice == run.practice, FlagRow.system == run.system)
            rows = {row.id: row for row in session.scalars(mine)}
            steps = decide([_flag(row) for row in rows.values()])
            written = [_write(session, run, step, rows) for step in steps]
            session.flush()
            told = list(zip(steps, written, strict=True))
            session.add_all(_event(row, step.event, run.ended, run_id=run_id) for step, row in told if step.event)
            _replace_problems(session, run, run_id, problems)
            return run_id, [step._replace(flag=_flag(row)) for step, row in told]

    def flags(self, *, resolved: bool = False) -> list[Flag]:
        """Return the open flags, oldest first; the resolved ones as well when asked."""
        query = select(FlagRow).order_by(FlagRow.id)
        if not resolved:
            query = query.where(FlagRow.state != State.RESOLVED)
        with self._transaction() as session:
            return [_flag(row) for row in session.scalars(query)]

    def unlooked(self) -> int:
        """Return how many flags are open and not acknowledged."""
        query = select(func.count()).where(FlagRow.state.in_([State.NEW, State.STILL]))
        with self._transaction() as session:
            return session.scalar(query) or 0

    def acknowledge(self, flag_id: str, by: str, note: str, at: datetime) -> Flag:
        """Note that `by` knows of a flag; raises `FlagUnknown` or `FlagResolved`."""
        with self._transaction() as session:
            row = session.get(FlagRow, int(flag_id)) if flag_id.isascii() and flag_id.isdecimal() else None
            if row is None:
                raise FlagUnknown(id=flag_id)
            if row.state == State.RESOLVED:
                raise FlagResolved(id=flag_id)
            row.state = State.ACKNOWLEDGED
            session.add(_event(row, EventKind.ACKNOWLEDGED, at, by=by, note=note))
            return _flag(row)

    @contextmanager
    def _transaction(self) -> Iterator[Session]:
        with _usable(), Session(self._engine) as session, session.begin():
            yield session


@contextmanager
def _usable() -> Iterator[None]:
    """Turn the database's own errors into a sentence; their texts quote values and addresses, so only the kind."""
    try:
        yield
    except (DBAPIError, ArgumentError, NoSuchModuleError, ModuleNotFoundError, OSError) as error:
        raise DatabaseUnusable(fault=type(error).__name__) from error


def _add_run(session: Session, run: Run) -> int:
    row = RunRow(
        practice=run.practice,
        system=run.system,
        status=run.status,
        started=run.started,
        ended=run.ended,
        why={language.value: run.why.to(language) for language in Language} if run.why else None,
        accepted=run.accepted,
        practice_clients=run.sizes.practice,
        platform_clients=run.sizes.platform,
        **asdict(run.sections),
    )
    session.add(row)
    session.flush()
    return row.id


def _run(row: RunRow) -> Run:
    return Run(
        practice=row.practice,
        system=row.system,
        started=row.started,
        ended=row.ended,
        why=Text(**row.why) if row.why else None,
        accepted=row.accepted,
        sizes=Sizes(row.practice_clients, row.platform_clients),
        sections=Sections(row.only_in_practice, row.only_on_platform, row.in_both, row.invalid),
        id=row.id,
    )


def _flag(row: FlagRow) -> Flag:
    sighting = Sighting(
        platform_id=row.platform_id,
        client=row.client,
        reason=Reason(row.reason),
        candidate=row.candidate,
        number_hash=row.number_hash,
        number_masked=row.number_masked,
    )
    return Flag(row.id, sighting, State(row.state), row.since)


def _write(session: Session, run: Run, step: Step, rows: dict[int, FlagRow]) -> FlagRow:
    flag = step.flag
    row = rows[flag.id] if flag.id is not None else FlagRow(practice=run.practice, system=run.system)
    for name, value in asdict(flag.sighting).items():
        setattr(row, name, value)
    row.state, row.since = flag.state, flag.since
    session.add(row)
    return row


def _event(row: FlagRow, kind: EventKind, at: datetime, **more: Any) -> FlagEventRow:  # noqa: ANN401 - columns
    return FlagEventRow(flag_id=row.id, at=at, kind=kind, reason=row.reason, **more)


def _replace_problems(session: Session, run: Run, run_id: int, problems: Sequence[PracticeProblem]) -> None:
    """Keep the problems of the last complete run only: older ones may have been repaired at the source."""
    of_mine = exists().where(
        RunRow.id == PracticeProblemRow.run_id, RunRow.practice == run.practice, RunRow.system == run.system
    )
    session.execute(delete(PracticeProblemRow).where(of_mine))
    session.add_all(PracticeProblemRow(run_id=run_id, **asdict(problem)) for problem in problems)
