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
    others = [place for place, text in enumerate(texts) if not re.fullmatch("a{1,2}b?|", text)]
    assert FORM.others(texts) == others


@pytest.mark.parametrize("cell", [None, 1.0, True, b"a", ["a"]])
def test_a_cell_that_is_no_text_is_a_type_error(cell: object) -> None:
    with pytest.raises(TypeError):
        FORM.others(["a", cell])  # type: ignore[list-item]  # what a spreadsheet may hold


def test_the_quicker_repetition_where_python_does_it_right() -> None:
    assert ("*+" if sys.version_info >= (3, 11, 5) else "*") == MANY
    assert Form(f"a(?:bc?d){MANY}").others(["abcdbd", "abcdb"]) == [1]
