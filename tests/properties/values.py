"""Values of every kind, for cells."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hypothesis import strategies as st

from shared.check import Table, check
from shared.record import Field
from shared.rules.base import Circumstances
from tests.spec.tables import TODAY

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from shared.check import Checked

CIRCUMSTANCES: Final = Circumstances(TODAY, frozenset({"dutch", "french"}), frozenset({"els@practice.be"}))


class Stubborn:
    """An object that does not even want to be shown."""

    __hash__ = None  # type: ignore[assignment]  # nor to be a key

    def __str__(self) -> str:
        raise RuntimeError


NEARLY_RIGHT: Final = st.one_of(
    st.text(alphabet="0123456789 .-/()+,;'–", max_size=22),
    st.text(alphabet="abeé.@ ,;<>:-_\"'", max_size=16).map(lambda text: f"{text}a@b.be"),
    st.from_regex(r"\+?(00)? ?(32)? ?(\(0\))?0?4[0-9]{2}[ ./-]?[0-9 ]{6,9}", fullmatch=True),
    st.from_regex(r"(BE|TVA )?[01]?[0-9]{3}[. ]?[0-9]{3}[. ]?[0-9]{3}", fullmatch=True),
    st.sampled_from(
        ["FR", "Nederlands", "person", "Personne", "a, b", "16/10/26", "1.000E+10", "#N/A", "=1", "B-1000"]
    ),
)
VALUES: Final = st.one_of(
    st.none(),
    NEARLY_RIGHT,
    st.text(max_size=30),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.decimals(),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.timedeltas(),
    st.binary(max_size=5),
    st.lists(st.integers(), max_size=2),
    st.builds(Stubborn),
    st.characters(categories=["Cs", "Cc", "Nd", "Pd", "Zs"]),
)
COLUMNS_OF_CELLS: Final = st.dictionaries(st.sampled_from(Field), st.tuples(VALUES, VALUES, VALUES), max_size=4)


def checked(columns: Mapping[Field, Sequence[object]]) -> Checked:
    """Check columns of one length, none of them for no rows at all."""
    size = max(map(len, columns.values()), default=0)
    return check(Table(range(2, size + 2), columns), CIRCUMSTANCES)
