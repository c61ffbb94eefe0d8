"""A real Excel 97-2003 workbook (.xls) that someone renamed to .xlsx. Made with LibreOffice, so the file is kept."""

from __future__ import annotations

import tempfile
from pathlib import Path

from tests.files.clients import headings, rows, workbook
from tests.files.libreoffice import save_as

KEPT = Path(__file__).with_suffix(".xlsx")


def make(path: Path) -> None:
    """Write the file with LibreOffice."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "clients.xlsx")
        workbook([headings(), *rows()])[0].save(source)
        save_as(source, path, "xls:MS Excel 97")


if __name__ == "__main__":
    make(KEPT)
