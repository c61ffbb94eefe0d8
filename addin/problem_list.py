"""The lines of the problems sheet: a summary by kind on top, every problem below, each with a link. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from addin.kinds import by_kind
from addin.marks import FIXED_SYMBOL, SYMBOLS, as_text
from addin.totals import title
from shared.language import Text
from shared.problem import Level
from shared.record import COLUMN_OF
from shared.rules import message

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from addin.marks import Change
    from addin.totals import Extent
    from shared.check import Checked
    from shared.language import Language
    from shared.record import Field

LEVELS: Final = {
    Level.ERROR: Text("Erreur", "Fout", "Error"),
    Level.WARNING: Text("Avertissement", "Waarschuwing", "Warning"),
}
CORRECTED: Final = Text("Corrigé", "Verbeterd", "Corrected")
SUMMARY: Final = (
    Text("Première", "Eerste", "First"),
    Text("Niveau", "Niveau", "Level"),
    Text("Colonne", "Kolom", "Column"),
    Text("Nombre", "Aantal", "Number"),
    Text("Ce qui ne va pas, et que faire", "Wat er mis is, en wat te doen", "What is wrong, and what to do"),
)
EVERY_ONE: Final = (
    Text("Cellule", "Cel", "Cell"),
    *SUMMARY[1:3],
    Text("Ligne", "Rij", "Row"),
    SUMMARY[4],
    Text("Valeur actuelle", "Huidige waarde", "Present value"),
    Text("Proposition", "Voorstel", "Suggestion"),
)
LEFT: Final = Text("Laissé", "Behouden", "Left as it is")
MOVED: Final = Text(
    "La ligne ou la cellule a été modifiée depuis, ou ne se retrouve pas avec certitude. Vérifiez-la vous-même.",
    "De rij of de cel is sindsdien gewijzigd, of is niet met zekerheid terug te vinden. Kijk ze zelf na.",
    "The row or the cell was changed since, or cannot be found with certainty. Check it yourself.",
)
EVERY_ONE_LEFT: Final = (
    Text("", "", ""),
    *EVERY_ONE[1:4],
    Text(
        "Ce que «Annuler les corrections» a laissé",
        "Wat ‘Verbeteringen ongedaan maken’ liet staan",
        "What “Undo fix” left as it is",
    ),
    Text("Avant la correction", "Vóór de verbetering", "Before the correction"),
    Text("Après la correction", "Na de verbetering", "After the correction"),
)
EVERY_CHANGE: Final = (
    *EVERY_ONE[:4],
    Text("Ce que «Corriger» a changé", "Wat ‘Verbeteren’ veranderde", "What “Fix” changed"),
    Text("Avant", "Voordien", "Before"),
    Text("Maintenant", "Nu", "Now"),
)


class Line(NamedTuple):
    """`place` is the cell to link to from the first column; without one the texts start there."""

    place: tuple[int, Field] | None
    texts: tuple[str, ...]
    is_heading: bool = False


@dataclass(frozen=True, slots=True)
class ProblemList:
    """All lines; the first is the title."""

    lines: Sequence[Line]

    @property
    def headings(self) -> list[int]:
        """The lines, from 1, that head a block; at most four."""
        return [number for number, line in enumerate(self.lines, 1) if line.is_heading]


def problem_list(
    checked: Checked,
    raw: Callable[[int, Field], object],
    changes: Sequence[Change],
    language: Language,
    *,
    extent: Extent | None = None,
    left: Sequence[Change] = (),
) -> ProblemList:
    """Lay out the sheet; `raw` gives the present cell of a sheet row and field, `left` is what was not undone."""
    blocks = (
        _left(left, language),
        _kinds(checked, language),
        _changes(changes, language),
        _problems(checked, raw, language),
    )
    lines = [Line(None, (title(checked, language, extent),))]
    for block in filter(None, blocks):
        lines += [Line(None, ()), *block]
    return ProblemList(lines)


def _kinds(checked: Checked, language: Language) -> list[Line]:
    lines = [
        Line(
            (kind.problems[0].row, kind.field),
            (*_level(kind.level, kind.field, language), str(len(kind.problems)), kind.sentence(language)),
        )
        for kind in by_kind(checked.problems)
    ]
    return [_heading(SUMMARY, language), *lines] if lines else []


def _problems(checked: Checked, raw: Callable[[int, Field], object], language: Language) -> list[Line]:
    lines = [
        Line(
            (problem.row, problem.field),
            (
                *_level(problem.level, problem.field, language),
                str(problem.row),
                message(problem, language),
                as_text(raw(problem.row, problem.field)),
                problem.finding.suggestion or "",
            ),
        )
        for kind in by_kind(checked.problems)
        for problem in kind.problems
    ]
    return [_heading(EVERY_ONE, language), *lines] if lines else []


def _changes(changes: Sequence[Change], language: Language) -> list[Line]:
    lines = [
        Line(
            (row, field),
            (
                f"{FIXED_SYMBOL} {CORRECTED.to(language)}",
                COLUMN_OF[field].heading.to(language),
                str(row),
                "",
                before,
                after,
            ),
        )
        for row, field, before, after in changes
    ]
    return [_heading(EVERY_CHANGE, language), *lines] if lines else []


def _left(left: Sequence[Change], language: Language) -> list[Line]:
    lines = [
        Line(
            None,
            (
                "",
                LEFT.to(language),
                COLUMN_OF[field].heading.to(language),
                str(row),
                MOVED.to(language),
                before,
                after,
            ),
        )
        for row, field, before, after in left
    ]
    return [_heading(EVERY_ONE_LEFT, language), *lines] if lines else []


def _heading(titles: Sequence[Text], language: Language) -> Line:
    return Line(None, tuple(one.to(language) for one in titles), is_heading=True)


def _level(level: Level, field: Field, language: Language) -> tuple[str, str]:
    return f"{SYMBOLS[level]} {LEVELS[level].to(language)}", COLUMN_OF[field].heading.to(language)
