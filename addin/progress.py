"""How far long work is, in the status bar, and the key that stops it between two batches: Esc."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from addin.click import NAME
from addin.procedures import ESCAPED
from shared.language import Refusal, Text

if TYPE_CHECKING:
    from addin.sheet import Book
    from shared.language import Language

SHOWN: Final = Text(
    "{what}: {done} sur {total} (Échap arrête)",
    "{what}: {done} van {total} (Esc stopt)",
    "{what}: {done} of {total} (Esc stops)",
)


class Stopped(Refusal):
    """A person pressed Esc; what was done stays done."""

    text = Text(
        "Arrêté à votre demande: {done} sur {total}. Rien n'est perdu; cliquez à nouveau pour continuer.",
        "Op uw vraag gestopt: {done} van {total}. Er is niets verloren; klik opnieuw om verder te gaan.",
        "Stopped as you asked: {done} of {total}. Nothing is lost; click again to go on.",
    )


class Progress:
    """Long work of `total` steps on the workbook; two calls of the spreadsheet per batch, however large."""

    def __init__(self, book: Book, text: Text, total: int, language: Language) -> None:
        """Show that nothing is done yet; `text` says what is being done."""
        self._book = book
        self._what = text.to(language)
        self._total = total
        self._language = language
        self.done = 0
        self._show()

    def moved(self, count: int) -> None:
        """Show that `count` more are done; raises `Stopped` when Esc was pressed before the last batch."""
        self.done += count
        self._show()
        if self.done < self._total and self._book.macro(ESCAPED)():
            raise Stopped(done=self.done, total=self._total)

    def _show(self) -> None:
        said = SHOWN.to(self._language, what=self._what, done=self.done, total=self._total)
        self._book.app.status_bar = f"{NAME}: {said}"
