"""National register, BIS and enterprise numbers: right ones, nearly right ones, and what people write instead."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Final

from tests.oracles.slips import spoiled

if TYPE_CHECKING:
    from random import Random

TODAY: Final = date(datetime.now(UTC).astimezone().year, 1, 2)
"""Of the day stdnum reads the year only; so early in it there are births to come on every day of the year."""

_THIS_YEAR: Final = TODAY.year % 100


def national_number(random: Random) -> str:
    month = random.randrange(13) + random.choice((0, 0, 0, 20, 40))
    first = f"{random.randrange(100):02d}{month:02d}{random.randrange(32):02d}{random.randrange(1000):03d}"
    kind = random.randrange(12)
    if kind == 0:  # no birth date at all
        first = f"{random.randrange(10**9):09d}"
    elif kind == 1:  # serials that are never given
        first = first[:6] + random.choice(("000", "999"))
    elif kind == 2:
        first = f"{_THIS_YEAR + random.choice((-1, 0, 0, 1)):02d}{first[2:]}"
    century = "2" if int(first[:2]) <= _THIS_YEAR and kind != 3 else random.choice(("", "", "", "2"))
    check_digits = 97 - int(century + first) % 97
    number = f"{first}{check_digits:02d}"
    if kind == 4:  # nearly the right check digits
        number = f"{first}{(check_digits + random.choice((-1, 1, 50, -97, 97))) % 100:02d}"
    elif kind in {5, 6}:
        y, m, d, serial, last = number[:2], number[2:4], number[4:6], number[6:9], number[9:]
        number = random.choice(
            (f"{y}.{m}.{d}-{serial}.{last}", f"{y} {m} {d} {serial} {last}", f"{y}{m}{d}-{serial}-{last}")
        )
    return spoiled(number, random)


def enterprise_number(random: Random) -> str:
    first = f"{random.choice('00000000001111123456789')}{random.randrange(10**7):07d}"
    kind = random.randrange(12)
    if kind == 0:
        first = f"{random.choice((0, 1)) * 10**7 + random.randrange(10**5) * 97:08d}"  # check digits 97
    check_digits = 97 - int(first) % 97
    if kind in {0, 1, 2}:  # what equals the check digits modulo 97
        check_digits = (check_digits + random.choice((-97, 97, 0))) % 194
        check_digits = check_digits if check_digits < 100 else check_digits - 97
    elif kind == 3:
        check_digits = random.randrange(100)
    number = f"{first}{check_digits:02d}"
    if kind in {4, 5}:
        dotted = f"{number[:4]}.{number[4:7]}.{number[7:]}"
        number = random.choice(("BE ", "BE", "be ", "TVA BE ", "BTW BE", "(0)", "", "BE (0)")) + random.choice(
            (dotted, number, number[1:], dotted[1:])
        )
    return spoiled(number, random)
