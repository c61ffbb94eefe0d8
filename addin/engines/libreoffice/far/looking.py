"""Orders on what a person has in view."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from addin.engines.libreoffice.far.basis import Basis, rectangle_of

if TYPE_CHECKING:
    from addin.engines.libreoffice.far.basis import Rectangle


class Looking(Basis):
    """What is seen and selected."""

    def sheets(self) -> dict[str, Any]:
        """Return the names in their order, and which one is in view."""
        return {
            "names": list(self.document.Sheets.ElementNames),
            "active": self.document.CurrentController.ActiveSheet.Name,
        }

    def view(self) -> dict[str, Any]:
        """Return the sheets, and of what is selected the visible cells and the first cell."""
        selected = self.document.CurrentController.Selection
        cells = selected if hasattr(selected, "queryVisibleCells") else None  # a drawing has none
        if cells is None:
            return {**self.sheets(), "areas": [], "cell": []}
        first = cells.getByIndex(0) if hasattr(cells, "RangeAddresses") else cells
        return {
            **self.sheets(),
            "areas": _areas(cells.queryVisibleCells()),
            "cell": rectangle_of(first.RangeAddress)[:2],
        }

    def visible(self, sheet: str, block: Rectangle) -> list[Rectangle]:
        """Return which cells of a block are neither hidden nor filtered out."""
        return _areas(self._block(sheet, block).queryVisibleCells())

    def select(self, sheet: str, block: Rectangle) -> None:
        """Select a block, and bring it into view."""
        self.activate(sheet)
        self.document.CurrentController.select(self._block(sheet, block))

    def activate(self, sheet: str) -> None:
        """Show a sheet."""
        self.document.CurrentController.ActiveSheet = self._sheet(sheet)


def _areas(cells: Any) -> list[Rectangle]:
    return [rectangle_of(one) for one in cells.RangeAddresses]
