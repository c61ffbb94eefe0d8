"""Ten digits, of which the first is 0 or, since 19 September 2023, 1. Only sole traders fill it in.

The last two are check digits: 97 minus the remainder of the first eight divided by 97. One wrong digit is always
caught. An establishment unit has a number of the same form that starts with 2 to 8.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from shared import lanes
from shared.form import Form
from shared.language import Text
from shared.problem import Finding, Level, Manual, Reason
from shared.record import HELP_PAGE, Field

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from shared.rules.base import Circumstances

FIELDS: Final = (Field.KBO_NUMBER, Field.PARTNER_KBO_NUMBER)

MANUAL: Final = Manual(
    Text(
        "Numéros KBO (numéros d'entreprise, BCE)",
        "KBO-nummers (ondernemingsnummers)",
        "KBO numbers (enterprise numbers, CBE)",
    ),
    Text(
        "Dix chiffres, dont le premier est 0 ou, depuis le 19 septembre 2023, 1. Seuls les indépendants en personne "
        "physique le remplissent.\n\n"
        "Les deux derniers sont les chiffres de contrôle: 97 moins le reste de la division des huit premiers par 97. "
        "Un seul chiffre faux est toujours découvert. Une unité d'établissement a un numéro de même forme qui "
        "commence par 2 à 8.",
        "Tien cijfers, waarvan het eerste 0 is of, sinds 19 september 2023, 1. Alleen eenmanszaken vullen het in.\n\n"
        "De laatste twee vormen het controlegetal: 97 min de rest van de eerste acht cijfers gedeeld door 97. Eén "
        "fout cijfer wordt altijd ontdekt. Een vestigingseenheid heeft een nummer van dezelfde vorm dat met 2 tot 8 "
        "begint.",
        __doc__,
    ),
    {
        "Accounton": HELP_PAGE,
        "BCE–KBO Public Search": "https://kbopub.economie.fgov.be/",
    },
)

REASONS: Final[Mapping[str, Reason]] = {
    "enterprise-number-separators": Reason(
        Level.ERROR,
        Text(
            "Le numéro d'entreprise doit s'écrire en 10 chiffres, sans BE, points ni espaces. Gardez uniquement les "
            "chiffres.",
            "Het ondernemingsnummer moet met 10 cijfers worden geschreven, zonder BE, punten en spaties. Behoud enkel "
            "de cijfers.",
            "The enterprise number must be written as 10 digits, without BE, dots or spaces. Keep only the digits.",
        ),
    ),
    "enterprise-number-zeros": Reason(
        Level.ERROR,
        Text(
            "Ce numéro d'entreprise a perdu son zéro initial. Mettez la cellule au format Texte et écrivez les 10 "
            "chiffres.",
            "Dit ondernemingsnummer mist zijn voorloopnul. Zet de cel in tekstopmaak en schrijf de 10 cijfers.",
            "This enterprise number has lost its leading zero. Format the cell as Text and write all 10 digits.",
        ),
    ),
    "enterprise-number-format": Reason(
        Level.ERROR,
        Text(
            "Le numéro d'entreprise se compose de 10 chiffres et commence par 0 ou 1. Corrigez-le ou videz la cellule.",
            "Het ondernemingsnummer bestaat uit 10 cijfers en begint met 0 of 1. Verbeter het of maak de cel leeg.",
            "An enterprise number consists of 10 digits and starts with 0 or 1. Correct it or empty the cell.",
        ),
    ),
    "enterprise-number-establishment": Reason(
        Level.ERROR,
        Text(
            "Ceci est un numéro d'unité d'établissement. Indiquez le numéro d'entreprise, qui commence par 0 ou 1.",
            "Dit is een vestigingseenheidsnummer. Vul het ondernemingsnummer in, dat met 0 of 1 begint.",
            "This is an establishment unit number. Enter the enterprise number, which starts with 0 or 1.",
        ),
    ),
    "enterprise-number-checksum": Reason(
        Level.ERROR,
        Text(
            "Ce numéro d'entreprise est faux: ses chiffres de contrôle ne correspondent pas. Vérifiez-le dans la BCE.",
            "Dit ondernemingsnummer bevat een fout: het controlegetal klopt niet. Kijk het na in de KBO.",
            "This enterprise number is wrong: its check digits do not match. Check it in the KBO/BCE register.",
        ),
    ),
}

LENGTH: Final = 10
_USUAL: Final = Form("(?:[01][0-9]{9})?")
_DIGITS = re.compile(r"[0-9]+")
_SEPARATORS = re.compile(r"[\s.,:/_()-]+")
_BEFORE = re.compile(r"\A(?:BE|TVA|BTW|VAT|BCE|KBO|NR|N°)+", re.IGNORECASE)

_RIGHT: Final = "0403019261"
_WEIGHTS: Final = tuple(map(lanes.times, (10**6, 10**4, 10**2, 1, 1)))
_IS_WRONG: Final = lanes.table(bool, range(97))
_IS_NO_CHECK: Final = lanes.table(lambda check_digits: check_digits not in range(1, 98), range(100))


def sieve(texts: Sequence[str], circumstances: Circumstances) -> Collection[int]:  # noqa: ARG001 - every sieve's form
    """Let pass what is written as it should be and whose digits agree."""
    others = _USUAL.others(texts)
    one = lanes.of(texts, others, _RIGHT)
    pairs = [lanes.pair(one[place], one[place + 1]) for place in range(0, LENGTH, 2)]
    left = lanes.left_by_97(pairs, _WEIGHTS)
    return {*others, *lanes.marked(left.translate(_IS_WRONG), pairs[-1].translate(_IS_NO_CHECK))}


def check(text: str, field: Field, circumstances: Circumstances) -> Finding | None:  # noqa: ARG001 - every rule's form
    """Find what is not an enterprise number in ten digits."""
    if not text:
        return None
    digits = text if _DIGITS.fullmatch(text) else _BEFORE.sub("", _SEPARATORS.sub("", text))
    if not _DIGITS.fullmatch(digits):
        return Finding("enterprise-number-format")
    whole = digits.zfill(LENGTH) if len(digits) == LENGTH - 1 else digits
    found = _judge(whole)
    if found or whole == text:
        return found
    code = "enterprise-number-zeros" if digits == text else "enterprise-number-separators"
    return Finding(code, suggestion=whole, certain=True)


def _judge(digits: str) -> Finding | None:
    if len(digits) != LENGTH or digits[0] == "9":
        return Finding("enterprise-number-format")
    first_eight, check_digits = divmod(int(digits), 100)
    if 97 - first_eight % 97 != check_digits:
        return Finding("enterprise-number-checksum")
    return None if digits[0] in "01" else Finding("enterprise-number-establishment")
