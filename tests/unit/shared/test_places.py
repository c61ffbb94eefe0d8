from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from shared.places import BLOCK, places


@given(st.lists(st.sampled_from("abc"), max_size=3 * BLOCK), st.sets(st.sampled_from("abcd")))
def test_places(values: list[str], wanted: set[str]) -> None:
    assert list(places(values, wanted)) == [place for place, value in enumerate(values) if value in wanted]
