"""The far end: carries out orders on a document, inside LibreOffice's own Python.

That Python is seldom ours: LibreOffice brings its own, as old as 3.8. So this file imports only the standard library
and `uno`, and talks through two streams: an order is a line of JSON, `[name, arguments…]`, and so is its answer,
`{"value": …}` or `{"fault": …}`. Rows and columns count from 1. Nothing is decided here.
"""

from __future__ import annotations

import json
import sys
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    Rectangle = list[int]
    """First row, first column, last row, last column."""

SPREADSHEET = "com.sun.star.sheet.SpreadsheetDocument"
FILTERS = {"xlsx": "Calc MS Excel 2007 XML", "xlsm": "Calc MS Excel 2007 VBA XML", "ods": "calc8"}
CONTENTS = 1 | 2 | 4 | 16  # com.sun.star.sheet.CellFlags: values, dates, texts, formulas
NOTES, EVERYTHING = 8, 1023
NUMBERS, ERRORS = 1, 4  # com.sun.star.sheet.FormulaResult
TRUE_OR_FALSE = ("=TRUE()", "=FALSE()")
DATES, TEXTS, TRUTHS = 2 | 4, 256, 1024  # com.sun.star.util.NumberFormat
CONDITION, EXPRESSION = 0, 24  # com.sun.star.sheet.ConditionEntryType, ConditionFormatOperator
OPERATORS = {0: 1, 1: 5, 2: 3, 3: 6, 4: 4, 5: 2, 6: 7, 7: 8, EXPRESSION: 9}
"""com.sun.star.sheet.ConditionFormatOperator by ConditionOperator2: an older and a newer way to say the same."""
FORMULA = OPERATORS[EXPRESSION]
ASIDE = "_accounton_aside"
PAGE = "Accounton: problems"
"""The page style of the problems sheet."""


class Fault(Exception):  # noqa: N818 - a name, told to the other end
    """Why an order cannot be carried out: "office", "document", "protected" or "read-only"."""


def main() -> None:
    """Serve a process that started this file with an address, such as `pipe,name=desk`, at which LibreOffice waits."""
    answers = sys.stdout
    try:
        document = current(_desktop(sys.argv[1]))
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
    with _one_action(document):
        host = Document(document)
        for line in orders:
            name, *arguments = json.loads(line)
            try:
                _answer(answers, {"value": getattr(host, name)(*arguments)})
            except Fault as fault:
                _answer(answers, {"fault": str(fault)})
            except Exception as error:  # noqa: BLE001 - the other end decides
                _answer(answers, {"fault": "unexpected", "told": f"{name}: {type(error).__name__}"})
    return host


def _answer(answers: IO[str], answer: object) -> None:
    answers.write(json.dumps(answer) + "\n")
    answers.flush()


@contextmanager
def _one_action(document: Any) -> Iterator[None]:
    document.lockControllers()
    document.addActionLock()
    document.UndoManager.enterUndoContext("Accounton")
    try:
        yield
    finally:
        document.UndoManager.leaveUndoContext()
        document.removeActionLock()
        document.unlockControllers()


class Document:
    """The orders."""

    def __init__(self, document: Any) -> None:
        """Work on `document`."""
        self.document = document
        self.added: set[str] = set()
        self.cleared: set[str] = set()
        self.told = ""
        self.warned = ""

    # the workbook

    def sheets(self) -> dict[str, Any]:
        """Return the names in their order, and which one is in view."""
        return {
            "names": list(self.document.Sheets.ElementNames),
            "active": self.document.CurrentController.ActiveSheet.Name,
        }

    def add(self, place: int, name: str) -> None:
        """Insert a sheet at a place, from 0, and show it."""
        if self.document.isProtected():
            raise Fault("protected")
        self.document.Sheets.insertNewByName(name, place)
        self.added.add(name)
        self.activate(name)

    def rename(self, sheet: str, name: str) -> None:
        """Give a sheet another name."""
        self._sheet(sheet).Name = name
        self.added |= {name} if sheet in self.added else set()

    def delete(self, sheet: str) -> None:
        """Remove a sheet, and the page style that was only its."""
        style = self._sheet(sheet).PageStyle
        self.document.Sheets.removeByName(sheet)
        if style == PAGE:
            self._styles("PageStyles").removeByName(style)

    def activate(self, sheet: str) -> None:
        """Show a sheet."""
        self.document.CurrentController.ActiveSheet = self._sheet(sheet)

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
        form = _property("FilterName", FILTERS[url.rpartition(".")[2].lower()])
        self.document.storeToURL(url, (form,))

    # cells

    def used(self, sheet: str) -> Rectangle:
        """Return the block from the first to the last cell that holds something, A1 when none does."""
        found = [_rectangle(one) for one in self._sheet(sheet).queryContentCells(CONTENTS).RangeAddresses]
        if not found:
            return [1, 1, 1, 1]
        return [pick(one[place] for one in found) for place, pick in enumerate((min, min, max, max))]

    def read(self, sheet: str, block: Rectangle) -> dict[str, Any]:
        """Return rows of texts and numbers, and where the numbers are dates or truths, or an error is."""
        cells = self._block(sheet, block)
        kinds: dict[str, list[Rectangle]] = {"dates": [], "truths": []}
        alike = cells.getUniqueCellFormatRanges()
        for group in (alike.getByIndex(place) for place in range(alike.Count)):
            kind = self._format(group.getByIndex(0).NumberFormat).Type
            if kind & (DATES | TRUTHS):
                kinds["dates" if kind & DATES else "truths"] += map(_rectangle, group.RangeAddresses)
        kinds["truths"] += self._truths(sheet, cells)
        first = self.document.NullDate
        return {
            "rows": cells.getDataArray(),
            "errors": list(self._errors(sheet, cells)),
            "epoch": [first.Year, first.Month, first.Day],
            **kinds,
        }

    def _truths(self, sheet: str, cells: Any) -> Iterator[Rectangle]:
        """Yield the cells of a workbook of Excel's that hold a truth; their format may be any."""
        for one in map(_rectangle, cells.queryFormulaCells(NUMBERS).RangeAddresses):
            formulas = (formula for row in self._block(sheet, one).getFormulaArray() for formula in row)
            for (row, column), formula in zip(_places(one), formulas):  # noqa: B905 - Python 3.8 has no strict
                if formula in TRUE_OR_FALSE:
                    yield [row, column, row, column]

    def _errors(self, sheet: str, cells: Any) -> Iterator[list[int]]:
        for one in cells.queryFormulaCells(ERRORS).RangeAddresses:
            for row, column in _places(_rectangle(one)):
                yield [row, column, self._cell(sheet, row, column).getError()]

    def write(self, sheet: str, block: Rectangle, rows: list[list[Any]], links: list[Any]) -> None:
        """Write texts as texts and numbers as numbers; `links` are blocks with rows of formulas."""
        self._check_writable(sheet)
        if sheet in self.cleared:
            self._write_by_copy(sheet, block, rows, links)
        else:
            self._write(sheet, block, rows, links)

    def _write(self, sheet: str, block: Rectangle, rows: list[list[Any]], links: list[Any]) -> None:
        live = [(self._block(sheet, place), place, formulas) for place, formulas in links]
        live = [one for one in live if not self._format(one[0].getCellByPosition(0, 0).NumberFormat).Type & TEXTS]
        for _, place, _ in live:  # as a text it would make its cell's format that of texts
            for row, column in _places(place):
                rows[row - block[0]][column - block[1]] = ""
        cells = self._block(sheet, block)
        if sheet not in self.added:
            _fill_empty(cells, rows)
        cells.setDataArray(_rows(rows))
        for links_here, _, formulas in live:
            links_here.setFormulaArray(_rows(formulas))

    def _write_by_copy(self, sheet: str, block: Rectangle, rows: list[list[Any]], links: list[Any]) -> None:
        """Write elsewhere and copy: the undo of a copy, unlike that of a write, empties what was empty."""
        sheets = self.document.Sheets
        sheets.insertNewByName(ASIDE, sheets.Count)
        here, aside = self._block(sheet, block), self._block(ASIDE, block)
        self._sheet(ASIDE).copyRange(aside.getCellByPosition(0, 0).CellAddress, here.RangeAddress)
        self.added.add(ASIDE)
        self._write(ASIDE, block, rows, links)
        self._sheet(sheet).copyRange(here.getCellByPosition(0, 0).CellAddress, aside.RangeAddress)
        sheets.removeByName(ASIDE)

    def number_format(self, sheet: str, block: Rectangle) -> str | None:
        """Return the number format, None when the cells have different ones."""
        cells = self._block(sheet, block)
        if cells.getPropertyState("NumberFormat").value == "AMBIGUOUS_VALUE":
            return None
        return str(self._format(cells.NumberFormat).FormatString)

    def set_number_format(self, sheet: str, block: Rectangle, code: str) -> None:
        """Give a block a number format."""
        self._check_writable(sheet)
        self._block(sheet, block).NumberFormat = self._format_key(code)

    def write_texts(self, sheet: str, code: str, runs: list[Any]) -> None:
        """Give each block its rows of texts, and all of them a number format."""
        self._check_writable(sheet)
        self._ranges(sheet, [place for place, _ in runs]).NumberFormat = self._format_key(code)
        for place, rows in runs:
            self._write(sheet, place, rows, [])

    def clear(self, sheet: str) -> None:
        """Empty a sheet of contents, notes and formats."""
        self._sheet(sheet).clearContents(EVERYTHING)
        self.cleared.add(sheet)

    # our marks

    def notes(self, sheet: str) -> list[Any]:
        """Return row, column and text of every note."""
        annotations = self._sheet(sheet).Annotations
        found = [annotations.getByIndex(place) for place in range(annotations.Count)]
        return [[one.Position.Row + 1, one.Position.Column + 1, one.String] for one in found]

    def change_notes(self, sheet: str, removed: list[int], cut: list[Any], added: list[Any]) -> None:
        """Remove notes, numbered from 0 as `notes` gave them; cut others to a length; add texts to cells.

        Here and one by one: LibreOffice takes ten times as long to clear the same cells together.
        """
        annotations, rows = self._sheet(sheet).Annotations, self._sheet(sheet).Rows
        for number in sorted(removed, reverse=True):
            row = rows.getByIndex(annotations.getByIndex(number).Position.Row)
            height = row.Height
            annotations.removeByIndex(number)
            if row.Height != height:  # LibreOffice adapts it to the text
                row.Height = height
        for row, column, length in cut:
            _cut(self._cell(sheet, row, column).Annotation, length)
        noted = {tuple(place) for one in self._noted(sheet) for place in _places(one)}
        address = self._cell(sheet, 1, 1).CellAddress
        for row, column, text in added:
            if (row, column) in noted:
                note = self._cell(sheet, row, column).Annotation
                note.insertString(note.End, text, False)
            else:
                address.Row, address.Column = row - 1, column - 1
                annotations.insertNew(address, text)

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
                self._show(sheet, blocks, [_said(entry) for entry in kept])
            else:
                for entry in _entries(one):
                    if _is_ours(entry, grid, ours):
                        entry.Formula1, entry.StyleName = "FALSE()", "Default"
        styles = self._styles("CellStyles")
        for name in filter(styles.hasByName, ours):
            styles.removeByName(name)

    def mark(self, sheet: str, area: Rectangle, conditions: list[Any]) -> None:
        """Add conditions, each a style's name, its properties and a formula.

        LibreOffice shows them at once only where no format of the user's is: there is no way in that harms none.
        Elsewhere they are kept behind the user's own, and seen from the next time that the document is opened.
        """
        for name, look, _ in conditions:
            self._add_style(name, look)
        free = _without([area], self._formatted(sheet))
        self._show(sheet, free, [(FORMULA, formula, "", name) for name, _, formula in conditions])
        behind = _without([area], free)
        if behind:
            formats = self._sheet(sheet).ConditionalFormats
            number = formats.createByRange(self._ranges(sheet, behind))
            (one,) = (one for one in formats.getConditionalFormats() if number == one.ID)
            for place, (name, _, formula) in enumerate(conditions):
                one.createEntry(CONDITION, place)
                entry = one.getByIndex(place)
                entry.Operator, entry.Formula1, entry.StyleName = EXPRESSION, formula, name

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
        for operator, one, other, style in conditions:
            said = {"Operator": operator, "Formula1": one, "Formula2": other, "StyleName": style}
            entries.addNew(tuple(_property(*pair) for pair in {**said, "SourcePosition": first}.items()))
        undo = self.document.UndoManager
        undo.lock()  # its undo would lose the notes of these cells
        try:
            cells.ConditionalFormat = entries
        finally:
            undo.unlock()

    def dress(self, sheet: str, widths: list[int], looks: list[Any], title_height: int) -> None:
        """Set widths, in 1/100 mm, and properties block by block; print across, as wide as the page."""
        columns = self._sheet(sheet).Columns
        for place, width in enumerate(widths):
            columns.getByIndex(place).Width = width
        for block, look in looks:
            _set(self._block(sheet, block), look)
        last = self.used(sheet)[2]
        self._block(sheet, [1, 1, last, 1]).Rows.OptimalHeight = True
        self._sheet(sheet).Rows.getByIndex(0).Height = title_height
        styles = self._styles("PageStyles")
        if not styles.hasByName(PAGE):
            styles.insertByName(PAGE, self.document.createInstance("com.sun.star.style.PageStyle"))
            page = styles.getByName(PAGE)
            page.IsLandscape, page.Width, page.Height = True, 29700, 21000
            page.ScaleToPagesX, page.ScaleToPagesY = 1, 0
        self._sheet(sheet).PageStyle = PAGE

    # what the orders share

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

    def _noted(self, sheet: str) -> list[Rectangle]:
        return [_rectangle(one) for one in self._sheet(sheet).queryContentCells(NOTES).RangeAddresses]

    def _styles(self, family: str) -> Any:
        return self.document.StyleFamilies.getByName(family)

    def _add_style(self, name: str, look: dict[str, Any]) -> None:
        style = self.document.createInstance("com.sun.star.style.CellStyle")
        self._styles("CellStyles").insertByName(name, style)
        _set(style, look)

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


def _set(target: Any, look: dict[str, Any]) -> None:
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
    return [_rectangle(address) for address in one.Range.RangeAddresses]


def _can_be_said(entry: Any) -> bool:
    return entry.Type == CONDITION and entry.Operator in OPERATORS


def _said(entry: Any) -> tuple[int, str, str, str]:
    return OPERATORS[entry.Operator], entry.Formula1, entry.Formula2, entry.StyleName


def _property(name: str, value: Any) -> Any:
    import uno  # noqa: PLC0415

    one = uno.createUnoStruct("com.sun.star.beans.PropertyValue")
    one.Name, one.Value = name, value
    return one


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


def _fill_empty(cells: Any, rows: list[list[Any]]) -> None:
    """Fill the empty cells one by one: the undo of a block write would leave them filled."""
    for place, row in enumerate(cells.getDataArray()):
        for across, value in enumerate(row):
            if value == "" and rows[place][across] not in ("", None):
                cells.getCellByPosition(across, place).String = str(rows[place][across])


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


def _rectangle(address: Any) -> Rectangle:
    return [address.StartRow + 1, address.StartColumn + 1, address.EndRow + 1, address.EndColumn + 1]


def _places(block: Rectangle) -> Iterator[list[int]]:
    for row in range(block[0], block[2] + 1):
        for column in range(block[1], block[3] + 1):
            yield [row, column]


def _rows(rows: list[list[Any]]) -> tuple[tuple[Any, ...], ...]:
    return tuple(tuple("" if value is None else value for value in row) for row in rows)


if __name__ == "__main__":
    main()
