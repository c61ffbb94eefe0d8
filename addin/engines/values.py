"""Values as Excel hands them over."""

from __future__ import annotations

from openpyxl.cell.rich_text import CellRichText


class ErrorValue(str):
    """An error such as `#DIV/0!`, told apart from the same characters typed by a person."""

    __slots__ = ()


def in_excels_types(value: object, data_type: str) -> object:
    """Return a constant that openpyxl read in the type in which Excel hands it over: every number is a float."""
    if data_type == "e":
        return ErrorValue(value)
    if isinstance(value, CellRichText):
        return str(value)
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else value
