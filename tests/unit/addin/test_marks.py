from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from addin.marks import SIGNS, Area, as_text, formula, grid, letters, link, reasons, with_reason, without_reason
from shared.language import Language
from shared.problem import Finding, Level, Problem
from shared.record import Field

EMPTY = Finding("required")
BLANKS = Finding("cell-blanks", suggestion="Lambert", certain=True)
COLUMNS = {Field.EMAIL: 4, Field.LAST_NAME: 3}


def test_each_cell_has_a_sign_and_its_reasons_errors_first() -> None:
    problems = [
        Problem(2, Field.EMAIL, Level.WARNING, BLANKS),
        Problem(2, Field.EMAIL, Level.ERROR, EMPTY),
        Problem(3, Field.LAST_NAME, Level.WARNING, BLANKS),
    ]
    found = reasons(problems, COLUMNS, Language.EN)
    assert set(found) == {(2, 4), (3, 3)}
    assert found[2, 4].startswith("!✖ ")
    assert [line[0] for line in found[2, 4].splitlines()] == ["!", "⚠", "→"]
    assert found[3, 3].startswith("?⚠ ")
    assert found[3, 3].endswith("\n→ Lambert")


def test_a_field_without_a_column_is_not_marked() -> None:
    assert reasons([Problem(2, Field.CITY, Level.ERROR, EMPTY)], COLUMNS, Language.FR) == {}


def test_the_grid_lies_at_the_addresses_of_the_cells() -> None:
    assert grid({(3, 2): "!a", (2, 4): "?b"}) == [
        [None, None, None, None],
        [None, None, None, "?b"],
        [None, "!a", None, None],
    ]


def test_an_empty_grid_still_has_its_first_cell() -> None:
    assert grid({}) == [[None]]


def test_the_condition_is_the_same_text_for_every_cell() -> None:
    area = Area(2, 1, 40, 21)
    assert area.address == "A2:U40"
    assert formula(SIGNS[Level.ERROR], area) == 'LEFT(INDEX(_accounton!$A$1:$U$40,ROW(),COLUMN()),1)="!"'
    assert formula(SIGNS[Level.WARNING], area).endswith('="?"')


@given(st.text(max_size=80), st.text(max_size=80))
def test_a_persons_note_comes_back_as_it_was(note: str, reason: str) -> None:
    assert without_reason(with_reason(note, reason)) == note
    assert without_reason(note) == note


@pytest.mark.parametrize(("column", "expected"), [(1, "A"), (26, "Z"), (27, "AA"), (702, "ZZ"), (703, "AAA")])
def test_letters(column: int, expected: str) -> None:
    assert letters(column) == expected


def test_a_link_survives_quotes_in_a_sheets_name() -> None:
    assert link("L'été", "E12") == "=HYPERLINK(\"#'L''été'!E12\",\"E12\")"


@pytest.mark.parametrize(
    ("raw", "text"),
    [(None, ""), ("Jan", "Jan"), (85073003328.0, "85073003328"), (1.5, "1.5"), (datetime(2026, 5, 3), "03/05/2026")],  # noqa: DTZ001 - as a sheet has it
)
def test_a_raw_cell_is_told_as_a_person_sees_it(raw: object, text: str) -> None:
    assert as_text(raw) == text
