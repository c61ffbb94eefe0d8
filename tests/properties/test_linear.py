"""Twice the rows cost twice the work: counted, not timed."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, ClassVar, Final

import pytest

from shared.check import Table, check
from shared.record import Field
from shared.rules import TABLE_RULES
from tests.properties.values import CIRCUMSTANCES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from types import FrameType

    from shared.rules.base import TableRule

MOST: Final = 2.3
"""How many times the work twice the rows may cost: dictionaries grow in steps."""


class Counted(str):
    """A text that counts how often it is compared, hashed or searched."""

    __slots__ = ()
    times: ClassVar[int] = 0

    def __eq__(self, other: object) -> bool:
        Counted.times += 1
        return str.__eq__(self, str(other))

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        Counted.times += 1
        return str.__hash__(self)

    def lower(self) -> Counted:
        return Counted(str.lower(self))


def _work(done: Callable[[], object]) -> int:
    """Return the calls of functions, ours and Python's, and the comparisons of texts, that `done` takes."""
    calls = 0

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event in {"call", "c_call"}

    Counted.times = 0
    before = sys.getprofile()
    sys.setprofile(count)
    try:
        done()
    finally:
        sys.setprofile(before)
    return calls + Counted.times


def _national_number(first: int) -> str:
    return f"{first:09d}{97 - first % 97:02d}"


def _all_different(size: int) -> dict[Field, list[str]]:
    numbers = [_national_number(850_101_001 + row) for row in range(2 * size)]
    return {
        Field.NATIONAL_NUMBER: numbers[:size],
        Field.PARTNER_NATIONAL_NUMBER: numbers[size:],
        Field.EMAIL: [f"client{row}@example.be" for row in range(size)],
        Field.CLIENT_CODE: [f"C{row}" for row in range(size)],
        Field.KBO_NUMBER: [f"{40_000_000 + row:08d}{97 - (40_000_000 + row) % 97:02d}" for row in range(size)],
    }


def _all_the_same(size: int) -> dict[Field, list[str]]:
    return {field: [texts[0]] * size for field, texts in _all_different(1).items()}


def _every_partner_on_a_row_too(size: int) -> dict[Field, list[str]]:
    columns = _all_different(size)
    columns[Field.PARTNER_NATIONAL_NUMBER] = columns[Field.NATIONAL_NUMBER][::-1]
    return columns


def _one_partner_of_all(size: int) -> dict[Field, list[str]]:
    columns = _all_different(size)
    columns[Field.PARTNER_NATIONAL_NUMBER] = columns[Field.NATIONAL_NUMBER][:1] * size
    return columns


def _in_pairs(size: int) -> dict[Field, list[str]]:
    return {field: [texts[row // 2] for row in range(size)] for field, texts in _all_different(size).items()}


def _nothing_right(size: int) -> dict[Field, list[str]]:
    return {field: [f"{text}x" for text in texts] for field, texts in _all_different(size).items()}


SHEETS: Final = (
    _all_different,
    _all_the_same,
    _every_partner_on_a_row_too,
    _one_partner_of_all,
    _in_pairs,
    _nothing_right,
)


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.__name__.strip("_"))
def test_checking_twice_the_rows_is_twice_the_work(sheet: Callable[[int], Mapping[Field, Sequence[str]]]) -> None:
    def work(size: int) -> int:
        columns = sheet(size)
        return _work(lambda: check(Table(range(2, size + 2), columns), CIRCUMSTANCES).problems)

    work(10)  # what is loaded once
    assert work(1_000) < MOST * work(500)


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.__name__.strip("_"))
@pytest.mark.parametrize("rule", TABLE_RULES, ids=lambda rule: rule.__name__.rpartition(".")[2])
def test_the_rules_across_rows_compare_each_text_a_few_times(
    rule: TableRule, sheet: Callable[[int], Mapping[Field, Sequence[str]]]
) -> None:
    def work(size: int) -> int:
        columns: dict[Field, Sequence[str]] = {field: [""] * size for field in Field}
        columns |= {field: list(map(Counted, texts)) for field, texts in sheet(size).items()}
        return _work(lambda: list(rule.check(range(2, size + 2), columns, CIRCUMSTANCES)))

    assert work(1_000) < MOST * work(500)
