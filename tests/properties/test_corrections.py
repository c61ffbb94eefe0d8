"""A correction passes the rule that it corrects, is the last one needed, and says what the cell said."""

from __future__ import annotations

import re
from random import Random
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared import cells
from shared.email_address import addresses, unwrapped
from shared.problem import Level
from shared.record import COLUMNS, Field
from shared.rules import email, enterprise_number, mobile, national_number
from tests.oracles import emails, mobiles, numbers
from tests.properties.values import CIRCUMSTANCES, VALUES, checked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from shared.problem import Finding
    from shared.rules.base import CellRule

MAKERS: Final[dict[Field, tuple[CellRule, Callable[[Random], str]]]] = {
    Field.NATIONAL_NUMBER: (national_number, numbers.national_number),
    Field.KBO_NUMBER: (enterprise_number, numbers.enterprise_number),
    Field.MOBILE: (mobile, mobiles.mobile),
    Field.EMAIL: (email, emails.email),
}
REQUIRED: Final = frozenset(column.field for column in COLUMNS if column.required)


def _corrected(field: Field, count: int = 8_000) -> Iterator[tuple[str, Finding]]:
    """Yield generated texts with the certain corrections that were found in them."""
    random = Random(field)  # noqa: S311 - values to try, no secrets
    rule, make = MAKERS[field]
    for _ in range(count):
        text = cells.read(make(random), field).text
        finding = rule.check(text, field, CIRCUMSTANCES)
        if finding is not None and finding.certain:
            again = rule.check(finding.suggestion or "", field, CIRCUMSTANCES)
            assert again is None or rule.REASONS[again.code].level is Level.WARNING
            yield text, finding


def _digits(text: str | None) -> str:
    return re.sub("[^0-9]", "", text or "")


@settings(max_examples=300)
@given(st.sampled_from(Field), VALUES)
def test_a_correction_passes_and_correcting_again_changes_nothing(field: Field, value: object) -> None:
    for problem in checked({field: [value]}).problems:
        if problem.finding.suggestion is not None:
            left = checked({field: [problem.finding.suggestion]}).problems
            unknown = {"responsible-unknown", *(["required"] if field in REQUIRED else [])}
            assert not [other for other in left if other.level is Level.ERROR and other.code not in unknown]
            assert not [other for other in left if other.finding.certain]


@pytest.mark.parametrize("field", [Field.NATIONAL_NUMBER, Field.KBO_NUMBER])
def test_a_corrected_number_has_the_same_digits_in_the_same_order(field: Field) -> None:
    corrected = list(_corrected(field))
    assert len(corrected) > 1000
    for text, finding in corrected:
        assert _digits(text).lstrip("0") == _digits(finding.suggestion).lstrip("0")
        assert len(finding.suggestion or "") - len(_digits(text)) in (
            range(5) if finding.code.endswith("zeros") else (0, 1)
        )


def test_a_corrected_mobile_has_the_same_digits_but_for_the_country_and_zeros() -> None:
    corrected = list(_corrected(Field.MOBILE))
    assert len(corrected) > 1000
    for text, finding in corrected:
        written, kept = _digits(text), _digits(finding.suggestion)
        assert written.endswith(kept[-6:])  # abroad more than a zero may go: +7 8 747 123 45 67, +54 9 11 …
        if kept.startswith("324"):
            assert written.replace("0", "") in {kept.replace("0", ""), kept.replace("0", "").removeprefix("32")}


def test_a_corrected_address_stands_in_what_was_written() -> None:
    corrected = list(_corrected(Field.EMAIL))
    assert len(corrected) > 200
    for text, finding in corrected:
        assert (finding.suggestion or "") in re.sub(r"\s", "", text).replace("\N{FULLWIDTH COMMERCIAL AT}", "@")


@given(st.text(alphabet="ab@.<>;, \"'():mailto", max_size=24))
def test_what_is_unwrapped_has_nothing_around_it(text: str) -> None:
    assert unwrapped(unwrapped(text)) == unwrapped(text)
    assert addresses(" ".join(addresses(text))) == addresses(text)
