"""A workbook file that is written: the user's sheets are patched, ours are drawn anew, all other parts stay."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from addin.engines import workbook_xml
from addin.engines.elements import RELATIONSHIPS, attribute, with_attribute
from addin.engines.escapes import quoteattr
from addin.engines.package import Package
from addin.engines.patched_sheet import PatchedSheet
from addin.engines.signed import Signed, is_signed
from addin.engines.styles import MINIMAL, Styles
from addin.output import OutputNotWritable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openpyxl import Workbook

    from addin.engines.drawn_sheet import DrawnSheet
    from addin.engines.listing import Tab
    from addin.engines.reading import Reading
    from addin.engines.transplant import Transplant

    Drawn = Sequence[tuple["Place", DrawnSheet]]

WORKSHEET: Final = f"{RELATIONSHIPS}/worksheet"
WORKSHEET_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
STYLES: Final = f"{RELATIONSHIPS}/styles"
STYLES_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
VISIBLE, VERY_HIDDEN = "visible", "veryHidden"


@dataclass(slots=True, eq=False)
class Place:
    """A sheet among the others: its name, how it is shown, and what it holds, None for a chart.

    `tab` is how the file lists it, None when it was added.
    """

    name: str
    state: str
    tab: Tab | None
    content: PatchedSheet | DrawnSheet | None

    @property
    def drawn(self) -> DrawnSheet | None:
        """What it holds, if it is one of ours: one that was added or cleared since the file was opened."""
        return None if self.content is None or isinstance(self.content, PatchedSheet) else self.content


class WorkbookFile:
    """The sheets, in their order; what is changed is in the copy that `save` writes.

    A sheet that was added or cleared is one of ours, and `workbook[name]` is openpyxl's picture of it, for procedures
    that dress it. The user's sheets are not in `workbook`: `sheet(name)` patches them.
    """

    def __init__(self, reading: Reading) -> None:
        """Begin with the file as it is."""
        self.reading = reading
        self.places = [
            Place(tab.name, tab.state, tab, PatchedSheet(reading, tab.name, tab.part) if tab.part else None)
            for tab in reading.listing.tabs
        ]
        shown = reading.listing.shown
        self._shown = self._shown_before = self.places[shown] if shown < len(self.places) else None
        self._scratch: Workbook | None = None

    @property
    def workbook(self) -> Workbook:
        """The workbook of openpyxl that has our sheets, with all of their cells."""
        for _, drawn in self._drawn():
            drawn.open()
        return self._drawing()

    @property
    def sheets(self) -> list[Place]:
        """The worksheets, in their order."""
        return [place for place in self.places if place.content]

    @property
    def names(self) -> list[str]:
        """The names of the worksheets, in their order."""
        return [place.name for place in self.sheets]

    @property
    def active(self) -> str:
        """The name of the worksheet in view; the first one when a chart is in view, "" when every sheet is a chart."""
        if self._shown and self._shown.content:
            return self._shown.name
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
        added = Place(title, VISIBLE, None, self._draw(title))
        self.places.insert(place, added)
        return added

    def clear(self, place: Place) -> None:
        """Empty a worksheet of contents and formats: it is ours from now on."""
        if place.drawn:
            place.drawn.remove()
        place.content = self._draw(place.name)

    def remove(self, place: Place) -> None:
        """Delete a sheet; another comes into view when it was in view."""
        if place.drawn:
            place.drawn.remove()
        at = self.places.index(place)
        self.places.remove(place)
        if self._shown is place:
            self._shown = self.places[min(at, len(self.places) - 1)] if self.places else None

    def rename(self, place: Place, name: str) -> None:
        """Give a sheet another name."""
        if place.drawn:
            place.drawn.page.title = name
        place.name = name

    def drawn(self, name: str) -> DrawnSheet:
        """Return one of our sheets, one that was added or cleared since the file was opened."""
        return next(drawn for place, drawn in self._drawn() if place.name == name)

    def hide(self, place: Place) -> None:
        """Let nobody see a sheet, nor find it in Excel's menus."""
        place.state = VERY_HIDDEN
        if place.drawn:
            place.drawn.page.sheet_state = "veryHidden"

    def show(self, place: Place) -> None:
        """Show this sheet, and only this one."""
        self._shown = place

    def save(self, path: Path) -> None:
        """Write the workbook to `path`, whole or not at all; raises `Signed` or `OutputNotWritable`."""
        if self.signed:
            raise self.signed
        try:
            with tempfile.TemporaryDirectory(
                dir=path.parent, prefix=".accounton-"
            ) as folder:  # appears whole from there
                whole = Path(folder, "whole.xlsx")
                with Package(self.reading.source) as package:
                    self._change(package)
                    package.save(whole)
                if path.exists() and path.samefile(self.reading.path):
                    self.reading.close()
                whole.replace(path)
        except OSError as error:
            raise OutputNotWritable(file=path.name) from error

    def _change(self, package: Package) -> None:
        main = self.reading.listing.workbook
        part = self.reading.styles_part
        styles = Styles(package.read(part) if part else MINIMAL)
        is_moved = self._shown is not self._shown_before
        drawn = self._drawn()
        stale = False
        for place in self.places:
            if isinstance(place.content, PatchedSheet):
                is_shown = (place is self._shown) if is_moved else None
                stale |= place.content.patch(package, styles, is_shown=is_shown)
        gone = [tab for tab in self.reading.listing.tabs if tab.part and not self._is_kept(tab)]
        chain = package.related(main, "calcChain")
        listed = package.read(chain) if chain else b""
        stale |= any(b' i="%s"' % (attribute(tab.raw, "sheetId") or "").encode() in listed for tab in gone)
        elements = self._elements(package, main, styles, drawn)
        for tab in gone:
            if all(place.tab is not tab for place in self.places):
                package.unrelate(main, tab.part)
                package.remove(tab.part)
        self._arrange(package, main, elements)
        if part and styles.is_changed:
            package.write(part, styles.xml)
        elif not part:
            package.relate(main, STYLES, package.add("xl/styles{}.xml", styles.xml, STYLES_TYPE))
        if chain and stale:  # it would list formulas that are gone; Excel makes it anew
            package.unrelate(main, chain)
            package.remove(chain)

    def _is_kept(self, tab: Tab) -> bool:
        return any(place.tab is tab and isinstance(place.content, PatchedSheet | None) for place in self.places)

    def _elements(self, package: Package, main: str, styles: Styles, drawn: Drawn) -> list[bytes]:
        """Draw our sheets; returns the elements of all sheets, in their order."""
        for place, sheet in drawn:
            sheet.page.sheet_view.tabSelected = place is self._shown
            place.state = sheet.page.sheet_state
        transplant = self._transplant(drawn, styles) if drawn else None
        raws = {id(place): place.tab.raw for place in self.places if place.tab}
        for place, sheet in drawn:
            assert transplant  # noqa: S101 - there is one to draw
            xml = transplant.sheet(place.name, sheet)
            if place.tab:
                part = place.tab.part
                package.forget_relations(part)
                package.write(part, xml)
            else:
                part = package.add("xl/worksheets/sheet{}.xml", xml, WORKSHEET_TYPE)
                relation = package.relate(main, WORKSHEET, part)
                known = [*(tab.raw for tab in self.reading.listing.tabs), *raws.values()]
                raws[id(place)] = workbook_xml.new_sheet(package.read(main), known, place.name, relation, place.state)
            transplant.relate(place.name, package, part)
        return [_told(raws[id(place)], place) for place in self.places]

    def _transplant(self, drawn: Drawn, styles: Styles) -> Transplant:
        from addin.engines.transplant import Transplant  # noqa: PLC0415 - openpyxl loads when it is needed

        return Transplant(self._drawing(), [sheet for _, sheet in drawn], styles)

    def _arrange(self, package: Package, main: str, elements: list[bytes]) -> None:
        tabs = list(self.reading.listing.tabs)
        moved = {tabs.index(place.tab): number for number, place in enumerate(self.places) if place.tab}
        shown = self.places.index(self._shown) if self._shown else 0
        xml = package.read(main)
        arranged = workbook_xml.arranged(xml, elements, moved, shown)
        if arranged != xml:
            package.write(main, arranged)

    def _drawn(self) -> Drawn:
        return [(place, drawn) for place in self.places if (drawn := place.drawn)]

    def _drawing(self) -> Workbook:
        if self._scratch is None:
            from addin.engines.drawn_sheet import scratch  # noqa: PLC0415 - openpyxl loads when it is needed

            self._scratch = scratch()
        return self._scratch

    def _draw(self, name: str) -> DrawnSheet:
        from addin.engines.drawn_sheet import DrawnSheet  # noqa: PLC0415 - same

        return DrawnSheet(self._drawing(), name, self.reading.file)

    def _free_name(self) -> str:
        taken = {place.name.casefold() for place in self.places}
        return next(name for number in range(1, len(taken) + 2) if (name := f"Sheet{number}").casefold() not in taken)


def _told(raw: bytes, place: Place) -> bytes:
    """Return the element of a sheet with its present name and state."""
    if place.tab and place.name != place.tab.name:
        raw = with_attribute(raw, "name", quoteattr(place.name)[1:-1])
    if (attribute(raw, "state") or VISIBLE) != place.state:
        raw = with_attribute(raw, "state", place.state)
    return raw
