"""A worksheet that is written anew: one of ours.

Its values and looks are kept by the block until a procedure needs openpyxl's picture of it, cell by cell.
"""

from __future__ import annotations

from copy import copy
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell, MergedCell

from addin.engines.block import block_of
from addin.engines.cells import TEXT, Formula, cell, column_letters
from addin.engines.formulas import shown_by
from addin.engines.values import of_openpyxl

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from openpyxl.worksheet.worksheet import Worksheet

    from addin.marks import Area
    from shared.spreadsheet import Block

GENERAL: Final = "General"


class Layer(NamedTuple):
    """A look of all cells of an area: openpyxl's attributes of a cell."""

    area: Area
    look: Mapping[str, object]


def scratch() -> Workbook:
    """Return an empty workbook of openpyxl in which our sheets are drawn."""
    workbook = Workbook()
    workbook.worksheets[0].title = "_scratch"  # openpyxl saves no workbook without a sheet in view
    return workbook


class DrawnSheet:
    """A worksheet of ours; rows and columns count from 1."""

    def __init__(self, workbook: Workbook, name: str, file: str) -> None:
        """Begin an empty sheet in the scratch `workbook`; `file` is told when something is wrong."""
        self._sheet: Worksheet = workbook.create_sheet(name)
        self._file = file
        self._values: dict[int, dict[int, object]] = {}
        self._layers: list[Layer] = []
        self._is_opened = False

    def open(self) -> None:
        """Let openpyxl have all of the cells: from then on the sheet is openpyxl's."""
        if not self._is_opened:
            self._is_opened = True
            for row, line in self._values.items():
                for column, value in line.items():
                    self._set(row, column, value)
            for layer in self._layers:
                self._apply(layer)
            self._values, self._layers = {}, []

    @property
    def page(self) -> Worksheet:
        """The sheet as openpyxl has it, for all but cells."""
        return self._sheet

    def remove(self) -> None:
        """Take it out of the scratch workbook."""
        workbook = self._sheet.parent
        assert workbook  # noqa: S101 - it was made there
        workbook.remove(self._sheet)

    @property
    def block(self) -> Block:
        """The values, formulas as what they show."""
        found = {(row, column): _shown(value) for row, column, value in self._all() if value not in (None, "")}
        return block_of(found, self._file)

    def write(self, row: int, column: int, rows: Sequence[Sequence[object]]) -> None:
        """Give a block of cells values; in cells formatted as text, as text."""
        for number, line in enumerate(rows, row):
            if self._is_opened:
                for place, value in enumerate(line, column):
                    if value not in (None, "") or (number, place) in self._sheet._cells:  # noqa: SLF001 - asking by address would create it
                        self._set(number, place, self._typed(number, place, value))
                continue
            own = self._values.setdefault(number, {})
            for place, value in enumerate(line, column):
                if value is not None:
                    own[place] = self._typed(number, place, value) if type(value) is str else value
                elif place in own:
                    del own[place]

    def number_format(self, row: int, column: int) -> str:
        """Return a cell's number format."""
        if self._is_opened:
            return str(self._sheet.cell(row, column).number_format)
        codes = (
            str(layer.look["number_format"])
            for layer in reversed(self._layers)
            if "number_format" in layer.look and _holds(layer.area, row, column)
        )
        return next(codes, GENERAL)

    def number_formats(self, area: Area) -> list[str]:
        """Return the number format of every cell of an area."""
        columns = range(area.first_column, area.last_column + 1)
        return [self.number_format(row, column) for row in _rows(area) for column in columns]

    def set_number_format(self, area: Area, code: str) -> None:
        """Give the cells of an area a number format."""
        self.look(area, number_format=code)

    def select(self, row: int, column: int) -> None:
        """Select a cell."""
        address = f"{column_letters(column).decode()}{row}"
        for selection in self._sheet.sheet_view.selection:
            selection.activeCell = selection.sqref = address

    def look(self, area: Area, **attributes: object) -> None:
        """Give the cells of an area a look, by openpyxl's names."""
        layer = Layer(area, attributes)
        if self._is_opened:
            self._apply(layer)
        else:
            self._layers.append(layer)

    def settle(self) -> None:
        """Have the scratch workbook know every style: before it is saved."""
        for row, line in self._lines().items():
            self._styles(row, line)

    def rows(self, style_of: Callable[[int], int]) -> Iterator[bytes]:
        """Yield the rows' XML; `style_of` says what a style of the scratch workbook is in the other one."""
        lines = self._lines()
        heights = self._sheet.row_dimensions
        for row in sorted({*lines, *heights.keys()}):
            height = heights[row].height if row in heights else None
            attributes = b"" if height is None else b' ht="%s" customHeight="1"' % repr(height).encode()
            line = lines.get(row, {})
            styles = self._styles(row, line)
            cells = [
                cell(b"%s%d" % (column_letters(column), row), style_of(style), line[column])
                for column, style in zip(sorted(line), styles, strict=True)
            ]
            if cells or attributes:
                yield b'<row r="%d"%s>%s</row>' % (row, attributes, b"".join(cells))

    def _lines(self) -> dict[int, dict[int, object]]:
        """Return the values by row and column."""
        if not self._is_opened:
            return self._values
        lines: dict[int, dict[int, object]] = {}
        for row, column, value in self._all():
            lines.setdefault(row, {})[column] = value
        return lines

    def _all(self) -> Iterator[tuple[int, int, object]]:
        if not self._is_opened:
            for row, line in self._values.items():
                for column, value in line.items():
                    yield row, column, value
            return
        for (row, column), one in self._sheet._cells.items():  # noqa: SLF001 - same
            yield row, column, None if isinstance(one, MergedCell) else _value(one)

    def _typed(self, row: int, column: int, value: object) -> object:
        if not isinstance(value, str):
            return value
        plain = ILLEGAL_CHARACTERS_RE.sub("", value)
        is_formula = plain.startswith("=") and self.number_format(row, column) != TEXT
        return Formula(plain) if is_formula else plain

    def _set(self, row: int, column: int, value: Any) -> None:  # noqa: ANN401 - what openpyxl takes
        one = self._sheet.cell(row, column)
        if isinstance(one, MergedCell):
            return
        one.value = str(value) if isinstance(value, Formula) else value
        if isinstance(value, str) and not isinstance(value, Formula):
            one.data_type = "s"

    def _apply(self, layer: Layer) -> None:
        """Dress cells that exist; number formats also count for those that do not."""
        area = layer.area
        for row in range(area.first_row, area.last_row + 1):
            for column in range(area.first_column, area.last_column + 1):
                one = self._sheet.cell(row, column)
                for name, value in layer.look.items():
                    setattr(one, name, value)

    def _styles(self, row: int, line: Mapping[int, object]) -> list[int]:
        """Return the style numbers of a row's cells, in the order of the columns."""
        if self._is_opened:
            return [self._sheet.cell(row, column).style_id for column in sorted(line)]
        if not self._layers:
            return [0] * len(line)
        layers = tuple(number for number, layer in enumerate(self._layers) if row in _rows(layer.area))
        known = self._by_layers.setdefault(layers, {})
        for column in line:
            if column not in known:
                known[column] = self._style([self._layers[number] for number in layers], column)
        return [known[column] for column in sorted(line)]

    @cached_property
    def _by_layers(self) -> dict[tuple[int, ...], dict[int, int]]:
        return {}

    def _style(self, layers: Sequence[Layer], column: int) -> int:
        sample = Cell(self._sheet, 1, column)
        for layer in layers:
            if layer.area.first_column <= column <= layer.area.last_column:
                for name, value in layer.look.items():
                    setattr(sample, name, copy(value))
        return int(sample.style_id)


def _value(one: Cell) -> object:
    if one.data_type == "f":
        return Formula(getattr(one.value, "text", one.value))
    return None if one.value is None else of_openpyxl(one.value, one.data_type)


def _shown(value: object) -> object:
    return shown_by(value) or value if isinstance(value, Formula) else value


def _holds(area: Area, row: int, column: int) -> bool:
    return row in _rows(area) and area.first_column <= column <= area.last_column


def _rows(area: Area) -> range:
    return range(area.first_row, area.last_row + 1)
