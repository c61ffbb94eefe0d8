"""The file that the platform's upload page takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from shared.language import Language
    from shared.record import Client


def write(path: Path, clients: Sequence[Client], language: Language) -> None:
    """Write the 21 columns in order, every cell as text."""
    raise NotImplementedError
