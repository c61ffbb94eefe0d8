"""The button *Send*: what is ticked goes, and every row's result stands in the sheet."""

from __future__ import annotations

from contextlib import nullcontext
from typing import TYPE_CHECKING, Final

from addin.delivery import Sender
from addin.own_sheets import OwnSheets
from addin.progress import Progress
from addin.questionnaires import QuestionnaireNotChosen
from addin.report import counted, in_the_sheet
from addin.sheet import ClientSheet
from shared.language import Refusal, Text
from workbook.layout import TABS, Role

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from addin.click import Click

SENDING: Final = Text("Envoi", "Versturen", "Sending")


class QuestionnaireOpen(Refusal):
    """The practice has several questionnaires in a language, and none was chosen in the workbook."""

    text = Text(
        "Il y a plusieurs questionnaires pour la langue {spoken}: {possible}. Choisissez-en un par client sur la "
        "feuille «{comparison}» (bouton Comparer), ou un pour tous sur la feuille «{settings}».",
        "Voor de taal {spoken} bestaan er meerdere vragenlijsten: {possible}. Kies er een per klant op het blad "
        "‘{comparison}’ (knop Vergelijken), of een voor allemaal op het blad ‘{settings}’.",
        "There are several questionnaires in the language {spoken}: {possible}. Choose one per client on the sheet "
        "“{comparison}” (button Compare), or one for all on the sheet “{settings}”.",
    )


def send(click: Click) -> str:
    """Send, write the results, and return the counts; raises the `Refusal` that stopped it half-way."""
    own = OwnSheets(click.book)
    sheet = ClientSheet.find(click.book, own)

    def progress(total: int) -> AbstractContextManager[Callable[[int], None]]:
        return nullcontext(Progress(click.book, SENDING, total, click.language).moved)

    sender = Sender(click.settings, click.language, progress)
    try:
        delivery = sender.deliver(own, sheet, click.circumstances.today)
    except QuestionnaireNotChosen as refusal:
        names = {role.value: TABS[role].to(click.language) for role in (Role.COMPARISON, Role.SETTINGS)}
        raise QuestionnaireOpen(**refusal.arguments, **names) from refusal
    sheet.write_results({each.row: in_the_sheet(each, click.language) for each in delivery.rows})
    if delivery.stopped:
        raise delivery.stopped
    return counted(delivery.rows, click.language)
