"""Texts compared as people read them: without case, accents and punctuation."""

from __future__ import annotations

import re
import unicodedata

_LETTERS = {ord("ß"): "ss", ord("æ"): "ae", ord("œ"): "oe", ord("ø"): "o", ord("đ"): "d", ord("ł"): "l", ord("ı"): "i"}
_PLAIN = re.compile(r"[a-z0-9]+")
_BETWEEN = re.compile(r"[\W_]+")


def folded(text: str) -> str:
    """Return `text` in lower case, accents dropped, its words joined by one blank.

    >>> folded("  Néerlandais (BE)")
    'neerlandais be'
    """
    lower = text.casefold()
    if _PLAIN.fullmatch(lower):
        return lower
    letters = unicodedata.normalize("NFKD", lower).translate(_LETTERS)
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return _BETWEEN.sub(" ", bare).strip()
