from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from addin import comparison_texts as texts
from addin.choices import NO_TICK, TICK, Choice, Choices, read
from addin.compare import compare
from addin.comparison_list import WIDTH, ComparisonList, Given, Reader, comparison_list
from addin.engines.formulas import shown_by
from addin.marks import link
from addin.sections import IN_BOTH, INVALID, ONLY_IN_IMPORT, ONLY_ON_PLATFORM
from shared.check import table_of
from shared.language import Language
from shared.platform.contract import Questionnaire
from shared.platform.sandbox import seed
from shared.reconciliation import OpenFlag, Reason, State
from shared.record import Field
from shared.settings import Settings
from tests.fakes.clients import client
from tests.fakes.platform import MemoryPlatform

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from addin.compare import Compared
    from shared.record import Client

    Block = list[list[str | None]]

TODAY = date(2026, 3, 2)
SOFIE, JAN, *_ = seed.CLIENTS
TWO = (*seed.QUESTIONNAIRES, Questionnaire("kort", "Kort", "dutch"))
ONE = seed.QUESTIONNAIRES
DUTCH = next(each for each in ONE if each.language == "dutch")


def compared(clients: Sequence[Client]) -> Compared:
    return compare(table_of(clients), MemoryPlatform(), TODAY)


def laid_out(
    clients: Sequence[Client] | Compared,
    language: Language = Language.EN,
    *,
    available: Sequence[Questionnaire] = ONE,
    settings: Settings = Settings(),  # noqa: B008 - frozen
    before: Choices | None = None,
    flags: Mapping[str, OpenFlag] | None = None,
) -> ComparisonList:
    found = compared(clients) if isinstance(clients, list) else clients
    reader = Reader(language, "Clients", "Comparison", lambda field: field.value[0].upper())
    given = Given(TODAY, available, settings, before, flags or {})
    return comparison_list(found, given, reader)  # type: ignore[arg-type]


def seen(listed: ComparisonList) -> Block:
    """Return what a person sees."""
    return [[shown_by(cell or "") or cell for cell in line] for line in listed.lines]


def lines_under(listed: ComparisonList, title: tuple[str, str, str]) -> Block:
    shown = seen(listed)
    (first,) = (at for at in listed.titles if any(str(shown[at - 1][0]).startswith(one) for one in title))
    rest = shown[first + 2 :]
    return rest[: rest.index([None] * WIDTH)] if [None] * WIDTH in rest else rest


def test_counts_stand_on_top_with_links_to_the_sections() -> None:
    listed = laid_out([client(1), JAN, replace(SOFIE, city="Oostende"), client(30, email="x")])
    assert listed.lines[0][0] == "Comparison with Accounton: Martens & Lambert, 02/03/2026"
    assert [listed.lines[at - 1][0] for at in listed.titles] == [
        "Customers only in import (1)",
        "Customers only in Accounton (12)",
        "Double customers (2)",
        "Invalid customers (1)",
    ]
    assert [line[0] for line in listed.lines[2:6]] == [
        link("Comparison", f"A{at}", f"→ {listed.lines[at - 1][0]}") for at in listed.titles
    ]
    assert {len(line) for line in listed.lines} == {WIDTH}


def test_a_new_client_is_ticked_and_has_the_only_questionnaire() -> None:
    one = client(1)
    ((row, tick, name, email, number, language, questionnaire, remark),) = lines_under(laid_out([one]), ONLY_IN_IMPORT)
    assert (row, tick, name, email) == ("1", TICK, "Test Persoon B", one.email)
    assert number
    assert re.fullmatch(r"\d\d\.\*\*\.\*\*-\*\*\*\.\d\d", number)
    assert (language, questionnaire, remark) == ("Dutch", DUTCH.name, None)


@pytest.mark.parametrize("language", Language)
def test_of_several_questionnaires_one_must_be_chosen(language: Language) -> None:
    listed = laid_out([client(1), client(2)], language, available=TWO)
    assert [line[6:] for line in lines_under(listed, ONLY_IN_IMPORT)] == [["", texts.CHOOSE.to(language)]] * 2
    remark = listed.lines[listed.remarks[0] - 1][0]
    assert remark
    assert texts.TO_CHOOSE.to(language, number=2) in remark
    ticks, questionnaires = listed.drop_downs
    assert tuple(ticks.values) == (TICK, NO_TICK)
    assert list(questionnaires.values) == [DUTCH.name, "Kort"]


def test_a_set_questionnaire_is_chosen_unless_the_practice_has_it_no_more() -> None:
    listed = laid_out([client(1)], available=TWO, settings=Settings(questionnaire_dutch="kort"))
    assert lines_under(listed, ONLY_IN_IMPORT)[0][6:] == ["Kort", None]
    gone = laid_out([client(1)], available=TWO, settings=Settings(questionnaire_dutch="gone"))
    assert lines_under(gone, ONLY_IN_IMPORT)[0][6] == ""


def test_a_language_without_questionnaires_is_told() -> None:
    listed = laid_out([client(1)], available=[])
    assert lines_under(listed, ONLY_IN_IMPORT)[0][6:] == ["", texts.NONE_THERE.en]
    assert len(listed.drop_downs) == 1


def test_every_language_has_its_own_list_over_its_own_lines() -> None:
    mixed = [client(at, language=("dutch", "french", "english")[at % 3]) for at in range(1, 31)]
    listed = laid_out(mixed, available=TWO)
    languages = [line[5] for line in lines_under(listed, ONLY_IN_IMPORT)]
    assert languages == sorted(map(str, languages))
    first = listed.titles[0] + 3
    assert [one.area for one in listed.drop_downs] == [
        f"B{first}:B{first + 29}",
        f"G{first}:G{first + 9}",
        f"G{first + 10}:G{first + 19}",
        f"G{first + 20}:G{first + 29}",
    ]
    shown = seen(listed)
    for area, values in listed.drop_downs[1:]:
        top, bottom = map(int, re.findall(r"\d+", area))
        spoken = {shown[at - 1][5] for at in range(top, bottom + 1)}
        assert len(spoken) == 1
        assert set(values) == {each.name for each in TWO if texts.LANGUAGES[each.language].en in spoken}


def test_clients_without_a_difference_are_only_counted() -> None:
    listed = laid_out([JAN, replace(SOFIE, email="sofie@example.com", city="Oostende")])
    assert [[line[1], *line[4:]] for line in lines_under(listed, IN_BOTH)] == [
        [NO_TICK, "C00001", "Email", "sofie@example.com", SOFIE.email],
        [NO_TICK, "C00001", "City", "Oostende", SOFIE.city],
    ]
    assert "Without a difference: 1." in str(listed.lines[listed.remarks[2] - 1][0])


def test_the_reasons_are_those_of_validate_with_links_to_the_cells() -> None:
    listed = laid_out([replace(SOFIE, mobile="0475318264", email="x")])
    lines = lines_under(listed, INVALID)
    assert [(line[0], line[5], line[7]) for line in lines] == [
        ("E1", "Email", None),
        ("M1", "Mobile number", "+32475318264"),
    ]
    assert all(line[6] for line in lines)


@pytest.mark.parametrize("language", Language)
def test_what_the_worker_knows_of_a_client_only_there_is_told(language: Language) -> None:
    since = datetime(2026, 3, 1, tzinfo=UTC)
    flags = {
        "C00001": OpenFlag(1, "C00001", "Sofie", Reason.GONE, since, State.NEW, None),
        "C00002": OpenFlag(2, "C00002", "Jan", Reason.POSSIBLE_MATCH, since, State.NEW, "Jan P. · 85.**.**-***.28"),
    }
    lines = lines_under(laid_out([], language, flags=flags), ONLY_ON_PLATFORM)
    by_id = {line[1]: line for line in lines}
    assert len(by_id) == len(seed.CLIENTS)
    assert by_id["C00001"][7] in {
        "introuvable dans le système du bureau",
        "niet te vinden in het kantoorsysteem",
        "not found in the practice system",
    }
    assert str(by_id["C00002"][7]).endswith("Jan P. · 85.**.**-***.28")
    assert by_id["C00003"][6:] == [texts.STATUSES["not_yet_sent"].to(language), None]


def test_empty_sections_say_so_and_have_no_headings() -> None:
    empty = compare(table_of([]), MemoryPlatform([]), TODAY)
    listed = laid_out(empty)
    assert [listed.lines[at - 1][0] for at in listed.remarks] == [texts.NOBODY.en] * 4
    assert (list(listed.headings), list(listed.drop_downs)) == ([], [])


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("again_in", Language)
def test_comparing_again_keeps_what_was_chosen(language: Language, again_in: Language) -> None:
    clients = [client(1), client(2), replace(SOFIE, city="Oostende", street="Kaai"), client(3, language="french")]
    first = seen(laid_out(clients, language, available=TWO))
    for line in first:
        if line[2] == "Test Persoon B":
            line[1], line[6] = NO_TICK, "Kort"
        if line[6] == "Oostende":
            line[1] = "x"
    found = read(first)
    assert found
    now = compared([client(9), *clients])
    again = read(seen(laid_out(now, again_in, available=TWO, before=found)))
    assert again
    assert again.of(now.new, TWO) == {
        1: Choice(send=True, questionnaire=""),
        2: Choice(send=False, questionnaire="kort"),
        3: Choice(send=True, questionnaire=""),
        5: Choice(send=True, questionnaire=next(each.id for each in ONE if each.language == "french")),
    }
    assert again.overwrite(now.known) == {"C00001": {Field.CITY}}


def test_no_national_number_stands_on_the_sheet() -> None:
    wrong = f"{JAN.national_number[:6]}-{JAN.national_number[6:]}"
    clients = [
        client(1),
        replace(SOFIE, national_number="", client_code="1001", partner_national_number="79120702652"),
        client(3, national_number=wrong),
    ]
    words = str(laid_out(clients).lines)
    numbers = {client(1).national_number, wrong, "79120702652", *(each.national_number for each in seed.CLIENTS)}
    assert not [number for number in numbers if number and number in words]
    assert "79.**.**-***.52" in words
