"""Values as Excel hands them over."""

from __future__ import annotations

from openpyxl.cell.rich_text import CellRichText

from addin.engines.base import ErrorValue


def in_excels_types(value: object, data_type: str) -> object:
    """Return a constant that openpyxl read in the type in which Excel hands it over: every number is a float."""
    if data_type == "e":
        return ErrorValue(value)
    if isinstance(value, CellRichText):
        return str(value)
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else value
