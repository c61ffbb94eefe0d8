"""The lines of the problems sheet: a summary by kind on top, every problem below, each with a link. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from addin.kinds import by_kind
from addin.marks import SYMBOLS, as_text
from shared.language import Language, Text
from shared.problem import Level
from shared.record import COLUMN_OF
from shared.rules import message

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from shared.check import Checked
    from shared.record import Field

TITLE: Final = Text(
    "{errors} et {warnings}. Lignes sans erreur: {valid} sur {rows}.",
    "{errors} en {warnings}. Rijen zonder fout: {valid} van {rows}.",
    "{errors} and {warnings}. Rows without an error: {valid} of {rows}.",
)
NOTHING: Final = Text(
    "Aucun problème trouvé. Lignes contrôlées: {rows}.",
    "Geen problemen gevonden. Gecontroleerde rijen: {rows}.",
    "No problems found. Rows checked: {rows}.",
)
ERRORS: Final = (Text("erreur", "fout", "error"), Text("erreurs", "fouten", "errors"))
WARNINGS: Final = (
    Text("avertissement", "waarschuwing", "warning"),
    Text("avertissements", "waarschuwingen", "warnings"),
)
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
EVERY_CHANGE: Final = (
    *EVERY_ONE[:4],
    Text("Ce que «Corriger» a changé", "Wat ‘Verbeteren’ veranderde", "What “Fix” changed"),
    Text("Avant", "Voordien", "Before"),
    Text("Maintenant", "Nu", "Now"),
)


class Change(NamedTuple):
    """A correction that was applied: sheet row, field, the value before as a person saw it, and after."""

    row: int
    field: Field
    before: str
    after: str


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
        """The lines, from 1, that head a block; at most three."""
        return [number for number, line in enumerate(self.lines, 1) if line.is_heading]


def problem_list(
    checked: Checked, raw: Callable[[int, Field], object], changes: Sequence[Change], language: Language
) -> ProblemList:
    """Lay out the sheet; `raw` gives the present cell of a sheet row and field."""
    blocks = (_kinds(checked, language), _changes(changes, language), _problems(checked, raw, language))
    lines = [Line(None, (title(checked, language),))]
    for block in filter(None, blocks):
        lines += [Line(None, ()), *block]
    return ProblemList(lines)


def title(checked: Checked, language: Language) -> str:
    """Return the totals in one sentence."""
    rows = len(checked.rows)
    if not checked.problems:
        return NOTHING.to(language, rows=rows)
    errors = sum(problem.level is Level.ERROR for problem in checked.problems)
    warnings = len(checked.problems) - errors
    return TITLE.to(
        language,
        errors=_counted(errors, ERRORS, language),
        warnings=_counted(warnings, WARNINGS, language),
        valid=rows - len(checked.invalid_rows),
        rows=rows,
    )


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
            (f"✔ {CORRECTED.to(language)}", COLUMN_OF[field].heading.to(language), str(row), "", before, after),
        )
        for row, field, before, after in changes
    ]
    return [_heading(EVERY_CHANGE, language), *lines] if lines else []


def _counted(number: int, one_and_many: tuple[Text, Text], language: Language) -> str:
    one = number == 1 or (number == 0 and language is Language.FR)
    return f"{number} {one_and_many[not one].to(language)}"


def _heading(titles: Sequence[Text], language: Language) -> Line:
    return Line(None, tuple(one.to(language) for one in titles), is_heading=True)


def _level(level: Level, field: Field, language: Language) -> tuple[str, str]:
    return f"{SYMBOLS[level]} {LEVELS[level].to(language)}", COLUMN_OF[field].heading.to(language)
