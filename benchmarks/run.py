"""Speeds as ratios to a peer measured in the same run (`make bench`): ratios carry over to other machines."""

from __future__ import annotations

import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import phonenumbers
from email_validator import EmailNotValidError, validate_email
from stdnum.be import ssn, vat

from addin.engines.file import open_book
from addin.sheet import ClientSheet
from addin.validate import validate
from shared.check import Checked, Table, check
from shared.language import Language
from shared.record import Field
from shared.rules.base import Circumstances
from workbook.build import template
from workbook.sample import sample

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from workbook.sample_mistakes import Cells

ROWS = 10_000
REPEATS = 3
TODAY = Circumstances(date(2026, 3, 2))
NUMBERS = (Field.NATIONAL_NUMBER, Field.PARTNER_NATIONAL_NUMBER)
ENTERPRISES = (Field.KBO_NUMBER, Field.PARTNER_KBO_NUMBER)


def main() -> None:
    rows = sample(ROWS)
    columns: dict[Field, Sequence[object]] = {field: [row.get(field) for row in rows] for field in Field}
    table = Table(range(2, ROWS + 2), columns)
    print(f"{ROWS:,} rows x 21 columns, best of {REPEATS}, Python {sys.version.split()[0]}\n")
    print("| checking in memory | rows/s | times the peer |\n|---|---:|---:|")
    peer = seconds(lambda: plain_loop(columns))
    ours = seconds(lambda: check(table, TODAY))
    line("plain loop over phonenumbers, stdnum and email-validator (peer)", peer, peer)
    line("shared.check, every rule", ours, peer)
    with tempfile.TemporaryDirectory() as folder:
        files(Path(folder), rows)


def files(folder: Path, rows: Sequence[Cells]) -> None:
    clients, marked = folder / "clients.xlsx", folder / "marked.xlsx"
    template(clients, Language.EN, rows)
    print("\n| on a file | rows/s | times the peer |\n|---|---:|---:|")
    peer = seconds(lambda: openpyxl.load_workbook(clients).save(marked))
    line("openpyxl load and save, nothing done (peer)", peer, peer)
    line("open, read and check", seconds(lambda: read(clients)), peer)
    line("open, validate (marks, notes, problems sheet), save", seconds(lambda: whole(clients, marked)), peer)


def seconds(work: Callable[[], object]) -> float:
    taken = []
    for _ in range(REPEATS):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return min(taken)


def line(name: str, taken: float, peer: float) -> None:
    print(f"| {name} | {ROWS / taken:,.0f} | {peer / taken:.2f} |")


def read(file: Path) -> Checked:
    with open_book(file) as book:
        return check(ClientSheet.find(book).table, TODAY)


def whole(file: Path, marked: Path) -> None:
    with open_book(file) as book:
        validate(book, TODAY, Language.EN)
        book.save(marked)


def plain_loop(columns: dict[Field, Sequence[object]]) -> int:
    """What a user would write with the three libraries; returns how many cells are wrong."""
    wrong = 0
    for field, valid in ((Field.EMAIL, is_email), (Field.RESPONSIBLE, is_email), (Field.MOBILE, is_mobile)):
        wrong += sum(not valid(str(value)) for value in columns[field] if value)
    for fields, number in ((NUMBERS, ssn), (ENTERPRISES, vat)):
        wrong += sum(not number.is_valid(str(value)) for field in fields for value in columns[field] if value)
    return wrong


def is_email(text: str) -> bool:
    try:
        validate_email(text, check_deliverability=False)
    except EmailNotValidError:
        return False
    return True


def is_mobile(text: str) -> bool:
    try:
        number = phonenumbers.parse(text, None)
    except phonenumbers.NumberParseException:
        return False
    return phonenumbers.is_valid_number(number) and phonenumbers.number_type(number) == 1


if __name__ == "__main__":
    main()
