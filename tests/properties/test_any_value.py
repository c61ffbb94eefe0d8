"""Whatever a cell holds, checking it raises nothing, and what it says is clean afterwards."""

from __future__ import annotations

import sys
import unicodedata
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction
from operator import itemgetter
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.cell.rich_text import CellRichText
from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula

from shared import cells
from shared.check import table_of
from shared.column import judged, verdict_on
from shared.language import Language
from shared.record import Field
from shared.rules import REASONS, message
from tests.properties.values import CIRCUMSTANCES, COLUMNS_OF_CELLS, VALUES, Stubborn, checked
from tests.spec.tables import TODAY

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class Text(str):
    """A text of another type, as some engines hand over."""

    __slots__ = ()


class Moment(datetime):
    """A moment of another type, such as the one of Windows."""


ODD: Final[tuple[object, ...]] = (
    *(None, True, False, 0, -1, 1, 85073003328, 10**15, -(10**400), 10**5000, 0.0, -0.0, 0.1, 1e300, 5e-324),
    *(float("nan"), float("inf"), -float("inf"), Decimal("NaN"), Decimal("sNaN"), Decimal("-Infinity"), Decimal(10)),
    *(
        Decimal("1E+9999"),
        Fraction(1, 3),
        1j,
        TODAY,
        date.min,
        date.max,
        datetime(9999, 12, 31, 23, 59, tzinfo=UTC),
        datetime(2026, 3, 1, tzinfo=UTC),
    ),
    *(Moment(2026, 3, 1, 12), time(1), time.max, timedelta.min, timedelta.max, timedelta(days=1)),
    *(Text(""), Text("85073003328"), Text("=1"), "", " ", "\0", "\ud800", "\udfff\ud800", "a\u0301", "\U0010ffff"),
    *(
        b"",
        b"\xff",
        bytearray(b"x"),
        memoryview(b"x"),
        [],
        [[]],
        [1, None],
        (),
        ("a",),
        {},
        {"a": 1},
        set(),
        frozenset(),
    ),
    *(range(3), iter(()), object(), object, type, len, Ellipsis, NotImplemented, Field.EMAIL, ValueError("x")),
    *(PurePosixPath("/x"), Stubborn(), CellRichText("a", "b"), ArrayFormula("A1", "=1"), DataTableFormula("A1")),
)
_ASSIGNED: Final = [
    character
    for character in map(chr, range(sys.maxunicode + 1))
    if unicodedata.category(character) not in {"Cn", "Co"}
]
EVERY_CHARACTER: Final = tuple("".join(_ASSIGNED[start : start + 64]) for start in range(0, len(_ASSIGNED), 64))


@given(COLUMNS_OF_CELLS)
def test_no_value_of_any_kind_makes_a_rule_raise(columns: Mapping[Field, Sequence[object]]) -> None:
    for problem in checked(columns).problems:
        assert REASONS[problem.code].level is problem.level
        assert all(message(problem, language) for language in Language)


@given(COLUMNS_OF_CELLS)
def test_cleaned_texts_are_already_clean(columns: Mapping[Field, Sequence[object]]) -> None:
    clients = checked(columns).clients
    again = checked({field: table_of(clients).columns[field] for field in columns})
    assert again.clients == clients
    assert not any(problem.code in {"cell-blanks", "cell-characters"} for problem in again.problems)


@settings(max_examples=300)
@given(st.sampled_from(Field), st.lists(VALUES, max_size=8), st.integers(0, 7))
def test_a_cell_among_others_is_judged_as_it_is_alone(field: Field, raws: list[object], again: int) -> None:
    raws = [*raws, *raws[:again]]
    together = judged(raws, field, CIRCUMSTANCES)
    alone = [verdict_on("" if raw is None else raw, field, CIRCUMSTANCES) for raw in raws]
    assert sorted(together.findings, key=itemgetter(0)) == [
        (place, verdict.finding) for place, verdict in enumerate(alone) if verdict and verdict.finding
    ]
    assert [*together.texts] == [
        verdict.text if verdict else raw or "" for verdict, raw in zip(alone, raws, strict=True)
    ]


@pytest.mark.parametrize("field", Field)
def test_every_type_that_an_engine_may_hand_over(field: Field) -> None:
    for raw in ODD:
        (client,) = checked({field: [raw]}).clients
        assert isinstance(getattr(client, field.value), str)
    assert len(checked({field: ODD}).clients) == len(ODD)


@pytest.mark.parametrize("field", Field)
def test_every_character_there_is(field: Field) -> None:
    texts = [cells.read(text, field).text for text in EVERY_CHARACTER]
    assert [cells.read(text, field).text for text in texts] == texts
    assert len(checked({field: EVERY_CHARACTER}).clients) == len(EVERY_CHARACTER)
