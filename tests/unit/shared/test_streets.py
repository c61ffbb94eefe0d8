from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from shared.streets import parted

WORDS = st.sampled_from(
    ("Rue", "Haute", "Kerkstraat", "du", "11", "Novembre", "12", "12A", "16/2", "bte", "bus", "b", "3", "n°", ",")
)


@given(st.lists(WORDS, max_size=9).map(" ".join))
def test_the_parts_stand_in_the_text_in_their_order(text: str) -> None:
    found = parted(text)
    if found:
        assert text.startswith(found.street)
        number = text.index(found.house_number, len(found.street))
        assert found.box in text[number + len(found.house_number) :]


def test_a_text_too_long_for_an_address_is_left_alone() -> None:
    assert parted("Rue Haute 12") is not None
    assert parted("Rue Haute " * 50 + "12") is None
