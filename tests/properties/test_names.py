from __future__ import annotations

import unicodedata
from datetime import date
from typing import Final

from hypothesis import given, settings
from hypothesis import strategies as st

from shared.record import Field
from shared.rules.base import Circumstances
from shared.rules.names import check

CIRCUMSTANCES: Final = Circumstances(date(2026, 3, 1))
ONE_CASE: Final = st.one_of(
    st.text(max_size=20).map(str.upper),
    st.text(max_size=20).map(str.lower),
    st.text(alphabet="abcdeijmv éß'’-.", max_size=20).map(str.upper),
)


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())


@settings(max_examples=300)
@given(ONE_CASE)
def test_a_name_that_is_suggested_is_the_same_name_and_right(text: str) -> None:
    found = check(text, Field.LAST_NAME, CIRCUMSTANCES)
    if found and found.code == "name-case":
        assert found.suggestion is not None
        assert _folded(found.suggestion) == _folded(text)
        again = check(found.suggestion, Field.LAST_NAME, CIRCUMSTANCES)
        assert again is None or again.code != "name-case"
