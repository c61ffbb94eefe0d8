"""The worker of one practice on one machine: composes a run from the settings, and repeats it on schedule."""

from __future__ import annotations

import logging
import sys
import traceback
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from shared.language import Language, Refusal, Text
from shared.platform.client import connect
from shared.privacy import key_from
from shared.reconciliation import OpenFlag, Reconciliation, Refused, write
from worker.connectors import registry
from worker.flags import counts
from worker.history import COMPLETE, REFUSED
from worker.lock import held, is_held
from worker.run import Reconciler
from worker.schedule import Schedule
from worker.store import Store
from worker.telling import FLAG_COUNTS, Standing, minute, run_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from shared.settings import Settings
    from worker.flags import Flag
    from worker.run import Outcome

RUN_LOCK: Final = "accounton-run.lock"
SERVICE_LOCK: Final = "accounton-worker.lock"
KEY: Final = "accounton.key"

log = logging.getLogger("accounton.worker")

STARTED = Text(
    "Démarré. Prochain rapprochement: {at}. Ctrl-C arrête.",
    "Gestart. Volgende afstemming: {at}. Ctrl-C stopt.",
    "Started. Next run: {at}. Ctrl-C stops.",
)
STOPPED = Text("Arrêté.", "Gestopt.", "Stopped.")
FAILED = Text(
    "Le rapprochement a échoué ({kind}, {place}); le prochain réessaiera. Rien n'a été modifié.",
    "De afstemming is mislukt ({kind}, {place}); de volgende probeert het opnieuw. Er is niets gewijzigd.",
    "The run failed ({kind}, {place}); the next one will try again. Nothing was changed.",
)


class AlreadyRunning(Refusal):
    """Another worker runs on the same data folder."""

    text = Text(
        "Le service d'arrière-plan tourne déjà pour ce dossier de données. Arrêtez-le d'abord.",
        "De achtergronddienst draait al voor deze gegevensmap. Stop die eerst.",
        "A worker already runs on this data folder. Stop it first.",
    )


def now() -> datetime:
    """Return the time, in the machine's own zone: a run belongs to the local day."""
    return datetime.now(UTC).astimezone()


def reconcile_once(
    settings: Settings, *, accept: bool = False, moved: Callable[[], None] = lambda: None
) -> tuple[Outcome, int]:
    """Run once, unless a run is going on; returns its outcome and how many flags ask for a look.

    The outcome may be a refusal; raises a `Refusal` when not even that could be stored.
    """
    home = settings.home_path
    with held(home / RUN_LOCK), closing(Store.open(settings)) as store:
        outcome = Reconciler(
            connect=lambda: connect(settings),
            connector=registry.connector(settings),
            store=store,
            key=key_from(home / KEY),
            clock=now,
            moved=moved,
        ).once(accept=accept)
        leave(store, home)
        return outcome, store.unlooked()


def warnings(settings: Settings) -> tuple[Text, ...]:
    """Return what a person must do before the practice system locks us out."""
    return registry.connector(settings).warnings()


def leave(store: Store, home: Path) -> None:
    """Put down, where the workbook finds it, where the reconciliations stand."""
    good, refusal = store.last_run(COMPLETE), store.last_run(REFUSED)
    latest = max(filter(None, (good, refusal)), key=lambda run: run.id or 0, default=None)
    refused = Refused(latest.ended, latest.why) if latest and latest.why else None
    shown = good or latest
    write(
        home,
        Reconciliation(
            practice=shown.practice if shown else "",
            system=shown.system if shown else "",
            ended=good.ended if good else None,
            refused=refused,
            flags=tuple(map(_open_flag, store.flags())),
        ),
    )


def _open_flag(flag: Flag) -> OpenFlag:
    seen = flag.sighting
    return OpenFlag(flag.id or 0, seen.platform_id, seen.client, seen.reason, flag.since, flag.state, seen.candidate)


def serve(settings: Settings, language: Language, *, at_once: bool) -> None:
    """Run on schedule until SIGTERM or SIGINT; a run that is going on then is finished first."""
    schedule = Schedule(settings.schedule)
    with held(settings.home_path / SERVICE_LOCK, busy=AlreadyRunning), _logging():
        first = now() if at_once else schedule.after(now())
        log.info(STARTED.to(language, at=minute(first) if first else "—"))
        schedule.ring(lambda: ring(settings, language), first if at_once else None)
        log.info(STOPPED.to(language))


def standing(settings: Settings) -> Standing:
    """Return how the worker is doing; the next run only when a worker is there to do it."""
    running = is_held(settings.home_path / SERVICE_LOCK)
    with closing(Store.open(settings)) as store:
        return Standing(
            last_good=store.last_run(COMPLETE),
            last_refusal=store.last_run(REFUSED),
            open_flags=store.unlooked(),
            running=running,
            next_run=Schedule(settings.schedule).after(now()) if running else None,
        )


def ring(settings: Settings, language: Language) -> None:
    """Run once and log it; whatever happens, the bell rings again."""
    try:
        outcome, _unlooked = reconcile_once(settings)
    except Refusal as refusal:
        log.error(refusal.to(language))  # noqa: TRY400 - a sentence for people
    except Exception as error:  # noqa: BLE001 - the texts of unforeseen errors may quote personal data: the kind only
        place = traceback.extract_tb(error.__traceback__)[-1]
        kind = type(error).__name__
        log.error(FAILED.to(language, kind=kind, place=f"{Path(place.filename).name}:{place.lineno}"))  # noqa: TRY400 - same
    else:
        log.log(logging.WARNING if outcome.run.why else logging.INFO, run_line(outcome.run, language))
        if not outcome.run.why:
            log.info(FLAG_COUNTS.to(language, **counts(outcome.steps)))
        for warning in warnings(settings):
            log.warning(warning.to(language))


@contextmanager
def _logging() -> Iterator[None]:
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    log.addHandler(handler)
    log.setLevel(logging.INFO)
    try:
        yield
    finally:
        log.removeHandler(handler)
