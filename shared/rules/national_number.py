"""Eleven digits: the birth date (two digits each for year, month and day), a serial and two check digits.

The serial runs from 001 to 998, odd for men, even for women. The check digits are 97 minus the remainder of the first
nine digits divided by 97; for those born from 2000 on, a 2 goes before these nine. A BIS number has its month raised by
20 (sex not known) or by 40. Month and day may be 00: not known.

The number does not tell the century of birth, so both are tried. About 0.2 % of the numbers with one wrong digit
therefore slip through; with the century fixed, none would. A birth date that does not exist, or a serial that is never
assigned, is a warning: the check digits are right all the same.
"""

from __future__ import annotations

import calendar
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

FIELDS: Final = (Field.NATIONAL_NUMBER, Field.PARTNER_NATIONAL_NUMBER)

MANUAL: Final = Manual(
    Text(
        "Numéros de registre (registre national et BIS)",
        "Rijksregisternummers en BIS-nummers",
        "National register numbers and BIS numbers",
    ),
    Text(
        "Onze chiffres: la date de naissance (deux chiffres pour l'année, le mois et le jour), un numéro d'ordre et "
        "deux chiffres de contrôle.\n\n"
        "Le numéro d'ordre va de 001 à 998, impair pour les hommes, pair pour les femmes. Les chiffres de contrôle "
        "sont 97 moins le reste de la division des neuf premiers chiffres par 97; pour les personnes nées à partir de "
        "2000, on place un 2 devant ces neuf chiffres. Un numéro BIS a son mois augmenté de 20 (sexe inconnu) ou de "
        "40. Le mois et le jour peuvent être 00: inconnus.\n\n"
        "Le numéro ne dit pas le siècle de naissance: les deux sont donc essayés. Environ 0,2 % des numéros qui "
        "contiennent un chiffre faux passent ainsi inaperçus; si le siècle était connu, aucun ne passerait. Une date "
        "de naissance qui n'existe pas ou un numéro d'ordre jamais attribué donne un avertissement: les chiffres de "
        "contrôle sont justes malgré tout.",
        "Elf cijfers: de geboortedatum (telkens twee cijfers voor jaar, maand en dag), een volgnummer en een "
        "controlegetal van twee cijfers.\n\n"
        "Het volgnummer loopt van 001 tot 998, oneven voor mannen, even voor vrouwen. Het controlegetal is 97 min de "
        "rest van de eerste negen cijfers gedeeld door 97; voor wie vanaf 2000 geboren is, komt er een 2 voor die "
        "negen cijfers. In een BIS-nummer is de maand verhoogd met 20 (geslacht niet bekend) of met 40. Maand en dag "
        "kunnen 00 zijn: niet bekend.\n\n"
        "Het nummer zegt niet in welke eeuw iemand geboren is; daarom worden beide geprobeerd. Ongeveer 0,2 % van de "
        "nummers met één fout cijfer glipt er daardoor tussen; was de eeuw bekend, dan geen enkel. Een geboortedatum "
        "die niet bestaat of een volgnummer dat nooit wordt toegekend, geeft een waarschuwing: het controlegetal klopt "
        "immers.",
        __doc__,
    ),
    {
        "Accounton": HELP_PAGE,
        "IBZ": "https://www.ibz.rrn.fgov.be/fileadmin/user_upload/nl/rr/instructies/IT-lijst/IT000_Rijksregisternummer.pdf",
        "KSZ–BCSS": "https://www.ksz-bcss.fgov.be/nl/project/rijksregisterksz-registers",
    },
)

REASONS: Final[Mapping[str, Reason]] = {
    "national-number-separators": Reason(
        Level.ERROR,
        Text(
            "Le numéro de registre doit s'écrire sans points, tirets ni espaces. Gardez uniquement les 11 chiffres.",
            "Het rijksregisternummer moet zonder punten, streepjes en spaties worden geschreven. Behoud enkel de 11 "
            "cijfers.",
            "The national register number must be written without dots, dashes or spaces. Keep only the 11 digits.",
        ),
    ),
    "national-number-zeros": Reason(
        Level.ERROR,
        Text(
            "Ce numéro de registre a perdu ses zéros initiaux. Mettez la cellule au format Texte et écrivez les 11 "
            "chiffres.",
            "Dit rijksregisternummer mist zijn voorloopnullen. Zet de cel in tekstopmaak en schrijf de 11 cijfers.",
            "This national register number lost its leading zeros. Format the cell as Text and write all 11 digits.",
        ),
    ),
    "national-number-format": Reason(
        Level.ERROR,
        Text(
            "Le numéro de registre se compose de 11 chiffres et de rien d'autre. Corrigez-le.",
            "Het rijksregisternummer bestaat uit 11 cijfers en niets anders. Verbeter het.",
            "A national register number consists of 11 digits and nothing else. Correct it.",
        ),
    ),
    "national-number-checksum": Reason(
        Level.ERROR,
        Text(
            "Ce numéro de registre est faux: ses chiffres de contrôle ne correspondent pas. Vérifiez-le sur la carte "
            "d'identité.",
            "Dit rijksregisternummer bevat een fout: het controlegetal klopt niet. Kijk het na op de identiteitskaart.",
            "This national register number is wrong: its check digits do not match. Check it on the identity card.",
        ),
    ),
    "national-number-month": Reason(
        Level.ERROR,
        Text(
            "Le mois de naissance dans ce numéro de registre n'existe pas. Vérifiez les chiffres 3 et 4.",
            "De geboortemaand in dit rijksregisternummer bestaat niet. Kijk het 3e en 4e cijfer na.",
            "The month of birth in this national register number does not exist. Check digits 3 and 4.",
        ),
    ),
    "national-number-date": Reason(
        Level.WARNING,
        Text(
            "La date de naissance dans ce numéro de registre n'existe pas. Vérifiez les six premiers chiffres.",
            "De geboortedatum in dit rijksregisternummer bestaat niet. Kijk de eerste zes cijfers na.",
            "The birth date in this national register number does not exist. Check the first six digits.",
        ),
    ),
    "national-number-future": Reason(
        Level.WARNING,
        Text(
            "La date de naissance dans ce numéro de registre est dans le futur. Vérifiez les six premiers chiffres.",
            "De geboortedatum in dit rijksregisternummer ligt in de toekomst. Kijk de eerste zes cijfers na.",
            "The birth date in this national register number lies in the future. Check the first six digits.",
        ),
    ),
    "national-number-serial": Reason(
        Level.WARNING,
        Text(
            "Le numéro d'ordre dans ce numéro de registre (chiffres 7 à 9) n'est jamais attribué. Vérifiez-le.",
            "Het volgnummer in dit rijksregisternummer (7e tot 9e cijfer) wordt nooit toegekend. Kijk het na.",
            "The serial in this national register number (digits 7 to 9) is never assigned. Check it.",
        ),
    ),
}

LENGTH: Final = 11
SHORTEST: Final = 7
"""Digits left of a number whose leading zeros are gone."""

MONTHS: Final = frozenset({*range(13), *range(20, 33), *range(40, 53)})
_SAFE_DAYS: Final = range(29)
_NEVER_GIVEN: Final = frozenset({0, 999})
_DIGITS = re.compile(r"[0-9]+")
_SEPARATORS = re.compile(r"[\s.,:;/_()'-]+")


def _usual_days(month: int) -> int:
    """Return how many days a month has every year, 0 where the month is not known or does not exist."""
    return calendar.monthrange(1999, month % 20)[1] if month in MONTHS and month % 20 else 0


_USUAL: Final = Form("(?:[0-9]{11})?")
_RIGHT: Final = "85073003328"
_WEIGHTS: Final = tuple(map(lanes.times, (10**7, 10**5, 10**3, 100, 1, 1)))
"""Of the year, the month, the day, the serial's first digit and its other two, and the check digits."""
_FROM_2000: Final = -2_000_000_000 % 97
_IS_WRONG: Final = lanes.table(lambda left: left not in {0, _FROM_2000}, range(97))
_IS_NO_CHECK: Final = lanes.table(lambda check_digits: check_digits not in range(1, 98), range(100))
_IS_NEVER_GIVEN: Final = lanes.table(lambda digit_sum: digit_sum in {0, 3 * 9}, range(3 * 9 + 1))
_CENTURY: Final = lanes.table(lambda left: 100 * (left == _FROM_2000), range(97))
_TOO_LATE: Final = lanes.table(lambda month: 128 - _usual_days(month), range(100))
_DAY: Final = lanes.table(lambda day: day or 99, range(100))
_IS_TOO_LATE: Final = bytes(129).ljust(256, b"\1")


def sieve(texts: Sequence[str], circumstances: Circumstances) -> Collection[int]:
    """Let pass what is written as it should be, whose digits agree, and who was born before this year."""
    others = _USUAL.others(texts)
    one = lanes.of(texts, others, _RIGHT)
    year, month, day = (lanes.pair(one[place], one[place + 1]) for place in (0, 2, 4))
    check_digits = lanes.pair(one[9], one[10])
    left = lanes.left_by_97((year, month, day, one[6], lanes.pair(one[7], one[8]), check_digits), _WEIGHTS)
    is_future = bytes(circumstances.today.year - 1900).ljust(256, b"\1")
    return {
        *others,
        *lanes.marked(
            left.translate(_IS_WRONG),
            check_digits.translate(_IS_NO_CHECK),
            lanes.added(*one[6:9]).translate(_IS_NEVER_GIVEN),
            lanes.added(month.translate(_TOO_LATE), day.translate(_DAY)).translate(_IS_TOO_LATE),
            lanes.added(left.translate(_CENTURY), year).translate(is_future),
        ),
    }


def check(text: str, field: Field, circumstances: Circumstances) -> Finding | None:  # noqa: ARG001 - every rule's form
    """Find what is not a national or BIS number in eleven digits."""
    if not text:
        return None
    if _DIGITS.fullmatch(text):
        return _judge(text, circumstances) if len(text) == LENGTH else _short(text, circumstances)
    digits = _SEPARATORS.sub("", text)
    if not _DIGITS.fullmatch(digits) or len(digits) != LENGTH:
        return Finding("national-number-format")
    found = _judge(digits, circumstances)
    if found and REASONS[found.code].level is Level.ERROR:
        return found
    return Finding("national-number-separators", suggestion=digits, certain=True)


def _short(digits: str, circumstances: Circumstances) -> Finding:
    whole = digits.zfill(LENGTH)
    if SHORTEST <= len(digits) < LENGTH and _judge(whole, circumstances) is None:
        is_young = _century(whole, circumstances) != 0  # the other reading is well over a hundred years old
        return Finding("national-number-zeros", suggestion=whole, certain=is_young)
    return Finding("national-number-format")


def _century(digits: str, circumstances: Circumstances) -> int | None:
    """Return 0 for a birth before 2000, 2000 for a later one, None when the check digits fit neither."""
    first_nine, check_digits = divmod(int(digits), 100)
    if 97 - first_nine % 97 == check_digits:
        return 0
    if 97 - (2_000_000_000 + first_nine) % 97 == check_digits and int(digits[:2]) <= circumstances.today.year - 2000:
        return 2000
    return None


def _judge(digits: str, circumstances: Circumstances) -> Finding | None:
    century = _century(digits, circumstances)
    if century is None:
        return Finding("national-number-checksum")
    month, day = int(digits[2:4]), int(digits[4:6])
    if month not in MONTHS:
        return Finding("national-number-month")
    if int(digits[6:9]) in _NEVER_GIVEN:
        return Finding("national-number-serial")
    month %= 20
    year = (century or 1900) + int(digits[:2])
    if month and day not in _SAFE_DAYS and day > calendar.monthrange(year, month)[1]:
        return Finding("national-number-date")
    today = circumstances.today
    if century and (year, month, day) > (today.year, today.month, today.day):
        return Finding("national-number-future")
    return None
