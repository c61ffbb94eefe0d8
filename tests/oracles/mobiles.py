"""Telephone numbers of every country and kind, in the forms in which people write them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import phonenumbers

from tests.oracles.slips import digit_wrong, spoiled

if TYPE_CHECKING:
    from random import Random

FORMS: Final = (
    phonenumbers.PhoneNumberFormat.E164,
    phonenumbers.PhoneNumberFormat.INTERNATIONAL,
    phonenumbers.PhoneNumberFormat.NATIONAL,
    phonenumbers.PhoneNumberFormat.RFC3966,
)
EXAMPLES: Final = tuple(
    number
    for region in sorted(phonenumbers.SUPPORTED_REGIONS)
    for kind in phonenumbers.PhoneNumberType.values()
    if (number := phonenumbers.example_number_for_type(region, kind)) is not None
)
"""libphonenumber's own example of every kind of number in every country."""

WRITTEN: Final = tuple(phonenumbers.format_number(number, form) for number in EXAMPLES for form in FORMS)
_BEFORE: Final = (
    *("+32",) * 6,
    *("0",) * 3,
    *("0032", "+32 ", "+32(0)", "+320", "32", "0032 ", "(+32) ", "+32 (0)", "+0032"),
    "",
)
_WORDS: Final = ("GSM ", "gsm: ", "tel. ", "Tél: ", "tel:", "mobile ", "m: ", "privé ")
_TAILS: Final = (
    *(" ext. 5", "x5", ";ext=12", " poste 3", " (bureau)", " Jean", "#", "\\2"),
    *(" / 02 511 11 11", ", 0470123456", ";0470123456", "; 0470123456", ",,0470123456"),
)
_KEYS: Final = ("2ABC", "3DEF", "4GHI", "5JKL", "6MNO", "7PQRS", "8TUV", "9WXYZ")


def _belgian(random: Random) -> str:
    rest = f"4{random.choice('45677889901')}{random.randrange(10**7):07d}"
    form = random.randrange(6)
    if form == 1:
        rest = f"{rest[:3]} {rest[3:5]} {rest[5:7]} {rest[7:]}"
    elif form == 2:
        separator = random.choice(" ./-")
        rest = f"{rest[:3]}{random.choice('/ ')}{rest[3:5]}{separator}{rest[5:7]}{separator}{rest[7:]}"
    return random.choice(_BEFORE) + rest


def _belgian_line(random: Random) -> str:
    return random.choice(_BEFORE) + str(random.randrange(1, 10 ** random.choice((7, 8, 8, 9, 10))))


def _abroad(random: Random) -> str:
    return random.choice(WRITTEN)


def _near_an_example(random: Random) -> str:
    number = random.choice(WRITTEN)
    for _ in range(random.randrange(4)):
        number = digit_wrong(number, random)
    return random.choice(("", "", "", "+", "00")) + number


def _any(random: Random) -> str:
    return random.choice(("+", "+", "00", "")) + str(random.randrange(10 ** random.randrange(5, 17)))


def _decorated(random: Random) -> str:
    number = random.choice((_belgian, _abroad))(random)
    form = random.randrange(4)
    if form == 0:
        return random.choice(_WORDS) + number
    if form == 1:
        return number + random.choice(_TAILS)
    if form == 2:  # as on a keypad
        return "".join(
            random.choice(key[1:]) if place > 5 and (key := next((k for k in _KEYS if k[0] == c), "")) else c
            for place, c in enumerate(number)
        )
    return spoiled(number, random)


def _spoiled(random: Random) -> str:
    return spoiled(_belgian(random), random)


_MAKERS: Final = (_belgian, _belgian_line, _abroad, _near_an_example, _any, _decorated, _spoiled)
_SHARES: Final = (30, 10, 20, 10, 5, 15, 10)


def mobile(random: Random) -> str:
    return random.choices(_MAKERS, _SHARES)[0](random)
