"""Texts as they stand in XML.

`xml.sax.saxutils` does the same but imports HTTP and TLS on its way: that takes longer than checking a small list.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

_NONE: Final[Mapping[str, str]] = {}


def escape(text: str) -> str:
    """Return `text` as the content of an element."""
    return text.replace("&", "&amp;").replace(">", "&gt;").replace("<", "&lt;")


def unescape(text: str, entities: Mapping[str, str] = _NONE) -> str:
    """Return what the content of an element says; `entities` are others than the three of `escape`."""
    for entity, character in {"&lt;": "<", "&gt;": ">", **entities, "&amp;": "&"}.items():
        text = text.replace(entity, character)
    return text


def quoteattr(text: str) -> str:
    """Return `text` as the value of an attribute, in double quotes.

    >>> print(quoteattr('Rik & "Co"'))
    "Rik &amp; &quot;Co&quot;"
    """
    blanks = escape(text).replace("\n", "&#10;").replace("\r", "&#13;").replace("\t", "&#9;")
    return '"{}"'.format(blanks.replace('"', "&quot;"))
