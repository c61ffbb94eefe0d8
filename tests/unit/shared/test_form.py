from __future__ import annotations

import re
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.form import MANY, Form

FORM = Form("a{1,2}b?|")
TEXTS = st.lists(st.text(alphabet="ab\n", max_size=4))


@given(TEXTS)
def test_others_are_those_that_the_pattern_does_not_match_whole(texts: list[str]) -> None:
    assert FORM.others(texts) == [text for text in texts if not re.fullmatch("a{1,2}b?|", text)]


@given(TEXTS)
def test_parted(texts: list[str]) -> None:
    usual, others = FORM.parted(texts)
    assert others == FORM.others(texts)
    assert list(usual) == [text for text in texts if text not in others]


@pytest.mark.parametrize("cell", [None, 1.0, True, b"a", ["a"]])
def test_a_cell_that_is_no_text_is_a_type_error(cell: object) -> None:
    with pytest.raises(TypeError):
        FORM.others(["a", cell])  # type: ignore[list-item]  # what a spreadsheet may hold


def test_the_quicker_repetition_where_python_does_it_right() -> None:
    assert ("*+" if sys.version_info >= (3, 11, 5) else "*") == MANY
    assert Form(f"a(?:bc?d){MANY}").others(["abcdbd", "abcdb"]) == ["abcdb"]
