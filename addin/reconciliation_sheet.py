"""The button *Reconciliation*: what the worker left for people to read, on a sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from addin.own_sheets import OwnSheets
from addin.procedures import DRESS, SECTIONS
from shared import reconciliation
from shared.language import Refusal, Text
from shared.reconciliation import REASONS, STATES
from workbook.layout import TABS, TEXT_FORMAT, Role

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from addin.click import Click
    from shared.language import Language
    from shared.reconciliation import OpenFlag, Reconciliation

WIDTHS: Final = "34 48 14 20 60"
"""In characters."""
HEADINGS: Final = (
    Text("Client", "Klant", "Client"),
    Text("Raison", "Reden", "Reason"),
    Text("Depuis", "Sinds", "Since"),
    Text("État", "Status", "State"),
    Text("Peut-être le même client", "Misschien dezelfde klant", "Perhaps the same client"),
)
LAST_RUN: Final = Text(
    "Dernier rapprochement réussi: {at} ({practice}, {system}). Clients uniquement sur la plateforme: {count}.",
    "Laatste geslaagde afstemming: {at} ({practice}, {system}). Klanten enkel op het platform: {count}.",
    "Last good run: {at} ({practice}, {system}). Clients only on the platform: {count}.",
)
NO_GOOD_RUN: Final = Text(
    "Aucun rapprochement n'a encore réussi.", "Er is nog geen afstemming gelukt.", "No run has succeeded yet."
)
REFUSED: Final = Text(
    "Le dernier ({at}) a été refusé et n'a rien signalé: {why}",
    "De laatste ({at}) is geweigerd en heeft niets gemeld: {why}",
    "The latest one ({at}) was refused and flagged nothing: {why}",
)


class NeverReconciled(Refusal):
    """The worker has not run yet with this data folder."""

    text = Text(
        "Aucun rapprochement n'a encore eu lieu sur cet ordinateur. Votre informaticien le lance avec «accounton "
        "worker run».",
        "Er is op deze computer nog geen afstemming uitgevoerd. Uw IT-beheerder start ze met ‘accounton worker run’.",
        "No run has taken place on this computer yet. Your IT administrator starts it with “accounton worker run”.",
    )


def show(click: Click) -> str:
    """Write the sheet anew and bring it into view; returns how things stand."""
    standing = reconciliation.read(click.settings.home_path)
    if standing is None:
        raise NeverReconciled
    own = OwnSheets(click.book)
    sheet = own.emptied(Role.RECONCILIATION, click.language)
    told = _told(standing, click.language)
    above = [[TABS[Role.RECONCILIATION].to(click.language)], *([sentence] for sentence in told), []]
    heading = len(above) + 1
    rows = [*above, [text.to(click.language) for text in HEADINGS]]
    rows += [_row(flag, click.language) for flag in standing.flags]
    block = [[*row, *[None] * (len(HEADINGS) - len(row))] for row in rows]
    area = sheet.range((1, 1), (len(block), len(HEADINGS)))
    area.number_format = TEXT_FORMAT
    area.raw_value = block
    plain = [*range(2, heading), *range(heading + 1, len(block) + 1)]
    click.book.macro(DRESS)(sheet.name, WIDTHS, str(heading))
    click.book.macro(SECTIONS)(sheet.name, "", " ".join(map(str, plain)))
    sheet.activate()
    return " ".join(told)


def _told(standing: Reconciliation, language: Language) -> Sequence[str]:
    told = [NO_GOOD_RUN.to(language)]
    if standing.ended:
        at, count = _minute(standing.ended), len(standing.flags)
        told = [
            LAST_RUN.to(language, at=at, practice=standing.practice, system=standing.system, count=count),
        ]
    if standing.refused:
        why = standing.refused.why.to(language)
        told.append(REFUSED.to(language, at=_minute(standing.refused.at), why=why))
    return told


def _row(flag: OpenFlag, language: Language) -> list[str]:
    return [
        flag.client,
        REASONS[flag.reason].to(language),
        f"{flag.since.astimezone():%d/%m/%Y}",
        STATES[flag.state].to(language),
        flag.candidate or "",
    ]


def _minute(moment: datetime) -> str:
    return f"{moment.astimezone():%d/%m/%Y %H:%M}"
