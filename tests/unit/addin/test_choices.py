from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from addin.choices import NO_TICK, TICK, Choice, read
from addin.compare import Known, New
from addin.sections import IN_BOTH, ONLY_IN_IMPORT, ONLY_ON_PLATFORM, name_of
from shared.language import Language
from shared.platform.contract import PlatformClient, Questionnaire
from shared.privacy import masked_number
from shared.record import COLUMN_OF, COLUMNS, Field
from shared.spelling import folded
from tests.fakes.clients import client

if TYPE_CHECKING:
    from shared.record import Client

    Row = list[object]

STANDARD, SHORT, FRENCH = (
    Questionnaire("nl-1", "Standaard", "dutch"),
    Questionnaire("nl-2", "Kort", "dutch"),
    Questionnaire("fr-1", "Standaard", "french"),
)
AVAILABLE = (STANDARD, SHORT, FRENCH)
A, B, C = client(1), client(2), client(3)


def title(section: tuple[str, ...], number: int = 2, language: int = 2) -> Row:
    return [f"{section[language]} ({number})"]


def line(row: object, one: Client, tick: object = TICK, questionnaire: object = "Standaard") -> Row:
    number = masked_number(one.national_number)
    return [row, tick, name_of(one), one.email, number, "dutch", questionnaire, None]


def new(*clients: Client, first: int = 2) -> list[New]:
    return [New(row, one) for row, one in enumerate(clients, first)]


def chosen(lines: list[Row], today: list[New]) -> dict[int, Choice]:
    found = read([["Comparison"], title(ONLY_IN_IMPORT), ["Row", "Send", "Name"], *lines])
    assert found
    return found.of(today, AVAILABLE)


def test_what_is_ticked_goes_with_its_questionnaire() -> None:
    lines = [line("2", A), line("3", B, NO_TICK), line("4", C, None, "Kort")]
    assert chosen(lines, new(A, B, C)) == {
        2: Choice(send=True, questionnaire="nl-1"),
        3: Choice(send=False, questionnaire="nl-1"),
        4: Choice(send=False, questionnaire="nl-2"),
    }


@pytest.mark.parametrize("tick", ["✔", "x", "X", " x ", "oui", "Ja", "YES", "v", 1.0, True])
def test_whatever_people_type_for_a_tick(tick: object) -> None:
    assert chosen([line("2", A, tick)], new(A))[2].send


@pytest.mark.parametrize("tick", [None, "", "–", "-", "non", "nee", "no", 0.0, False, "?", "later"])
def test_everything_else_is_no_tick(tick: object) -> None:
    assert not chosen([line("2", A, tick)], new(A))[2].send


@pytest.mark.parametrize("language", range(3))
def test_the_sheet_may_be_in_another_language(language: int) -> None:
    found = read([title(ONLY_IN_IMPORT, language=language), line("2", A)])
    assert found
    assert found.of(new(A), AVAILABLE)[2].send


def test_sorted_lines_keep_their_clients() -> None:
    lines = [line("4", C, NO_TICK), line("2", A), line("3", B, NO_TICK)]
    assert {row: choice.send for row, choice in chosen(lines, new(A, B, C)).items()} == {2: True, 3: False, 4: False}


def test_sorted_clients_keep_their_ticks() -> None:
    lines = [line("2", A, NO_TICK), line("3", B), line("4", C, NO_TICK)]
    assert {row: choice.send for row, choice in chosen(lines, new(B, C, A)).items()} == {2: True, 3: False, 4: False}


def test_a_client_without_a_line_was_not_on_the_comparison() -> None:
    assert chosen([line("2", A)], new(A, B)).keys() == {2}


def test_a_new_client_in_the_row_of_another_was_not_on_the_comparison() -> None:
    assert chosen([line("2", A), line("3", B)], new(A, C)).keys() == {2}


@pytest.mark.parametrize(
    "changed",
    [{"email": "other@example.com"}, {"first_name": "Tess"}, {"national_number": ""}],
)
def test_a_client_of_whom_one_thing_was_repaired_since_is_the_same(changed: dict[str, str]) -> None:
    assert chosen([line("2", A), line("3", B)], new(replace(A, **changed), B)).keys() == {2, 3}


def test_a_client_of_whom_two_things_changed_is_another_one() -> None:
    other = replace(A, email="other@example.com", first_name="Tess")
    assert chosen([line("2", A)], new(other)) == {}


def test_two_who_look_the_same_are_told_apart_by_their_rows() -> None:
    lines = [line("2", A, NO_TICK), line("3", A)]
    found = chosen(lines, new(A, A))
    assert (found[2].send, found[3].send) == (False, True)
    assert chosen(lines, new(A, A, first=7)) == {}


def test_a_copied_line_that_says_otherwise_is_a_no() -> None:
    found = chosen([line("2", A), line("2", A, NO_TICK, "Kort")], new(A))
    assert found == {2: Choice(send=False, questionnaire="", unclear=True)}


@pytest.mark.parametrize(
    ("said", "meant", "unclear"),
    [
        ("standaard", "nl-1", False),
        ("NL-2", "nl-2", False),
        ("", "", False),
        (None, "", False),
        ("fr-1", "", True),
        ("Nieuw", "", True),
    ],
)
def test_a_questionnaire_is_one_of_the_practice_in_the_language_of_the_client(
    said: object, meant: str, *, unclear: bool
) -> None:
    assert chosen([line("2", A, questionnaire=said)], new(A))[2][1:] == (meant, unclear)


def test_questionnaires_of_the_same_name_carry_their_ids() -> None:
    twins = (STANDARD, Questionnaire("nl-3", "standaard", "dutch"))
    found = read([title(ONLY_IN_IMPORT), line("2", A), line("3", B, questionnaire="standaard (nl-3)")])
    assert found
    assert [each.questionnaire for each in found.of(new(A, B), twins).values()] == ["", "nl-3"]


def test_lines_of_another_section_are_no_ticks() -> None:
    found = read([title(ONLY_IN_IMPORT), title(ONLY_ON_PLATFORM), line("2", A)])
    assert found
    assert found.of(new(A), AVAILABLE) == {}


def test_a_column_that_a_person_put_before_them_does_not_matter() -> None:
    found = read([[None, *title(ONLY_IN_IMPORT)], ["mine", *line("2", A)]])
    assert found
    assert found.of(new(A), AVAILABLE).keys() == {2}


@pytest.mark.parametrize("block", [[], [[]], [[None]], [["Clients"], ["x", 3.0]], [["Clients (3)"]]])
def test_what_is_no_comparison_says_nothing(block: list[Row]) -> None:
    assert read(block) is None


PEOPLE = [client(at) for at in range(8)]


EVERYONE = range(len(PEOPLE))
SOME = st.sets(st.sampled_from(EVERYONE))


@given(
    ticked=SOME,
    order=st.permutations(EVERYONE),
    deleted=SOME,
    copied=SOME,
    today=st.permutations(EVERYONE).flatmap(lambda all_: st.integers(0, len(PEOPLE)).map(lambda end: all_[:end])),
)
def test_whatever_is_sorted_deleted_or_copied_nobody_gets_the_tick_of_another(
    *, ticked: set[int], order: list[int], deleted: set[int], copied: set[int], today: list[int]
) -> None:
    kept = [at for at in [*order, *copied] if at not in deleted]
    lines = [line(str(at + 2), PEOPLE[at], TICK if at in ticked else NO_TICK) for at in kept]
    found = chosen(lines, new(*(PEOPLE[at] for at in today)))
    expected = {row: at in ticked for row, at in enumerate(today, 2) if at not in deleted}
    assert {row: choice.send for row, choice in found.items()} == expected


def known(*fields: Field, there: Client = B) -> Known:
    values = {field: (f"our {field}", f"their {field}") for field in fields}
    return Known(2, A, PlatformClient("C1", there, None, "", ""), values)


def difference(field: Field, tick: object = TICK, ours: str = "", language: Language = Language.EN) -> Row:
    heading = COLUMN_OF[field].heading.to(language)
    return ["2", tick, "Test", "x@example.com", "C1", heading, ours or f"our {field}", f"their {field}"]


@pytest.mark.parametrize("language", Language)
def test_the_ticked_fields_of_a_client_in_both_are_overwritten(language: Language) -> None:
    lines = [difference(Field.CITY, language=language), difference(Field.EMAIL, None, language=language)]
    found = read([title(IN_BOTH), ["Row"], *lines])
    assert found
    assert found.overwrite([known(Field.CITY, Field.EMAIL)]) == {"C1": {Field.CITY}}


def test_nothing_is_overwritten_with_what_was_not_shown() -> None:
    found = read([title(IN_BOTH), difference(Field.CITY, ours="Gent"), difference(Field.STREET)])
    assert found
    assert found.overwrite([known(Field.CITY)]) == {}


def test_a_heading_means_one_field_in_all_languages() -> None:
    meant: dict[str, set[Field]] = {}
    for column in COLUMNS:
        for heading in column.heading:
            meant.setdefault(folded(heading), set()).add(column.field)
    assert all(len(fields) == 1 for fields in meant.values())
