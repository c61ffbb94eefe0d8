"""Between Excel's terms and LibreOffice's: values, addresses, formulas. Pure."""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from xlwings.utils import a1_to_tuples

from addin.engines.base import ErrorValue
from addin.engines.formulas import shown_by

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    Block = Sequence[int]
    """First row, first column, last row, last column; from 1, ends included."""
    Runs = list[tuple[Block, list[list[str]]]]

ERRORS: Final[Mapping[int, str]] = {
    32767: "#N/A",
    524: "#REF!",
    525: "#NAME?",
    532: "#DIV/0!",
    521: "#NULL!",
    503: "#NUM!",
}
"""What Excel calls LibreOffice's errors; any other is `#VALUE!` there."""
PIXEL: Final = 2540 / 96
"""In 1/100 mm."""
SHEET: Final = re.compile(r"\b(\w+)!")


def in_excels_types(read: Mapping[str, Any], first_row: int, first_column: int) -> list[list[object]]:
    """Return the rows of a block that `far.cells` handed over as Excel hands them over."""
    rows: list[list[object]] = [[None if value == "" else value for value in row] for row in read["rows"]]
    epoch = datetime(*read["epoch"])  # noqa: DTZ001 - a spreadsheet knows no zone
    for row, column in _places(read["dates"], first_row, first_column):
        value = rows[row][column]
        if isinstance(value, float):
            rows[row][column] = _date(epoch, value)
    for row, column in _places(read["truths"], first_row, first_column):
        value = rows[row][column]
        if isinstance(value, float):
            rows[row][column] = bool(value)
    for row, column, code in read["errors"]:
        rows[row - first_row][column - first_column] = ErrorValue(ERRORS.get(code, "#VALUE!"))
    return rows


def in_calcs_terms(formula: str) -> str:
    """Return one of our conditions as LibreOffice's interface for programs takes it."""
    return SHEET.sub(r"$\1.", formula).replace(",", ";")


def formulas(rows: Sequence[Sequence[object]], first_row: int, first_column: int) -> Runs:
    """Return the links of ours and the truths in a block that is written, in runs of cells below each other."""
    found = {
        (first_row + place, first_column + across): formula
        for place, row in enumerate(rows)
        for across, value in enumerate(row)
        if (formula := _formula(value))
    }
    return runs(found)


def runs(texts: Mapping[tuple[int, int], str]) -> Runs:
    """Return texts by row and column as blocks one column wide, each with its rows."""
    columns: dict[int, list[int]] = defaultdict(list)
    for row, column in sorted(texts):
        columns[column].append(row)
    return [
        ((first, column, last, column), [[texts[row, column]] for row in range(first, last + 1)])
        for column, rows in columns.items()
        for first, last in _together(rows)
    ]


def block_of(address: str) -> Block:
    """Return the block of an address in A1 notation."""
    first, last = a1_to_tuples(address)  # type: ignore[no-untyped-call]
    return (*first, *(last or first))


def colour(rgb: str) -> int:
    """Return a colour of `workbook.layout` as LibreOffice takes it."""
    return int(rgb, 16)


def width(characters: float) -> int:
    """Return a column's width in 1/100 mm: seven pixels a character and five more, as Excel has it."""
    return round((characters * 7 + 5) * PIXEL)


def _formula(value: object) -> str:
    if isinstance(value, bool):
        return "=TRUE()" if value else "=FALSE()"
    if isinstance(value, str) and value.startswith("=") and shown_by(value) is not None:
        return _link(value)
    return ""


def _link(formula: str) -> str:
    target, _, shown = formula.removesuffix(")").rpartition(',"')
    return f'{target};"{shown})'


def _date(epoch: datetime, days: float) -> object:
    try:
        return epoch + timedelta(seconds=round(days * 86400))
    except OverflowError:
        return days


def _places(blocks: Iterable[Block], first_row: int, first_column: int) -> Iterator[tuple[int, int]]:
    for top, left, bottom, right in blocks:
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                yield row - first_row, column - first_column


def _together(rows: Iterable[int]) -> Iterator[tuple[int, int]]:
    first = last = None
    for row in rows:
        if first is not None and last is not None and row != last + 1:
            yield first, last
            first = None
        first, last = (row if first is None else first), row
    if first is not None and last is not None:
        yield first, last
