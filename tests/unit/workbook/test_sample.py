from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, cast

import pytest
from stdnum.be import ssn, vat

from shared.check import Checked, Table, check
from shared.matching import differences, match
from shared.platform.sandbox.seed import CLIENTS, COLLEAGUES
from shared.record import QUESTIONNAIRE_LANGUAGES, Field
from shared.rules import REASONS
from shared.rules.base import Circumstances
from workbook.layout import WIDTHS
from workbook.sample import KNOWN, Sample, draw, sample
from workbook.sample_clients import DOMAINS, MOBILE_BLOCKS

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from shared.record import Client
    from workbook.layout import Cells

TODAY = date(2026, 6, 1)


def judged(drawn: Sample, languages: Collection[str] = QUESTIONNAIRE_LANGUAGES) -> Checked:
    """Check the rows, numbered by their position."""
    columns = {field: [row[field] for row in drawn.rows] for field in Field}
    circumstances = Circumstances(TODAY, languages=frozenset(languages), colleagues=frozenset(COLLEAGUES))
    return check(Table(range(len(drawn.rows)), columns), circumstances)


def texts(rows: Sequence[Cells], *fields: Field) -> list[str]:
    return [text for row in rows for field in fields if isinstance(text := row[field], str) and text]


def clean(count: int) -> list[Cells]:
    drawn = draw(count)
    return [row for place, row in enumerate(drawn.rows) if place not in drawn.spoilt]


@pytest.mark.parametrize("count", [200, 400])
def test_every_code_is_met(count: int) -> None:
    # Whether a language is active depends on the practice: every one of the three is a mistake in some practice.
    met = {
        problem.code
        for languages in (QUESTIONNAIRE_LANGUAGES, {"dutch", "french"})
        for problem in judged(draw(count), languages).problems
    }
    assert met == set(REASONS)


@pytest.mark.parametrize("count", [0, 1, 7, 40, 400, 1000])
def test_rows_without_a_mistake_have_no_problem(count: int) -> None:
    drawn = draw(count)
    assert {problem.row for problem in judged(drawn).problems} <= drawn.spoilt


def test_about_one_row_in_ten_is_refused() -> None:
    assert 0.08 <= len(judged(draw(1000)).invalid_rows) / 1000 <= 0.15


@pytest.mark.parametrize("count", [0, 1, 9, 10, 11, 30, 333])
def test_there_are_as_many_rows_as_asked_each_with_every_column(count: int) -> None:
    rows = sample(count)
    assert len(rows) == count
    assert all(set(row) == set(Field) for row in rows)


def test_the_seed_decides() -> None:
    assert sample(50, seed=7) == sample(50, seed=7)
    assert sample(50, seed=7) != sample(50, seed=8)


def test_the_first_rows_are_on_the_sandbox_platform_some_changed() -> None:
    imported = judged(draw(40)).clients[: len(KNOWN)]
    comparison = match(imported, CLIENTS)
    assert [found.left for found in comparison.both] == list(range(len(KNOWN)))
    changed = [set(differences(imported[found.left], CLIENTS[found.right])) for found in comparison.both]
    assert changed == [
        {Field.STREET, Field.HOUSE_NUMBER},
        set(),
        {Field.MOBILE},
        set(),
        {Field.EMAIL},
        {Field.RESPONSIBLE},
    ]


def test_the_other_rows_are_nobody_on_the_platform() -> None:
    imported: Sequence[Client] = judged(draw(300)).clients[len(KNOWN) :]
    assert not match(imported, CLIENTS).both


def test_no_national_number_is_one_that_a_person_could_have() -> None:
    numbers = texts(clean(1000)[len(KNOWN) :], Field.NATIONAL_NUMBER, Field.PARTNER_NATIONAL_NUMBER)
    assert len(numbers) == len(set(numbers)) > 1000
    assert all(ssn.is_valid(number) for number in numbers)
    assert all(801 <= int(number[6:9]) <= 996 for number in numbers)
    assert any(number[2] in "45" for number in numbers)  # BIS numbers


def test_no_enterprise_number_was_ever_issued() -> None:
    numbers = texts(clean(1000)[len(KNOWN) :], Field.KBO_NUMBER, Field.PARTNER_KBO_NUMBER)
    assert len(numbers) == len(set(numbers)) > 50
    assert all(vat.is_valid(number) and number.startswith("19") for number in numbers)


def test_nobody_can_be_called_or_mailed() -> None:
    rows = clean(1000)[len(KNOWN) :]
    assert {mobile[3:6] for mobile in texts(rows, Field.MOBILE)} == set(MOBILE_BLOCKS)
    assert {address.rpartition("@")[2] for address in texts(rows, Field.EMAIL)} == set(DOMAINS)


def test_there_is_a_bit_of_everything() -> None:
    rows = clean(1000)
    assert set(texts(rows, Field.LANGUAGE)) == QUESTIONNAIRE_LANGUAGES
    assert set(texts(rows, Field.RESPONSIBLE)) == set(COLLEAGUES)
    assert {"België", "Belgique", "France", "Nederland", "Duitsland"} <= set(texts(rows, Field.COUNTRY))
    assert len(set(texts(rows, Field.FIRST_NAME))) > 80
    assert 250 < len(texts(rows, Field.PARTNER_NATIONAL_NUMBER)) < 450
    types = {type(cell) for row in sample(400) for cell in row.values()}
    assert types == {str, float, date, bool}


def test_nothing_is_too_wide_for_its_column() -> None:
    for row in clean(400):
        for field in (Field.FIRST_NAME, Field.LAST_NAME, Field.EMAIL, Field.STREET, Field.CITY, Field.LABELS):
            assert len(cast("str", row[field])) <= WIDTHS[field] + 3
