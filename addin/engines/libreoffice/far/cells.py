"""Orders on cells: read, write, formats of numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from addin.engines.libreoffice.far.basis import CONTENTS, Basis, places, rectangle_of, rows_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from addin.engines.libreoffice.far.basis import Rectangle

EVERYTHING = 1023  # com.sun.star.sheet.CellFlags
NUMBERS, ERRORS = 1, 4  # com.sun.star.sheet.FormulaResult
TRUE_OR_FALSE = ("=TRUE()", "=FALSE()")
DATES, TEXTS, TRUTHS = 2 | 4, 256, 1024  # com.sun.star.util.NumberFormat
ASIDE = "_accounton_aside"
FEW = 30


class Cells(Basis):
    """What is read and written."""

    def read(self, sheet: str, block: Rectangle) -> dict[str, Any]:
        """Return rows of texts and numbers, and where the numbers are dates or truths, or an error is."""
        cells = self._block(sheet, block)
        kinds: dict[str, list[Rectangle]] = {"dates": [], "truths": []}
        alike = cells.getUniqueCellFormatRanges()
        for group in (alike.getByIndex(place) for place in range(alike.Count)):
            kind = self._format(group.getByIndex(0).NumberFormat).Type
            if kind & (DATES | TRUTHS):
                kinds["dates" if kind & DATES else "truths"] += map(rectangle_of, group.RangeAddresses)
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
        for one in map(rectangle_of, cells.queryFormulaCells(NUMBERS).RangeAddresses):
            formulas = (formula for row in self._block(sheet, one).getFormulaArray() for formula in row)
            for (row, column), formula in zip(places(one), formulas):  # noqa: B905 - Python 3.8 has no strict
                if formula in TRUE_OR_FALSE:
                    yield [row, column, row, column]

    def _errors(self, sheet: str, cells: Any) -> Iterator[list[int]]:
        for one in cells.queryFormulaCells(ERRORS).RangeAddresses:
            for row, column in places(rectangle_of(one)):
                yield [row, column, self._cell(sheet, row, column).getError()]

    def write(self, sheet: str, block: Rectangle, rows: list[list[Any]], formulas: list[Any]) -> None:
        """Write texts as texts and numbers as numbers; `formulas` are blocks with rows of them."""
        self._check_writable(sheet)
        if sheet in self.cleared:
            self._write_by_copy(sheet, block, rows, formulas)
        else:
            self._write(sheet, block, rows, formulas)

    def _write(self, sheet: str, block: Rectangle, rows: list[list[Any]], formulas: list[Any]) -> None:
        live = [(self._block(sheet, place), place, texts) for place, texts in formulas]
        live = [one for one in live if not self._format(one[0].getCellByPosition(0, 0).NumberFormat).Type & TEXTS]
        for _, place, _ in live:  # as a text it would make its cell's format that of texts
            for row, column in places(place):
                rows[row - block[0]][column - block[1]] = ""
        cells = self._block(sheet, block)
        if sheet not in self.added:
            _empty_first(cells, rows)
        cells.setDataArray(rows_of(rows))
        for here, _, texts in live:
            here.setFormulaArray(rows_of(texts))

    def _write_by_copy(self, sheet: str, block: Rectangle, rows: list[list[Any]], formulas: list[Any]) -> None:
        """Write elsewhere and copy: the undo of a copy, unlike that of a write, empties what was empty."""
        sheets = self.document.Sheets
        sheets.insertNewByName(ASIDE, sheets.Count)
        here, aside = self._block(sheet, block), self._block(ASIDE, block)
        self._sheet(ASIDE).copyRange(aside.getCellByPosition(0, 0).CellAddress, here.RangeAddress)
        self.added.add(ASIDE)
        self._write(ASIDE, block, rows, formulas)
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


def _empty_first(cells: Any, rows: list[list[Any]]) -> None:
    """Make that the undo of a block write empties what was empty; it would leave it filled.

    Many cells that are all empty are emptied first, which is undone last. Others are filled one by one: the undo of
    emptying a few does not reach them.
    """
    there = cells.getDataArray()
    if len(there) > FEW and not any(value != "" for row in there for value in row):
        cells.clearContents(CONTENTS)
        return
    for place, row in enumerate(there):
        for across, value in enumerate(row):
            if value == "" and rows[place][across] not in ("", None):
                cells.getCellByPosition(across, place).String = str(rows[place][across])
