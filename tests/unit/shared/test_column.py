"""However a column is looked through, each cell gets the verdict that it gets alone."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import TYPE_CHECKING, Final

import pytest

from shared.column import judged, verdict_on
from shared.places import BLOCK
from shared.record import Field
from shared.rules import SIEVES
from shared.rules.base import Circumstances
from tests.oracles.slips import SLIPS
from tests.spec.test_rules import SPECS
from workbook.sample_clients import invent

if TYPE_CHECKING:
    from collections.abc import Sequence

CIRCUMSTANCES: Final = Circumstances(date(2026, 3, 1), frozenset({"dutch", "french"}), frozenset({"els@practice.be"}))
SPECIFIED: Final = tuple(cell for spec in SPECS for row in spec.cells for cell in row)
OTHERS: Final = (None, None, 1, 1.0, True, "1", 0, 0.0, False, "0", date(2026, 10, 16), 85073003328.0, ["a"], "#N/A")


def right(field: Field, count: int) -> list[str]:
    random, taken = Random(field.value), set[str]()  # noqa: S311 - values to try, no secrets
    return [getattr(invent(random, taken, f"C{number}"), field.value) for number in range(count)]


def spoilt(texts: Sequence[str], count: int) -> list[str]:
    random = Random(count)  # noqa: S311 - same
    filled = [text for text in texts if len(text) > 1] or ["person"]
    return [random.choice(SLIPS)(random.choice(filled), random) for _ in range(count)]


def let_pass(field: Field, texts: Sequence[str]) -> list[str]:
    kept = set(SIEVES[field](texts, CIRCUMSTANCES))
    return [text for place, text in enumerate(texts) if place not in kept]


@pytest.mark.parametrize("field", SIEVES)
def test_what_a_sieve_lets_pass_is_right(field: Field) -> None:
    texts = [*right(field, 500), *(text for text in SPECIFIED if type(text) is str)]
    texts += spoilt(texts, 8000)
    passed = let_pass(field, texts)
    assert [text for text in passed if verdict_on(text, field, CIRCUMSTANCES)] == []
    assert len(set(passed)) > 5


@pytest.mark.parametrize("field", SIEVES)
def test_a_sieve_keeps_nearly_nothing_of_what_is_right(field: Field) -> None:
    texts = right(field, 2000)
    assert len(let_pass(field, texts)) > len(texts) * 0.95


def test_every_mobile_that_the_sieve_lets_pass_is_one() -> None:
    random = Random(1)  # noqa: S311 - same
    texts = [f"+{random.choice((324, 316, 336))}{random.randrange(10**8):08}" for _ in range(4000)]
    passed = let_pass(Field.MOBILE, texts)
    assert not [text for text in passed if verdict_on(text, Field.MOBILE, CIRCUMSTANCES)]


@pytest.mark.parametrize("odd", [0, 1, 9, 4 * BLOCK])
@pytest.mark.parametrize("distinct", [5, 20 * BLOCK])
@pytest.mark.parametrize("field", Field)
def test_a_cell_of_a_long_column_is_judged_as_it_is_alone(field: Field, distinct: int, odd: int) -> None:
    random = Random(odd)  # noqa: S311 - same
    pool = right(field, distinct)
    raws: list[object] = [random.choice(pool) for _ in range(12 * BLOCK)]
    for _ in range(odd):
        raws[random.randrange(len(raws))] = random.choice((*OTHERS, *SPECIFIED))
    together = judged(raws, field, CIRCUMSTANCES)
    alone = [verdict_on("" if raw is None else raw, field, CIRCUMSTANCES) for raw in raws]
    assert dict(together.findings) == {
        place: verdict.finding for place, verdict in enumerate(alone) if verdict and verdict.finding
    }
    assert list(together.texts) == [v.text if v else raw or "" for v, raw in zip(alone, raws, strict=True)]
    assert list(together.fixed()) == [v.fixed if v else raw or "" for v, raw in zip(alone, raws, strict=True)]


def test_a_column_of_empty_cells() -> None:
    assert list(judged([None] * BLOCK, Field.BOX, CIRCUMSTANCES).texts) == [""] * BLOCK
    assert len(judged([None] * BLOCK, Field.EMAIL, CIRCUMSTANCES).findings) == BLOCK


def test_right_texts_are_not_copied() -> None:
    raws = ["Namur", "Gent"]
    column = judged(raws, Field.CITY, CIRCUMSTANCES)
    assert column.texts is column.fixed() is raws
