"""One run at a time, and one worker: locks that the operating system frees when their holder ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared import lock
from shared.language import Refusal, Text

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from pathlib import Path


class Busy(Refusal):
    """Another process holds the lock."""

    text = Text(
        "Un autre rapprochement est en cours. Attendez qu'il se termine.",
        "Er is al een afstemming bezig. Wacht tot die klaar is.",
        "Another run is going on. Wait until it has ended.",
    )


def held(file: Path, *, busy: type[Refusal] = Busy, patience_s: float = 0.5) -> AbstractContextManager[None]:
    """Hold the lock `file`; raises `busy` when another still holds it after `patience_s` seconds."""
    return lock.held(file, busy, patience_s=patience_s)


def is_held(file: Path) -> bool:
    """Return whether some process holds the lock `file`; creates nothing."""
    if not file.exists():
        return False
    try:
        with held(file, patience_s=0):
            return False
    except Busy:
        return True
