"""How nearly every text of a column looks: a pattern that is matched against many texts at once."""

from __future__ import annotations

import re
from itertools import filterfalse
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Collection

MANY: Final = "*+" if re.fullmatch("(?:ab?c)*+a", "aca") else "*"
"""Any number of times. The quicker `*+`, which keeps no way back, was wrong before Python 3.11.5."""


class Form:
    """A pattern for whole texts, which must not match a line break: one match runs over the texts of a column.

    Matching them one by one takes three times as long.
    """

    def __init__(self, pattern: str) -> None:
        self._one = re.compile(pattern)
        self._many = re.compile(rf"(?:(?:{pattern})\n){MANY}")

    def others(self, texts: Collection[str]) -> list[str]:
        """Return the texts that are not of this form, in their order. A cell that is no text is a TypeError."""
        lines = "\n".join((*texts, ""))
        if lines.count("\n") != len(texts):  # one of the texts has several lines
            return list(filterfalse(self._one.fullmatch, texts))
        others: list[str] = []
        place = self._matched(lines, 0)
        while place < len(lines):
            end = lines.index("\n", place)
            others.append(lines[place:end])
            place = self._matched(lines, end + 1)
        return others

    def parted(self, texts: Collection[str]) -> tuple[Collection[str], list[str]]:
        """Return the texts of this form, and the others."""
        others = self.others(texts)
        if not others:
            return texts, others
        usual = list(texts)
        for text in others:
            usual.remove(text)
        return usual, others

    def _matched(self, lines: str, start: int) -> int:
        """Return where the run of texts of this form ends that starts there."""
        match = self._many.match(lines, start)
        return match.end() if match else start
