"""The keys that a person presses while a click is at work. Only LibreOffice's own Python can import this."""

from __future__ import annotations

from typing import Any

import unohelper
from com.sun.star.awt import XKeyHandler

ESCAPE = 1281
"""com.sun.star.awt.Key"""


class Escapes(unohelper.Base, XKeyHandler):  # type: ignore[misc]  # UNO has no types
    """Notes Esc and swallows every other key."""

    pressed = False

    def keyPressed(self, event: Any) -> bool:  # noqa: N802 - UNO's name
        """Take the key."""
        self.pressed = self.pressed or event.KeyCode == ESCAPE
        return True

    def keyReleased(self, event: Any) -> bool:  # noqa: ARG002, N802 - same
        """Take it as well."""
        return True

    def disposing(self, source: Any) -> None:
        """Do nothing: LibreOffice is closing."""
