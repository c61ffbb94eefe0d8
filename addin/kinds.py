"""The problems by kind: which, how many, where, and what to do. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shared.problem import Level
from shared.rules import message

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from shared.language import Language
    from shared.problem import Problem
    from shared.record import Field


@dataclass(frozen=True, slots=True)
class Kind:
    """The problems that one sentence describes."""

    level: Level
    field: Field
    code: str
    problems: Sequence[Problem]

    def sentence(self, language: Language) -> str:
        """Return what is wrong and what to do; "…" stands where the problems differ."""
        first = self.problems[0]
        told = {problem.finding.arguments for problem in self.problems}
        if len(told) > 1:
            dots = tuple(
                (name, value if all((name, value) in one for one in told) else "…")
                for name, value in first.finding.arguments
            )
            first = first._replace(finding=first.finding._replace(arguments=dots))
        return message(first, language)


def by_kind(problems: Iterable[Problem]) -> list[Kind]:
    """Group problems by code and field: errors first, the most frequent first."""
    groups: dict[tuple[Level, Field, str], list[Problem]] = {}
    for problem in problems:
        groups.setdefault((problem.level, problem.field, problem.code), []).append(problem)
    kinds = [Kind(*key, found) for key, found in groups.items()]
    return sorted(kinds, key=lambda kind: (kind.level is not Level.ERROR, -len(kind.problems)))
