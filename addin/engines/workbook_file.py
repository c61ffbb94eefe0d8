"""A workbook file as openpyxl sees it, with what openpyxl forgets kept beside it."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from openpyxl import load_workbook

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet


class WorkbookFile:
    """The workbook and where it came from; `calculated` holds the values of formulas by (sheet, row, column)."""

    def __init__(self, path: Path, workbook: Workbook, calculated: dict[tuple[str, int, int], object]) -> None:
        """Hold what `load` found."""
        self.path = path
        self.workbook = workbook
        self.calculated = calculated

    @classmethod
    def load(cls, path: Path) -> WorkbookFile:
        """Read the file."""
        return cls(path, load_workbook(path, rich_text=True), {})

    def save(self, path: Path) -> None:
        """Write the workbook to `path`, whole or not at all."""
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".accounton-", suffix=".xlsx")
        os.close(handle)
        try:
            self.workbook.save(name)
            Path(name).replace(path)
        finally:
            Path(name).unlink(missing_ok=True)

    def remove(self, worksheet: Worksheet) -> None:
        """Delete a sheet."""
        self.workbook.remove(worksheet)

    def close(self) -> None:
        """Let go of the file."""
        self.workbook.close()
