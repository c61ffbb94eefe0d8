"""`accounton compare`, `send`, `export` and `sandbox`: everything that has to do with the platform."""

from __future__ import annotations

from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from addin.commands import platform_texts as texts
from shared.cli import ALL_WELL, PROBLEMS, Command, Console, Option
from shared.language import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from addin.sheet import Book
    from shared.language import Text
    from shared.platform.sandbox.serve import Running

SANDBOX_PORT: Final = 8321
"""The port of the default setting `platform_url`."""

NAMED_ROWS: Final = 20


def compare(console: Console, *, file: Path, output: Path | None) -> int:
    """Print the four sections, and write them into a copy when `output` is given; changes nothing there."""
    from addin import sections
    from addin.compare import compare as put_in_sections
    from addin.comparing import compare_in
    from addin.engines.file import open_book
    from addin.output import check_output
    from addin.sheet import ClientSheet
    from shared.platform.client import connect

    if output:
        check_output(output, file)
    with open_book(file) as book:
        console = in_workbook(console, book)
        with closing(connect(console.settings)) as platform:
            if output:
                sheet, found = compare_in(book, platform, console.settings, console.language, _today())
                book.save(output)
            else:
                sheet = ClientSheet.find(book)
                found = put_in_sections(sheet.table, platform, _today())
        document = sections.document(found, sheet.letter, console.language)
    console.answer(document, sections.lines(found, console.language))
    return PROBLEMS if found.invalid else ALL_WELL


def send(console: Console, *, file: Path, questionnaire: tuple[str, ...]) -> int:
    """Send the valid, new rows and write every row's result into the workbook."""
    from addin import report
    from addin.delivery import Sender
    from addin.engines.file import open_book
    from addin.own_sheets import OwnSheets
    from addin.sections import ROW
    from addin.sheet import ClientSheet

    with open_book(file) as book:
        console = in_workbook(console, book)
        sender = Sender(console.settings, console.language, lambda total: console.progress(total, texts.SENDING))
        own = OwnSheets(book)
        sheet = ClientSheet.find(book, own)
        writable = _can_be_saved(console, book, file, texts.RESULTS_HERE_ONLY)
        delivery = sender.deliver(own, sheet, _today(), questionnaire)
        said = {each.row: report.in_the_sheet(each, console.language) for each in delivery.rows}
        if writable:
            _write(console, book, lambda: sheet.write_results(said), texts.RESULTS_HERE_ONLY)
    console.answer(
        report.document(delivery.rows), report.lines(delivery.rows, ROW.to(console.language), console.language)
    )
    if delivery.stopped:
        click.echo(delivery.stopped.to(console.language), err=True)
    return PROBLEMS if any(each.result in report.FAILED for each in delivery.rows) else ALL_WELL


def export(console: Console, *, file: Path, output: Path, split: int | None) -> int:
    """Write the file for the platform's upload page, or several, and mark its rows in the workbook."""
    from addin.engines.file import open_book
    from addin.exporting import EXPORTED, export_from, mark
    from shared.rules.base import Circumstances

    circumstances = Circumstances(_today())
    with open_book(file) as book:
        console = in_workbook(console, book)
        sheet, exported = export_from(book, circumstances, output, console.language, split)
        if exported.file_of and _can_be_saved(console, book, file, texts.NOT_MARKED):
            _write(console, book, lambda: mark(sheet, exported, circumstances, console.language), texts.NOT_MARKED)
    found = exported.found
    document = {"rows": len(found.rows), "left_out": len(found.left_out), "path": str(exported.paths[0])}
    paths = [str(path) for path in exported.paths]
    stayed = len(found.left_out) + len(found.unticked)
    said = EXPORTED.to(console.language, rows=len(found.rows), path=", ".join(paths), left_out=stayed)
    console.answer(document | ({"paths": paths} if split else {}), [said])
    if found.left_out:
        named = ", ".join(map(str, found.left_out[:NAMED_ROWS]))
        console.tell(texts.LEFT_OUT, rows=named if len(found.left_out) <= NAMED_ROWS else f"{named}…")
    return PROBLEMS if found.left_out else ALL_WELL


def in_workbook(console: Console, book: Book) -> Console:
    """Return the console with the settings of the workbook."""
    from addin.settings_sheet import of_workbook

    return console.with_settings(of_workbook(book, console.settings))


def sandbox(
    console: Console, *, port: int, data: Path | None, database: str, chaos: int | None, beside: str, relations: int
) -> int:
    """Run the test platform, and practice systems beside it, until told to stop."""
    from shared.platform.sandbox.serve import serve
    from shared.practice_systems.serve import running as practice_systems

    folder = data or console.settings.home_path / "sandbox"
    names = tuple(dict.fromkeys(filter(None, beside.split(","))))

    def announce(running: Running) -> None:
        tokens = {name: running.tokens[name] for name in ("admin", "accountant")}
        lines = (
            texts.RUNNING.to(console.language, url=running.url),
            texts.TOKENS.to(console.language, file=running.tokens_file),
            texts.STOP.to(console.language),
        )
        systems = {each.name: {"url": each.url, **each.keys} for each in started}
        document = {"url": running.url, "tokens": tokens, "data": str(folder)}
        beside_it = [texts.BESIDE.to(console.language, name=each.name, url=each.url, folder=folder) for each in started]
        console.answer(document | ({"systems": systems} if systems else {}), [*lines[:-1], *beside_it, lines[-1]])

    with practice_systems(names, folder, relations) as started:
        serve(folder, port, announce, database=database, chaos=chaos)
    return ALL_WELL


def _can_be_saved(console: Console, book: Book, file: Path, otherwise: Text) -> bool:
    """Say beforehand, while nothing is sent yet, when nothing can be written into the workbook."""
    from addin.engines.file import losses
    from addin.output import check_output

    try:
        if loss := losses(book):
            raise loss
        check_output(file, file)
    except Refusal as refusal:
        click.echo(refusal.to(console.language), err=True)
        console.tell(otherwise)
        return False
    return True


def _write(console: Console, book: Book, write: Callable[[], None], otherwise: Text) -> None:
    """Write and save; what was done stays done when the file cannot be written, so that only gets a sentence."""
    try:
        write()
        book.save()
    except Refusal as refusal:
        click.echo(refusal.to(console.language), err=True)
        console.tell(otherwise)


def _today() -> date:
    return datetime.now().astimezone().date()


def _file() -> click.Parameter:
    return click.Argument(["file"], type=click.Path(path_type=Path))


COMMANDS: tuple[click.Command, ...] = (
    Command(
        "compare",
        texts.COMPARE,
        compare,
        [_file(), Option(["--output"], text=texts.OUTPUT, type=click.Path(path_type=Path))],
    ),
    Command("send", texts.SEND, send, [_file(), Option(["--questionnaire"], text=texts.QUESTIONNAIRE, multiple=True)]),
    Command(
        "export",
        texts.EXPORT,
        export,
        [
            _file(),
            click.Argument(["output"], type=click.Path(path_type=Path)),
            Option(["--split"], text=texts.SPLIT, type=click.IntRange(min=1)),
        ],
    ),
    Command(
        "sandbox",
        texts.SANDBOX,
        sandbox,
        [
            Option(["--port"], text=texts.PORT, type=click.IntRange(0, 65535), default=SANDBOX_PORT),
            Option(["--data"], text=texts.DATA, type=click.Path(file_okay=False, path_type=Path)),
            Option(["--database"], text=texts.DATABASE, default="", envvar="ACCOUNTON_SANDBOX_DATABASE"),
            Option(["--chaos"], text=texts.CHAOS, type=int),
            Option(["--with", "beside"], text=texts.WITH, default="", metavar="adminpulse"),
            Option(["--relations"], text=texts.RELATIONS, type=click.IntRange(0, 20_000), default=0),
        ],
    ),
)
