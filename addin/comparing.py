"""*Compare* in the workbook: ask the platform, and show the comparison on a sheet of its own."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Final

from addin import comparison_sheet
from addin.compare import compare
from addin.comparison_list import Given
from addin.own_sheets import OwnSheets
from addin.sheet import ClientSheet
from shared import reconciliation
from shared.language import Text
from shared.reconciliation import ReconciliationUnreadable

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from addin.compare import Compared
    from addin.sheet import Book
    from shared.language import Language
    from shared.platform.contract import Platform
    from shared.reconciliation import OpenFlag
    from shared.settings import Settings

COUNTED: Final = Text(
    "Nouveaux: {new}. Uniquement dans Accounton: {there}. Doublons: {both}, dont {differing} qui diffèrent. "
    "Invalides: {invalid}.",
    "Nieuw: {new}. Enkel in Accounton: {there}. Dubbel: {both}, waarvan {differing} verschillen. Ongeldig: {invalid}.",
    "New: {new}. Only in Accounton: {there}. Double: {both}, of which {differing} differ. Invalid: {invalid}.",
)


def compare_in(
    book: Book, platform: Platform, settings: Settings, language: Language, today: date
) -> tuple[ClientSheet, Compared]:
    """Compare the client list with the platform and show it; what was chosen before is kept where it still applies."""
    own = OwnSheets(book)
    client = ClientSheet.find(book, own)
    compared = compare(client.table, platform, today)
    before = comparison_sheet.choices(own)
    flags = _flags(settings, compared.identity.practice)
    given = Given(today, platform.questionnaires(), settings, before, flags)
    comparison_sheet.show(own, client, compared, given, language)
    return client, compared


def counted(compared: Compared, language: Language) -> str:
    """Return the comparison in one sentence."""
    return COUNTED.to(
        language,
        new=len(compared.new),
        there=len(compared.only_on_platform),
        both=len(compared.known),
        differing=sum(bool(each.differences) for each in compared.known),
        invalid=len(compared.invalid),
    )


def _flags(settings: Settings, practice: str) -> Mapping[str, OpenFlag]:
    """Return what the worker found of this practice; the comparison does without where it cannot be read."""
    with suppress(ReconciliationUnreadable):
        standing = reconciliation.read(settings.home_path)
        if standing and standing.practice == practice:
            return standing.by_client()
    return {}
