"""How the sandbox judges a row: written apart from our own rules, as the real platform's code is."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

LONGEST = 200
NO_CHARACTER = frozenset({"Cc", "Cs"})  # control characters, halves of characters


class Practice(NamedTuple):
    """What a row is judged against: the activated languages, the users, and each questionnaire's language."""

    languages: frozenset[str]
    users: frozenset[str]
    questionnaires: Mapping[str, str]


class Refusal(NamedTuple):
    """Why a row is refused: a code, and the platform's words."""

    code: str
    message: str


# The first two messages are the real platform's; the others are our guess at its style.
REGISTRATION_NUMBER = Refusal("registration_number", "Enter Valid Registration Number")
MOBILE_NUMBER = Refusal("mobile_number", "Mobile number is invalid or enter mobile number with country code")
PARTNER_NUMBER = Refusal("partner_registration_number", "Enter Valid Registration Number for the partner")
COMPANY_NUMBER = Refusal("company_number", "Enter Valid Company Number")
EMAIL = Refusal("email", "Enter Valid Email")
KIND = Refusal("type", "Type must be person")
EXTRA = Refusal("extra_ipp", "Extra IPP must be empty")
LANGUAGE = Refusal("language", "Language is not activated for this practice")
LABELS = Refusal("labels", "Separate labels with a comma, without spaces after it")
DEADLINE = Refusal("deadline", "Enter Valid Deadline")
RESPONSIBLE = Refusal("responsible", "Responsible is not a user of this practice")
QUESTIONNAIRE = Refusal("questionnaire", "Questionnaire does not exist in the language of this client")
CLIENT = Refusal("client", "Client does not exist")
SAME_CLIENT = Refusal("same_client", "Another client has this registration number, or this name and email")
KEY_REUSED = Refusal("key_reused", "This key was used before for another row")
NO_TEXT = Refusal("text", "A value holds characters that are no text")
TOO_LONG = Refusal("too_long", "A value is too long")
NAMES = {
    "first_name": Refusal("first_name", "First name is required"),
    "last_name": Refusal("last_name", "Last name is required"),
}


def refusal(fields: Mapping[str, str], questionnaire: str | None, practice: Practice) -> Refusal | None:
    """Return the first reason to refuse the row, None when it is welcome."""
    for name, missing in NAMES.items():
        if not fields.get(name, "").strip():
            return missing
    if any(len(text) > LONGEST for text in fields.values()):
        return TOO_LONG
    if any(unicodedata.category(character) in NO_CHARACTER for text in fields.values() for character in text):
        return NO_TEXT
    for name, well_formed, reason in SHAPES:
        text = fields.get(name, "")
        if text and not well_formed(text):
            return reason
    return _against_practice(fields, questionnaire, practice)


def _against_practice(fields: Mapping[str, str], questionnaire: str | None, practice: Practice) -> Refusal | None:
    language = fields.get("language", "")
    if not fields.get("email"):
        return EMAIL
    if language not in practice.languages:
        return LANGUAGE
    if fields.get("responsible") and fields["responsible"].lower() not in practice.users:
        return RESPONSIBLE
    if questionnaire is not None and practice.questionnaires.get(questionnaire) != language:
        return QUESTIONNAIRE
    return None


def _registration_number(text: str) -> bool:
    if not re.fullmatch("[0-9]{11}", text):
        return False
    return any(97 - int(century + text[:9]) % 97 == int(text[9:]) for century in ("", "2"))


def _company_number(text: str) -> bool:
    return bool(re.fullmatch("[01][0-9]{9}", text)) and 97 - int(text[:8]) % 97 == int(text[8:])


def _mobile_number(text: str) -> bool:
    pattern = r"\+324[5-9][0-9]{7}" if text.startswith("+32") else r"\+[1-9][0-9]{7,14}"
    return bool(re.fullmatch(pattern, text))


def _email(text: str) -> bool:
    return bool(re.fullmatch(r"[^\s@,;]+@[^\s@,;]+\.[^\s@,;.]{2,}", text))


def _labels(text: str) -> bool:
    return all(label and label == label.strip() for label in text.split(","))


def _deadline(text: str) -> bool:
    parts = re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", text)
    try:
        date(*map(int, reversed(parts.groups()))) if parts else date.fromisoformat(text)
    except ValueError:
        return False
    return True


SHAPES: tuple[tuple[str, Callable[[str], bool], Refusal], ...] = (
    ("type", "person".__eq__, KIND),
    ("email", _email, EMAIL),
    ("mobile", _mobile_number, MOBILE_NUMBER),
    ("national_number", _registration_number, REGISTRATION_NUMBER),
    ("partner_national_number", _registration_number, PARTNER_NUMBER),
    ("kbo_number", _company_number, COMPANY_NUMBER),
    ("partner_kbo_number", _company_number, COMPANY_NUMBER),
    ("extra_ipp", "".__eq__, EXTRA),
    ("labels", _labels, LABELS),
    ("ipp_deadline", _deadline, DEADLINE),
)
