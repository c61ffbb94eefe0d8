"""A workbook file is written: the user's sheets are patched, ours are drawn anew, all other parts stay."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from addin.engines import workbook_xml
from addin.engines.elements import RELATIONSHIPS, attribute, with_attribute
from addin.engines.escapes import quoteattr
from addin.engines.package import Package
from addin.engines.patching import patch
from addin.engines.places import VISIBLE, Place
from addin.engines.styles import MINIMAL, Styles
from addin.output import OutputNotWritable

if TYPE_CHECKING:
    from addin.engines.transplant import Transplant
    from addin.engines.workbook_file import WorkbookFile

WORKSHEET: Final = f"{RELATIONSHIPS}/worksheet"
WORKSHEET_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
STYLES: Final = f"{RELATIONSHIPS}/styles"
STYLES_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"


class Saving:
    """Writes a workbook file with all that was changed."""

    def __init__(self, file: WorkbookFile) -> None:
        """Look at nothing yet."""
        self._file = file
        self._reading = file.reading
        self._tabs = file.reading.listing.tabs
        self._main = file.reading.listing.workbook

    def write(self, path: Path) -> None:
        """Write to `path`, whole or not at all; raises `OutputNotWritable`."""
        try:
            with tempfile.TemporaryDirectory(
                dir=path.parent, prefix=".accounton-"
            ) as folder:  # appears whole from there
                whole = Path(folder, "whole.xlsx")
                with Package(self._reading.source) as package:
                    self._change(package)
                    package.save(whole)
                if path.exists() and path.samefile(self._reading.path):
                    self._reading.close()
                whole.replace(path)
        except OSError as error:
            raise OutputNotWritable(file=path.name) from error

    def _change(self, package: Package) -> None:
        part = self._reading.styles_part
        styles = Styles(package.read(part) if part else MINIMAL)
        is_stale = self._patch(package, styles)
        chain = package.related(self._main, "calcChain")
        is_stale |= self._lists_sheets_gone(package.read(chain) if chain else b"")
        elements = self._elements(package, styles)
        self._remove_sheets(package)
        self._arrange(package, elements)
        if part and styles.is_changed:
            package.write(part, styles.xml)
        elif not part:
            package.relate(self._main, STYLES, package.add("xl/styles{}.xml", styles.xml, STYLES_TYPE))
        if chain and is_stale:  # it would list formulas that are gone; Excel makes it anew
            package.unrelate(self._main, chain)
            package.remove(chain)

    def _patch(self, package: Package, styles: Styles) -> bool:
        """Patch the user's sheets; tells if formulas are gone."""
        formulas_gone = False
        for place in self._file.places:
            if place.is_kept and (place.is_patched or self._file.is_another_shown):
                is_shown = (place is self._file.shown) if self._file.is_another_shown else None
                formulas_gone |= patch(place.patched, package, styles, is_shown=is_shown)
        return formulas_gone

    def _lists_sheets_gone(self, chain: bytes) -> bool:
        kept = {id(place.tab) for place in self._file.places if place.is_kept}
        gone = [tab for tab in self._tabs if tab.part and id(tab) not in kept]
        return any(b' i="%s"' % (attribute(tab.raw, "sheetId") or "").encode() in chain for tab in gone)

    def _remove_sheets(self, package: Package) -> None:
        left = {id(place.tab) for place in self._file.places}
        for tab in self._tabs:
            if tab.part and id(tab) not in left:
                package.unrelate(self._main, tab.part)
                package.remove(tab.part)

    def _elements(self, package: Package, styles: Styles) -> list[bytes]:
        """Draw our sheets; returns the elements of all sheets, in their order."""
        ours = self._file.ours()
        for place, sheet in ours:
            sheet.page.sheet_view.tabSelected = place is self._file.shown
            place.state = sheet.page.sheet_state
        raws = {id(place): place.tab.raw for place in self._file.places if place.tab}
        transplant = self._transplant(styles) if ours else None
        for place, sheet in ours:
            assert transplant  # noqa: S101 - there is one to draw
            xml = transplant.sheet(place.name, sheet)
            if place.tab:
                part = place.tab.part
                package.forget_relations(part)
                package.write(part, xml)
            else:
                part = package.add("xl/worksheets/sheet{}.xml", xml, WORKSHEET_TYPE)
                relation = package.relate(self._main, WORKSHEET, part)
                known = [*(tab.raw for tab in self._tabs), *raws.values()]
                raws[id(place)] = workbook_xml.new_sheet(
                    package.read(self._main), known, place.name, relation, place.state
                )
            transplant.relate(place.name, package, part)
        return [_told(raws[id(place)], place) for place in self._file.places]

    def _transplant(self, styles: Styles) -> Transplant:
        from addin.engines.transplant import Transplant  # noqa: PLC0415 - openpyxl loads when it is needed

        return Transplant(self._file.scratch(), [sheet for _, sheet in self._file.ours()], styles)

    def _arrange(self, package: Package, elements: list[bytes]) -> None:
        places, tabs = self._file.places, list(self._tabs)
        moved = {tabs.index(place.tab): number for number, place in enumerate(places) if place.tab}
        shown = places.index(self._file.shown) if self._file.shown else 0
        xml = package.read(self._main)
        arranged = workbook_xml.arranged(xml, elements, moved, shown)
        if arranged != xml:
            package.write(self._main, arranged)


def _told(raw: bytes, place: Place) -> bytes:
    """Return the element of a sheet with its present name and state."""
    if place.tab and place.name != place.tab.name:
        raw = with_attribute(raw, "name", quoteattr(place.name)[1:-1])
    if (attribute(raw, "state") or VISIBLE) != place.state:
        raw = with_attribute(raw, "state", place.state)
    return raw
