"""The three languages of Belgian accountants, and texts that exist in all of them."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Language(StrEnum):
    """A language that people read here; its value is the ISO 639-1 code."""

    FR = "fr"
    NL = "nl"
    EN = "en"


class Text(NamedTuple):
    """One sentence in the three languages; `{name}` marks a place for an argument."""

    fr: str
    nl: str
    en: str

    def to(self, language: Language, /, **arguments: object) -> str:
        """Return the sentence in `language` with its places filled."""
        sentence: str = getattr(self, language.value)
        return sentence.format(**arguments) if arguments else sentence


class Refusal(Exception):  # noqa: N818 - it is told to people, who are refused something
    """Base of what stops a command: one sentence for people, in their language.

    A subclass per cause gives `text`; arguments fill its places and must hold nothing personal.
    """

    text: Text

    def __init__(self, **arguments: object) -> None:
        """Keep the arguments for the places in `text`."""
        super().__init__(*arguments.values())
        self.arguments = arguments

    def to(self, language: Language) -> str:
        """Return the sentence in `language`."""
        return self.text.to(language, **self.arguments)

    def __str__(self) -> str:
        return self.to(Language.EN)
