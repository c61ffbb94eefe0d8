"""Orders for what a person chooses from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from addin.engines.libreoffice.far.basis import Basis
from addin.engines.libreoffice.far.marking import set_look

if TYPE_CHECKING:
    from addin.engines.libreoffice.far.basis import Rectangle

SHOWN = 1  # com.sun.star.sheet.TableValidationVisibility


class Offering(Basis):
    """Drop-down lists, and the looks of blocks."""

    def offer(self, sheet: str, lists: str, blocks: list[tuple[Rectangle, Rectangle]]) -> None:
        """Give each block the values of a block of `lists` to choose from; anything else may be typed."""
        import uno  # noqa: PLC0415

        kind = uno.Enum("com.sun.star.sheet.ValidationType", "LIST")
        for area, source in blocks:
            cells = self._block(sheet, area)
            offered: Any = cells.Validation
            offered.Type = kind
            offered.setFormula1(self._block(lists, source).AbsoluteName)
            offered.ShowList = SHOWN
            offered.IgnoreBlankCells = True
            offered.ShowErrorMessage = offered.ShowInputMessage = False
            cells.Validation = offered

    def fit(self, sheet: str, rows: list[int]) -> None:
        """Give rows the height that their texts need."""
        self.document.IsAdjustHeightEnabled = True
        for row in rows:
            self._cell(sheet, row, 1).Rows.OptimalHeight = True
        self.document.IsAdjustHeightEnabled = False

    def paint(self, sheet: str, looks: list[Any]) -> None:
        """Set properties, each of many blocks at once: of one action LibreOffice can undo no more than 100 steps."""
        for blocks, look in looks:
            set_look(self._ranges(sheet, blocks), look)
