"""The accountant's morning, played with the real commands against a platform of its own, in one folder."""

from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
import sys
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import click

from shared.language import Language, Refusal, Text
from shared.platform.client import HttpPlatform
from shared.record import COLUMN_OF, Field
from workbook.package import make_folder

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from shared.record import Client

MARK: Final = ".accounton-demo"
SAMPLE: Final = 60
SECONDS_TO_STOP: Final = 15
COMMAND: Final = (sys.executable, "-m", "accounton")
EXPORTED: Final = (
    Field.CLIENT_CODE,
    Field.FIRST_NAME,
    Field.LAST_NAME,
    Field.EMAIL,
    Field.NATIONAL_NUMBER,
    Field.PARTNER_NATIONAL_NUMBER,
    Field.KBO_NUMBER,
    Field.LANGUAGE,
)
STATUS = Text("Statut", "Status", "Status")
ACTIVE = Text("Actif", "Actief", "Active")
ARCHIVED = Text("Archivé", "Gearchiveerd", "Archived")

WELCOME = Text(
    "Voici la matinée d'un comptable. Tout se passe dans {folder} et rien n'en sort.",
    "Dit is de ochtend van een accountant. Alles gebeurt in {folder} en niets gaat daarbuiten.",
    "This is an accountant's morning. All of it happens in {folder} and nothing leaves it.",
)
TEMPLATE = Text(
    "Le modèle, rempli avec {count} clients fictifs.",
    "Het sjabloon, gevuld met {count} fictieve klanten.",
    "The template, filled with {count} made-up clients.",
)
VALIDATE = Text(
    "Contrôler: chaque cellule fautive est marquée, avec sa raison.",
    "Controleren: elke foute cel wordt gemarkeerd, met de reden.",
    "Check: every wrong cell is marked, with its reason.",
)
FIX = Text(
    "Corriger ce qui est certain; le reste vous revient.",
    "Verbeteren wat zeker is; de rest is aan u.",
    "Repair what is certain; the rest is up to you.",
)
PLATFORM = Text(
    "Une plateforme d'essai démarre sur cet ordinateur.",
    "Een proefplatform start op deze computer.",
    "A test platform starts on this computer.",
)
COMPARE = Text(
    "Comparer avec la plateforme, avant d'envoyer.",
    "Vergelijken met het platform, voor het versturen.",
    "Compare with the platform, before sending.",
)
SEND = Text(
    "Envoyer les nouvelles lignes valables, et elles seules.",
    "De geldige nieuwe rijen versturen, en alleen die.",
    "Send the valid new rows, and only those.",
)
AGAIN = Text(
    "Envoyer une seconde fois: rien n'est envoyé deux fois.",
    "Een tweede keer versturen: niets wordt dubbel verstuurd.",
    "Send a second time: nothing is sent twice.",
)
EXPORT = Text(
    "L'autre chemin: le fichier pour la page d'import de la plateforme.",
    "De andere weg: het bestand voor de importpagina van het platform.",
    "The other way: the file for the platform's upload page.",
)
PRACTICE = Text(
    "Plus tard, le logiciel du bureau exporte ses clients: certains sont partis, archivés, ou partenaires d'un autre.",
    "Later exporteert de kantoorsoftware haar klanten: sommige zijn weg, gearchiveerd of partner van een ander.",
    "Later, the practice's software exports its clients: some are gone, archived, or another's partner.",
)
RECONCILE = Text(
    "Le rapprochement de la nuit compare la plateforme avec cet export.",
    "De nachtelijke afstemming vergelijkt het platform met die export.",
    "The nightly reconciliation compares the platform with that export.",
)
FLAGS = Text(
    "Les clients signalés, avec la raison.",
    "De gemelde klanten, met de reden.",
    "The flagged clients, with the reason.",
)
NOTHING_NEW = Text(
    "Une nuit plus tard: ce qui a été dit n'est pas répété.",
    "Een nacht later: wat al gezegd is, wordt niet herhaald.",
    "A night later: what was said is not repeated.",
)
DONE = Text(
    "C'est fini; la plateforme est arrêtée. Ouvrez {checked} pour voir les cellules marquées, "
    "et {sent} pour le résultat de chaque ligne.",
    "Klaar; het platform is gestopt. Open {checked} om de gemarkeerde cellen te zien, "
    "en {sent} voor het resultaat van elke rij.",
    "Done; the platform has stopped. Open {checked} to see the marked cells, and {sent} for each row's result.",
)


class FolderTaken(Refusal):
    """The folder holds something that no earlier demo put there."""

    text = Text(
        "Le dossier {folder} contient déjà autre chose. Indiquez-en un autre avec --directory.",
        "De map {folder} bevat al iets anders. Geef een andere op met --directory.",
        "The folder {folder} holds something else already. Name another with --directory.",
    )


class StepFailed(Refusal):
    """A command of the demo could not do its work; it has said why."""

    text = Text(
        "La démonstration s'arrête: «accounton {command}» n'a pas abouti.",
        "De demonstratie stopt: ‘accounton {command}’ is niet gelukt.",
        "The demonstration stops: “accounton {command}” did not succeed.",
    )


@dataclass(frozen=True, slots=True)
class Stage:
    """Where the demo plays: its folder, and the environment that keeps every command inside it."""

    folder: Path
    language: Language
    environment: Mapping[str, str]

    def tell(self, text: Text, **arguments: object) -> None:
        """Announce the next step."""
        click.secho(f"\n▶ {text.to(self.language, **arguments)}", bold=True)

    def run(self, *arguments: str) -> None:
        """Run a command as a person would: in the folder, its words on the screen."""
        click.secho(f"  $ accounton {' '.join(arguments)}\n", fg="bright_black")
        status = subprocess.run(  # noqa: S603 - our own command line
            [*COMMAND, *arguments], cwd=self.folder, env=self.environment, check=False
        ).returncode
        if status not in {0, 1}:
            raise StepFailed(command=arguments[0])


def play(folder: Path, language: Language) -> None:
    """Play the morning in `folder`, which is made anew; raises a `Refusal` when a step fails."""
    _clear(folder)
    stage = Stage(folder, language, _environment(folder, language))
    click.echo(WELCOME.to(language, folder=folder))
    stage.tell(TEMPLATE, count=SAMPLE)
    stage.run("template", "clients.xlsx", "--sample", str(SAMPLE))
    stage.tell(VALIDATE)
    stage.run("validate", "clients.xlsx", "--output", "checked.xlsx")
    stage.tell(FIX)
    stage.run("fix", "clients.xlsx", "--output", "fixed.xlsx")
    stage.tell(PLATFORM)
    with _sandbox(stage) as signed_in:
        _send(signed_in)
        _reconcile(signed_in)
    click.echo()
    click.secho(DONE.to(language, checked=folder / "checked.xlsx", sent=folder / "fixed.xlsx"), bold=True)


def _send(stage: Stage) -> None:
    stage.tell(COMPARE)
    stage.run("compare", "fixed.xlsx")
    stage.tell(SEND)
    stage.run("send", "fixed.xlsx")
    stage.tell(AGAIN)
    stage.run("send", "fixed.xlsx")
    stage.tell(EXPORT)
    stage.run("export", "fixed.xlsx", "upload.xlsx")


def _reconcile(stage: Stage) -> None:
    stage.tell(PRACTICE)
    export = stage.folder / "practice.csv"
    with closing(
        HttpPlatform(stage.environment["ACCOUNTON_PLATFORM_URL"], stage.environment["ACCOUNTON_TOKEN"])
    ) as platform:
        clients = [each.client for each in platform.clients()]
    _write_practice_export(export, clients, stage.language)
    click.echo(f"  {export}")
    stage.tell(RECONCILE)
    stage.run("worker", "once")
    stage.tell(FLAGS)
    stage.run("flags", "list")
    stage.tell(NOTHING_NEW)
    stage.run("worker", "once")


def _clear(folder: Path) -> None:
    if folder.exists() and not (folder / MARK).exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FolderTaken(folder=folder)
    shutil.rmtree(folder, ignore_errors=True)
    make_folder(folder)
    (folder / MARK).touch()


def _environment(folder: Path, language: Language) -> dict[str, str]:
    ours = {name: value for name, value in os.environ.items() if not name.startswith("ACCOUNTON_")}
    return ours | {
        "ACCOUNTON_SETTINGS": str(folder / "accounton.toml"),
        "ACCOUNTON_HOME": str(folder / "home"),
        "ACCOUNTON_LANGUAGE": language,
        "ACCOUNTON_PRACTICE_FILE": str(folder / "practice.csv"),
    }


@contextmanager
def _sandbox(stage: Stage) -> Iterator[Stage]:
    """Run a platform on a free port; yields the stage signed in to it, and stops it whatever happens."""
    platform = subprocess.Popen(  # noqa: S603 - our own command line
        [*COMMAND, "sandbox", "--port", "0", "--data", "platform", "--format", "json"],
        cwd=stage.folder,
        env=stage.environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        line = platform.stdout.readline() if platform.stdout else ""
        if not line:
            raise StepFailed(command="sandbox")
        started = json.loads(line)
        click.echo(f"  {started['url']}")
        signed_in = {"ACCOUNTON_PLATFORM_URL": started["url"], "ACCOUNTON_TOKEN": started["tokens"]["admin"]}
        yield Stage(stage.folder, stage.language, {**stage.environment, **signed_in})
    finally:
        platform.terminate()
        try:
            platform.wait(SECONDS_TO_STOP)
        except subprocess.TimeoutExpired:
            platform.kill()
        platform.communicate()


def _write_practice_export(file: Path, clients: Sequence[Client], language: Language) -> None:
    """Write what a practice's own system might export today, with semicolons as Belgian Excel does."""
    headings = [COLUMN_OF[field].heading.to(language) for field in EXPORTED]
    with file.open("w", newline="", encoding="utf-8-sig") as stream:
        writer = csv.writer(stream, delimiter=";")
        writer.writerow([*headings, STATUS.to(language)])
        writer.writerows(_practice_rows(clients, language))


def _practice_rows(clients: Sequence[Client], language: Language) -> Iterator[list[str]]:
    """Yield the clients as the practice knows them: one has left, one is archived, one is another's partner."""
    gone, archived, partner, host, *_ = (client for client in clients if _alone(client))
    for client in clients:
        if client in {gone, partner}:
            continue
        known = replace(client, partner_national_number=partner.national_number) if client == host else client
        status = (ARCHIVED if client == archived else ACTIVE).to(language)
        yield [*(getattr(known, field.value) for field in EXPORTED), status]


def _alone(client: Client) -> bool:
    return bool(client.national_number) and not client.partner_national_number
