"""What was changed of a worksheet of the user's, put into its XML while it streams by."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from addin.engines import conditional_formats
from addin.engines.cells import EMPTIED, Edits, bounds, column_letters, column_number
from addin.engines.elements import attribute, with_attribute
from addin.engines.hover_notes import HoverNotes
from addin.engines.rows import Rows
from addin.marks import Area

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from addin.engines.package import Package
    from addin.engines.patched_sheet import Marks, PatchedSheet
    from addin.engines.styles import Styles
    from shared.spreadsheet import Block

DIMENSION: Final = re.compile(rb'(<(?:\w+:)?dimension\s[^>]*?ref=")([A-Z]+)(\d+)(?::([A-Z]+)(\d+))?"')
VIEW: Final = re.compile(rb"<(?:\w+:)?sheetView(?=[\s/>])[^>]*>")
SELECTION: Final = re.compile(rb"<(?:\w+:)?selection(?=[\s/>])[^>]*>")
SELECTED: Final = "tabSelected"


def patch(sheet: PatchedSheet, package: Package, styles: Styles, *, is_shown: bool | None) -> bool:
    """Change the sheet in a package; `is_shown` is None where it is as before. Tells if formulas are gone."""
    around = sheet.head + sheet.tail
    changed = around
    if sheet.marks:
        changed = _marked(sheet, sheet.marks, changed, package, styles)
    if is_shown is not None:
        changed = _showing(changed, is_shown=is_shown)
    if sheet.selected:
        changed = _selecting(changed, sheet.selected)
    if sheet.edits:
        changed = _covering(changed, sheet.edits, sheet.block)
    if changed == around and not sheet.edits:
        return False
    return _stream(sheet, package, styles, *_split(changed, sheet.prefix))


def _stream(sheet: PatchedSheet, package: Package, styles: Styles, head: bytes, tail: bytes) -> bool:
    if not sheet.edits:
        package.write(sheet.part, _pieces(head, sheet.opened(), tail))
        return False
    rows = Rows(sheet.edits, styles, head, sheet.prefix)
    package.write(sheet.part, _pieces(head, rows.patched(sheet.opened()), tail))
    return rows.formulas_gone


def _pieces(head: bytes, rows: Iterable[bytes], tail: bytes) -> Iterator[bytes]:
    yield head
    yield from rows
    yield tail


def _marked(sheet: PatchedSheet, marks: Marks, xml: bytes, package: Package, styles: Styles) -> bytes:
    xml = conditional_formats.without(xml, marks.grid, marks.ours)
    if marks.area:
        formats = [(formula, styles.place("dxfs", look)) for formula, look in marks.formats]
        xml = conditional_formats.with_formats(xml, sheet.prefix, marks.area, formats)
    reasons = {
        (column_letters(column) + b"%d" % row).decode(): reason
        for (row, column), reason in marks.reasons.items()
        if not sheet.is_covered(row, column)
    }
    return HoverNotes(package, sheet.part).replaced(xml, sheet.prefix, reasons)


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
