"""What reads a workbook. Imports stand inside: a reader's process holds nothing of another's."""

from __future__ import annotations

import time
from itertools import pairwise
from pathlib import Path

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
