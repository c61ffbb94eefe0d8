"""A click on a button in LibreOffice: `python -m addin.desk BUTTON LANGUAGE`.

The extension in LibreOffice starts it, and serves its orders over the two standard streams.
"""

from __future__ import annotations

import sys
from typing import IO, TYPE_CHECKING

from addin import ribbon
from addin.engines.libreoffice.engine import book_of
from addin.engines.libreoffice.remote import Remote

if TYPE_CHECKING:
    from collections.abc import Callable


def click(button: str, language: str, answers: IO[str], orders: IO[str]) -> None:
    """Do what the button says on the document that is served; `language` is that of LibreOffice's interface."""
    work: Callable[[str], None] = getattr(ribbon, button)
    with book_of(Remote(answers, orders)) as book:
        book.set_mock_caller()
        work(language)


if __name__ == "__main__":
    click(sys.argv[1], sys.argv[2], sys.stdin, sys.stdout)
