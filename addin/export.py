"""*Export for upload*: which rows go into the file that the platform's page takes. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from addin.compare import New

if TYPE_CHECKING:
    from collections.abc import Sequence

    from addin.choices import Choices
    from shared.check import Checked
    from shared.record import Client


@dataclass(frozen=True, slots=True)
class Export:
    """The clients that go with their rows, in the order of the sheet, and the rows that stay.

    `left_out` are invalid; `unticked` were not ticked on the comparison sheet, or did not stand on it as new.
    """

    rows: Sequence[int]
    clients: Sequence[Client]
    left_out: Sequence[int]
    unticked: Sequence[int] = ()


def export(checked: Checked, choices: Choices | None = None) -> Export:
    """Return what is ticked of the valid rows; without a comparison every valid row goes.

    Whether the platform has a client already, its upload page then shows by itself.
    """
    invalid = checked.invalid_rows
    valid = [New(row, each) for row, each in zip(checked.rows, checked.clients, strict=True) if row not in invalid]
    if choices is None:
        going = valid
    else:
        chosen = choices.of(valid, ())
        going = [each for each in valid if each.row in chosen and chosen[each.row].send]
    rows = {each.row for each in going}
    return Export(
        [each.row for each in going],
        [each.client for each in going],
        sorted(invalid),
        [each.row for each in valid if each.row not in rows],
    )
