"""A good value is never refused: published examples, each with its source, and what people write instead."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Final, NamedTuple

import phonenumbers
import pytest

from shared.check import Table, check
from shared.problem import Level
from shared.record import Field
from shared.rules import mobile
from tests.oracles.mobiles import EXAMPLES
from tests.spec.tables import CIRCUMSTANCES

FEWEST: Final = 50
FILES: Final = sorted(Path(__file__).parent.glob("*.toml"))


class Sample(NamedTuple):
    field: Field
    written: str
    meant: str
    may_warn: bool
    country: str | None


def _samples(path: Path) -> list[Sample]:
    listed = tomllib.loads(path.read_text(encoding="utf-8"))
    samples: list[Sample] = []
    for group in listed["sample"]:
        assert group["source"]
        field, where = Field(group.get("field", listed["field"])), group.get("country")
        samples += [Sample(field, text, text, may_warn=False, country=where) for text in group["values"]]
        samples += [Sample(field, text, text, may_warn=True, country=where) for text in group.get("warned", [])]
        samples += [
            Sample(field, text, meant, may_warn=False, country=where)
            for text, meant in group.get("corrected", {}).items()
        ]
    return samples


def _told(sample: Sample) -> str | None:
    """Return what is said of a sample that should not be, None where all is well."""
    columns = {sample.field: [sample.written], **({Field.COUNTRY: [sample.country]} if sample.country else {})}
    problems = [
        problem for problem in check(Table([2], columns), CIRCUMSTANCES).problems if problem.field is sample.field
    ]
    if sample.may_warn:
        expected = [problem.level for problem in problems] == [Level.WARNING]
    elif sample.written == sample.meant:
        expected = not problems
    else:
        expected = [problem.finding.suggestion for problem in problems if problem.finding.certain] == [sample.meant]
    return None if expected else f"{sample.written!a}: {problems!a}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_good_value_is_never_refused(path: Path) -> None:
    assert [told for sample in _samples(path) if (told := _told(sample))] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_there_are_enough_samples_and_none_twice(path: Path) -> None:
    written = [(sample.field, sample.country, sample.written) for sample in _samples(path)]
    assert len(written) >= FEWEST
    assert sorted({one for one in written if written.count(one) > 1}) == []


def test_the_example_of_a_mobile_of_every_country_is_good() -> None:
    mobiles = [number for number in EXAMPLES if phonenumbers.number_type(number) == phonenumbers.PhoneNumberType.MOBILE]
    assert len({number.country_code for number in mobiles}) > 190
    for number in mobiles:
        written = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
        assert mobile.check(written, Field.MOBILE, CIRCUMSTANCES) is None
        spaced = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
        finding = mobile.check(spaced, Field.MOBILE, CIRCUMSTANCES)
        assert spaced == written or (finding is not None and finding.suggestion == written and finding.certain)
