"""What a careful user writes for one cell, with the three libraries; every peer that takes functions takes these."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, datetime
from typing import TYPE_CHECKING

import phonenumbers
from babel import Locale
from email_validator import EmailNotValidError, validate_email
from phonenumbers import PhoneNumberFormat, PhoneNumberType
from stdnum.be import ssn, vat

from benchmarks.clock import TODAY
from shared.record import QUESTIONNAIRE_LANGUAGES, Field

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

MOBILE = {PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE}
MISTYPED = {"gmial.com", "gamil.com", "gmal.com", "hotmial.com", "hotmal.com", "outlok.com", "skynt.be", "telnet.be"}
NEVER_GIVEN = {"000", "999"}
COUNTRIES = {
    name.casefold()
    for language in ("fr", "nl", "en")
    for code, territory in Locale(language).territories.items()
    if len(code) == len("BE")
    for name in (code, territory)
}
POSTAL_CODES = {
    "belgië": re.compile(r"[1-9]\d{3}"),
    "france": re.compile(r"\d{5}"),
    "nederland": re.compile(r"[1-9]\d{3} ?[A-Z]{2}"),
    "luxembourg": re.compile(r"\d{4}"),
    "duitsland": re.compile(r"\d{5}"),
}
BELGIUM = {"belgië", "belgique", "belgium", "be"}


def is_clean(value: object) -> bool:
    """Text without blanks around it, and no error value of Excel's."""
    return isinstance(value, str) and value == " ".join(value.split()) and not value.startswith(("#", "="))


def is_person(text: str) -> bool:
    return text == "person"


def is_name(text: str) -> bool:
    return text.replace(" ", "").replace("-", "").replace("'", "").isalpha()


def is_email(text: str) -> bool:
    try:
        validate_email(text, check_deliverability=False)
    except EmailNotValidError:
        return False
    return text.isascii() and text.rpartition("@")[2] not in MISTYPED


def is_mobile(text: str) -> bool:
    try:
        number = phonenumbers.parse(text, None)
    except phonenumbers.NumberParseException:
        return False
    return (
        phonenumbers.is_valid_number(number)
        and phonenumbers.number_type(number) in MOBILE
        and phonenumbers.format_number(number, PhoneNumberFormat.E164) == text
    )


def is_national_number(text: str) -> bool:
    return text.isdecimal() and ssn.is_valid(text) and text[6:9] not in NEVER_GIVEN and is_birth(text)


def is_birth(number: str) -> bool:
    """stdnum takes 31 February and birthdays to come. Month and day may be 00: not known."""
    is_young = 97 - int(f"2{number[:9]}") % 97 == int(number[9:])
    year, month, day = (2000 if is_young else 1900) + int(number[:2]), int(number[2:4]) % 20, int(number[4:6])
    if not month or not day:
        return True
    return day <= monthrange(year, month)[1] and date(year, month, day) <= TODAY


def is_enterprise_number(text: str) -> bool:
    return len(text) == len("0123456789") and text[0] in "01" and text.isdecimal() and vat.is_valid(text)


def is_country(text: str) -> bool:
    return text.casefold() in COUNTRIES


def is_postal_code(text: str, country: str) -> bool:
    land = country.casefold()
    form = POSTAL_CODES.get("belgië" if land in BELGIUM else land)
    return form is None or form.fullmatch(text) is not None


def is_empty(text: str) -> bool:
    return not text


def is_labels(text: str) -> bool:
    return ";" not in text and all(label and label == label.strip() for label in text.split(","))


def is_language(text: str) -> bool:
    return text in QUESTIONNAIRE_LANGUAGES


def is_deadline(text: str) -> bool:
    try:
        deadline = datetime.strptime(text, "%d/%m/%Y" if "/" in text else "%Y-%m-%d")  # noqa: DTZ007 - a day
    except ValueError:
        return False
    return TODAY.year - 1 <= deadline.year <= TODAY.year + 2


REQUIRED = (Field.TYPE, Field.FIRST_NAME, Field.LAST_NAME, Field.EMAIL, Field.LANGUAGE)

VALID: Mapping[Field, Callable[[str], bool]] = {
    Field.TYPE: is_person,
    Field.FIRST_NAME: is_name,
    Field.LAST_NAME: is_name,
    Field.EMAIL: is_email,
    Field.MOBILE: is_mobile,
    Field.NATIONAL_NUMBER: is_national_number,
    Field.COUNTRY: is_country,
    Field.EXTRA_IPP: is_empty,
    Field.LABELS: is_labels,
    Field.PARTNER_NATIONAL_NUMBER: is_national_number,
    Field.LANGUAGE: is_language,
    Field.KBO_NUMBER: is_enterprise_number,
    Field.PARTNER_KBO_NUMBER: is_enterprise_number,
    Field.IPP_DEADLINE: is_deadline,
    Field.RESPONSIBLE: is_email,
}
"""A filled cell's own rule; columns that are not named take any clean text."""

UNIQUE = (Field.EMAIL, Field.NATIONAL_NUMBER, Field.PARTNER_NATIONAL_NUMBER, Field.CLIENT_CODE)
ADDRESS = (Field.STREET, Field.HOUSE_NUMBER, Field.POSTAL_CODE, Field.CITY)
BESIDE = ((Field.KBO_NUMBER, Field.NATIONAL_NUMBER), (Field.PARTNER_KBO_NUMBER, Field.PARTNER_NATIONAL_NUMBER))
"""Where the first is filled, the second may not be empty."""
DIFFERENT = ((Field.NATIONAL_NUMBER, Field.PARTNER_NATIONAL_NUMBER), (Field.KBO_NUMBER, Field.PARTNER_KBO_NUMBER))
"""The second may not say what the first says."""
