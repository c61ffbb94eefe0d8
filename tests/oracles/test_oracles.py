"""Our own code and our fast paths say what the best libraries say, or `disagreements` names the difference."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import phonenumbers
import pytest
from email_validator import EmailNotValidError, validate_email
from stdnum.be import ssn, vat

from shared.record import Field
from shared.rules import email, enterprise_number, mobile, national_number
from tests.oracles import emails, mobiles, numbers
from tests.oracles.comparing import PARTS, VALUES, Oracle, disagreements
from tests.oracles.disagreements import KINDS, LIBRARIES, Kind
from tests.spec.tables import CIRCUMSTANCES

if TYPE_CHECKING:
    from collections.abc import Callable


def _social_security_number(text: str) -> str | None:
    try:
        return str(ssn.validate(text))
    except ValueError:  # also what Python raises on more than 4,300 digits
        return None


def _vat_number(text: str) -> str | None:
    try:
        return str(vat.validate(text))
    except ValueError:
        return None


def _mobile(text: str) -> str | None:
    types = phonenumbers.PhoneNumberType
    try:
        parsed = phonenumbers.parse(text, "BE")
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(parsed):
        return None
    if phonenumbers.number_type(parsed) not in {types.MOBILE, types.FIXED_LINE_OR_MOBILE}:
        return None
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)


def _address(text: str) -> str | None:
    try:
        return validate_email(text, check_deliverability=False).original
    except (EmailNotValidError, UnicodeError):
        return None


ORACLES: Final = (
    Oracle(national_number, Field.NATIONAL_NUMBER, numbers.national_number, _social_security_number),
    Oracle(enterprise_number, Field.KBO_NUMBER, numbers.enterprise_number, _vat_number),
    Oracle(mobile, Field.MOBILE, mobiles.mobile, _mobile),
    Oracle(email, Field.EMAIL, emails.email, _address),
)
BY_NAME: Final = {oracle.name: oracle for oracle in ORACLES}


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("oracle", ORACLES, ids=BY_NAME)
def test_the_verdict_is_the_librarys_or_a_named_disagreement(
    oracle: Oracle, part: int, record_property: Callable[[str, object], None]
) -> None:
    counted = disagreements(oracle, part, VALUES // len(PARTS))
    for name, count in counted.items():
        record_property(f"{oracle.name} {name}", count)
    known = {kind.name for kind in KINDS if kind.rule == oracle.name}
    assert known - set(counted) == set()


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: f"{kind.rule} {kind.name}")
def test_the_example_of_a_kind_is_of_that_kind(kind: Kind) -> None:
    assert BY_NAME[kind.rule].disagreement(kind.example, CIRCUMSTANCES) == kind.name


def test_every_rule_with_a_library_is_compared() -> None:
    assert {kind.rule for kind in KINDS} == set(LIBRARIES) == set(BY_NAME)
    assert len({(kind.rule, kind.name) for kind in KINDS}) == len(KINDS)
