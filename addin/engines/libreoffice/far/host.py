"""The far end: carries out orders on a document, inside LibreOffice's own Python.

An order is a line of JSON, `[name, arguments…]`, and so is its answer, `{"value": …}` or `{"fault": …}`. Rows and
columns count from 1. Nothing is decided here.
"""

from __future__ import annotations

import json
import sys
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Any

from addin.engines.libreoffice.far.asking import Asking
from addin.engines.libreoffice.far.basis import Fault, one_step, property_of
from addin.engines.libreoffice.far.cells import Cells
from addin.engines.libreoffice.far.fixing import Fixing
from addin.engines.libreoffice.far.looking import Looking
from addin.engines.libreoffice.far.marking import PAGE, Marking
from addin.engines.libreoffice.far.offering import Offering

if TYPE_CHECKING:
    from collections.abc import Iterator

SPREADSHEET = "com.sun.star.sheet.SpreadsheetDocument"
FILTERS = {"xlsx": "Calc MS Excel 2007 XML", "xlsm": "Calc MS Excel 2007 VBA XML", "ods": "calc8"}


def main(address: str) -> None:
    """Serve the process that started this one; LibreOffice waits at `address`, such as `pipe,name=desk`."""
    answers = sys.stdout
    try:
        document = current(_desktop(address))
    except Fault as fault:
        _answer(answers, {"fault": str(fault)})
        return
    _answer(answers, {"value": None})
    serve(document, sys.stdin, answers)


def _desktop(address: str) -> Any:
    import uno  # noqa: PLC0415 - its absence is an answer

    here = uno.getComponentContext()
    resolver = here.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", here)
    try:
        there = resolver.resolve(f"uno:{address};urp;StarOffice.ComponentContext")
    except uno.getClass("com.sun.star.connection.NoConnectException") as error:
        raise Fault("office") from error
    return there.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", there)


def current(desktop: Any) -> Any:
    """Return the spreadsheet in front, or else any that is open."""
    document = desktop.getCurrentComponent()
    opened = desktop.Components.createEnumeration()
    while not _is_spreadsheet(document):
        if not opened.hasMoreElements():
            raise Fault("document")
        document = opened.nextElement()
    return document


def _is_spreadsheet(document: Any) -> bool:
    return document is not None and hasattr(document, "supportsService") and document.supportsService(SPREADSHEET)


def serve(document: Any, orders: IO[str], answers: IO[str]) -> Document:
    """Carry out orders until there are no more: for the user one action to undo, with the screen still meanwhile."""
    host = Document(document)
    with _one_action(document):
        try:
            for line in orders:
                _carry_out(host, json.loads(line), answers)
        finally:
            host.end()
    return host


def _carry_out(host: Document, order: list[Any], answers: IO[str]) -> None:
    name, *arguments = order
    try:
        with one_step(host.document):
            value = getattr(host, name)(*arguments)
        _answer(answers, {"value": value})
    except Fault as fault:
        _answer(answers, {"fault": str(fault)})
    except Exception as error:  # noqa: BLE001 - the other end decides
        _answer(answers, {"fault": "unexpected", "told": f"{name}: {type(error).__name__}"})


def _answer(answers: IO[str], answer: object) -> None:
    answers.write(json.dumps(answer) + "\n")
    answers.flush()


@contextmanager
def _one_action(document: Any) -> Iterator[None]:
    adapts = document.IsAdjustHeightEnabled
    document.IsAdjustHeightEnabled = False  # else whatever is written changes the heights of the user's rows
    document.lockControllers()
    document.addActionLock()
    try:
        with one_step(document):
            yield
    finally:
        document.removeActionLock()
        document.unlockControllers()
        document.IsAdjustHeightEnabled = adapts


class Document(Cells, Marking, Offering, Looking, Asking, Fixing):
    """All orders; here those on the workbook."""

    def add(self, place: int, name: str) -> None:
        """Insert a sheet at a place, from 0, and show it."""
        if self.document.isProtected():
            raise Fault("protected")
        self.document.Sheets.insertNewByName(name, place)
        self.added.add(name)
        self.activate(name)

    def prepare(self, shown: list[str], hidden: list[str]) -> None:
        """Empty or add sheets, and hide some; the view stays."""
        seen = self.document.CurrentController.ActiveSheet.Name
        for name in [*shown, *hidden]:
            if self.document.Sheets.hasByName(name):
                self.clear(name)
            else:
                self.add(self.document.Sheets.Count, name)
        self.activate(seen)
        for name in hidden:
            self._sheet(name).getCellRangeByName("A:J").NumberFormat = self._format_key("@")
            self.hide(name)

    def rename(self, sheet: str, name: str) -> None:
        """Give a sheet another name."""
        self._sheet(sheet).Name = name
        self.added |= {name} if sheet in self.added else set()

    def delete(self, sheet: str) -> None:
        """Remove a sheet, and our page style with the last one that had it."""
        sheets = self.document.Sheets
        style = self._sheet(sheet).PageStyle
        sheets.removeByName(sheet)
        left = {sheets.getByIndex(place).PageStyle for place in range(sheets.Count)}
        if style == PAGE and style not in left:
            self._styles("PageStyles").removeByName(style)

    def hide(self, sheet: str) -> None:
        """Hide a sheet."""
        self._sheet(sheet).IsVisible = False

    def protected(self) -> bool:
        """Return whether the sheet in view or the workbook's structure is protected."""
        return bool(self.document.isProtected() or self.document.CurrentController.ActiveSheet.isProtected())

    def tell(self, text: str) -> None:
        """Keep what a person is to read when all is done."""
        self.told = text

    def warn(self, text: str) -> None:
        """Keep what went wrong, for a person to read."""
        self.warned = text

    def address(self) -> str:
        """Return the document's URL, "" when it was never saved."""
        return str(self.document.URL)

    def save(self, url: str) -> None:
        """Write a copy to `url`; its extension says as what."""
        form = property_of("FilterName", FILTERS[url.rpartition(".")[2].lower()])
        self.document.storeToURL(url, (form,))
