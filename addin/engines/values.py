"""Values as Excel hands them over."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Final

from addin.engines.base import ErrorValue

ESCAPED: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")
SURROGATES: Final = range(0xD800, 0xE000)


def in_excels_types(value: object) -> object:
    """Return what no text is in the type in which Excel hands it over: every number a float, every day with an hour."""
    if isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    return datetime(value.year, value.month, value.day) if type(value) is date else value  # noqa: DTZ001 - as in Excel


def of_openpyxl(value: object, data_type: str) -> object:
    """Return a constant as openpyxl read it, with its type of cell, in Excel's types."""
    if data_type == "e":
        return ErrorValue(value)
    if isinstance(value, list | str):  # rich text is a list
        return unescaped(str(value))
    return in_excels_types(value)


def unescaped(text: str) -> str:
    """Return a text of the XML as it is meant: `_x000D_` is a carriage return (ECMA-376, ST_Xstring)."""
    return ESCAPED.sub(_character, text) if "_x" in text else text


def _character(escaped: re.Match[str]) -> str:
    code = int(escaped[1], 16)
    return escaped[0] if code in SURROGATES else chr(code)
