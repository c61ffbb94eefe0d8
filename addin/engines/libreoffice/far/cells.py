"""Orders on cells: read, write, formats of numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from addin.engines.libreoffice.far.basis import Basis, places, rectangle_of, rows_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from addin.engines.libreoffice.far.basis import Rectangle

EVERYTHING = 1023  # com.sun.star.sheet.CellFlags
NUMBERS, ERRORS = 1, 4  # com.sun.star.sheet.FormulaResult
TRUE_OR_FALSE = ("=TRUE()", "=FALSE()")
DATES, TEXTS, TRUTHS = 2 | 4, 256, 1024  # com.sun.star.util.NumberFormat


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
        cells = self._block(sheet, block)
        if sheet in self.cleared or (sheet not in self.added and _filled(cells, rows)):
            # A copy of the cells onto themselves changes nothing, but its undo empties what was empty; that of a
            # write leaves it filled.
            self._sheet(sheet).copyRange(cells.getCellByPosition(0, 0).CellAddress, cells.RangeAddress)
        self._write(sheet, block, rows, formulas)

    def _write(self, sheet: str, block: Rectangle, rows: list[list[Any]], formulas: list[Any]) -> None:
        live = [(self._block(sheet, place), place, texts) for place, texts in formulas]
        live = [one for one in live if not self._format(one[0].getCellByPosition(0, 0).NumberFormat).Type & TEXTS]
        for _, place, _ in live:  # as a text it would make its cell's format that of texts
            for row, column in places(place):
                rows[row - block[0]][column - block[1]] = ""
        self._block(sheet, block).setDataArray(rows_of(rows))
        for here, _, texts in live:
            here.setFormulaArray(rows_of(texts))

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
            for cell, text in _filled(self._block(sheet, place), rows):
                cell.String = text  # the undo of a write would leave it filled
            self._write(sheet, place, rows, [])

    def clear(self, sheet: str) -> None:
        """Empty a sheet of contents, notes and formats."""
        self._sheet(sheet).clearContents(EVERYTHING)
        self.cleared.add(sheet)


def _filled(cells: Any, rows: list[list[Any]]) -> list[tuple[Any, str]]:
    """Return the empty cells that get something, and what."""
    return [
        (cells.getCellByPosition(across, place), str(rows[place][across]))
        for place, row in enumerate(cells.getDataArray())
        for across, value in enumerate(row)
        if value == "" and rows[place][across] not in ("", None)
    ]
