"""What the command line says of a check: a summary by kind, then row by row. Pure."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

from addin.kinds import by_kind
from addin.marks import SYMBOLS
from addin.totals import title
from shared.language import Text
from shared.record import COLUMN_OF
from shared.rules import message

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from addin.marks import Change
    from shared.check import Checked
    from shared.language import Language
    from shared.problem import Problem
    from shared.record import Field

MOST: Final = 20
"""Rows told one by one; the others are counted."""
SHEET: Final = Text("Feuille «{sheet}». {title}", "Blad ‘{sheet}’. {title}", "Sheet “{sheet}”. {title}")
ROW: Final = Text("Ligne {row}", "Rij {row}", "Row {row}")
MORE: Final = Text(
    "… Autres lignes: {number}. Toutes figurent dans la réponse de --format json.",
    "… Andere rijen: {number}. Ze staan allemaal in het antwoord van --format json.",
    "… More rows: {number}. All of them are in the answer of --format json.",
)
CORRECTED: Final = Text("Cellules corrigées: {number}.", "Verbeterde cellen: {number}.", "Cells corrected: {number}.")


def document(checked: Checked, letter: Callable[[Field], str], language: Language) -> dict[str, object]:
    """Return the answer for scripts."""
    return {
        "rows": len(checked.rows),
        "valid_rows": len(checked.rows) - len(checked.invalid_rows),
        "problems": [
            {
                "row": problem.row,
                "column": letter(problem.field),
                "field": problem.field.value,
                "code": problem.code,
                "level": problem.level.value,
                "message": message(problem, language),
                "suggestion": problem.finding.suggestion,
            }
            for problem in checked.problems
        ],
    }


def lines(sheet: str, checked: Checked, letter: Callable[[Field], str], language: Language) -> Iterator[str]:
    """Yield the answer for people."""
    yield SHEET.to(language, sheet=sheet, title=title(checked, language))
    if not checked.problems:
        return
    yield ""
    for kind in by_kind(checked.problems):
        heading = COLUMN_OF[kind.field].heading.to(language)
        yield f"{SYMBOLS[kind.level]} {len(kind.problems)} × {heading}: {kind.sentence(language)}"
    rows = [list(found) for _, found in groupby(checked.problems, lambda problem: problem.row)]
    for found in rows[:MOST]:
        yield ""
        yield from _row(found, letter, language)
    yield from _more(len(rows), language)


def corrections(changes: Sequence[Change], letter: Callable[[Field], str], language: Language) -> Iterator[str]:
    """Yield what *Fix* changed."""
    yield CORRECTED.to(language, number=len(changes))
    rows = [list(found) for _, found in groupby(changes, lambda change: change.row)]
    for found in rows[:MOST]:
        for change in found:
            yield " ".join(filter(None, (f"  ✔ {letter(change.field)}{change.row}:", change.before, "→", change.after)))
    yield from _more(len(rows), language)
    yield ""


def _row(problems: Iterable[Problem], letter: Callable[[Field], str], language: Language) -> Iterator[str]:
    for position, problem in enumerate(problems):
        if not position:
            yield ROW.to(language, row=problem.row)
        heading = COLUMN_OF[problem.field].heading.to(language)
        suggestion = "" if problem.finding.suggestion is None else f" → {problem.finding.suggestion}"
        column = letter(problem.field)
        place = f"{column}{problem.row} {heading}" if column else heading
        yield f"  {SYMBOLS[problem.level]} {place}: {message(problem, language)}{suggestion}"


def _more(rows: int, language: Language) -> Iterator[str]:
    if rows > MOST:
        yield MORE.to(language, number=rows - MOST)
