"""The template before anything was filled in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.files.clients import headings, workbook

if TYPE_CHECKING:
    from pathlib import Path


def make(path: Path) -> None:
    """Write the file."""
    workbook([headings()])[0].save(path)
