"""The syntax of e-mail addresses, and what people type around them. The one door to email-validator."""

from __future__ import annotations

import re
from functools import lru_cache

LONGEST, LONGEST_LOCAL = 254, 64  # RFC 5321; email-validator lets the part before the @ be longer

_PART = "[A-Za-z0-9_-]"
USUAL_LOCAL = rf"(?:{_PART}{{1,31}}+(?:\.{_PART}{{1,31}}+)?|{_PART}{{1,15}}+(?:\.{_PART}{{1,15}}+){{2,3}})"
USUAL_LABEL = r"(?!..--)[a-z0-9][a-z0-9-]{0,62}+(?<!-)\."
USUAL_ENDING = "(?:com|be|eu|fr|lu|net|nl|org|de)"
"""Most addresses have the first before their @, and behind it one or two such labels and such an ending."""

_USUAL_DOMAIN = re.compile(rf"{USUAL_LABEL}(?:{USUAL_LABEL})?{USUAL_ENDING}")
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_PLAIN = re.compile(rf"{_ATOM}(?:\.{_ATOM})*@([A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)")
_IN_BRACKETS = re.compile(r"[^<>]*<([^<>]+)>[\s;,.]*")
_LOOSE = re.compile(r"\s+(?=[@.])|(?<=[@.])\s+")
_AROUND = " \t\n;,.:'\"<>()[]"
_BETWEEN = re.compile(r"[\s;,<>\"()\[\]]+")


def is_address(text: str) -> bool:
    """Tell whether `text` is one e-mail address, by its syntax alone (no network)."""
    if len(text) > LONGEST or not 0 < text.rfind("@") <= LONGEST_LOCAL:
        return False
    plain = _PLAIN.fullmatch(text)
    if plain:
        return _is_domain(plain[1])
    return not text.isascii() and _judged(text)  # in ASCII nothing else is valid


@lru_cache(maxsize=10_000)
def _is_domain(domain: str) -> bool:
    return _USUAL_DOMAIN.fullmatch(domain) is not None or _judged("a@" + domain)


def _judged(text: str) -> bool:
    from email_validator import EmailNotValidError, validate_email  # noqa: PLC0415 - only when it is needed

    try:
        validate_email(text, check_deliverability=False)
    except (EmailNotValidError, UnicodeError):
        return False
    return True


def unwrapped(text: str) -> str:
    """Return `text` without what only surrounds an address: `mailto:`, a display name, brackets, a last semicolon."""
    inside = _IN_BRACKETS.fullmatch(text)
    bare = (inside[1] if inside else text).replace("\N{FULLWIDTH COMMERCIAL AT}", "@").strip(_AROUND)
    if bare[:7].lower() == "mailto:":
        bare = bare[7:].partition("?")[0]
    return _LOOSE.sub("", bare).strip(_AROUND)


def addresses(text: str) -> list[str]:
    """Return the different addresses that stand in `text`, in their order."""
    words = (word for word in _BETWEEN.split(text) if "@" in word)
    found = {bare.lower(): bare for bare in map(unwrapped, words) if is_address(bare)}
    return list(found.values())
