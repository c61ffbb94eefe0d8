"""Arithmetic on many small numbers at once gives what arithmetic on each gives."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from shared import lanes

NUMBERS = st.lists(st.from_regex("[0-9]{6}", fullmatch=True), min_size=1)
DIGITS = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=1)


@given(NUMBERS)
def test_a_lane_for_each_digit(numbers: list[str]) -> None:
    assert lanes.of(numbers, (), "000000") == [bytes(int(number[place]) for number in numbers) for place in range(6)]


def test_what_stands_in_for_empty_and_odd_texts() -> None:
    assert lanes.of(["12", "", "é", "34", "567"], [2, 4], "89") == [bytes((1, 8, 8, 3, 8)), bytes((2, 9, 9, 4, 9))]
    assert lanes.of(["12", "é"], [1], "89") == [bytes((1, 8)), bytes((2, 9))]


@given(DIGITS)
def test_pairs(digits: list[tuple[int, int]]) -> None:
    tens, ones = map(bytes, zip(*digits, strict=True))
    assert list(lanes.pair(tens, ones)) == [10 * ten + one for ten, one in digits]


@given(NUMBERS, st.lists(st.integers(0, 10**9), min_size=3, max_size=3))
def test_what_is_left_by_97(numbers: list[str], weights: list[int]) -> None:
    one = lanes.of(numbers, (), "000000")
    pairs = [lanes.pair(one[place], one[place + 1]) for place in (0, 2, 4)]
    left = [sum(int(number[2 * turn :][:2]) * weights[turn] for turn in range(3)) % 97 for number in numbers]
    assert list(lanes.left_by_97(pairs, map(lanes.times, weights))) == left


@given(st.lists(st.tuples(st.integers(0, 1), st.integers(0, 1)), min_size=1))
def test_marked_in_any_lane(marks: list[tuple[int, int]]) -> None:
    assert lanes.marked(*map(bytes, zip(*marks, strict=True))) == [
        place for place, each in enumerate(marks) if any(each)
    ]


def test_a_table_takes_all_other_numbers_for_one() -> None:
    assert list(bytes((0, 2, 3, 255)).translate(lanes.table(lambda number: 5 * number, range(3)))) == [0, 10, 1, 1]
