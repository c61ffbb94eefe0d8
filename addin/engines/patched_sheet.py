"""A worksheet of the user's file: only what a macro changes is changed in its XML, while it streams by."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

from addin.engines import block as blocks
from addin.engines import conditional_formats
from addin.engines.cells import KEPT, TEXT, Edit, Formula, bounds, column_letters, column_number
from addin.engines.elements import ILLEGAL, attribute, prefix_of, with_attribute
from addin.engines.formulas import shown_by
from addin.engines.hover_notes import HoverNotes
from addin.engines.listing import shows_date
from addin.engines.rows import EMPTIED, Edits, Rows
from addin.engines.sheet_cells import Found, column_styles, found_in, hidden_columns, hidden_rows, styles_in
from addin.engines.sheet_stream import SheetStream
from addin.marks import Area

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from addin.engines.package import Package
    from addin.engines.reading import Reading
    from addin.engines.styles import Styles
    from shared.spreadsheet import Block

MERGED: Final = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]+)(\d+):([A-Z]+)(\d+)"')
DIMENSION: Final = re.compile(rb'(<(?:\w+:)?dimension\s[^>]*?ref=")([A-Z]+)(\d+)(?::([A-Z]+)(\d+))?"')
VIEW: Final = re.compile(rb"<(?:\w+:)?sheetView(?=[\s/>])[^>]*>")
SELECTION: Final = re.compile(rb"<(?:\w+:)?selection(?=[\s/>])[^>]*>")
SELECTED: Final = "tabSelected"


class Marks(NamedTuple):
    """What a client sheet shows: the sheet with the reasons, the formats (formula and look) in an area, the notes."""

    grid: str
    ours: int
    area: str = ""
    formats: Sequence[tuple[str, bytes]] = ()
    reasons: Mapping[tuple[int, int], str] = {}


class Original(NamedTuple):
    """A cell's number format and what it holds: a `Formula`, a text, a number (also for a day) or a truth."""

    code: str
    value: object


class PatchedSheet:
    """A worksheet of the file; rows and columns count from 1."""

    def __init__(self, reading: Reading, name: str, part: str) -> None:
        """Be the sheet that the file calls `name`."""
        self._reading = reading
        self._name = name
        self._part = part
        self._edits: Edits = {}
        self._block: Block | None = None
        self._marks: Marks | None = None
        self._selected: str | None = None

    @property
    def block(self) -> Block:
        """The values, with those written; formulas as their last calculated values."""
        if self._block is None:
            self._block = self._reading.block(self._name)
            written = {
                (row, column): self._shown(edit)
                for row, line in self._edits.items()
                for column, edit in line.items()
                if edit.value is not KEPT
            }
            if written:
                self._block = blocks.changed(self._block, written, self._reading.file)
        return self._block

    def write(self, row: int, column: int, rows: Sequence[Sequence[object]]) -> None:
        """Give a block of cells values, as text where they are formatted so; none to what a merged cell covers."""
        for number, line in enumerate(rows, row):
            for place, value in enumerate(line, column):
                if not self._is_covered(number, place):
                    self._edit(number, place, value=self._typed(number, place, value))
        self._block = None

    def number_format(self, row: int, column: int) -> str:
        """Return a cell's number format."""
        return self.number_formats(Area(row, column, row, column))[0]

    def number_formats(self, area: Area) -> list[str]:
        """Return the number format of every cell of an area."""
        places = [
            (row, column)
            for row in range(area.first_row, area.last_row + 1)
            for column in range(area.first_column, area.last_column + 1)
        ]
        given = {place: edit.code for place in places if (edit := self._edits.get(place[0], {}).get(place[1]))}
        if all(given.get(place) is not None for place in places):
            return [str(given[place]) for place in places]
        sheet = self._opened()
        found = styles_in(sheet, sheet.head, self._prefix, area)
        styles = self._reading.styles
        return [given.get(place) or styles.number_format(found.get(place, 0)) for place in places]

    def set_number_format(self, area: Area, code: str) -> None:
        """Give the cells of an area a number format."""
        for row in range(area.first_row, area.last_row + 1):
            for column in range(area.first_column, area.last_column + 1):
                if not self._is_covered(row, column):
                    self._edit(row, column, code=code)

    def originals(self, places: Collection[tuple[int, int]]) -> dict[tuple[int, int], Original]:
        """Return what cells hold and how they show it, so that it can be written again."""
        found = found_in(self._opened(), self._prefix, places)
        columns, styles = column_styles(self._head), self._reading.styles
        originals = {}
        for row, column in places:
            cell = found.get((row, column)) or Found(columns.get(column, 0))
            edit = self._edits.get(row, {}).get(column, Edit())
            code = edit.code or styles.number_format(cell.style)
            value = _held(cell, self.block, row, column) if edit.value is KEPT else edit.value
            originals[row, column] = Original(code, value)
        return originals

    def hidden(self) -> tuple[set[int], set[int]]:
        """Return the rows and the columns that are hidden."""
        return hidden_rows(self._opened(), self._prefix), hidden_columns(self._head)

    def select(self, row: int, column: int) -> None:
        """Select a cell."""
        self._selected = (column_letters(column) + b"%d" % row).decode()

    def mark(self, marks: Marks) -> None:
        """Show these marks, and none of before."""
        self._marks = marks

    def patch(self, package: Package, styles: Styles, *, is_shown: bool | None) -> bool:
        """Change the sheet in a package; `is_shown` is None where it is as before. Tells if formulas are gone."""
        around = self._head + self._tail
        changed = around
        if self._marks:
            changed = self._marked(changed, package, styles)
        if is_shown is not None:
            changed = _showing(changed, is_shown=is_shown)
        if self._selected:
            changed = _selecting(changed, self._selected)
        if self._edits:
            changed = _covering(changed, self._edits, self.block)
        if changed == around and not self._edits:
            return False
        return self._stream(package, styles, *_split(changed, self._prefix))

    def _stream(self, package: Package, styles: Styles, head: bytes, tail: bytes) -> bool:
        if not self._edits:
            package.write(self._part, self._pieces(head, self._opened(), tail))
            return False
        rows = Rows(self._edits, styles, head, self._prefix)
        package.write(self._part, self._pieces(head, rows.patched(self._opened()), tail))
        return rows.formulas_gone

    @staticmethod
    def _pieces(head: bytes, rows: Iterable[bytes], tail: bytes) -> Iterator[bytes]:
        yield head
        yield from rows
        yield tail

    def _marked(self, xml: bytes, package: Package, styles: Styles) -> bytes:
        marks = self._marks
        assert marks  # noqa: S101 - only then
        xml = conditional_formats.without(xml, marks.grid, marks.ours)
        if marks.area:
            formats = [(formula, styles.place("dxfs", look)) for formula, look in marks.formats]
            xml = conditional_formats.with_formats(xml, self._prefix, marks.area, formats)
        reasons = {
            (column_letters(column) + b"%d" % row).decode(): reason
            for (row, column), reason in marks.reasons.items()
            if not self._is_covered(row, column)
        }
        return HoverNotes(package, self._part).replaced(xml, self._prefix, reasons)

    @cached_property
    def _head(self) -> bytes:
        return self._reading.scan(self._part).head

    @cached_property
    def _tail(self) -> bytes:
        return self._reading.scan(self._part).tail

    @cached_property
    def _prefix(self) -> bytes:
        return prefix_of(self._head)

    def _opened(self) -> SheetStream:
        return SheetStream(self._reading.stream(self._part))

    def _edit(self, row: int, column: int, *, value: object = KEPT, code: str | None = None) -> None:
        line = self._edits.setdefault(row, {})
        before = line.get(column, Edit())
        line[column] = Edit(before.value if value is KEPT else value, code or before.code)

    def _typed(self, row: int, column: int, value: object) -> object:
        if not isinstance(value, str) or isinstance(value, Formula):
            return value
        plain = ILLEGAL.sub("", value)
        is_formula = plain.startswith("=") and self.number_format(row, column) != TEXT
        return Formula(plain) if is_formula else plain or None

    def _shown(self, edit: Edit) -> object:
        """Return what a written cell shows, in Excel's types."""
        value = edit.value
        if isinstance(value, Formula):
            return shown_by(value) or str(value)
        if isinstance(value, bool) or not isinstance(value, int | float):
            return value
        if edit.code and shows_date(edit.code):
            from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel  # noqa: PLC0415

            return from_excel(value, CALENDAR_MAC_1904 if self._reading.listing.from_1904 else CALENDAR_WINDOWS_1900)
        return float(value)

    def _is_covered(self, row: int, column: int) -> bool:
        return any(
            first <= column <= last and (row, column) != (top, first) for top, first, last in self._merged.get(row, ())
        )

    @cached_property
    def _merged(self) -> dict[int, list[tuple[int, int, int]]]:
        """By row: the first row, the first column and the last column of merged cells."""
        found: dict[int, list[tuple[int, int, int]]] = {}
        for left, top, right, bottom in MERGED.findall(self._tail):
            area = int(top), column_number(left), column_number(right)
            for row in range(int(top), int(bottom) + 1):
                found.setdefault(row, []).append(area)
        return found


def _held(cell: Found, block: Block, row: int, column: int) -> object:
    if cell.formula:
        return Formula(cell.formula)
    if cell.kind == "n":
        return float(cell.value) if cell.value else None
    place = row - block.row, column - block.column
    is_there = 0 <= place[0] < len(block.rows) and 0 <= place[1] < len(block.rows[0])
    return block.rows[place[0]][place[1]] if is_there else None


def _showing(xml: bytes, *, is_shown: bool) -> bytes:
    """Return a sheet whose tab is the one in view, or is not."""
    view = VIEW.search(xml)
    if not view or (attribute(view[0], SELECTED) in {"1", "true"}) == is_shown:
        return xml
    return xml[: view.start()] + with_attribute(view[0], SELECTED, str(int(is_shown))) + xml[view.end() :]


def _selecting(xml: bytes, address: str) -> bytes:
    """Return a sheet with a selected cell, in every pane that says what is selected."""
    return SELECTION.sub(
        lambda one: with_attribute(with_attribute(one[0], "activeCell", address), "sqref", address), xml
    )


def _covering(xml: bytes, edits: Edits, block: Block) -> bytes:
    """Return a sheet that tells right how far its cells reach, also when the outermost column was emptied."""
    told = DIMENSION.search(xml)
    if not told:
        return xml
    before = top, left, bottom, right = (
        int(told[3]),
        column_number(told[2]),
        int(told[5] or told[3]),
        column_number(told[4] or told[2]),
    )
    written = [(row, column) for row, line in edits.items() for column, edit in line.items() if edit != EMPTIED]
    emptied = {column for line in edits.values() for column, edit in line.items() if edit == EMPTIED}
    if right in emptied:
        right = max(left, block.column + len(block.rows[0]) - 1)
    if written:
        first = bounds(written)
        top, left, bottom, right = min(top, first[0]), min(left, first[1]), max(bottom, first[2]), max(right, first[3])
    if (top, left, bottom, right) == before:
        return xml
    return xml[: told.end(1)] + Area(top, left, bottom, right).address.encode() + xml[told.end() - 1 :]


def _split(xml: bytes, prefix: bytes) -> tuple[bytes, bytes]:
    """Return what stands before the rows and behind them."""
    data = re.search(rb"<%ssheetData\s*(/?)>" % prefix, xml)
    assert data  # noqa: S101 - the scan found it
    if data[1]:
        opening = b"<" + prefix + b"sheetData>"
        return xml[: data.start()] + opening, b"</" + opening[1:] + xml[data.end() :]
    return xml[: data.end()], xml[data.end() :]
