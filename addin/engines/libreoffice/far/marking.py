"""Orders that show our marks: notes, conditional formats, and the looks of the problems sheet."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from addin.engines.libreoffice.far.basis import Basis, one_step, places, property_of, rectangle_of, unrecorded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from addin.engines.libreoffice.far.basis import Rectangle

NOTES = 8  # com.sun.star.sheet.CellFlags
CONDITION, EXPRESSION = 0, 24  # com.sun.star.sheet.ConditionEntryType, ConditionFormatOperator
FORMULA = 9  # com.sun.star.sheet.ConditionOperator2
OPERATORS = (0, 1, 2, 3, 4, 5, 6, 7, EXPRESSION)
"""Those that can be said in both ways; the others, such as the ten highest, cannot."""
PAGE = "Accounton: problems"
"""The page style of the problems sheet."""


class Marking(Basis):
    """What a person sees of the problems."""

    def notes(self, sheet: str) -> list[Any]:
        """Return row, column and text of every note."""
        annotations = self._sheet(sheet).Annotations
        found = [annotations.getByIndex(place) for place in range(annotations.Count)]
        return [[one.Position.Row + 1, one.Position.Column + 1, one.String] for one in found]

    def change_notes(self, sheet: str, removed: list[int], cut: list[Any], added: list[Any]) -> None:
        """Remove notes, numbered from 0 as `notes` gave them; cut others to a length; add texts to cells.

        Out of view and one by one: LibreOffice takes ten times as long on a sheet in view, or to clear the same cells
        together.
        """
        with self._out_of_view(sheet), one_step(self.document):
            self._change_notes(sheet, removed, cut, added)

    def _change_notes(self, sheet: str, removed: list[int], cut: list[Any], added: list[Any]) -> None:
        annotations = self._sheet(sheet).Annotations
        for number in sorted(removed, reverse=True):
            annotations.removeByIndex(number)
        for row, column, length in cut:
            _cut(self._cell(sheet, row, column).Annotation, length)
        noted = {tuple(place) for one in self._noted(sheet) for place in places(one)}
        address = self._cell(sheet, 1, 1).CellAddress
        for row, column, text in added:
            if (row, column) in noted:
                note = self._cell(sheet, row, column).Annotation
                note.insertString(note.End, text, False)
            else:
                address.Row, address.Column = row - 1, column - 1
                annotations.insertNew(address, text)

    @contextmanager
    def _out_of_view(self, sheet: str) -> Iterator[None]:
        controller, sheets = self.document.CurrentController, self.document.Sheets
        seen = controller.ActiveSheet
        others = (sheets.getByIndex(place) for place in range(sheets.Count))
        controller.ActiveSheet = next((one for one in others if one.IsVisible and one.Name != sheet), seen)
        try:
            yield
        finally:
            controller.ActiveSheet = seen

    def unmark(self, sheet: str, grid: str, ours: list[str]) -> None:
        """Remove our conditions, those that name `grid` or one of our styles, and these styles."""
        formats = self._sheet(sheet).ConditionalFormats
        for one in formats.getConditionalFormats():
            kept = [entry for entry in _entries(one) if not _is_ours(entry, grid, ours)]
            if len(kept) == one.Count:
                continue
            number, blocks = one.ID, _blocks(one)
            others = self._formatted(sheet, number)
            if not kept:
                self._show(sheet, _without(blocks, others), [])
                if number in [left.ID for left in formats.getConditionalFormats()]:
                    formats.removeByID(number)
            elif all(_can_be_said(entry) for entry in kept) and _without(blocks, others) == blocks:
                said = zip(_entries(one), self._said(sheet, blocks))  # noqa: B905 - Python 3.8 has no strict
                self._show(sheet, blocks, [words for entry, words in said if not _is_ours(entry, grid, ours)])
            else:
                for entry in _entries(one):
                    if _is_ours(entry, grid, ours):
                        entry.Formula1, entry.StyleName = "FALSE()", "Default"
        styles = self._styles("CellStyles")
        for name in filter(styles.hasByName, ours):
            styles.removeByName(name)

    def mark(self, sheet: str, area: Rectangle, conditions: list[Any]) -> None:
        """Add conditions, each a style's name, its properties and a formula.

        They come before the user's own where these can be said again, word for word, when ours go. There is no way
        in that harms no other format (a scale of colours, say, or two on the same cells): with such a one they are
        kept behind it, and seen from the next time that the document is opened.
        """
        for name, look, _ in conditions:
            self._add_style(name, look)
        ours = [(FORMULA, formula, "", name, None) for name, _, formula in conditions]
        free, behind = _without([area], self._formatted(sheet)), [area]
        plain = [(blocks, entries) for blocks, entries in self._plain(sheet) if _without(blocks, [area]) != blocks]
        for blocks, entries in [(free, []), *plain]:
            self._show(sheet, blocks, [*ours, *entries])
            behind = _without(behind, blocks)
        if behind:
            formats = self._sheet(sheet).ConditionalFormats
            number = formats.createByRange(self._ranges(sheet, behind))
            (one,) = (one for one in formats.getConditionalFormats() if number == one.ID)
            for place, (name, _, formula) in enumerate(conditions):
                one.createEntry(CONDITION, place)
                entry = one.getByIndex(place)
                entry.Operator, entry.Formula1, entry.StyleName = EXPRESSION, formula, name

    def _plain(self, sheet: str) -> list[Any]:
        """Return the blocks and conditions of the formats that can be said again."""
        formats = self._sheet(sheet).ConditionalFormats.getConditionalFormats()
        return [
            (_blocks(one), self._said(sheet, _blocks(one)))
            for one in formats
            if all(map(_can_be_said, _entries(one)))
            if _without(_blocks(one), self._formatted(sheet, one.ID)) == _blocks(one)
        ]

    def _said(self, sheet: str, blocks: list[Rectangle]) -> list[Any]:
        """Return the conditions of a format, whose only one it is on these blocks, in the words that `_show` takes.

        The format itself says its formulas otherwise, with commas: read back they would be others.
        """
        entries = self._cell(sheet, *blocks[0][:2]).ConditionalFormat
        return [
            (entry.ConditionOperator, entry.Formula1, entry.Formula2, entry.StyleName, entry.SourcePosition)
            for entry in (entries.getByIndex(place) for place in range(entries.Count))
        ]

    def _formatted(self, sheet: str, but: int = 0) -> list[Rectangle]:
        """Return the cells with conditional formats, those of the format numbered `but` left out."""
        formats = self._sheet(sheet).ConditionalFormats.getConditionalFormats()
        return [block for one in formats if but != one.ID for block in _blocks(one)]

    def _show(self, sheet: str, blocks: list[Rectangle], conditions: list[Any]) -> None:
        """Give cells these conditions instead of all they had."""
        if not blocks:
            return
        first = self._cell(sheet, min(block[0] for block in blocks), min(block[1] for block in blocks)).CellAddress
        cells = self._ranges(sheet, blocks)
        entries = self._block(sheet, blocks[0]).ConditionalFormat
        entries.clear()
        for operator, one, other, style, source in conditions:
            said = {"Operator": operator, "Formula1": one, "Formula2": other, "StyleName": style}
            entries.addNew(tuple(property_of(*pair) for pair in {**said, "SourcePosition": source or first}.items()))
        with unrecorded(self.document):  # its undo would lose the notes of these cells
            cells.ConditionalFormat = entries

    def dress(self, sheet: str, widths: list[int], looks: list[Any], title_height: int) -> None:
        """Set widths, in 1/100 mm, and properties block by block; print across, as wide as the page."""
        columns = self._sheet(sheet).Columns
        for place, width in enumerate(widths):
            columns.getByIndex(place).Width = width
        for block, look in looks:
            set_look(self._block(sheet, block), look)
        last = self.used(sheet)[2]
        self.document.IsAdjustHeightEnabled = True  # on this sheet texts wrap
        self._block(sheet, [1, 1, last, 1]).Rows.OptimalHeight = True
        self.document.IsAdjustHeightEnabled = False
        self._sheet(sheet).Rows.getByIndex(0).Height = title_height
        styles = self._styles("PageStyles")
        if not styles.hasByName(PAGE):
            styles.insertByName(PAGE, self.document.createInstance("com.sun.star.style.PageStyle"))
            page = styles.getByName(PAGE)
            page.IsLandscape, page.Width, page.Height = True, 29700, 21000
            page.ScaleToPagesX, page.ScaleToPagesY = 1, 0
        self._sheet(sheet).PageStyle = PAGE

    def _noted(self, sheet: str) -> list[Rectangle]:
        return [rectangle_of(one) for one in self._sheet(sheet).queryContentCells(NOTES).RangeAddresses]

    def _add_style(self, name: str, look: dict[str, Any]) -> None:
        style = self.document.createInstance("com.sun.star.style.CellStyle")
        self._styles("CellStyles").insertByName(name, style)
        set_look(style, look)


def set_look(target: Any, look: dict[str, Any]) -> None:
    """Set properties; a line around a cell is told by its colour, style and width."""
    import uno  # noqa: PLC0415

    for name, value in look.items():
        plain = value
        if isinstance(value, dict):  # a line around a cell
            plain = uno.createUnoStruct("com.sun.star.table.BorderLine2")
            plain.Color, plain.LineStyle, plain.LineWidth = value["color"], value["style"], value["width"]
            plain.OuterLineWidth = value["width"]
        target.setPropertyValue(name, plain)


def _entries(one: Any) -> list[Any]:
    return [one.getByIndex(place) for place in range(one.Count)]


def _blocks(one: Any) -> list[Rectangle]:
    return [rectangle_of(address) for address in one.Range.RangeAddresses]


def _can_be_said(entry: Any) -> bool:
    return entry.Type == CONDITION and entry.Operator in OPERATORS


def _without(blocks: list[Rectangle], others: list[Rectangle]) -> list[Rectangle]:
    """Return what remains of blocks when others are cut out of them."""
    for other in others:
        blocks = [piece for block in blocks for piece in _cut_out(block, other)]
    return blocks


def _cut_out(block: Rectangle, other: Rectangle) -> list[Rectangle]:
    top, left = max(block[0], other[0]), max(block[1], other[1])
    bottom, right = min(block[2], other[2]), min(block[3], other[3])
    if top > bottom or left > right:
        return [block]
    pieces = [
        [block[0], block[1], top - 1, block[3]],
        [top, block[1], bottom, left - 1],
        [top, right + 1, bottom, block[3]],
        [bottom + 1, block[1], block[2], block[3]],
    ]
    return [piece for piece in pieces if piece[0] <= piece[2] and piece[1] <= piece[3]]


def _is_ours(entry: Any, grid: str, ours: list[str]) -> bool:
    return entry.Type == CONDITION and (grid in entry.Formula1 or entry.StyleName in ours)


def _cut(note: Any, length: int) -> None:
    cursor = note.createTextCursor()
    cursor.gotoStart(False)
    while length:
        step = min(length, 32767)
        cursor.goRight(step, False)
        length -= step
    cursor.gotoEnd(True)
    cursor.String = ""
