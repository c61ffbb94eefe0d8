from __future__ import annotations

import string
from datetime import date, datetime

import pytest

from shared.cells import Cell, is_usual, read
from shared.record import Field


@pytest.mark.parametrize(
    ("raw", "field", "text"),
    [
        (32475123456.0, Field.MOBILE, "32475123456"),
        (85073003328.0, Field.NATIONAL_NUMBER, "85073003328"),
        (1000, Field.POSTAL_CODE, "1000"),
        (1000.0, Field.POSTAL_CODE, "1000"),
        (12.5, Field.HOUSE_NUMBER, "12.5"),
        (0.1 + 0.2, Field.HOUSE_NUMBER, "0.3"),
        (5e-324, Field.HOUSE_NUMBER, "0"),
        (-0.0, Field.HOUSE_NUMBER, "0"),
        (datetime.fromisoformat("2026-10-16T13:30"), Field.IPP_DEADLINE, "2026-10-16"),
        (date(826, 10, 16), Field.IPP_DEADLINE, "0826-10-16"),
        (None, Field.MOBILE, ""),
        ("", Field.MOBILE, ""),
        ("Jean", Field.FIRST_NAME, "Jean"),
        ("Rene\N{COMBINING ACUTE ACCENT}", Field.FIRST_NAME, "René"),
        (b"x", Field.CLIENT_CODE, "b'x'"),
    ],
)
def test_what_reads_well_is_no_fault(raw: object, field: Field, text: str) -> None:
    assert read(raw, field) == Cell(text, None)


@pytest.mark.parametrize("raw", [True, "#REF!", "=A1", 1e20, float("inf"), date(2026, 1, 1), "8,5E+10"])
def test_what_is_lost_leaves_no_text(raw: object) -> None:
    cell = read(raw, Field.CITY)
    assert cell.text == ""
    assert cell.fault is not None
    assert not cell.fault.certain


def test_a_formula_object_of_a_library_is_a_formula() -> None:
    formula = type("ArrayFormula", (), {})()
    fault = read(formula, Field.CITY).fault
    assert fault is not None
    assert fault.code == "cell-formula"


def test_an_object_that_cannot_be_shown_is_an_error_value() -> None:
    class Mute:
        def __str__(self) -> str:
            raise OSError

    fault = read(Mute(), Field.CITY).fault
    assert fault is not None
    assert fault.code == "cell-error"


def test_a_house_number_that_became_a_date_is_suggested_back() -> None:
    fault = read(datetime.fromisoformat("2026-05-03"), Field.BOX).fault
    assert fault is not None
    assert (fault.suggestion, fault.certain) == ("3-5", False)


def test_line_breaks_separate_labels_and_nothing_else() -> None:
    assert read("a\r\n b ", Field.LABELS).text == "a\nb"
    assert read("a\r\n b ", Field.CITY).text == "a b"


@pytest.mark.parametrize("character", string.printable.strip())
def test_the_fast_path_says_what_the_long_way_says(character: str) -> None:
    for text in (character, f"{character}a", f"a{character}", f"a {character}"):
        long_way = read(f"{text} ", Field.CITY)
        if is_usual(text):
            assert read(text, Field.CITY) == Cell(text, None)
            assert long_way.text == text
