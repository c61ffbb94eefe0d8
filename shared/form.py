"""How nearly every text of a column looks: a pattern that is matched against many texts at once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

MANY: Final = "*+" if re.fullmatch("(?:ab?c)*+a", "aca") else "*"
"""Any number of times. The quicker `*+`, which keeps no way back, was wrong before Python 3.11.5."""


class Form:
    """A pattern for whole texts, which must not match a line break: one match runs over the texts of a column.

    Matching them one by one takes three times as long.
    """

    def __init__(self, pattern: str) -> None:
        self._pattern = pattern
        self._many = re.compile(rf"(?:(?:{pattern})\n){MANY}")

    def others(self, texts: Sequence[str]) -> list[int]:
        """Return the places of the texts that are not of this form. A cell that is no text is a TypeError."""
        lines = "\n".join(texts) + "\n"
        if lines.count("\n") != len(texts):  # one of the texts has several lines
            return [place for place, text in enumerate(texts) if not re.fullmatch(self._pattern, text)]
        others: list[int] = []
        place = start = 0
        while (end := self._matched(lines, start)) < len(lines):
            place += lines.count("\n", start, end)
            others.append(place)
            place += 1
            start = lines.index("\n", end) + 1
        return others

    def _matched(self, lines: str, start: int) -> int:
        """Return where the run of texts of this form ends that starts there."""
        match = self._many.match(lines, start)
        return match.end() if match else start
