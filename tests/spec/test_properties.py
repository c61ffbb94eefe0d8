"""What holds for every value whatever, not only for those in the tables."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from hypothesis import given, settings
from hypothesis import strategies as st

from shared.check import Table, check, table_of
from shared.language import Language
from shared.problem import Level
from shared.record import COLUMNS, Field
from shared.rules import REASONS, message
from shared.rules.base import Circumstances
from tests.spec.tables import TODAY

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from shared.check import Checked


class Stubborn:
    """An object that does not even want to be shown."""

    __hash__ = None  # type: ignore[assignment]  # nor to be a key

    def __str__(self) -> str:
        raise RuntimeError


CIRCUMSTANCES: Final = Circumstances(TODAY, frozenset({"dutch", "french"}), frozenset({"els@practice.be"}))

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


def _checked(columns: Mapping[Field, Sequence[object]]) -> Checked:
    return check(Table(range(2, 5), columns), CIRCUMSTANCES)


@given(COLUMNS_OF_CELLS)
def test_no_value_of_any_kind_makes_a_rule_raise(columns: Mapping[Field, Sequence[object]]) -> None:
    checked = _checked(columns)
    for problem in checked.problems:
        assert REASONS[problem.code].level is problem.level
        assert all(message(problem, language) for language in Language)


@given(COLUMNS_OF_CELLS)
def test_cleaned_texts_are_already_clean(columns: Mapping[Field, Sequence[object]]) -> None:
    clients = _checked(columns).clients
    again = _checked({field: table_of(clients).columns[field] for field in columns})
    assert again.clients == clients
    assert not any(problem.code in {"cell-blanks", "cell-characters"} for problem in again.problems)


@settings(max_examples=300)
@given(st.sampled_from(Field), VALUES)
def test_a_correction_passes_and_correcting_again_changes_nothing(field: Field, value: object) -> None:
    table = Table([2], {field: [value]})
    for problem in check(table, CIRCUMSTANCES).problems:
        if problem.finding.suggestion is not None:
            corrected = check(Table([2], {field: [problem.finding.suggestion]}), CIRCUMSTANCES).problems
            is_required = next(column.required for column in COLUMNS if column.field is field)
            unknown = {"responsible-unknown", *(["required"] if is_required else [])}
            assert not [left for left in corrected if left.level is Level.ERROR and left.code not in unknown]
            assert not [left for left in corrected if left.finding.certain]


@given(st.text(alphabet="0123456789", min_size=9, max_size=11), st.sampled_from([" ", ".", "-", "/", "\N{EN DASH}"]))
def test_separators_never_change_what_a_number_is(digits: str, separator: str) -> None:
    for field in (Field.NATIONAL_NUMBER, Field.KBO_NUMBER):
        plain = check(Table([2], {field: [digits]}), CIRCUMSTANCES).problems
        parted = check(Table([2], {field: [separator.join([digits[:3], digits[3:]])]}), CIRCUMSTANCES).problems
        if not plain:
            assert [problem.finding.suggestion for problem in parted] == [digits]
        elif plain[0].code.endswith("-checksum"):
            assert [problem.code for problem in parted] == [plain[0].code]


@given(st.integers(0, 10**9 - 1), st.integers(0, 9), st.integers(0, 9))
def test_any_one_wrong_digit_in_an_enterprise_number_is_caught(number: int, place: int, digit: int) -> None:
    first = f"{number % 2 * 10_000_000 + number // 100 % 10_000_000:08d}"
    right = f"{first}{97 - int(first) % 97:02d}"
    wrong = f"{right[:place]}{digit}{right[place + 1 :]}"
    assert bool(check(Table([2], {Field.KBO_NUMBER: [wrong]}), CIRCUMSTANCES).problems) is (wrong != right)


@given(st.dates(date(1900, 1, 1), TODAY - timedelta(days=1)), st.integers(1, 998), st.sampled_from([0, 20, 40]))
def test_every_number_that_can_be_given_out_is_good(born: date, serial: int, offset: int) -> None:
    first = f"{born:%y}{born.month + offset:02d}{born:%d}{serial:03d}"
    century = "2" if born.year >= 2000 else ""
    number = f"{first}{97 - int(century + first) % 97:02d}"
    assert not check(Table([2], {Field.NATIONAL_NUMBER: [number]}), CIRCUMSTANCES).problems
