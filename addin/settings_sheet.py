"""The settings sheet of a workbook: what it says, and how a button writes it anew."""

from __future__ import annotations

import os
from itertools import zip_longest
from typing import TYPE_CHECKING, Final

from addin.block import rows_of
from addin.marks import as_text, letters
from addin.own_sheets import OwnSheets
from addin.procedures import CHOICES, DRESS, SECTIONS, SEPARATOR
from shared.language import Language, Refusal, Text
from shared.settings import with_workbook
from shared.web_address import is_safe
from workbook import setting_lines
from workbook.layout import SETTING_LISTS, TABS, TEXT_FORMAT, Role
from workbook.setting_lines import (
    ADDRESS,
    FIRST_ROW,
    HEADING_ROW,
    KEYS,
    LANGUAGE,
    LANGUAGES,
    LINES,
    QUESTIONNAIRES,
    REMARK_ROW,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from addin.sheet import Book
    from shared.settings import Settings

LABELS, VALUES = 0, 1
"""The columns, from 0."""
REMARKS: Final = " ".join(map(str, [REMARK_ROW, *range(FIRST_ROW, FIRST_ROW + len(LINES))]))


class LanguageCellUnusable(Refusal):
    """The language on the sheet is none of the three."""

    text = Text(
        "La cellule {cell} de la feuille «{sheet}» ne contient aucune langue connue. Choisissez Français, Nederlands "
        "ou English, ou videz-la.",
        "Cel {cell} van het blad ‘{sheet}’ bevat geen bekende taal. Kies Français, Nederlands of English, of maak ze "
        "leeg.",
        "The cell {cell} of the sheet “{sheet}” holds no language that is known. Choose Français, Nederlands or "
        "English, or empty it.",
    )


class AddressCellUnusable(Refusal):
    """The address on the sheet is no safe web address."""

    text = Text(
        "La cellule {cell} de la feuille «{sheet}» ne contient pas d'adresse utilisable: elle doit commencer par "
        "https://. Corrigez-la ou videz-la.",
        "Cel {cell} van het blad ‘{sheet}’ bevat geen bruikbaar adres: het moet met https:// beginnen. Verbeter het of "
        "maak de cel leeg.",
        "The cell {cell} of the sheet “{sheet}” holds no usable address: it must start with https://. Correct it or "
        "empty the cell.",
    )


def of_workbook(book: Book, settings: Settings) -> Settings:
    """Return the settings as the workbook changes them; raises a `Refusal` that names the cell."""
    return with_workbook(settings, said(OwnSheets(book)), os.environ)


def said(own: OwnSheets) -> dict[str, str]:
    """Return what the workbook says, by the names of `shared.settings`; raises a `Refusal` that names the cell."""
    sheet = own.name(Role.SETTINGS) or ""
    return {key: _checked(key, value, cell, sheet) for key, (value, cell) in _cells(own).items() if value}


def write(
    own: OwnSheets,
    changes: Mapping[str, str],
    language: Language,
    offered: Mapping[str, Sequence[str]] | None = None,
) -> None:
    """Write the sheet anew in `language`, with `changes`; a workbook without one gets it. What it said else stays.

    `offered` are the questionnaires to choose from, by setting; None keeps those of before.
    """
    values = {key: value for key, (value, _) in _cells(own).items()} | dict(changes)
    lists = _lists(own) if offered is None else dict(offered)
    own.prepare([Role.SETTINGS], [SETTING_LISTS], language)
    name, sheet = own.name(Role.SETTINGS), own.sheet(Role.SETTINGS)
    assert name and sheet  # noqa: S101, PT018 - it was prepared
    lines = setting_lines.rows(TABS[Role.SETTINGS].to(language), language, values)
    area = sheet.range((1, 1), (len(lines), len(setting_lines.WIDTHS)))
    area.number_format = TEXT_FORMAT
    area.raw_value = lines
    own.book.macro(DRESS)(name, " ".join(map(str, setting_lines.WIDTHS)), str(HEADING_ROW))
    own.book.macro(SECTIONS)(name, "", REMARKS)
    _offer(own, name, {LANGUAGE: list(LANGUAGES.values()), **lists})


def _cells(own: OwnSheets) -> dict[str, tuple[str, str]]:
    """Return the value of each setting and its cell, found by the labels in any language."""
    sheet = own.sheet(Role.SETTINGS)
    if sheet is None:
        return {}
    used = sheet.used_range
    top, left = used.row, used.column
    found: dict[str, tuple[str, str]] = {}
    for row, line in enumerate(rows_of(used), top):
        texts = [as_text(value).strip() for value in line] + [""] * 2
        key = KEYS.get(texts[LABELS].casefold())
        if key:
            found.setdefault(key, (texts[VALUES], f"{letters(left + VALUES)}{row}"))
    return found


def _checked(key: str, value: str, cell: str, sheet: str) -> str:
    if key == LANGUAGE:
        named = {name.casefold(): language.value for language, name in LANGUAGES.items()}
        code = named.get(value.casefold(), value.casefold())
        if code not in tuple(Language):
            raise LanguageCellUnusable(cell=cell, sheet=sheet)
        return code
    if key == ADDRESS:
        if not is_safe(value):
            raise AddressCellUnusable(cell=cell, sheet=sheet)
        return value.rstrip("/")
    return value


def _lists(own: OwnSheets) -> dict[str, list[str]]:
    """Return the questionnaires that were offered last."""
    sheet = own.hidden(SETTING_LISTS)
    columns = zip(*rows_of(sheet.used_range), strict=True) if sheet else ()
    lists = {as_text(key): [as_text(one) for one in values if one is not None] for key, *values in columns}
    return {key: lists[key] for key in QUESTIONNAIRES if lists.get(key)}


def _offer(own: OwnSheets, name: str, lists: Mapping[str, Sequence[str]]) -> None:
    sheet = own.hidden(SETTING_LISTS)
    assert sheet  # noqa: S101 - it was prepared
    columns = [[key, *values] for key, values in lists.items() if values]
    block = [list(row) for row in zip_longest(*columns)]
    area = sheet.range((1, 1), (len(block), len(columns)))
    area.number_format = TEXT_FORMAT
    area.raw_value = block
    sources = [f"{letters(place)}2:{letters(place)}{len(column)}" for place, column in enumerate(columns, 1)]
    areas = [setting_lines.cell(column[0]) for column in columns]
    own.book.macro(CHOICES)(name, SETTING_LISTS, SEPARATOR.join(areas), SEPARATOR.join(sources))
