"""A workbook file: its sheets in their order, and what is to become of them when it is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from addin.engines.places import VERY_HIDDEN, VISIBLE, Place
from addin.engines.signed import Signed, is_signed

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from openpyxl import Workbook

    from addin.engines.drawn_sheet import DrawnSheet
    from addin.engines.reading import Reading


class WorkbookFile:
    """The sheets, in their order; what is changed is in the copy that `save` writes.

    A sheet that was added or cleared is one of ours, and `workbook[name]` is openpyxl's picture of it, for procedures
    that dress it. The user's sheets are not in `workbook`: `sheet(name)` patches them.
    """

    def __init__(self, reading: Reading) -> None:
        """Begin with the file as it is."""
        self.reading = reading
        self.places = [Place(reading, tab.name, tab.state, tab) for tab in reading.listing.tabs]
        shown = reading.listing.shown
        self.shown = self._shown_before = self.places[shown] if shown < len(self.places) else None
        self._scratch: Workbook | None = None

    @property
    def workbook(self) -> Workbook:
        """The workbook of openpyxl that has our sheets, with all of their cells."""
        for _, drawn in self.ours():
            drawn.open()
        return self.scratch()

    @property
    def sheets(self) -> list[Place]:
        """The worksheets, in their order."""
        return [place for place in self.places if place.is_worksheet]

    @property
    def names(self) -> list[str]:
        """The names of the worksheets, in their order."""
        return [place.name for place in self.sheets]

    @property
    def active(self) -> str:
        """The name of the worksheet in view; the first one when a chart is in view, "" when every sheet is a chart."""
        if self.shown and self.shown.is_worksheet:
            return self.shown.name
        return next(iter(self.names), "")

    @property
    def signed(self) -> Signed | None:
        """Why the file is not written, if it is not."""
        return Signed(file=self.reading.file) if is_signed(self.reading.source) else None

    def sheet(self, name: str) -> Place:
        """Return a worksheet."""
        return next(place for place in self.sheets if place.name == name)

    def add(self, name: str | None, place: int) -> Place:
        """Add a worksheet at a place among all sheets, from 0."""
        title = name or self._free_name()
        added = Place(self.reading, title, VISIBLE, None, self._draw(title))
        self.places.insert(place, added)
        return added

    def clear(self, place: Place) -> None:
        """Empty a worksheet of contents and formats: it is ours from now on."""
        if place.drawn:
            place.drawn.remove()
        place.drawn = self._draw(place.name)

    def remove(self, place: Place) -> None:
        """Delete a sheet; another comes into view when it was in view."""
        if place.drawn:
            place.drawn.remove()
        at = self.places.index(place)
        self.places.remove(place)
        if self.shown is place:
            self.shown = self.places[min(at, len(self.places) - 1)] if self.places else None

    def rename(self, place: Place, name: str) -> None:
        """Give a sheet another name."""
        if place.drawn:
            place.drawn.page.title = name
        place.name = name

    def drawn(self, name: str) -> DrawnSheet:
        """Return one of our sheets, one that was added or cleared since the file was opened."""
        return next(drawn for place, drawn in self.ours() if place.name == name)

    def hide(self, place: Place) -> None:
        """Let nobody see a sheet, nor find it in Excel's menus."""
        place.state = VERY_HIDDEN
        if place.drawn:
            place.drawn.page.sheet_state = VERY_HIDDEN

    def show(self, place: Place) -> None:
        """Show this sheet, and only this one."""
        self.shown = place

    def save(self, path: Path) -> None:
        """Write the workbook to `path`, whole or not at all; raises `Signed` or `OutputNotWritable`."""
        from addin.engines.saving import Saving  # noqa: PLC0415 - who only reads needs nothing that writes

        if self.signed:
            raise self.signed
        Saving(self).write(path)

    @property
    def is_another_shown(self) -> bool:
        """Whether another sheet is in view than in the file."""
        return self.shown is not self._shown_before

    def ours(self) -> Sequence[tuple[Place, DrawnSheet]]:
        """Return our sheets: those that were added or cleared since the file was opened."""
        return [(place, place.drawn) for place in self.places if place.drawn]

    def scratch(self) -> Workbook:
        """Return the workbook of openpyxl in which our sheets are drawn; some of their cells may be missing."""
        if self._scratch is None:
            from addin.engines.drawn_sheet import scratch  # noqa: PLC0415 - openpyxl loads when it is needed

            self._scratch = scratch()
        return self._scratch

    def _draw(self, name: str) -> DrawnSheet:
        from addin.engines.drawn_sheet import DrawnSheet  # noqa: PLC0415 - same

        return DrawnSheet(self.scratch(), name, self.reading.file)

    def _free_name(self) -> str:
        taken = {place.name.casefold() for place in self.places}
        return next(name for number in range(1, len(taken) + 2) if (name := f"Sheet{number}").casefold() not in taken)
