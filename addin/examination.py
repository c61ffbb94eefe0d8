"""The client sheet, checked; nothing is written."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import compress
from typing import TYPE_CHECKING

from addin.own_sheets import OwnSheets
from addin.sheet import ClientSheet
from addin.totals import title
from shared.check import Checked, check

if TYPE_CHECKING:
    from addin.sheet import Book
    from addin.totals import Extent
    from shared.language import Language
    from shared.rules.base import Circumstances


@dataclass(frozen=True, slots=True)
class Validation:
    """The sheet as it was read, what was found in the rows that were looked at, and our own sheets."""

    sheet: ClientSheet
    checked: Checked
    own: OwnSheets

    def title(self, language: Language) -> str:
        """Return the totals in one sentence."""
        return title(self.checked, language, self.sheet.selected)


def examine(book: Book, circumstances: Circumstances) -> Validation:
    """Find and check the client sheet; changes nothing."""
    own = OwnSheets(book)
    sheet = ClientSheet.find(book, own)
    return Validation(sheet, limited(check(sheet.table, circumstances), sheet.selected), own)


def limited(checked: Checked, extent: Extent | None) -> Checked:
    """Return what was found in some rows; the rules saw all of them."""
    if extent is None:
        return checked
    rows = set(extent.rows)
    chosen = [row in rows for row in checked.rows]
    columns = {field: list(compress(texts, chosen)) for field, texts in checked.columns.items()}
    return Checked(list(compress(checked.rows, chosen)), columns, [one for one in checked.problems if one.row in rows])
