"""A mobile number is a `+`, the country code and the number, without blanks or other separators.

A Belgian mobile starts with `+324` and then a 5, 6, 7, 8 or 9: `+3242223344` is a fixed line in Liège. A foreign one is
judged by the numbering plan of its country. A Belgian mobile in any usual notation is corrected. Without a country
code, any other number is left to you, for its country is not certain.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from shared.form import Form
from shared.language import Text
from shared.problem import Finding, Level, Manual, Reason
from shared.record import HELP_PAGE, Field

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from shared.rules.base import Circumstances

FIELDS: Final = (Field.MOBILE,)

MANUAL: Final = Manual(
    Text("Numéros de mobile", "Mobiele nummers", "Mobile numbers"),
    Text(
        "Un numéro de mobile se compose d'un `+`, de l'indicatif du pays et du numéro, sans espaces ni autres "
        "séparateurs.\n\n"
        "Un mobile belge commence par `+324`, puis un 5, 6, 7, 8 ou 9: `+3242223344` est une ligne fixe à Liège. Un "
        "mobile étranger est jugé d'après le plan de numérotation de son pays. Un mobile belge écrit de n'importe "
        "quelle façon courante est corrigé. Sans indicatif, tout autre numéro vous est laissé, car son pays n'est pas "
        "certain.",
        "Een mobiel nummer bestaat uit een `+`, de landcode en het nummer, zonder spaties of andere "
        "scheidingstekens.\n\n"
        "Een Belgisch mobiel nummer begint met `+324` en dan een 5, 6, 7, 8 of 9: `+3242223344` is een vaste lijn in "
        "Luik. Een buitenlands nummer wordt beoordeeld volgens het nummerplan van zijn land. Een Belgisch mobiel "
        "nummer in eender welke gangbare schrijfwijze wordt verbeterd. Elk ander nummer zonder landcode laten we aan u "
        "over, want het land is niet zeker.",
        __doc__,
    ),
    {
        "Accounton": HELP_PAGE,
        "BIPT–IBPT": "https://www.bipt.be/en/consumers/telephone/numbering/numbering-principles",
    },
)

REASONS: Final[Mapping[str, Reason]] = {
    "mobile-format": Reason(
        Level.ERROR,
        Text(
            "Un numéro de mobile s'écrit avec l'indicatif du pays et sans espaces. Écrivez-le comme +32475123456.",
            "Een mobiel nummer wordt met landcode en zonder spaties geschreven. Schrijf het zoals +32475123456.",
            "A mobile number is written with its country code and without spaces. Write it like +32475123456.",
        ),
    ),
    "mobile-country": Reason(
        Level.ERROR,
        Text(
            "Il manque l'indicatif du pays à ce numéro. Commencez par + et l'indicatif, par exemple +32 ou +33.",
            "De landcode ontbreekt in dit nummer. Begin met + en de landcode, bijvoorbeeld +32 of +31.",
            "The country code is missing from this number. Start with + and the code, for example +32 or +44.",
        ),
    ),
    "mobile-not-mobile": Reason(
        Level.ERROR,
        Text(
            "Ce numéro n'est pas celui d'un mobile. Indiquez un numéro de mobile ou videz la cellule.",
            "Dit is geen mobiel nummer. Vul een mobiel nummer in of maak de cel leeg.",
            "This is not a mobile number. Enter a mobile number or empty the cell.",
        ),
    ),
    "mobile-several": Reason(
        Level.ERROR,
        Text(
            "Cette cellule contient plusieurs numéros. Gardez un seul numéro de mobile.",
            "Deze cel bevat meer dan één nummer. Behoud één mobiel nummer.",
            "This cell contains several numbers. Keep only one mobile number.",
        ),
    ),
    "mobile-invalid": Reason(
        Level.ERROR,
        Text(
            "Ce numéro de mobile n'est pas valable. Corrigez-le (par exemple +32475123456) ou videz la cellule.",
            "Dit mobiele nummer is niet geldig. Verbeter het (bijvoorbeeld +32475123456) of maak de cel leeg.",
            "This mobile number is not valid. Correct it (for example +32475123456) or empty the cell.",
        ),
    ),
}

_BELGIAN = re.compile(r"\+324[5-9][0-9]{7}")
_USUAL: Final = Form(r"(?:\+(?:324[5-9]|316[1-5]|336[0-24-8])[0-9]{7})?")
_INTERNATIONAL = re.compile(r"\+[1-9][0-9]{5,14}")
_WORD = re.compile(r"(?:gsm|t[eé]l(?:[eé]phone|efoon)?|mob(?:ile|iel)?|portable)\b[.:\s]*", re.IGNORECASE)
_SEPARATORS = re.compile(r"[\s./()\[\]_-]+")
_ZERO = re.compile(r"\(\s*0\s*\)")
_AT_HOME = re.compile(r"(?:\+?0|\+?(?:00)?32\+?0?)?(4[5-9][0-9]{7})")
_BETWEEN = re.compile(r"[/;,|&]|\b(?:ou|of|or|et|en|and)\b| - ", re.IGNORECASE)


def sieve(texts: Sequence[str], circumstances: Circumstances) -> Collection[int]:  # noqa: ARG001 - every sieve's form
    """Let Belgian mobiles pass, and the most of the neighbours'."""
    return _USUAL.others(texts)


def check(text: str, field: Field, circumstances: Circumstances) -> Finding | None:  # noqa: ARG001 - every rule's form
    """Find what is not a mobile number in its international form."""
    if not text or _BELGIAN.fullmatch(text):
        return None
    number = _international(text)
    if number is None:
        return _unreadable(text)
    written, is_mobile = _looked_up(number)
    if written is None:
        return _unreadable(text)
    if not is_mobile:
        return Finding("mobile-not-mobile")
    return None if written == text else Finding("mobile-format", suggestion=written, certain=True)


def _compact(text: str) -> str:
    return _SEPARATORS.sub("", _WORD.sub("", _ZERO.sub("", text) if text[:1] in "+0" else text, count=1))


def _international(text: str) -> str | None:
    """Return the number with + and country code, None when the country is not certain."""
    compact = _compact(text)
    belgian = _AT_HOME.fullmatch(compact)
    if belgian:
        return "+32" + belgian[1]
    number = re.sub(r"\A(?:\+?00|\+)", "+", compact)
    return number if _INTERNATIONAL.fullmatch(number) else None


def _looked_up(number: str) -> tuple[str | None, bool]:
    """Return the number as it should be written, None when it is not valid, and whether it is a mobile's."""
    if _BELGIAN.fullmatch(number):
        return number, True
    import phonenumbers  # noqa: PLC0415 - nearly every sheet holds only Belgian mobiles

    try:
        parsed = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return None, False
    if not phonenumbers.is_valid_number(parsed):
        return None, False
    kind = phonenumbers.number_type(parsed)
    types = phonenumbers.PhoneNumberType
    is_mobile = kind in {types.MOBILE, types.FIXED_LINE_OR_MOBILE}
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164), is_mobile


def _unreadable(text: str) -> Finding:
    parts = [part for part in _BETWEEN.split(text) if part.strip()]
    if len(parts) > 1 and all((number := _international(part)) and _looked_up(number)[0] for part in parts):
        return Finding("mobile-several")
    digits = _compact(text)
    if not (digits.isascii() and digits.isdigit()):
        return Finding("mobile-invalid")
    if digits.startswith("0"):
        at_home = _looked_up("+32" + digits[1:])[0] if _INTERNATIONAL.fullmatch("+32" + digits[1:]) else None
        return Finding("mobile-not-mobile") if at_home else Finding("mobile-country")
    abroad, is_mobile = _looked_up("+" + digits) if _INTERNATIONAL.fullmatch("+" + digits) else (None, False)
    if abroad and is_mobile:
        return Finding("mobile-country", suggestion=abroad)
    return Finding("mobile-invalid")
