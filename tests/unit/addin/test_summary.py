from __future__ import annotations

from addin.marks import Change
from addin.summary import MOST, corrections, document, lines
from shared.check import Checked
from shared.language import Language
from shared.problem import Finding, Level, Problem
from shared.record import Field

FORMAT = Finding("mobile-format", suggestion="+32475123456", certain=True)


def letter(field: Field) -> str:
    return {Field.MOBILE: "E", Field.EMAIL: "D"}.get(field, "")


def checked(rows: int) -> Checked:
    problems = [Problem(row, Field.MOBILE, Level.ERROR, FORMAT) for row in range(2, rows + 2)]
    return Checked(range(2, rows + 2), {}, problems)


def test_the_document_is_as_published() -> None:
    two = Checked([2, 3], {}, [Problem(3, Field.CITY, Level.WARNING, Finding("address-part"))])
    answer = document(two, letter, Language.EN)
    assert (answer["rows"], answer["valid_rows"]) == (2, 2)
    problems = answer["problems"]
    assert isinstance(problems, list)
    problem = problems[0]
    assert list(problem) == ["row", "column", "field", "code", "level", "message", "suggestion"]
    assert (problem["column"], problem["level"], problem["suggestion"]) == ("", "warning", None)


def test_people_read_totals_kinds_and_rows() -> None:
    told = list(lines("Clients", checked(2), letter, Language.FR))
    assert told[0] == "Feuille «Clients». 2 erreurs et 0 avertissement. Lignes sans erreur: 0 sur 2."
    assert told[2].startswith("✖ 2 × Numéro de mobile: ")
    assert told[4] == "Ligne 2"
    assert told[5].startswith("  ✖ E2 Numéro de mobile: ")
    assert told[5].endswith(" → +32475123456")


def test_a_column_that_is_not_there_has_no_letter() -> None:
    warning = Problem(2, Field.CITY, Level.WARNING, Finding("address-part"))
    told = list(lines("Clients", Checked([2], {}, [warning]), letter, Language.EN))
    assert told[-1].startswith("  ⚠ City: ")


def test_a_long_list_is_cut_and_says_so() -> None:
    told = list(lines("Clients", checked(MOST + 3), letter, Language.EN))
    assert sum(line.startswith("Row ") for line in told) == MOST
    assert told[-1].startswith("… More rows: 3")


def test_nothing_found_is_one_line() -> None:
    told = list(lines("Clients", Checked([2], {}, []), letter, Language.NL))
    assert told == ["Blad ‘Clients’. Geen problemen gevonden. Gecontroleerde rijen: 1."]


def test_corrections_are_told_old_to_new() -> None:
    changes = [Change(2, Field.MOBILE, "0475 12 34 56", "+32475123456"), Change(3, Field.EMAIL, "", "a@b.be")]
    assert list(corrections(changes, letter, Language.EN)) == [
        "Cells corrected: 2.",
        "  ✔ E2: 0475 12 34 56 → +32475123456",
        "  ✔ D3: → a@b.be",
        "",
    ]
