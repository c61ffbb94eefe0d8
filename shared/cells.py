"""What a spreadsheet hands over for one cell → clean text, and what Excel did to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from shared.problem import Finding

if TYPE_CHECKING:
    from shared.record import Field


class Cell(NamedTuple):
    """`text` is clean, "" when nothing usable is there; `fault` is what a spreadsheet did to the value."""

    text: str
    fault: Finding | None


def read(raw: object, field: Field) -> Cell:  # noqa: ARG001 - the deepened form needs it
    """Return the clean text of a raw cell; never raises."""
    if raw is None:
        return Cell("", None)
    if isinstance(raw, float) and raw.is_integer():
        return Cell(str(int(raw)), None)
    text = str(raw)
    clean = " ".join(text.split())
    return Cell(clean, None if clean == text else Finding("cell-blanks", suggestion=clean, certain=True))
