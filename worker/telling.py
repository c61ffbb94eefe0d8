"""What people are told about a run, the flags and the worker: words only."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Final

from shared.language import Language, Text
from shared.reconciliation import REASONS, STATES
from worker.flags import EventKind, counts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from worker.flags import Flag
    from worker.history import Run
    from worker.run import Outcome

HEADINGS: Final = (
    Text("N°", "Nr.", "No."),
    Text("Client", "Klant", "Client"),
    Text("Raison", "Reden", "Reason"),
    Text("Depuis", "Sinds", "Since"),
    Text("État", "Status", "State"),
)
NO_FLAGS: Final = Text("Aucun signalement.", "Geen meldingen.", "No flags.")
COMPLETE_RUN: Final = Text(
    "Rapprochement {run} ({practice}, {system}): uniquement au bureau {only_in_practice}, uniquement sur la plateforme "
    "{only_on_platform}, des deux côtés {in_both}, à corriger au bureau {invalid}.",
    "Afstemming {run} ({practice}, {system}): enkel op kantoor {only_in_practice}, enkel op het platform "
    "{only_on_platform}, aan beide kanten {in_both}, te verbeteren op kantoor {invalid}.",
    "Run {run} ({practice}, {system}): only at the practice {only_in_practice}, only on the platform "
    "{only_on_platform}, in both {in_both}, to repair at the practice {invalid}.",
)
REFUSED_RUN: Final = Text(
    "Rapprochement {run} ({system}) refusé. {why}",
    "Afstemming {run} ({system}) geweigerd. {why}",
    "Run {run} ({system}) refused. {why}",
)
FLAG_COUNTS: Final = Text(
    "Signalements: {new} nouveaux, {still} déjà connus, {resolved} résolus.",
    "Meldingen: {new} nieuw, {still} al bekend, {resolved} opgelost.",
    "Flags: {new} new, {still} known before, {resolved} resolved.",
)
EVENTS: Final[Mapping[EventKind, Text]] = {
    EventKind.RAISED: Text("Nouveau", "Nieuw", "New"),
    EventKind.BACK_AGAIN: Text("De retour", "Opnieuw", "Back again"),
    EventKind.REASON_CHANGED: Text("Autre raison", "Andere reden", "Other reason"),
    EventKind.RESOLVED: Text("Résolu", "Opgelost", "Resolved"),
}
NEVER: Final = Text(
    "Aucun rapprochement n'a encore eu lieu. Lancez «accounton worker once».",
    "Er is nog geen afstemming uitgevoerd. Start ‘accounton worker once’.",
    "No run has taken place yet. Run “accounton worker once”.",
)
NO_GOOD_RUN: Final = Text(
    "Aucun rapprochement n'a encore réussi.", "Er is nog geen afstemming gelukt.", "No run has succeeded yet."
)
LAST_GOOD: Final = Text(
    "Dernier rapprochement réussi: {at} (n° {run}, {practice}, {system}).",
    "Laatste geslaagde afstemming: {at} (nr. {run}, {practice}, {system}).",
    "Last good run: {at} (no. {run}, {practice}, {system}).",
)
LAST_REFUSAL: Final = Text(
    "Dernier refus: {at} (n° {run}). {why}",
    "Laatste weigering: {at} (nr. {run}). {why}",
    "Last refusal: {at} (no. {run}). {why}",
)
OPEN_FLAGS: Final = Text(
    "Signalements à regarder: {count}.", "Te bekijken meldingen: {count}.", "Flags to look at: {count}."
)
NEXT_RUN: Final = Text("Prochain rapprochement: {at}.", "Volgende afstemming: {at}.", "Next run: {at}.")
NOT_RUNNING: Final = Text(
    "Le service d'arrière-plan ne tourne pas: aucun rapprochement n'est prévu. Lancez «accounton worker run».",
    "De achtergronddienst draait niet: er is geen afstemming gepland. Start ‘accounton worker run’.",
    "The worker is not running: no run is planned. Start “accounton worker run”.",
)
NEVER_DUE: Final = Text(
    "Le réglage «schedule» ne tombe sur aucun jour: aucun rapprochement n'est prévu.",
    "De instelling ‘schedule’ valt op geen enkele dag: er is geen afstemming gepland.",
    "The setting “schedule” falls on no day: no run is planned.",
)
ACKNOWLEDGED: Final = Text(
    "Le signalement {id} ({client}) est pris en compte par {by}.",
    "Melding {id} ({client}) is als gezien gemarkeerd door {by}.",
    "Flag {id} ({client}) is acknowledged by {by}.",
)


@dataclass(frozen=True, slots=True)
class Standing:
    """How the worker is doing; `next_run` is None when no worker runs, or its schedule never comes due."""

    last_good: Run | None
    last_refusal: Run | None
    open_flags: int
    running: bool
    next_run: datetime | None

    @property
    def latest_refused(self) -> bool:
        """Whether the latest run of all was refused."""
        good, refusal = self.last_good, self.last_refusal
        return bool(refusal and (good is None or (refusal.id or 0) > (good.id or 0)))


def outcome_document(outcome: Outcome, language: Language) -> dict[str, object]:
    """Return the JSON form of a run."""
    run = outcome.run
    return {
        "run": run.id,
        "practice": run.practice,
        "system": run.system,
        "status": run.status,
        "why": run.why.to(language) if run.why else None,
        "sections": asdict(run.sections),
        "flags": dict(counts(outcome.steps)),
    }


def outcome_lines(outcome: Outcome, language: Language) -> Iterator[str]:
    """Yield what a complete run found: what is new or over by name, what was told before as a number."""
    yield run_line(outcome.run, language)
    for step in outcome.steps:
        if step.event:
            sighting = step.flag.sighting
            told = EVENTS[step.event].to(language)
            reason = "" if step.event is EventKind.RESOLVED else f": {_reason(step.flag, language)}"
            yield f"  {step.flag.id:>4}  {told} · {sighting.client}{reason}"
    yield FLAG_COUNTS.to(language, **counts(outcome.steps))


def run_line(run: Run, language: Language) -> str:
    """Return one line on a run, without anybody's name."""
    if run.why:
        return REFUSED_RUN.to(language, run=run.id, system=run.system, why=run.why.to(language))
    return COMPLETE_RUN.to(language, run=run.id, practice=run.practice, system=run.system, **asdict(run.sections))


def flag_document(flag: Flag) -> dict[str, object]:
    """Return the JSON form of a flag."""
    return {
        "id": flag.id,
        "client": flag.sighting.client,
        "reason": flag.sighting.reason.value,
        "since": flag.since.isoformat(),
        "state": flag.state.value,
        "candidate": flag.sighting.candidate,
    }


def flag_lines(flags: Sequence[Flag], language: Language) -> Iterator[str]:
    """Yield the flags as a table."""
    if not flags:
        yield NO_FLAGS.to(language)
        return
    rows = [tuple(heading.to(language) for heading in HEADINGS)]
    rows += [
        (
            str(flag.id),
            f"{flag.sighting.client} {flag.sighting.number_masked}".strip(),
            _reason(flag, language),
            day(flag.since),
            STATES[flag.state].to(language),
        )
        for flag in flags
    ]
    widths = [max(len(row[at]) for row in rows) for at in range(len(HEADINGS))]
    for row in rows:
        yield "  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)).rstrip()


def standing_document(standing: Standing, language: Language) -> dict[str, object]:
    """Return the JSON form of how the worker is doing."""
    return {
        "last_good": _run_document(standing.last_good, language),
        "last_refusal": _run_document(standing.last_refusal, language),
        "open_flags": standing.open_flags,
        "running": standing.running,
        "next_run": standing.next_run.isoformat() if standing.next_run else None,
    }


def standing_lines(standing: Standing, language: Language) -> Iterator[str]:
    """Yield how the worker is doing, the good news first."""
    good, refusal = standing.last_good, standing.last_refusal
    if good:
        yield LAST_GOOD.to(language, at=minute(good.ended), run=good.id, practice=good.practice, system=good.system)
    else:
        yield (NO_GOOD_RUN if refusal else NEVER).to(language)
    if refusal and refusal.why:
        yield LAST_REFUSAL.to(language, at=minute(refusal.ended), run=refusal.id, why=refusal.why.to(language))
    yield OPEN_FLAGS.to(language, count=standing.open_flags)
    if standing.next_run:
        yield NEXT_RUN.to(language, at=minute(standing.next_run))
    else:
        yield (NEVER_DUE if standing.running else NOT_RUNNING).to(language)


def _run_document(run: Run | None, language: Language) -> dict[str, object] | None:
    if run is None:
        return None
    why = run.why.to(language) if run.why else None
    return {
        "run": run.id,
        "practice": run.practice,
        "system": run.system,
        "ended": run.ended.isoformat(),
        "why": why,
    }


def day(moment: datetime) -> str:
    """Return the local day of a moment, as all three languages write it."""
    return f"{moment.astimezone():%d/%m/%Y}"


def minute(moment: datetime) -> str:
    """Return the local day and time of a moment."""
    return f"{moment.astimezone():%d/%m/%Y %H:%M}"


def _reason(flag: Flag, language: Language) -> str:
    sentence = REASONS[flag.sighting.reason].to(language)
    return f"{sentence} {flag.sighting.candidate}" if flag.sighting.candidate else sentence
