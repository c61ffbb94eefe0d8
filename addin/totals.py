"""How many problems there are in which rows, in one sentence. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from shared.language import Language, Text
from shared.problem import Level

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shared.check import Checked

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
ONLY: Final = Text("Seulement les lignes {rows}.", "Alleen rijen {rows}.", "Rows {rows} only.")
MOST_RUNS: Final = 4
"""Of selected rows, told one by one."""
ERRORS: Final = (Text("erreur", "fout", "error"), Text("erreurs", "fouten", "errors"))
WARNINGS: Final = (
    Text("avertissement", "waarschuwing", "warning"),
    Text("avertissements", "waarschuwingen", "warnings"),
)


class Extent(NamedTuple):
    """The rows that were looked at, when these are not all: they were selected."""

    rows: Sequence[int]

    def __str__(self) -> str:
        """Return runs of rows, such as `12–40, 43`; of many only the first and the last row."""
        runs: list[list[int]] = []
        for row in self.rows:
            if runs and row == runs[-1][-1] + 1:
                runs[-1][1:] = [row]
            else:
                runs.append([row])
        if len(runs) > MOST_RUNS:
            return f"{self.rows[0]}–{self.rows[-1]} ({len(self.rows)})"
        return ", ".join("–".join(map(str, run)) for run in runs)


def title(checked: Checked, language: Language, extent: Extent | None = None) -> str:
    """Return the totals in one sentence, after the rows that were looked at when these are not all."""
    told = _totals(checked, language)
    return told if extent is None else f"{ONLY.to(language, rows=str(extent))} {told}"


def _totals(checked: Checked, language: Language) -> str:
    rows = len(checked.rows)
    if not checked.problems:
        return NOTHING.to(language, rows=rows)
    errors = sum(problem.level is Level.ERROR for problem in checked.problems)
    warnings = len(checked.problems) - errors
    return TITLE.to(
        language,
        errors=counted(errors, ERRORS, language),
        warnings=counted(warnings, WARNINGS, language),
        valid=rows - len(checked.invalid_rows),
        rows=rows,
    )


def counted(number: int, one_and_many: tuple[Text, Text], language: Language) -> str:
    """Return a number with what it counts."""
    one = number == 1 or (number == 0 and language is Language.FR)
    return f"{number} {one_and_many[not one].to(language)}"
