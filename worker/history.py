"""What is remembered of a run."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from worker.guards import Sizes

if TYPE_CHECKING:
    from datetime import datetime

    from shared.language import Text

COMPLETE: Final = "complete"
REFUSED: Final = "refused"


@dataclass(frozen=True, slots=True)
class Sections:
    """How many clients a run found in each section."""

    only_in_practice: int = 0
    only_on_platform: int = 0
    in_both: int = 0
    invalid: int = 0


@dataclass(frozen=True, slots=True)
class PracticeProblem:
    """A rule that a practice client breaks; the value itself is left out."""

    reference: str
    client: str
    field: str
    code: str


@dataclass(frozen=True, slots=True)
class Run:
    """One reconciliation. `id` is None until it is stored; `why` says why it was refused, None when complete.

    `accepted` records that a person overruled the guards for this run.
    """

    practice: str
    system: str
    started: datetime
    ended: datetime
    why: Text | None = None
    accepted: bool = False
    sizes: Sizes = field(default_factory=lambda: Sizes(0, 0))
    sections: Sections = field(default_factory=Sections)
    id: int | None = None

    @property
    def status(self) -> str:
        """Return `complete` or `refused`."""
        return REFUSED if self.why else COMPLETE
