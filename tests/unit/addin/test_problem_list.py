from __future__ import annotations

import pytest

from addin.kinds import by_kind
from addin.marks import Change
from addin.problem_list import Line, problem_list
from addin.totals import title
from shared.check import Checked
from shared.language import Language
from shared.problem import Finding, Level, Problem
from shared.record import Field


def checked(*problems: Problem, rows: int = 4) -> Checked:
    return Checked(range(2, 2 + rows), {}, problems)


def mobile(row: int) -> Problem:
    return Problem(row, Field.MOBILE, Level.ERROR, Finding("mobile-format", suggestion="+32475123456", certain=True))


def same_email(row: int, other: int) -> Problem:
    return Problem(row, Field.EMAIL, Level.WARNING, Finding("email-twice", (("row", str(other)),)))


def test_kinds_are_told_errors_first_then_the_most_frequent() -> None:
    required = Problem(2, Field.EMAIL, Level.ERROR, Finding("required"))
    kinds = by_kind([required, same_email(2, 3), same_email(3, 2), same_email(4, 2), mobile(3), mobile(4)])
    assert [(kind.code, len(kind.problems)) for kind in kinds] == [
        ("mobile-format", 2),
        ("required", 1),
        ("email-twice", 3),
    ]


def test_the_sentence_of_a_kind_leaves_out_what_differs() -> None:
    (differing,) = by_kind([same_email(2, 3), same_email(3, 2)])
    (one,) = by_kind([same_email(2, 3)])
    assert "…" in differing.sentence(Language.EN)
    assert "3" in one.sentence(Language.EN)
    assert "3" not in differing.sentence(Language.EN)


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (Language.FR, "1 erreur et 0 avertissement. Lignes sans erreur: 3 sur 4."),
        (Language.NL, "1 fout en 0 waarschuwingen. Rijen zonder fout: 3 van 4."),
        (Language.EN, "1 error and 0 warnings. Rows without an error: 3 of 4."),
    ],
)
def test_the_title_counts_in_good_language(language: Language, expected: str) -> None:
    assert title(checked(mobile(2)), language) == expected


def test_the_title_of_a_list_without_problems() -> None:
    assert title(checked(), Language.EN) == "No problems found. Rows checked: 4."


def test_summary_then_changes_then_every_problem_each_under_its_heading() -> None:
    changes = [Change(2, Field.LANGUAGE, "FR", "french")]
    listed = problem_list(checked(mobile(3), mobile(5)), lambda row, _: f"raw {row}", changes, Language.EN)
    assert listed.headings == [3, 6, 9]
    assert [line.place for line in listed.lines if line.place] == [
        (3, Field.MOBILE),
        (2, Field.LANGUAGE),
        (3, Field.MOBILE),
        (5, Field.MOBILE),
    ]
    assert listed.lines[3].texts[:3] == ("✖ Error", "Mobile number", "2")
    assert listed.lines[6].texts == ("✔ Corrected", "Language", "2", "", "FR", "french")
    assert listed.lines[9].texts[4:] == ("raw 3", "+32475123456")


def test_nothing_found_is_one_line() -> None:
    listed = problem_list(checked(), lambda *_: None, (), Language.EN)
    assert listed.lines == [Line(None, ("No problems found. Rows checked: 4.",))]
    assert listed.headings == []
