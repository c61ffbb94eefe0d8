"""`accounton validate` and `accounton fix`: the macros on a file."""

from __future__ import annotations

from contextlib import nullcontext
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from shared.cli import ALL_WELL, PROBLEMS, UNUSABLE, Command, Option
from shared.collector import collector_paused
from shared.language import Language, Text
from shared.rules.base import Circumstances

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from addin.sheet import Book, ClientSheet
    from shared.check import Checked
    from shared.cli import Console

VALIDATE: Final = Text(
    "Contrôle la liste de clients et dit ce qui ne va pas; avec --output, écrit aussi une copie annotée. Sans "
    "--output, rien n'est écrit. Code de retour: 0 sans erreur (des avertissements sont possibles), 1 avec au moins "
    "une erreur, 2 si le fichier est inutilisable ou la copie demandée impossible.",
    "Controleert de klantenlijst en zegt wat er mis is; met --output komt er ook een gemarkeerde kopie. Zonder "
    "--output wordt niets geschreven. Afsluitcode: 0 zonder fouten (waarschuwingen zijn mogelijk), 1 met minstens één "
    "fout, 2 als het bestand onbruikbaar is of de gevraagde kopie niet kan.",
    "Checks the client list and says what is wrong; with --output also writes a marked copy. Without --output "
    "nothing is written. Exit status: 0 without errors (there may be warnings), 1 with at least one error, 2 if the "
    "file is unusable or the copy asked for is not possible.",
)
FIX: Final = Text(
    "Applique les corrections certaines, contrôle à nouveau et écrit une copie annotée. Code de retour: 0 s'il ne "
    "reste aucune erreur, 1 s'il en reste, 2 si le fichier est inutilisable ou la copie impossible.",
    "Past de zekere verbeteringen toe, controleert opnieuw en schrijft een gemarkeerde kopie. Afsluitcode: 0 als er "
    "geen fouten meer zijn, 1 als er fouten blijven, 2 als het bestand onbruikbaar is of de kopie niet kan.",
    "Applies the certain corrections, checks again and writes a marked copy. Exit status: 0 if no errors are left, "
    "1 if errors remain, 2 if the file is unusable or the copy is not possible.",
)
OUTPUT: Final = Text(
    "Le classeur à écrire (.xlsx); peut être le fichier lui-même.",
    "De werkmap om te schrijven (.xlsx); mag het bestand zelf zijn.",
    "The workbook to write (.xlsx); may be the file itself.",
)
UNKNOWN: Final = Text(
    "Colonnes non reconnues, ignorées: {columns}.",
    "Kolommen die niet herkend zijn en genegeerd worden: {columns}.",
    "Columns not recognised and ignored: {columns}.",
)
WRITTEN: Final = Text("Classeur écrit: {file}", "Werkmap geschreven: {file}", "Workbook written: {file}")
WORKING: Final = Text("Contrôle en cours", "Bezig met controleren", "Checking")
STEPS: Final = 3
LONG: Final = 300_000
"""Bytes of a file from which the work takes long enough to show a bar."""


def validate(console: Console, *, file: Path, output: Path | None) -> int:
    """Check the client list in `file`; mark it in a copy when `output` is given."""
    from addin import summary
    from addin.engines.file import open_book
    from addin.examination import examine

    if output:
        from addin.output import check_output

        check_output(output, file)
    with collector_paused(), open_book(file) as book, _progress(console, file) as step:
        step(1)
        found = examine(book, _circumstances())
        step(1)
        if output:
            from addin.validate import show

            show(book, found, console.language)
        saved = _save(console, book, output)
        step(1)
    sheet, checked = found.sheet, found.checked
    _tell_unknown(console, sheet)
    console.answer(
        summary.document(checked, sheet.letter, console.language),
        summary.lines(sheet.name, checked, sheet.letter, console.language),
    )
    return _status(checked) if saved else UNUSABLE


def fix(console: Console, *, file: Path, output: Path) -> int:
    """Correct what is certain in `file` and write the result, marked, to `output`."""
    from addin import summary
    from addin.engines.file import open_book
    from addin.fix import fix as corrected
    from addin.output import check_output

    check_output(output, file)
    with collector_paused(), open_book(file) as book, _progress(console, file) as step:
        step(1)
        fixed = corrected(book, _circumstances(), console.language)
        step(1)
        saved = _save(console, book, output)
        step(1)
    sheet, checked = fixed.found.sheet, fixed.found.checked
    _tell_unknown(console, sheet)
    console.answer(
        {"fixed": len(fixed.changes), **summary.document(checked, sheet.letter, console.language)},
        [
            *summary.corrections(fixed.changes, sheet.letter, console.language),
            *summary.lines(sheet.name, checked, sheet.letter, console.language),
        ],
    )
    return _status(checked) if saved else UNUSABLE


def _circumstances() -> Circumstances:
    return Circumstances(today=date.today())  # noqa: DTZ011 - the reader's own calendar day


def _progress(console: Console, file: Path) -> AbstractContextManager[Callable[[int], None]]:
    if file.stat().st_size < LONG:
        return nullcontext(lambda _steps: None)
    return console.progress(STEPS, WORKING)


def _save(console: Console, book: Book, output: Path | None) -> bool:
    """Write the copy asked for; return whether there is nothing that should have been written and was not."""
    from addin.engines.file import Signed, losses

    try:
        if output:
            book.save(output)
    except Signed as reason:
        console.tell(Text(*map(reason.to, Language)))
        return False
    loss = losses(book)
    if loss:
        console.tell(Text(*map(loss.to, Language)))
    return True


def _tell_unknown(console: Console, sheet: ClientSheet) -> None:
    if sheet.unknown:
        console.tell(UNKNOWN, columns=", ".join(sheet.unknown))


def _status(checked: Checked) -> int:
    return PROBLEMS if checked.invalid_rows else ALL_WELL


def _file() -> click.Argument:
    return click.Argument(["file"], type=click.Path(path_type=Path))


def _output(*, required: bool) -> Option:
    return Option(["--output"], text=OUTPUT, type=click.Path(path_type=Path), required=required)


COMMANDS: tuple[click.Command, ...] = (
    Command("validate", VALIDATE, validate, [_file(), _output(required=False)]),
    Command("fix", FIX, fix, [_file(), _output(required=True)]),
)
