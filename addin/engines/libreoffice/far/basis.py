"""What all orders share: the document, its parts by name, and rectangles of cells."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    Rectangle = list[int]
    """First row, first column, last row, last column; from 1, ends included."""


class Fault(Exception):  # noqa: N818 - a name, told to the other end
    """Why an order cannot be carried out: "office", "document", "protected" or "read-only"."""


NAME = "Accounton"
CONTENTS = 1 | 2 | 4 | 16  # com.sun.star.sheet.CellFlags: values, dates, texts, formulas


class Basis:
    """A document."""

    def __init__(self, document: Any) -> None:
        """Work on `document`."""
        self.document = document
        self.added: set[str] = set()
        self.cleared: set[str] = set()
        self.told = ""
        self.warned = ""

    def used(self, sheet: str) -> Rectangle:
        """Return the block from the first to the last cell that holds something, A1 when none does."""
        found = [rectangle_of(one) for one in self._sheet(sheet).queryContentCells(CONTENTS).RangeAddresses]
        if not found:
            return [1, 1, 1, 1]
        return [pick(one[place] for one in found) for place, pick in enumerate((min, min, max, max))]

    def _sheet(self, name: str) -> Any:
        return self.document.Sheets.getByName(name)

    def _block(self, sheet: str, block: Rectangle) -> Any:
        row, column, last_row, last_column = block
        return self._sheet(sheet).getCellRangeByPosition(column - 1, row - 1, last_column - 1, last_row - 1)

    def _cell(self, sheet: str, row: int, column: int) -> Any:
        return self._sheet(sheet).getCellByPosition(column - 1, row - 1)

    def _ranges(self, sheet: str, blocks: list[Any]) -> Any:
        ranges = self.document.createInstance("com.sun.star.sheet.SheetCellRanges")
        ranges.addRangeAddresses(tuple(self._block(sheet, block).RangeAddress for block in blocks), False)
        return ranges

    def _styles(self, family: str) -> Any:
        return self.document.StyleFamilies.getByName(family)

    def _format(self, key: int) -> Any:
        return self.document.NumberFormats.getByKey(key)

    def _format_key(self, code: str) -> int:
        import uno  # noqa: PLC0415

        formats, english = self.document.NumberFormats, uno.createUnoStruct("com.sun.star.lang.Locale")
        english.Language = "en"
        known: int = formats.queryKey(code, english, False)
        return formats.addNew(code, english) if known < 0 else known

    def _check_writable(self, sheet: str) -> None:
        if self.document.isReadonly():
            raise Fault("read-only")
        if self._sheet(sheet).isProtected():
            raise Fault("protected")


@contextmanager
def one_step(document: Any) -> Iterator[None]:
    """Make what is done one step of the action that a click is.

    Whenever another sheet comes into view LibreOffice forgets all but the last 100 steps of what is going on.
    """
    document.UndoManager.enterUndoContext(NAME)
    try:
        yield
    finally:
        document.UndoManager.leaveUndoContext()


@contextmanager
def unrecorded(document: Any) -> Iterator[None]:
    """Keep what is done out of what can be undone."""
    document.UndoManager.lock()
    try:
        yield
    finally:
        document.UndoManager.unlock()


def rectangle_of(address: Any) -> Rectangle:
    """Return the rectangle of a range's address."""
    return [address.StartRow + 1, address.StartColumn + 1, address.EndRow + 1, address.EndColumn + 1]


def places(block: Rectangle) -> Iterator[list[int]]:
    """Yield row and column of every cell."""
    for row in range(block[0], block[2] + 1):
        for column in range(block[1], block[3] + 1):
            yield [row, column]


def rows_of(rows: list[list[Any]]) -> tuple[tuple[Any, ...], ...]:
    """Return rows as UNO takes them; nothing is an empty text, and a truth its word."""
    return tuple(tuple(_plain(value) if value in (None, True, False) else value for value in row) for row in rows)


def _plain(value: Any) -> Any:
    if isinstance(value, bool):
        return str(value).upper()
    return "" if value is None else value


def property_of(name: str, value: Any) -> Any:
    """Return a name with its value."""
    import uno  # noqa: PLC0415

    one = uno.createUnoStruct("com.sun.star.beans.PropertyValue")
    one.Name, one.Value = name, value
    return one
