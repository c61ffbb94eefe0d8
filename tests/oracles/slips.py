"""What goes wrong with a number or a name between a paper and a cell: each slip takes a right text and spoils it."""

from __future__ import annotations

import string
import sys
import unicodedata
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

_ALL: Final = [chr(code) for code in range(sys.maxunicode + 1)]
DIGITS: Final = [character for character in _ALL if unicodedata.category(character) == "Nd"]
DASHES: Final = [character for character in _ALL if unicodedata.category(character) == "Pd"] + ["\N{MINUS SIGN}"]
SPACES: Final = [character for character in _ALL if character.isspace()]
_SAME_DIGIT: Final = {
    digit: [character for character in DIGITS if unicodedata.decimal(character) == int(digit)]
    for digit in string.digits
}
_LOOK_ALIKES: Final = {"0": "OoQD°Оο", "1": "lI|ıі!", "2": "Zz", "5": "Ss", "6": "bG", "8": "B", "9": "gq"}
_PUNCTUATION: Final = ".,:;/_()'-+*·•"
_WORDS: Final = ("aucun", "geen", "n/a", "?", "-", "0", "idem", "zie dossier", "NN ", "RRN: ", "BE", "TVA ", "n° ")


def digit_wrong(text: str, random: Random) -> str:
    place = random.randrange(len(text))
    return text[:place] + random.choice(string.digits) + text[place + 1 :]


def two_swapped(text: str, random: Random) -> str:
    place = random.randrange(len(text) - 1)
    return text[:place] + text[place + 1] + text[place] + text[place + 2 :]


def one_lost(text: str, random: Random) -> str:
    place = random.randrange(len(text))
    return text[:place] + text[place + 1 :]


def one_too_many(text: str, random: Random) -> str:
    place = random.randrange(len(text) + 1)
    return text[:place] + random.choice(string.digits + _PUNCTUATION) + text[place:]


def zeros_lost(text: str, random: Random) -> str:  # noqa: ARG001 - every slip's form
    return text.lstrip("0+")


def parted(text: str, random: Random, separators: str | list[str] = " .-/") -> str:
    separator = random.choice(separators)
    size = random.choice((1, 2, 3, 3, 3, 4))
    return separator.join(text[start : start + size] for start in range(0, len(text), size))


def punctuated(text: str, random: Random) -> str:
    return parted(text, random, _PUNCTUATION)


def spaced(text: str, random: Random) -> str:
    return parted(text, random, SPACES)


def dashed(text: str, random: Random) -> str:
    return parted(text, random, DASHES)


def one_digit_of_the_world(text: str, random: Random) -> str:
    place = random.randrange(len(text))
    return text[:place] + random.choice(DIGITS) + text[place + 1 :]


def digits_of_the_world(text: str, random: Random) -> str:
    return "".join(random.choice(_SAME_DIGIT[digit]) if digit in _SAME_DIGIT else digit for digit in text)


def full_width(text: str, random: Random) -> str:  # noqa: ARG001
    return "".join(chr(ord(character) + 0xFEE0) if "!" <= character <= "~" else character for character in text)


def look_alike(text: str, random: Random) -> str:
    digit = random.choice(text)
    return text.replace(digit, random.choice(_LOOK_ALIKES.get(digit, digit)), random.choice((1, -1)))


def surrounded(text: str, random: Random) -> str:
    before, after = random.choice(_PUNCTUATION + " "), random.choice(_PUNCTUATION + " ")
    return before * random.randrange(3) + text + after * random.randrange(3)


def worded(text: str, random: Random) -> str:
    word = random.choice(_WORDS)
    return random.choice((word, word + text, text + " " + word))


def twice(text: str, random: Random) -> str:
    return text + random.choice(("", " ", "/", " / ", ";", " ou ", " en ")) + text


def long(text: str, random: Random) -> str:
    return random.choice((text, text[:1], text + " ", " - ", "0")) * random.randrange(2, 20)


def random_text(text: str, random: Random) -> str:  # noqa: ARG001
    alphabet = random.choice((string.printable, string.digits + " .-+", _ALL))
    return "".join(random.choice(alphabet) for _ in range(random.randrange(16)))


SLIPS: Final[tuple[Callable[[str, Random], str], ...]] = (
    *(digit_wrong, two_swapped, one_lost, one_too_many, zeros_lost, parted, punctuated, spaced, dashed),
    *(
        one_digit_of_the_world,
        digits_of_the_world,
        full_width,
        look_alike,
        surrounded,
        worded,
        twice,
        long,
        random_text,
    ),
)


def spoiled(text: str, random: Random) -> str:
    """Return the text with no, one or two slips: every third one stays as it is."""
    for _ in range(random.choice((0, 1, 1, 1, 2, 0))):
        text = random.choice(SLIPS)(text, random) if len(text) > 1 else text
    return text
