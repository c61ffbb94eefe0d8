"""What a click in LibreOffice starts in the benchmark, in place of `addin.desk`: the same, and it notes its seconds.

The button `bare` only reads the sheet's block and writes it back. The last two arguments are the button and the
language; the seconds that the work took, from when Python was ready, go to the file that `ACCOUNTON_CLICKS` names.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from addin import desk
from addin.engines.libreoffice.engine import book_of
from addin.engines.libreoffice.remote import Remote


def bare() -> None:
    """Read the block of the sheet in view, and write it back."""
    with book_of(Remote(sys.stdin, sys.stdout)) as book:
        area = book.sheets.active.used_range
        area.raw_value = area.options(ndim=2, err_to_str=True).value
        book.app.status_bar = "done"


def main(button: str, language: str) -> None:
    """Do what a button says."""
    start = time.perf_counter()
    if button == "bare":
        bare()
    else:
        desk.click(button, language, sys.stdin, sys.stdout)
    with Path(os.environ["ACCOUNTON_CLICKS"]).open("a", encoding="utf-8") as file:
        file.write(f"{time.perf_counter() - start}\n")


if __name__ == "__main__":
    main(*sys.argv[-2:])
