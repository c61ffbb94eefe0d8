from __future__ import annotations

from datetime import datetime

import pytest

from addin.engines.base import ErrorValue
from addin.engines.libreoffice import values
from addin.marks import Area, formula, link


def read(rows: list[list[object]], **kinds: list[list[int]]) -> list[list[object]]:
    handed = {"rows": rows, "epoch": [1899, 12, 30], "dates": [], "truths": [], "errors": [], **kinds}
    return values.in_excels_types(handed, 3, 2)


def test_texts_numbers_and_nothing_stay() -> None:
    assert read([["007", 12.0, ""]]) == [["007", 12.0, None]]


def test_numbers_are_dates_where_the_format_says_so() -> None:
    assert read([[45838.0, 45838.5, 45838.0]], dates=[[3, 2, 3, 3]]) == [
        [datetime(2025, 6, 30), datetime(2025, 6, 30, 12), 45838.0]  # noqa: DTZ001 - a spreadsheet knows no zone
    ]


def test_a_text_in_a_cell_for_dates_stays_text() -> None:
    assert read([["30/06/2025"]], dates=[[3, 2, 3, 2]], truths=[[3, 2, 3, 2]]) == [["30/06/2025"]]


@pytest.mark.parametrize("days", [1e12, -1e12])
def test_a_date_beyond_the_calendar_stays_a_number(days: float) -> None:
    assert read([[days]], dates=[[3, 2, 3, 2]]) == [[days]]


def test_days_count_from_the_document_s_own_start() -> None:
    handed = {"rows": [[0.0]], "epoch": [1904, 1, 1], "dates": [[1, 1, 1, 1]], "truths": [], "errors": []}
    assert values.in_excels_types(handed, 1, 1) == [[datetime(1904, 1, 1)]]  # noqa: DTZ001 - same


def test_truths_and_errors() -> None:
    rows = read([[1.0, 0.0, None, None]], truths=[[3, 2, 3, 3]], errors=[[3, 4, 532], [3, 5, 511]])
    assert rows == [[True, False, "#DIV/0!", "#VALUE!"]]
    assert isinstance(rows[0][2], ErrorValue)


def test_conditions_in_calcs_terms() -> None:
    assert (
        values.in_calcs_terms(formula("!", Area(2, 1, 4, 21)))
        == 'LEFT(INDEX($_accounton.$A$1:$U$4;ROW();COLUMN());1)="!"'
    )


def test_links_are_found_in_runs() -> None:
    rows: list[list[object]] = [
        ["=1+1", None],
        ["x", link("Clients", "A2")],
        ["y", link('L\'été, "ici"', "A3")],
        [None, "z"],
    ]
    assert values.formulas(rows, 5, 1) == [
        (
            (6, 2, 7, 2),
            [
                ['=HYPERLINK("#\'Clients\'!A2";"A2")'],
                ['=HYPERLINK("#\'L\'\'été, ""ici""\'!A3";"A3")'],
            ],
        )
    ]


def test_runs_are_of_neighbours_in_one_column() -> None:
    texts = {(2, 1): "a", (3, 1): "b", (5, 1): "c", (3, 2): "d"}
    assert values.runs(texts) == [
        ((2, 1, 3, 1), [["a"], ["b"]]),
        ((5, 1, 5, 1), [["c"]]),
        ((3, 2, 3, 2), [["d"]]),
    ]


def test_addresses_colours_and_widths() -> None:
    assert values.block_of("B3") == (3, 2, 3, 2)
    assert values.block_of("A2:U4") == (2, 1, 4, 21)
    assert values.colour("FBD5D0") == 0xFBD5D0
    assert values.width(10) == 1984
