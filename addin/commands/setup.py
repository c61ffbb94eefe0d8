"""Setting up: install, doctor, and the demo that shows the whole way."""

from __future__ import annotations

import platform
import sys
import tempfile
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from shared.cli import ALL_WELL, PROBLEMS, Command, Console, Option
from shared.language import Refusal, Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from shared.language import Language

TEMPLATE, WITH_BUTTONS = "Accounton.xlsx", "Accounton.xlsm"
INTERPRETER = {"Windows": "INTERPRETER_WIN", "Darwin": "INTERPRETER_MAC"}
"""Where there is an Excel with macros, and xlwings' name there for the Python that a click runs."""

XLWINGS = {"USE UDF SERVER": "True", "ADD_WORKBOOK_TO_PYTHONPATH": "False", "SHOW CONSOLE": "False"}
"""One Python that stays warm (on Windows), and no module taken from the folder of a client list."""

DIRECTORY = Text(
    "Le dossier où travailler.",
    "De map om in te werken.",
    "The folder to work in.",
)
INSTALL = Text(
    "Prépare le dossier de données et dépose votre copie du modèle.",
    "Maakt de gegevensmap klaar en legt uw kopie van het sjabloon klaar.",
    "Prepares the data folder and puts down your copy of the template.",
)
INSTALLED = Text("Votre modèle: {file}", "Uw sjabloon: {file}", "Your template: {file}")
KEPT = Text(
    "Votre modèle existe déjà et reste tel quel: {file}",
    "Uw sjabloon bestaat al en blijft zoals het is: {file}",
    "Your template exists already and stays as it is: {file}",
)
BUTTONS = Text(
    "Le même avec le ruban Accounton: {file}. Ses boutons n'ont pas encore été essayés dans Excel "
    "(docs/prove-in-excel.md); les commandes «accounton validate» et «fix» écrivent dans l'autre.",
    "Hetzelfde met het lint Accounton: {file}. Zijn knoppen zijn nog niet in Excel uitgeprobeerd "
    "(docs/prove-in-excel.md); de opdrachten ‘accounton validate’ en ‘fix’ schrijven in het andere.",
    "The same with the ribbon tab Accounton: {file}. Its buttons have not been tried in Excel yet "
    "(docs/prove-in-excel.md); the commands “accounton validate” and “fix” write in the other one.",
)
NO_RIBBON = Text(
    "Les boutons n'existent que dans Excel pour Windows et Mac: utilisez les commandes «accounton validate», «fix» et "
    "«send» sur le fichier.",
    "De knoppen bestaan alleen in Excel voor Windows en Mac: gebruik de opdrachten ‘accounton validate’, ‘fix’ en "
    "‘send’ op het bestand.",
    "The buttons exist only in Excel for Windows and Mac: use the commands “accounton validate”, “fix” and “send” on "
    "the file.",
)
LIBREOFFICE = Text(
    "Ajoute aussi les boutons à LibreOffice Calc.",
    "Voegt ook de knoppen toe aan LibreOffice Calc.",
    "Also adds the buttons to LibreOffice Calc.",
)
IN_LIBREOFFICE = Text(
    "LibreOffice Calc a maintenant la barre et le menu Accounton. Redémarrez-le pour les voir.",
    "LibreOffice Calc heeft nu de werkbalk en het menu Accounton. Herstart het om ze te zien.",
    "LibreOffice Calc now has the toolbar and the menu Accounton. Restart it to see them.",
)
DEMO = Text(
    "Montre tout le chemin, du modèle aux signalements, sur des clients fictifs.",
    "Toont de hele weg, van sjabloon tot meldingen, met fictieve klanten.",
    "Shows the whole way, from the template to the flags, on made-up clients.",
)
DOCTOR = Text(
    "Vérifie que tout ce qu'il faut est en place.",
    "Controleert of alles wat nodig is klaarstaat.",
    "Checks that everything needed is in place.",
)
HOME_OK = Text(
    "Le dossier de données est utilisable: {folder}",
    "De gegevensmap is bruikbaar: {folder}",
    "The data folder can be used: {folder}",
)
HOME_FAULT = Text(
    "Impossible d'écrire dans le dossier de données {folder}. Choisissez-en un autre par ACCOUNTON_HOME.",
    "Er kan niet in de gegevensmap {folder} worden geschreven. Kies een andere met ACCOUNTON_HOME.",
    "The data folder {folder} cannot be written to. Choose another with ACCOUNTON_HOME.",
)


class HomeUnwritable(Refusal):
    """The data folder cannot be written to."""

    text = HOME_FAULT


class Check(NamedTuple):
    """One line of the doctor's report."""

    name: str
    ok: bool
    sentence: str


def install(console: Console, *, directory: Path | None, libreoffice: bool) -> int:
    """Prepare the data folder and the user's copies of the template; with `libreoffice`, the buttons there as well."""
    from platformdirs import user_documents_path

    from workbook.package import make_folder

    if not _writable(console.settings.home_path):
        raise HomeUnwritable(folder=console.settings.home_path)
    folder = directory or user_documents_path()
    make_folder(folder)
    file, language = folder / TEMPLATE, console.language
    created = _put(file, language)
    lines = [(INSTALLED if created else KEPT).to(language, file=file)]
    interpreter = INTERPRETER.get(platform.system())
    buttons = folder / WITH_BUTTONS if interpreter else None
    if interpreter and buttons:
        _put(buttons, language, {interpreter: sys.executable, **XLWINGS})
        lines.append(BUTTONS.to(language, file=buttons))
    if libreoffice:
        from addin.extension import add

        add(console.settings.home_path)
        lines.append(IN_LIBREOFFICE.to(language))
    console.answer({"template": str(file), "created": created, "buttons": buttons and str(buttons)}, lines)
    if not buttons and not libreoffice:
        console.tell(NO_RIBBON)
    return ALL_WELL


def _put(file: Path, language: Language, xlwings: Mapping[str, str] | None = None) -> bool:
    """Make the template unless it is there; return whether it was made."""
    from workbook.build import template

    missing = not file.exists()
    if missing:
        template(file, language, xlwings=xlwings or {})
    return missing


def doctor(console: Console) -> int:
    """Report what is in place and what is not."""
    checks = list(_checks(console))
    console.answer(
        {"checks": [check._asdict() for check in checks]},
        [f"{'✔' if check.ok else '✘'} {check.sentence}" for check in checks],
    )
    return ALL_WELL if all(check.ok for check in checks) else PROBLEMS


def demo(console: Console, *, directory: Path | None) -> int:
    """Play the accountant's morning."""
    from addin.demo import play

    play((directory or Path("accounton-demo")).absolute(), console.language)
    return ALL_WELL


def _checks(console: Console) -> Iterator[Check]:
    home = console.settings.home_path
    yield Check("python", ok=True, sentence=f"Python {sys.version.split()[0]}")
    writable = _writable(home)
    yield Check("home", writable, (HOME_OK if writable else HOME_FAULT).to(console.language, folder=home))
    yield _platform(console)


def _platform(console: Console) -> Check:
    from addin.login import standing
    from shared.platform.client import connect
    from shared.platform.contract import Role

    try:
        with closing(connect(console.settings)) as platform:
            me = platform.me()
    except Refusal as refusal:
        return Check("platform", ok=False, sentence=refusal.to(console.language))
    told = standing(me, console.settings.platform_url, console.language)
    return Check("platform", me.role == Role.ADMIN, told)


def _writable(folder: Path) -> bool:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError:
        return False


def _folder() -> click.Parameter:
    return Option(["--directory"], text=DIRECTORY, type=click.Path(file_okay=False, path_type=Path))


COMMANDS: tuple[click.Command, ...] = (
    Command("install", INSTALL, install, [_folder(), Option(["--libreoffice"], text=LIBREOFFICE, is_flag=True)]),
    Command("doctor", DOCTOR, doctor),
    Command("demo", DEMO, demo, [_folder()]),
)
