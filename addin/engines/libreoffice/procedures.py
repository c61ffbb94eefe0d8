"""The procedures of `addin.procedures`, in a live LibreOffice: each a few orders."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from addin.engines.libreoffice import choices, values
from addin.engines.libreoffice.fixing import correct, restore, visible
from addin.marks import FIXED, FIXED_SYMBOL, SIGNS, SYMBOLS, Area, formula, with_reason, without_reason
from addin.procedures import (
    ASK,
    CHOICES,
    CORRECT,
    DRESS,
    ESCAPED,
    MARK,
    PREPARE,
    PROTECTED,
    REMOVE,
    RESTORE,
    SECTIONS,
    SEPARATOR,
    VIEW,
    VISIBLE,
)
from addin.view import told_of
from shared.problem import Level
from workbook import layout

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from addin.engines.libreoffice.remote import Remote

    Look = dict[str, object]
    """Properties, by LibreOffice's names."""

BOLD, ITALIC, TOP, UNDERLINED = 150.0, 2, 1, 1
"""com.sun.star: awt.FontWeight, awt.FontSlant, table.CellVertJustify2, awt.FontUnderline."""
SOLID, DOTTED, DASHED, THIN = 0, 1, 2, 26
"""com.sun.star.table.BorderLineStyle; 1/100 mm."""
SIDES: Final = ("LeftBorder", "RightBorder", "TopBorder", "BottomBorder")
STYLES: Final = {
    **{SIGNS[level]: f"Accounton {symbol}" for level, symbol in SYMBOLS.items()},
    FIXED: f"Accounton {FIXED_SYMBOL}",
}
TITLE_SIZE, TITLE_HEIGHT = 14, 776
"""In points; in 1/100 mm."""


def mark(remote: Remote, sheet: str, grid: str, area: str) -> None:
    """Make the client sheet show the grid of reasons, and nothing of an earlier one."""
    remote("unmark", sheet, grid, list(STYLES.values()))
    if grid in remote("sheets")["names"]:
        remote("hide", grid)
    reasons: Mapping[tuple[int, int], str] = {}
    if area:
        block = values.block_of(area)
        remote("mark", sheet, block, _conditions(Area(*block)))
        reasons = _reasons(remote, grid)
    _note(remote, sheet, reasons)


def dress(remote: Remote, sheet: str, widths: str, headings: str) -> None:
    """Make the problems sheet pleasant to read and to print."""
    columns = [values.width(float(width)) for width in widths.split()]
    bottom: int = remote("used", sheet)[2]
    plain: Look = {
        "CharFontName": layout.FONT,
        "CharHeight": layout.FONT_SIZE,
        "CharColor": values.colour(layout.INK),
        "VertJustify": TOP,
    }
    link: Look = {"CharColor": values.colour(layout.LINK_INK), "CharUnderline": UNDERLINED}
    heading: Look = {
        "CharColor": values.colour(layout.REQUIRED_INK),
        "CharUnderline": 0,
        "CharWeight": BOLD,
        "CellBackColor": values.colour(layout.REQUIRED_FILL),
    }
    looks: list[tuple[values.Block, Look]] = [
        ((1, 1, bottom, len(columns)), plain),
        ((2, 2, max(bottom, 2), len(columns)), {"IsTextWrapped": True}),
        ((2, 1, max(bottom, 2), 1), link),
        *(((int(row), 1, int(row), len(columns)), heading) for row in headings.split()),
        ((1, 1, 1, 1), {"CharHeight": TITLE_SIZE, "CharWeight": BOLD}),
    ]
    remote("dress", sheet, columns, looks, TITLE_HEIGHT)


def view(remote: Remote) -> str:
    """Return what a person has in view."""
    seen = remote("view")
    cell = " ".join(map(str, seen["cell"]))
    return SEPARATOR.join([seen["active"], told_of(seen["areas"]), cell, *seen["names"]])


def prepare(remote: Remote, shown: str, hidden: str) -> None:
    """Make sure that there are sheets of these names, without contents or formats."""
    remote("prepare", *([name for name in names.split(SEPARATOR) if name] for names in (shown, hidden)))


def remove(remote: Remote, sheets: str) -> None:
    """Delete sheets."""
    for name in sheets.split(SEPARATOR):
        remote("delete", name)


def is_protected(remote: Remote) -> bool:
    """Return whether the sheet in view or the structure of the workbook is protected."""
    return bool(remote("protected"))


def ask(remote: Remote, question: str, given: str, hidden: str) -> str:
    """Return what the person types."""
    return str(remote("ask", question, given, hidden))


def escaped(remote: Remote) -> bool:
    """Return whether the person pressed Esc."""
    return bool(remote("escaped"))


def _conditions(area: Area) -> list[tuple[str, Look, str]]:
    looks = {
        SIGNS[Level.ERROR]: _look(layout.ERROR_FILL, layout.ERROR_INK, SOLID, {"CharWeight": BOLD}),
        SIGNS[Level.WARNING]: _look(layout.WARNING_FILL, layout.WARNING_INK, DASHED, {"CharPosture": ITALIC}),
        FIXED: _look(layout.FIXED_FILL, layout.FIXED_INK, DOTTED, {"CharUnderline": UNDERLINED}),
    }
    return [(STYLES[sign], look, values.in_calcs_terms(formula(sign, area))) for sign, look in looks.items()]


def _look(fill: str, ink: str, line: int, letters: Look) -> Look:
    side = {"color": values.colour(ink), "style": line, "width": THIN}
    colours = {"CellBackColor": values.colour(fill), "CharColor": values.colour(ink)}
    return {**colours, **letters, **dict.fromkeys(SIDES, side)}


def _reasons(remote: Remote, grid: str) -> dict[tuple[int, int], str]:
    """Return the text of each cell's note."""
    block = remote("used", grid)
    rows: list[list[Any]] = remote("read", grid, block)["rows"]
    return {
        (row, column): str(reason)[1:]
        for row, line in enumerate(rows, block[0])
        for column, reason in enumerate(line, block[1])
        if reason and (row, column) != (1, 1)
    }


def _note(remote: Remote, sheet: str, reasons: Mapping[tuple[int, int], str]) -> None:
    """Take our part out of every note, and write the reasons after what a person wrote; what is right stays."""
    removed, cut = [], []
    kept, told = {}, set()
    for number, (row, column, text) in enumerate(remote("notes", sheet)):
        place = row, column
        kept[place] = without_reason(text)
        if kept[place] == text:
            continue
        if place in reasons and with_reason(kept[place], reasons[place]) == text:
            told.add(place)
        elif kept[place]:
            cut.append((*place, _length(kept[place])))
        else:
            removed.append(number)
    added = [
        (*place, with_reason(own, reason)[len(own) :])
        for place, reason in reasons.items()
        if place not in told
        for own in [kept.get(place, "")]
    ]
    if removed or cut or added:
        remote("change_notes", sheet, removed, cut, added)


def _length(text: str) -> int:
    """Return the length as LibreOffice counts it."""
    return len(text.encode("utf-16-le")) // 2


PROCEDURES: Final[Mapping[str, Callable[..., object]]] = {
    MARK: mark,
    ASK: ask,
    DRESS: dress,
    CHOICES: choices.choices,
    SECTIONS: choices.sections,
    ESCAPED: escaped,
    VIEW: view,
    PREPARE: prepare,
    REMOVE: remove,
    CORRECT: correct,
    RESTORE: restore,
    VISIBLE: visible,
    PROTECTED: is_protected,
}
