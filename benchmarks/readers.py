"""What reads a workbook. Imports stand inside: a reader's process holds nothing of another's."""

from __future__ import annotations

import time
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

STEPS = ("is it a workbook", "find the sheet and read it", "check", "put in words and close")


def calamine(file: str) -> object:
    """All that python-calamine does alone: every cell of the sheet as a Python value."""
    from python_calamine import CalamineWorkbook

    with CalamineWorkbook.from_path(file) as book:
        return book.get_sheet_by_index(0).to_python()


def openpyxl_load(file: str) -> object:
    import openpyxl

    return list(openpyxl.load_workbook(file).worksheets[0].iter_rows(values_only=True))


def openpyxl_read_only(file: str) -> object:
    import openpyxl

    book = openpyxl.load_workbook(file, read_only=True)
    rows = list(book.worksheets[0].iter_rows(values_only=True))
    book.close()
    return rows


def openpyxl_load_and_save(file: str) -> None:
    import openpyxl

    openpyxl.load_workbook(file).save(Path(file).with_suffix(".saved.xlsx"))


def validate(file: str) -> object:
    """`accounton validate FILE`: check that it is a workbook, find the sheet, read, check, tell."""
    from addin.commands.check import COMMANDS
    from shared.cli import run

    return run(COMMANDS[0], [file])


def steps(file: str) -> dict[str, float]:
    """Seconds of each step of `accounton validate FILE`."""
    from addin import summary
    from addin.engines.file import open_book
    from addin.sheet import ClientSheet
    from benchmarks.clock import CIRCUMSTANCES
    from shared.check import check
    from shared.language import Language

    moments = [time.process_time()]
    with open_book(Path(file)) as book:
        moments.append(time.process_time())
        sheet = ClientSheet.find(book)
        moments.append(time.process_time())
        checked = check(sheet.table, CIRCUMSTANCES)
        moments.append(time.process_time())
        summary.document(checked, sheet.letter, Language.EN)
        list(summary.lines(sheet.name, checked, sheet.letter, Language.EN))
    moments.append(time.process_time())
    return {name: after - before for name, (before, after) in zip(STEPS, pairwise(moments), strict=True)}


def validate_and_mark(file: str) -> object:
    """`accounton validate FILE --output COPY`: and mark the cells, write the problems sheet, save."""
    from addin.commands.check import COMMANDS
    from shared.cli import run

    copy = Path(file).with_suffix(".marked.xlsx")
    copy.unlink(missing_ok=True)
    return run(COMMANDS[0], [file, "--output", str(copy)])


def places(file: str) -> dict[tuple[int, int], str]:
    """One cell in twenty of the clients', by row and column, with what its note says."""
    from shared.spreadsheet import Spreadsheet

    with Spreadsheet(Path(file)) as book:
        rows = len(book.block(book.visible[0]).rows)
    cells = ((row, column) for row in range(2, rows + 1) for column in range(1, 22))
    return {place: "✖ This is wrong. Correct it." for number, place in enumerate(cells) if number % 20 == 0}


def openpyxl_mark(file: str, places: Mapping[tuple[int, int], str]) -> None:
    import openpyxl
    from openpyxl.comments import Comment
    from openpyxl.styles import PatternFill

    book = openpyxl.load_workbook(file)
    sheet = book.worksheets[0]
    fill = PatternFill("solid", fgColor="FBD5D0")
    for (row, column), told in places.items():
        cell = sheet.cell(row, column)
        cell.fill = fill
        cell.comment = Comment(told, "Accounton")
    book.save(Path(file).with_suffix(".filled.xlsx"))


def engine_mark(file: str, places: Mapping[tuple[int, int], str]) -> None:
    """What the macros do to mark, through the same calls."""
    from addin.engines.file import open_book
    from addin.marks import grid
    from addin.procedures import MARK, PREPARE
    from workbook.layout import REASONS_GRID

    with open_book(Path(file)) as book:
        block = grid({place: f"!{told}" for place, told in places.items()})
        book.macro(PREPARE)("", REASONS_GRID)
        area = book.sheets[REASONS_GRID].range((1, 1), (len(block), len(block[0])))
        area.raw_value = block
        book.macro(MARK)(book.sheets[0].name, REASONS_GRID, f"A2:U{len(block)}")
        book.save(Path(file).with_suffix(".noted.xlsx"))
