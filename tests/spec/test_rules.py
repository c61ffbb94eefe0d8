from __future__ import annotations

import re
import string
from typing import TYPE_CHECKING, Final

import pytest

from shared.language import Language, Text
from shared.problem import Level
from shared.rules import CELL_RULES, REASONS, TABLE_RULES, message
from tests.spec import SPECS as SHOWN
from tests.spec import numbers

if TYPE_CHECKING:
    from tests.spec.tables import Spec

SPECS: Final = (*SHOWN, *numbers.PARTNERS)


def _name(spec: Spec) -> str:
    return f"{spec.title.en} ({', '.join(spec.columns)})"


def _places(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


@pytest.mark.parametrize("spec", SPECS, ids=_name)
def test_table_in_verdicts_out(spec: Spec) -> None:
    found = list(zip(spec.cells, spec.found(), strict=True))
    assert found == list(zip(spec.cells, spec.verdicts, strict=True))


def test_every_code_is_triggered_by_some_row() -> None:
    assert {problem.code for spec in SPECS for problem in spec.problems()} == set(REASONS)


def test_a_code_belongs_to_one_rule() -> None:
    codes = [code for rule in CELL_RULES for code in rule.REASONS]
    codes += [code for rule in TABLE_RULES for code in rule.REASONS]
    assert len(codes) == len(set(codes))


@pytest.mark.parametrize("code", REASONS)
def test_a_reason_has_three_languages_with_the_same_places(code: str) -> None:
    text = REASONS[code].text
    assert len(set(text)) == len(Text._fields)
    assert _places(text.fr) == _places(text.nl) == _places(text.en)
    assert _places(text.fr) <= {"allowed", "column", "form", "row"}  # none of them holds a client's value


@pytest.mark.parametrize("code", REASONS)
@pytest.mark.parametrize("language", Language)
def test_a_reason_is_at_most_two_short_sentences(code: str, language: Language) -> None:
    sentence = REASONS[code].text.to(language)
    assert sentence[0].isupper()
    assert sentence.endswith(".")
    assert len(re.findall(r"[.!?](?= |$)", sentence)) <= 2
    assert len(sentence) <= 160


@pytest.mark.parametrize("code", REASONS)
def test_typography_of_each_language(code: str) -> None:
    french, dutch, english = REASONS[code].text
    assert not set('“”‘’"') & set(french)
    assert not set('«»“”"') & set(dutch)
    assert not set('«»‘’"') & set(english)
    assert "« " not in french
    assert " »" not in french


@pytest.mark.parametrize("spec", SPECS, ids=_name)
@pytest.mark.parametrize("language", Language)
def test_a_message_is_whole_and_never_tells_the_value(spec: Spec, language: Language) -> None:
    for problem in spec.problems():
        told = message(problem, language)
        assert "{" not in told
        place = spec.columns.index(problem.field) if problem.field in spec.columns else None
        raw = None if place is None else spec.cells[problem.row - 2][place]
        if isinstance(raw, str) and len(raw) > 4 and set(raw) & {"@", *string.digits}:
            assert raw not in told.replace("+32475123456", "").replace("16/10/2026", "")  # the examples


def test_what_only_may_be_wrong_is_a_warning() -> None:
    assert {code for code, reason in REASONS.items() if reason.level is Level.WARNING} == {
        "address-in-street",
        "address-part",
        "cell-blanks",
        "cell-characters",
        "country-unknown",
        "deadline-year",
        "email-accent",
        "email-domain",
        "email-twice",
        "enterprise-number-alone",
        "labels-separator",
        "name-case",
        "name-digits",
        "name-two-people",
        "national-number-date",
        "national-number-future",
        "national-number-serial",
        "partner-has-row",
        "partner-number-missing",
        "partner-same-enterprise",
        "postal-code-country",
        "street-number",
    }
