"""What every command of the front door shares: language, format, where words go, and exit statuses.

The one door to click. Answers go to stdout (as JSON when asked), everything else for people to stderr.
"""

from __future__ import annotations

import json
import os
import sys
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import click

from shared.language import Language, Refusal, Text
from shared.settings import Settings, load

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

ALL_WELL, PROBLEMS, UNUSABLE = 0, 1, 2

LANGUAGE = Text("Langue des messages.", "Taal van de berichten.", "Language of the messages.")
FORMAT = Text("Forme de la réponse.", "Vorm van het antwoord.", "Form of the answer.")
HELP = Text("Affiche cette aide.", "Toont deze hulp.", "Shows this help.")
UNEXPECTED = Text(
    "Une erreur inattendue s'est produite ({kind}). Le détail est dans {log}; envoyez ce fichier au support.",
    "Er is een onverwachte fout opgetreden ({kind}). De details staan in {log}; bezorg dat bestand aan support.",
    "Something unexpected went wrong ({kind}). The details are in {log}; send that file to support.",
)
USAGE: Mapping[str, Text] = {
    "MissingParameter": Text(
        "Il manque {what}. Voyez «{command} --help».",
        "{what} ontbreekt. Zie ‘{command} --help’.",
        "{what} is missing. See “{command} --help”.",
    ),
    "BadParameter": Text(
        "La valeur de {what} ne convient pas. Voyez «{command} --help».",
        "De waarde van {what} is niet bruikbaar. Zie ‘{command} --help’.",
        "The value of {what} cannot be used. See “{command} --help”.",
    ),
    "NoSuchOption": Text(
        "L'option {what} n'existe pas. Voyez «{command} --help».",
        "De optie {what} bestaat niet. Zie ‘{command} --help’.",
        "The option {what} does not exist. See “{command} --help”.",
    ),
    "UsageError": Text(
        "La commande n'est pas comprise. Voyez «{command} --help».",
        "De opdracht is niet begrepen. Zie ‘{command} --help’.",
        "The command is not understood. See “{command} --help”.",
    ),
}


@dataclass(frozen=True, slots=True)
class Console:
    """What a command is handed: who reads, in which form, and the settings."""

    language: Language
    format: str
    settings: Settings
    spoken: bool = False
    """Whether the language was asked for on the command line."""

    def with_settings(self, settings: Settings) -> Console:
        """Return the console for other settings, such as those of a workbook."""
        language = self.language if self.spoken else settings.reader_language
        return replace(self, settings=settings, language=language)

    def answer(self, document: object, lines: Iterable[str]) -> None:
        """Print the command's result on stdout: `document` as JSON when asked, else `lines`."""
        if self.format == "json":
            click.echo(json.dumps(document, ensure_ascii=False))
        else:
            for line in lines:
                click.echo(line)

    def tell(self, text: Text, **arguments: object) -> None:
        """Say one sentence to the person, on stderr."""
        click.echo(text.to(self.language, **arguments), err=True)

    @contextmanager
    def progress(self, length: int, label: Text) -> Iterator[Callable[[int], None]]:
        """Show a bar on stderr; yields the function that moves it by so many steps."""
        with click.progressbar(length=length, label=label.to(self.language), file=sys.stderr) as bar:
            yield bar.update


class _Translated:
    """A click command or group whose help is in the reader's language."""

    text: Text

    def format_help_text(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(self.text.to(_language(context)))

    def get_short_help_str(self, limit: int = 45) -> str:  # noqa: ARG002 - click's signature
        """Return the first sentence, which a group shows."""
        first, stop, _ = self.text.to(_language(click.get_current_context())).partition(". ")
        return first + stop.strip()


class Option(click.Option):
    """A click option whose help is in the reader's language."""

    def __init__(self, declarations: list[str], *, text: Text, **attributes: Any) -> None:  # noqa: ANN401
        """Take click's own attributes after the help text."""
        super().__init__(declarations, **attributes)
        self.text = text

    def get_help_record(self, context: click.Context) -> tuple[str, str] | None:
        """Return click's record for the help page, translated."""
        self.help = self.text.to(_language(context))
        return super().get_help_record(context)


class Command(_Translated, click.Command):
    """A command: its function takes a `Console` and its own parameters, and returns the exit status."""

    def __init__(
        self, name: str, text: Text, run: Callable[..., int], parameters: Iterable[click.Parameter] = ()
    ) -> None:
        """Add the options that every command has."""
        super().__init__(name, params=[*parameters, *_common()], callback=_with_console(run))
        self.text = text

    def get_help_option(self, context: click.Context) -> click.Option | None:
        """Return click's own --help with a translated text."""
        return _translated_help(super().get_help_option(context), context)


class Group(_Translated, click.Group):
    """A group of commands."""

    def __init__(self, name: str, text: Text, commands: Iterable[click.Command]) -> None:
        """Hold `commands`, in their order."""
        super().__init__(name, params=_common(), commands=list(commands))
        self.text = text

    def list_commands(self, context: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the names in the order given, the order of the day's work."""
        return list(self.commands)

    def get_help_option(self, context: click.Context) -> click.Option | None:
        """Return click's own --help with a translated text."""
        return _translated_help(super().get_help_option(context), context)


def run(command: click.Command, arguments: list[str] | None = None) -> int:
    """Run the front door and return its exit status; nothing escapes as a traceback."""
    language = Language.EN
    try:
        language = load(os.environ).reader_language
        status = command.main(arguments, prog_name="accounton", standalone_mode=False)
    except Refusal as refusal:
        click.echo(refusal.to(_spoken(arguments) or language), err=True)
        return UNUSABLE
    except click.UsageError as error:
        click.echo(_usage(error, _spoken(arguments) or language), err=True)
        return UNUSABLE
    except (click.Abort, KeyboardInterrupt):
        return UNUSABLE
    except Exception as error:  # noqa: BLE001 - the last line of defence: the person gets a sentence
        click.echo(_unexpected(error, _spoken(arguments) or language), err=True)
        return UNUSABLE
    return int(status or ALL_WELL)


def _common() -> list[click.Parameter]:
    return [
        Option(
            ["--language"],
            text=LANGUAGE,
            type=click.Choice([language.value for language in Language]),
            is_eager=True,
            expose_value=False,
            callback=_keep("language"),
        ),
        Option(
            ["--format"],
            text=FORMAT,
            type=click.Choice(["text", "json"]),
            expose_value=False,
            callback=_keep("format"),
        ),
    ]


def _keep(name: str) -> Callable[[click.Context, click.Parameter, str | None], None]:
    def keep(context: click.Context, _parameter: click.Parameter, value: str | None) -> None:
        if value is not None:
            context.meta[f"accounton.{name}"] = value

    return keep


def _language(context: click.Context) -> Language:
    spoken = context.meta.get("accounton.language")
    return Language(spoken) if spoken else load(os.environ).reader_language


def _spoken(arguments: list[str] | None) -> Language | None:
    """Return the language that the command line asks for, also when the rest of it is not understood."""
    words = sys.argv[1:] if arguments is None else arguments
    pairs = zip(words, [*words[1:], ""], strict=True)
    asked = [
        after if word == "--language" else word.partition("=")[2]
        for word, after in pairs
        if word.startswith("--language")
    ]
    return Language(asked[-1]) if asked and asked[-1] in tuple(Language) else None


def _with_console(run: Callable[..., int]) -> Callable[..., int]:
    def call(**parameters: object) -> int:
        context = click.get_current_context()
        settings = load(os.environ)
        spoken = "accounton.language" in context.meta
        console = Console(_language(context), context.meta.get("accounton.format", "text"), settings, spoken)
        return run(console, **parameters)

    return call


def _translated_help(option: click.Option | None, context: click.Context) -> click.Option | None:
    if option is not None:
        option.help = HELP.to(_language(context))
    return option


def _usage(error: click.UsageError, language: Language) -> str:
    command = error.ctx.command_path if error.ctx else "accounton"
    kind = type(error).__name__
    parameter = getattr(error, "param", None)
    what = getattr(error, "option_name", None) or (parameter and parameter.get_error_hint(error.ctx)) or ""
    return USAGE.get(kind, USAGE["UsageError"]).to(language, what=str(what).strip("'"), command=command)


def _unexpected(error: Exception, language: Language) -> str:
    """Log the trace, without the error's own words (they may hold a value), and return the sentence for the person."""
    try:
        log = load(os.environ).home_path / "accounton.log"
        log.parent.mkdir(parents=True, exist_ok=True)
    except (OSError, Refusal):
        return UNEXPECTED.to(language, kind=type(error).__name__, log="-")
    import logging  # noqa: PLC0415 - only when it is needed
    import traceback  # noqa: PLC0415

    handler = logging.FileHandler(log, encoding="utf-8")
    logger = logging.Logger("accounton")  # noqa: LOG001 - of its own: no other handler may see the trace
    logger.addHandler(handler)
    try:
        logger.error("%s\n%s", type(error).__name__, "".join(traceback.format_tb(error.__traceback__)))
    finally:
        handler.close()
    return UNEXPECTED.to(language, kind=type(error).__name__, log=log)
