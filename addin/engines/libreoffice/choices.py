"""Drop-down lists and sections on our own sheets, in a live LibreOffice; see `addin.procedures`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from addin.engines.libreoffice import values
from addin.procedures import SEPARATOR
from workbook import layout

if TYPE_CHECKING:
    from addin.engines.libreoffice.remote import Remote

BOLD, NORMAL = 150.0, 100.0
"""com.sun.star.awt.FontWeight."""
SIDES: Final = ("LeftBorder", "RightBorder", "TopBorder", "BottomBorder")
SOLID, THIN = 0, 26
"""com.sun.star.table.BorderLineStyle; 1/100 mm."""


def choices(remote: Remote, sheet: str, lists: str, areas: str, sources: str) -> None:
    """Offer values in cells; nothing typed is refused."""
    line = {"color": values.colour(layout.CHOICE_LINE), "style": SOLID, "width": THIN}
    look = {"CellBackColor": values.colour(layout.CHOICE_FILL), **dict.fromkeys(SIDES, line)}
    blocks = [
        (values.block_of(area), values.block_of(source))
        for area, source in zip(areas.split(SEPARATOR), sources.split(SEPARATOR), strict=True)
    ]
    remote("offer", sheet, lists, blocks)
    remote("paint", sheet, [([area for area, _ in blocks], look)])


def sections(remote: Remote, sheet: str, titles: str, remarks: str) -> None:
    """Show lines as titles of sections and as remarks, over all columns."""
    plain: dict[str, Any] = {"CharColor": values.colour(layout.INK), "CharUnderline": 0, "IsTextWrapped": False}
    looks = [
        ([(row, 1, row, 1) for row in map(int, numbers.split())], {**plain, "CharHeight": size, "CharWeight": weight})
        for numbers, size, weight in ((titles, layout.SECTION_SIZE, BOLD), (remarks, layout.FONT_SIZE, NORMAL))
        if numbers
    ]
    remote("paint", sheet, looks)
    remote("fit", sheet, [int(number) for number in titles.split()])
