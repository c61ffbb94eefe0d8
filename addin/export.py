"""*Export for upload*: which rows go into the file that the platform's page takes. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shared.check import Checked
    from shared.record import Client


@dataclass(frozen=True, slots=True)
class Export:
    """The valid clients, in the order of the sheet, and the rows left out because they are invalid."""

    clients: Sequence[Client]
    left_out: Sequence[int]


def export(checked: Checked) -> Export:
    """Return every valid row: whether the platform has it already, its upload page shows by itself."""
    invalid = checked.invalid_rows
    return Export(
        [client for row, client in zip(checked.rows, checked.clients, strict=True) if row not in invalid],
        sorted(invalid),
    )
