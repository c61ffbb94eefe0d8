"""The button *Language*: the messages of this workbook go on in the next of the three languages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from addin import settings_sheet
from addin.own_sheets import OwnSheets
from shared.language import Language, Text
from workbook.setting_lines import LANGUAGE, LANGUAGES

if TYPE_CHECKING:
    from addin.click import Click

CHANGED: Final = Text(
    "Les messages sont maintenant en français. Recliquez sur «Langue» pour une autre langue; les autres feuilles "
    "suivent au prochain clic.",
    "De berichten zijn nu in het Nederlands. Klik opnieuw op ‘Taal’ voor een andere taal; de andere bladen volgen bij "
    "de volgende klik.",
    "Messages are now in English. Click “Language” again for another one; the other sheets follow at the next click.",
)


def change(click: Click) -> str:
    """Write the next language on the settings sheet; the answer is in that language."""
    order = list(Language)
    following = order[(order.index(click.language) + 1) % len(order)]
    settings_sheet.write(OwnSheets(click.book), {LANGUAGE: LANGUAGES[following]}, following)
    return CHANGED.to(following)
