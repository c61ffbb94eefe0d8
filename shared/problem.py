"""What a rule finds, and where it was found."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shared.language import Text
    from shared.record import Field


class Level(StrEnum):
    """How bad a finding is."""

    ERROR = "error"  # the platform would refuse the row
    WARNING = "warning"  # suspicious, but it may well be right


class Reason(NamedTuple):
    """What a code means: its level, and what is wrong and what to do, for people."""

    level: Level
    text: Text


class Manual(NamedTuple):
    """A rule's page in docs/rules.*.md: its docstring and translations, and the addresses of its sources by name.

    Paragraphs are parted by an empty line; `{language}` in an address stands for the reader's.
    """

    title: Text
    about: Text
    sources: Mapping[str, str]


class Finding(NamedTuple):
    """A fault in one value. `suggestion` is the corrected text, None where there is none.

    `certain` says that the correction loses nothing and is unambiguous: only then does *Fix* apply it.
    `arguments` fill the places of the reason's text.
    """

    code: str
    arguments: tuple[tuple[str, str], ...] = ()
    suggestion: str | None = None
    certain: bool = False


class Problem(NamedTuple):
    """A finding in its place: `row` is the sheet's row number (from 1)."""

    row: int
    field: Field
    level: Level
    finding: Finding

    @property
    def code(self) -> str:
        """The stable code of the reason."""
        return self.finding.code
