"""What holds for every national register, BIS and enterprise number, and for every mobile, however it is written."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.problem import Level
from shared.record import Field
from shared.rules import enterprise_number, mobile, national_number
from shared.rules.base import Circumstances
from tests.oracles.mobiles import EXAMPLES
from tests.properties.values import CIRCUMSTANCES, checked
from tests.spec.tables import TODAY

if TYPE_CHECKING:
    from collections.abc import Iterator

ONE_CENTURY: Final = Circumstances(date(1999, 12, 31))
PLACES: Final = st.lists(st.integers(1, 11), min_size=1, max_size=5)
SEPARATORS: Final = st.sampled_from([" ", ".", "-", "/", " - ", "_", "\N{EN DASH}", "\N{NO-BREAK SPACE}"])
FOREIGN: Final = [f"+{number.country_code}{number.national_number}" for number in EXAMPLES]


def _parted(text: str, places: list[int], separator: str) -> str:
    for place in sorted({place % len(text) or 1 for place in places}, reverse=True):
        text = text[:place] + separator + text[place:]
    return text


def _with_one_wrong_digit(number: str) -> Iterator[str]:
    for place, right in enumerate(number):
        for digit in "0123456789":
            if digit != right:
                yield number[:place] + digit + number[place + 1 :]


def _national_numbers(count: int, *, born: range) -> Iterator[str]:
    random = Random(str(born))  # noqa: S311 - values to try, no secrets
    for _ in range(count):
        day = date(random.choice(born), 1, 1) + timedelta(days=random.randrange(365))
        first = f"{day:%y%m%d}{random.randrange(1, 999):03d}"
        yield f"{first}{97 - int(('2' if day.year >= 2000 else '') + first) % 97:02d}"


def _is_refused(number: str, circumstances: Circumstances) -> bool:
    finding = national_number.check(number, Field.NATIONAL_NUMBER, circumstances)
    return finding is not None and national_number.REASONS[finding.code].level is Level.ERROR


@given(st.text(alphabet="0123456789", min_size=9, max_size=11), PLACES, SEPARATORS)
def test_separators_never_change_what_a_number_is(digits: str, places: list[int], separator: str) -> None:
    for field in (Field.NATIONAL_NUMBER, Field.KBO_NUMBER):
        plain = checked({field: [digits]}).problems
        parted = checked({field: [_parted(digits, places, separator)]}).problems
        if not plain or plain[0].level is Level.WARNING:
            assert [problem.finding.suggestion for problem in parted] == [digits]
        elif not plain[0].code.endswith("-zeros"):
            assert [problem.code for problem in parted] == [plain[0].code]


@given(
    st.one_of(st.integers(450_000_000, 499_999_999).map("+32{}".format), st.sampled_from(FOREIGN)), PLACES, SEPARATORS
)
def test_separators_never_change_what_a_mobile_is(number: str, places: list[int], separator: str) -> None:
    plain = mobile.check(number, Field.MOBILE, CIRCUMSTANCES)
    parted = checked({Field.MOBILE: [_parted(number, places, separator)]}).problems
    if plain is None:
        assert [problem.finding.suggestion for problem in parted] == [number]
    else:
        assert [(problem.code, problem.finding.suggestion) for problem in parted] == [(plain.code, plain.suggestion)]


def test_any_one_wrong_digit_in_an_enterprise_number_is_caught() -> None:
    for first in range(97, 20_000_000, 9_973):
        number = f"{first:08d}{97 - first % 97:02d}"
        assert enterprise_number.check(number, Field.KBO_NUMBER, CIRCUMSTANCES) is None
        for wrong in _with_one_wrong_digit(number):
            assert enterprise_number.check(wrong, Field.KBO_NUMBER, CIRCUMSTANCES) is not None


def test_any_one_wrong_digit_in_a_national_number_is_caught_while_there_is_one_century() -> None:
    for number in _national_numbers(2_000, born=range(1900, 2000)):
        assert not _is_refused(number, ONE_CENTURY)
        assert all(_is_refused(wrong, ONE_CENTURY) for wrong in _with_one_wrong_digit(number))


@pytest.mark.parametrize(
    ("born", "least", "most"),
    [(range(1950, 2000), 0, 0), (range(1900, 2026), 0.0015, 0.0025), (range(2000, 2026), 0.004, 0.006)],
)
def test_with_two_centuries_about_a_fifth_of_a_percent_slips_through(born: range, least: float, most: float) -> None:
    wrong = [other for number in _national_numbers(3_000, born=born) for other in _with_one_wrong_digit(number)]
    slipped = sum(not _is_refused(number, CIRCUMSTANCES) for number in wrong)
    assert least <= slipped / len(wrong) <= most


@given(st.dates(date(1900, 1, 1), TODAY - timedelta(days=1)), st.integers(1, 998), st.sampled_from([0, 20, 40]))
def test_every_number_that_can_be_given_out_is_good(born: date, serial: int, offset: int) -> None:
    first = f"{born:%y}{born.month + offset:02d}{born:%d}{serial:03d}"
    century = "2" if born.year >= 2000 else ""
    number = f"{first}{97 - int(century + first) % 97:02d}"
    assert not checked({Field.NATIONAL_NUMBER: [number]}).problems
