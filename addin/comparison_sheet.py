"""The comparison sheet: written and dressed in a fixed number of calls, and read back."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, Final

from addin.block import rows_of
from addin.choices import read
from addin.comparison_list import WIDTH, Reader, comparison_list
from addin.marks import letters
from addin.procedures import CHOICES, DRESS, SECTIONS, SEPARATOR
from workbook.layout import CHOICE_LISTS, TEXT_FORMAT, Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from addin.choices import Choices
    from addin.compare import Compared
    from addin.comparison_list import DropDown, Given
    from addin.own_sheets import OwnSheets
    from addin.sheet import ClientSheet, Sheet
    from shared.language import Language

WIDTHS: Final = "9 14 27 34 17 20 50 42"
"""In characters, of the columns that `addin.choices` names."""


def choices(own: OwnSheets) -> Choices | None:
    """Return what a person ticked and chose; None when there is no comparison."""
    sheet = own.sheet(Role.COMPARISON)
    return read(rows_of(sheet.used_range)) if sheet else None


def show(own: OwnSheets, client: ClientSheet, compared: Compared, given: Given, language: Language) -> None:
    """Replace the comparison by this one, and bring it into view."""
    own.prepare([Role.COMPARISON], [CHOICE_LISTS], language, client.name)
    name, sheet = own.name(Role.COMPARISON), own.sheet(Role.COMPARISON)
    assert name and sheet  # noqa: S101, PT018 - it was prepared
    listed = comparison_list(compared, given, Reader(language, client.name, name, client.letter))
    sheet.range((1, 2), (len(listed.lines), WIDTH)).number_format = TEXT_FORMAT
    sheet.range((1, 1), (len(listed.lines), WIDTH)).raw_value = listed.lines
    book = own.book
    book.macro(DRESS)(name, WIDTHS, _numbers(listed.headings))
    book.macro(SECTIONS)(name, _numbers(listed.titles), _numbers(listed.remarks))
    if listed.drop_downs:
        sources = _write_lists(book.sheets[CHOICE_LISTS], listed.drop_downs)
        areas = SEPARATOR.join(one.area for one in listed.drop_downs)
        book.macro(CHOICES)(name, CHOICE_LISTS, areas, SEPARATOR.join(sources))
    sheet.activate()


def _write_lists(sheet: Sheet, drop_downs: Sequence[DropDown]) -> list[str]:
    """Write each list of values into a column of its own; return where each stands."""
    lists = [one.values for one in drop_downs]
    rows = [list(row) for row in zip_longest(*lists)]
    area = sheet.range((1, 1), (len(rows), len(lists)))
    area.number_format = TEXT_FORMAT
    area.raw_value = rows
    return [
        f"{letters(column)}1:{letters(column)}{len(values)}" if len(values) > 1 else f"{letters(column)}1"
        for column, values in enumerate(lists, 1)
    ]


def _numbers(lines: Sequence[int]) -> str:
    return " ".join(map(str, lines))
