"""The commands of this room: the worker, and its flags.

The database, the scheduler and the network are imported by the commands that use them: the others start faster.
"""

from __future__ import annotations

import getpass
import sys
from contextlib import closing, nullcontext
from typing import TYPE_CHECKING

import click

from shared.cli import ALL_WELL, PROBLEMS, UNUSABLE, Command, Group, Option
from shared.language import Text
from worker import connect_commands

if TYPE_CHECKING:
    from shared.cli import Console

WORKER = Text(
    "Compare la plateforme avec le système du bureau.",
    "Vergelijkt het platform met het kantoorsysteem.",
    "Compares the platform with the practice system.",
)
RUN = Text(
    "Effectue les rapprochements selon l'horaire, jusqu'à l'arrêt.",
    "Voert de afstemmingen uit volgens het uurschema, tot u stopt.",
    "Reconciles on schedule, until stopped.",
)
ONCE = Text("Effectue un rapprochement.", "Voert één afstemming uit.", "Reconciles once.")
STATUS = Text("Montre où en est le service.", "Toont hoe het met de dienst staat.", "Shows how the worker is doing.")
NOW = Text("Commence par un rapprochement immédiat.", "Begint meteen met een afstemming.", "Starts with a run at once.")
ACCEPT = Text(
    "Accepte pour cette fois une liste bien plus courte ou sans clés.",
    "Aanvaardt voor deze keer een veel kortere lijst of een lijst zonder sleutels.",
    "Accepts, for this run, a list that is much shorter or lacks keys.",
)
FLAGS = Text(
    "Les clients qui n'existent que sur la plateforme.",
    "De klanten die enkel op het platform bestaan.",
    "The clients that exist only on the platform.",
)
LIST = Text("Montre les signalements.", "Toont de meldingen.", "Shows the flags.")
ALL = Text("Y compris ceux qui sont résolus.", "Ook de opgeloste.", "The resolved ones as well.")
ACKNOWLEDGE = Text("Prend note d'un signalement.", "Markeert een melding als gezien.", "Takes note of a flag.")
BY = Text("Votre nom.", "Uw naam.", "Your name.")
NOTE = Text("Une remarque à garder.", "Een opmerking om te bewaren.", "A remark to keep.")
GOING_ON = Text("Rapprochement", "Afstemming", "Reconciling")


def once(console: Console, *, accept: bool) -> int:
    """Reconcile once and tell what is new."""
    from worker import service, telling
    from worker.run import STEPS

    bar = console.progress(STEPS, GOING_ON) if sys.stderr.isatty() else nullcontext(lambda _steps: None)
    with bar as move:
        outcome, unlooked = service.reconcile_once(console.settings, accept=accept, moved=lambda: move(1))
    for warning in service.warnings(console.settings):
        console.tell(warning)
    refused = outcome.run.why
    lines = () if refused else telling.outcome_lines(outcome, console.language)
    console.answer(telling.outcome_document(outcome, console.language), lines)
    if refused:
        console.tell(refused)
        return UNUSABLE
    return PROBLEMS if unlooked else ALL_WELL


def run(console: Console, *, now: bool) -> int:
    """Reconcile on schedule until asked to end."""
    from worker import service

    service.serve(console.settings, console.language, at_once=now)
    return ALL_WELL


def status(console: Console) -> int:
    """Show how the worker is doing; a problem when the latest run was refused."""
    from worker import service, telling

    standing = service.standing(console.settings)
    console.answer(
        telling.standing_document(standing, console.language), telling.standing_lines(standing, console.language)
    )
    warnings = service.warnings(console.settings)
    for warning in warnings:
        console.tell(warning)
    return PROBLEMS if standing.latest_refused or warnings else ALL_WELL


def list_flags(console: Console, *, resolved: bool) -> int:
    """Show the flags."""
    from worker import telling
    from worker.store import Store

    with closing(Store.open(console.settings)) as store:
        flags = store.flags(resolved=resolved)
    console.answer([telling.flag_document(flag) for flag in flags], telling.flag_lines(flags, console.language))
    return ALL_WELL


def acknowledge(console: Console, *, flag_id: str, by: str | None, note: str) -> int:
    """Note that a person knows of a flag."""
    from worker import service, telling
    from worker.store import Store

    name = by or getpass.getuser()
    with closing(Store.open(console.settings)) as store:
        flag = store.acknowledge(flag_id, name, note, service.now())
        service.leave(store, console.settings.home_path)
    sentence = telling.ACKNOWLEDGED.to(console.language, id=flag.id, client=flag.sighting.client, by=name)
    console.answer(telling.flag_document(flag), [sentence])
    return ALL_WELL


COMMANDS: tuple[click.Command, ...] = (
    Group(
        "worker",
        WORKER,
        (
            Command("run", RUN, run, [Option(["--now"], text=NOW, is_flag=True)]),
            Command("once", ONCE, once, [Option(["--accept"], text=ACCEPT, is_flag=True)]),
            Command("status", STATUS, status),
            *connect_commands.COMMANDS,
        ),
    ),
    Group(
        "flags",
        FLAGS,
        (
            Command("list", LIST, list_flags, [Option(["--all", "resolved"], text=ALL, is_flag=True)]),
            Command(
                "acknowledge",
                ACKNOWLEDGE,
                acknowledge,
                [
                    click.Argument(["flag_id"], metavar="ID"),
                    Option(["--by"], text=BY),
                    Option(["--note"], text=NOTE, default=""),
                ],
            ),
        ),
    ),
)
