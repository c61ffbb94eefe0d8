"""What a rule is: a module with these names. Rules know neither each other, the clock nor the network."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeAlias

from shared.record import QUESTIONNAIRE_LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
    from datetime import date

    from shared.problem import Finding, Manual, Reason
    from shared.record import Field


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What a verdict depends on besides the value.

    `languages` are those the practice activated; `colleagues` the known colleagues' e-mail addresses in
    lower case, None while the platform has not been asked.
    """

    today: date
    languages: frozenset[str] = QUESTIONNAIRE_LANGUAGES
    colleagues: frozenset[str] | None = None


Sieve: TypeAlias = "Callable[[Sequence[str], Circumstances], Collection[int]]"
"""Returns the places of the texts that need a look, quickly. What it lets pass is proven right for every field that it
stands for: reading the cell gives the same text back, and no rule of the field finds anything. When in doubt it holds
back."""


class CellRule(Protocol):
    """Judges one cell by itself. Equal texts get equal verdicts, so `check` runs once per distinct text."""

    @property
    def FIELDS(self) -> tuple[Field, ...]:  # noqa: N802 - a module constant
        """The fields that the rule judges."""
        ...

    @property
    def MANUAL(self) -> Manual:  # noqa: N802
        """What people read about the rule."""
        ...

    @property
    def REASONS(self) -> Mapping[str, Reason]:  # noqa: N802
        """Every code that the rule may find."""
        ...

    def check(self, text: str, field: Field, circumstances: Circumstances) -> Finding | None:
        """Return what is wrong with `text` (cleaned, "" when empty); never raises."""
        ...


class TableRule(Protocol):
    """Judges cells against other cells: of the same row, or of other rows. Linear in the rows."""

    @property
    def MANUAL(self) -> Manual:  # noqa: N802
        """What people read about the rule."""
        ...

    @property
    def REASONS(self) -> Mapping[str, Reason]:  # noqa: N802
        """Every code that the rule may find."""
        ...

    def check(
        self, rows: Sequence[int], columns: Mapping[Field, Sequence[str]], circumstances: Circumstances
    ) -> Iterator[tuple[int, Field, Finding]]:
        """Yield (sheet row, field, finding); `columns` holds cleaned texts, one per row, for all 21 fields."""
        ...
