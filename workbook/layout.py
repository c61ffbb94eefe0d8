"""What our sheets look like: names, colours, fonts, widths. Pure; colours are RRGGBB, widths in characters.

Arial, because every machine has it or a font of the same widths: what fits here fits everywhere.
"""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from datetime import date
from enum import Enum
from typing import Final

from shared.language import Text
from shared.record import Field

Cell = str | float | date
Cells = Mapping[Field, Cell]
"""What one row of the client sheet holds, by column; a column that is not there is empty."""

CLIENTS: Final = Text("Clients", "Klanten", "Clients")
PROBLEMS: Final = Text("Problèmes", "Problemen", "Problems")
REASONS_GRID: Final = "_accounton"
"""The hidden sheet: in each cell the level and reason of the same cell of the client sheet."""
FIXED_CELLS: Final = "_accounton_fixed"
"""The hidden sheet of what *Fix* changed, with every original."""
OWN_SHEETS: Final = "_accounton_own"
"""The hidden sheet that lists our sheets: in column A the part that it plays, in column B its name."""


class Role(Enum):
    """The part that a sheet of ours plays; the value stands in the list of our sheets."""

    PROBLEMS = "problems"
    COMPARISON = "comparison"
    SETTINGS = "settings"
    RECONCILIATION = "reconciliation"


TABS: Final[Mapping[Role, Text]] = {
    Role.PROBLEMS: PROBLEMS,
    Role.COMPARISON: Text("Comparaison", "Vergelijking", "Comparison"),
    Role.SETTINGS: Text("Réglages", "Instellingen", "Settings"),
    Role.RECONCILIATION: Text("Rapprochement", "Afstemming", "Reconciliation"),
}
"""The names on their tabs."""

SETTING_LISTS: Final = "_accounton_settings"
"""The hidden sheet of the values that a person chooses from on the settings sheet."""
CHOICE_LISTS: Final = "_accounton_lists"
"""The hidden sheet of the values that a person chooses from on the comparison sheet."""

HEADING_ROW: Final = 1
LAST_ROW: Final = 1_048_576
NAME_COLUMNS: Final = (Field.TYPE, Field.FIRST_NAME, Field.LAST_NAME)
"""They stay in view, on the screen and on every printed page."""
LEFT_EMPTY: Final = frozenset({Field.EXTRA_IPP})

TEXT_FORMAT: Final = "@"
DATE_FORMAT: Final = "dd/mm/yyyy"
FONT: Final = "Arial"
FONT_SIZE: Final = 10

INK: Final = "1F2933"
REQUIRED_FILL, REQUIRED_INK = "1F4E5F", "FFFFFF"
OPTIONAL_FILL, OPTIONAL_INK = "DCE9ED", "1F4E5F"
EMPTY_FILL, EMPTY_INK = "F0F1F3", "6B7280"
LINE: Final = "DDE3E6"
LINK_INK: Final = "1F4E5F"

CHOICE_FILL, CHOICE_LINE = "FFF6E1", "A39BA0"
"""Of cells that a person fills in on our sheets."""
SECTION_SIZE: Final = 12

ERROR_FILL, ERROR_INK = "FBD5D0", "9B1C1C"
WARNING_FILL, WARNING_INK = "FDEBB8", "7A4A00"
FIXED_FILL, FIXED_INK = "DDEFE3", "1B5E3A"

WIDTHS: Final[Mapping[Field, float]] = {
    Field.TYPE: 8,
    Field.FIRST_NAME: 14,
    Field.LAST_NAME: 18,
    Field.EMAIL: 32,
    Field.MOBILE: 16,
    Field.NATIONAL_NUMBER: 22,
    Field.STREET: 24,
    Field.HOUSE_NUMBER: 13,
    Field.BOX: 7,
    Field.POSTAL_CODE: 12,
    Field.CITY: 20,
    Field.COUNTRY: 12,
    Field.EXTRA_IPP: 8,
    Field.LABELS: 26,
    Field.PARTNER_NATIONAL_NUMBER: 22,
    Field.LANGUAGE: 10,
    Field.CLIENT_CODE: 11,
    Field.KBO_NUMBER: 16,
    Field.PARTNER_KBO_NUMBER: 16,
    Field.IPP_DEADLINE: 13,
    Field.RESPONSIBLE: 30,
}
HEADING_HEIGHT, ROW_HEIGHT = 34, 16
"""In points: two lines of text and air; one line and air."""

NOTE_WIDTH: Final = 260
"""Of a hover note, in pixels."""
_NOTE_CHARACTERS, _NOTE_LINE, _NOTE_MARGIN = 38, 17, 12


def note_height(text: str) -> int:
    """Return the height in pixels of a hover note of `NOTE_WIDTH` that shows all of `text`."""
    lines = sum(len(textwrap.wrap(line, _NOTE_CHARACTERS)) or 1 for line in text.splitlines())
    return _NOTE_MARGIN + _NOTE_LINE * lines
