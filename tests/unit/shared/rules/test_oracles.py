"""Our own code and our fast paths say what the best libraries say, or the difference is named here."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

import phonenumbers
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from stdnum.be import bis, nn, vat

from shared.problem import Level
from shared.record import Field
from shared.rules import enterprise_number, mobile, national_number
from shared.rules.base import Circumstances

CIRCUMSTANCES: Final = Circumstances(datetime.now(UTC).date())  # stdnum reads the clock


BIRTHS: Final = st.builds(
    "{:02d}{:02d}{:02d}{:03d}".format, st.integers(0, 99), st.integers(0, 99), st.integers(0, 40), st.integers(0, 999)
)


@st.composite
def national_numbers(draw: st.DrawFn) -> str:
    first = draw(BIRTHS)
    century = draw(st.sampled_from(["", "2"]))
    slip = draw(st.sampled_from([0, 0, 0, 1, 96]))
    return f"{first}{(97 - int(century + first) % 97 + slip - 1) % 97 + 1:02d}"


@settings(max_examples=2000)
@given(national_numbers())
@example("00000000097")
@example("00000000000")
def test_national_numbers_as_stdnum_judges_them(number: str) -> None:
    finding = national_number.check(number, Field.NATIONAL_NUMBER, CIRCUMSTANCES)
    refused = finding is not None and national_number.REASONS[finding.code].level is Level.ERROR
    assert refused is not (nn.is_valid(number) or bis.is_valid(number))


@settings(max_examples=2000)
@given(st.integers(0, 10**8 - 1), st.sampled_from([0, 0, 0, 1, 2, 50, 99]))
def test_enterprise_numbers_as_stdnum_judges_them(first: int, slip: int) -> None:
    check_digits = (97 - first % 97 + slip) % 100
    number = f"{first:08d}{check_digits:02d}"
    finding = enterprise_number.check(number, Field.KBO_NUMBER, CIRCUMSTANCES)
    if 1 <= check_digits <= 97 and first:  # stdnum takes 00, 98 and 99 as well
        assert (finding is None) is vat.is_valid(number)


@settings(max_examples=1000)
@given(
    st.one_of(
        st.builds("+324{:08d}".format, st.integers(0, 10**8 - 1)),
        st.builds("+32{}".format, st.integers(10**6, 10**9)),
        st.builds("+{}".format, st.integers(10**6, 10**13)),
        st.builds("+{}{}".format, st.sampled_from([31, 33, 352, 44, 49, 212, 1, 39]), st.integers(10**7, 10**10)),
    )
)
def test_mobiles_as_phonenumbers_judges_them(number: str) -> None:
    finding = mobile.check(number, Field.MOBILE, CIRCUMSTANCES)
    assert (finding is None) is _is_mobile(number)


def _is_mobile(number: str) -> bool:
    try:
        parsed = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return False
    types = phonenumbers.PhoneNumberType
    return (
        phonenumbers.is_valid_number(parsed)
        and phonenumbers.number_type(parsed) in {types.MOBILE, types.FIXED_LINE_OR_MOBILE}
        and phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164) == number
    )


@pytest.mark.parametrize("country", sorted(phonenumbers.SUPPORTED_REGIONS))
def test_the_example_mobile_of_every_country_is_good(country: str) -> None:
    number = phonenumbers.example_number_for_type(country, phonenumbers.PhoneNumberType.MOBILE)
    if number is not None:
        written = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
        assert mobile.check(written, Field.MOBILE, CIRCUMSTANCES) is None
        spaced = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
        finding = mobile.check(spaced, Field.MOBILE, CIRCUMSTANCES)
        assert spaced == written or (finding is not None and finding.suggestion == written and finding.certain)
