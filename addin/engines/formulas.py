"""The one formula that we write, and what it shows."""

from __future__ import annotations

import re

_TEXT = r'"((?:[^"]|"")*)"'
_LINK = re.compile(rf"=HYPERLINK\({_TEXT},{_TEXT}\)")


def shown_by(formula: str) -> str | None:
    """Return the text that a link formula of ours shows, None for any other formula."""
    link = _LINK.fullmatch(formula)
    return link[2].replace('""', '"') if link else None
