"""What happens around the work of every button: Excel stands still, and whatever goes wrong is one message box."""

from __future__ import annotations

import os
import traceback
import zlib
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from addin.procedures import PROTECTED
from addin.settings_sheet import of_workbook
from addin.sheet import Book
from shared.language import Language, Refusal, Text
from shared.rules.base import Circumstances
from shared.settings import Settings, load

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

NAME: Final = "Accounton"
UNEXPECTED: Final = Text(
    "Une erreur inattendue s'est produite (numéro {number}). Réessayez; si elle revient, envoyez le fichier {log} au "
    "support.",
    "Er is een onverwachte fout opgetreden (nummer {number}). Probeer opnieuw; komt ze terug, bezorg dan het bestand "
    "{log} aan support.",
    "Something unexpected went wrong (number {number}). Try again; if it comes back, send the file {log} to support.",
)


class Protected(Refusal):
    """The sheet in view or the structure of the workbook is protected."""

    text = Text(
        "Cette feuille ou la structure du classeur est protégée: rien n'a été changé. Ôtez la protection dans l'onglet "
        "Révision, puis cliquez à nouveau.",
        "Dit blad of de structuur van de werkmap is beveiligd: er is niets veranderd. Hef de beveiliging op in het "
        "tabblad Controleren en klik opnieuw.",
        "This sheet or the structure of the workbook is protected: nothing was changed. Remove the protection on the "
        "Review tab, then click again.",
    )


@dataclass(frozen=True, slots=True)
class Click:
    """One click on a button: the workbook it is about, the language of the person, and the settings."""

    book: Book
    language: Language
    settings: Settings

    @property
    def circumstances(self) -> Circumstances:
        """What the rules need to know of the world."""
        return Circumstances(today=date.today())  # noqa: DTZ011 - the reader's own calendar day


def click(excel: str, work: Callable[[Click], str], *, writes: bool = True) -> None:
    """Do the work of a button and show the sentence that it returns; `excel` is the language of Excel's interface.

    `writes` says that the work changes the workbook, so a protected one is refused beforehand.
    """
    book = Book.caller()
    language, settings = Language(excel), Settings()
    try:
        settings = load(os.environ)
        language = Language(settings.language or excel)
        with _still(book.app):
            if writes:
                _check_unprotected(book)
            settings = of_workbook(book, settings)
            language = Language(settings.language or excel)
            said = work(Click(book, language, settings))
        book.app.status_bar = f"{NAME}: {said}"
    except Refusal as refusal:
        book.app.alert(refusal.to(language), NAME)
    except Exception as error:  # noqa: BLE001 - the last line of defence: the person gets a sentence
        log = settings.home_path / "accounton.log"
        book.app.alert(UNEXPECTED.to(language, number=_logged(error, log), log=log), NAME)


def _check_unprotected(book: Book) -> None:
    if book.macro(PROTECTED)():
        raise Protected


@contextmanager
def _still(app: Any) -> Iterator[None]:  # noqa: ANN401 - xlwings' own, which has no types
    """Stop drawing and calculating meanwhile, and give both back whatever happens."""
    drawing, calculation = app.screen_updating, app.calculation
    app.screen_updating = False
    try:
        app.calculation = "manual"
        yield
    finally:
        app.screen_updating = drawing
        app.calculation = calculation


def _logged(error: Exception, log: Path) -> str:
    """Log where it went wrong, without the error's own words (they may hold a value), and return its number."""
    told = f"{type(error).__name__}\n{''.join(traceback.format_tb(error.__traceback__))}"
    number = f"{zlib.crc32(told.encode()):08X}"
    try:
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("a", encoding="utf-8") as file:
            file.write(f"{number} {told}\n")
    except OSError:
        return f"{number}, {type(error).__name__}"
    return number
