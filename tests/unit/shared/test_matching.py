from __future__ import annotations

from dataclasses import replace
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.matching import (
    Ambiguity,
    Comparison,
    Key,
    Match,
    differences,
    enterprise_number,
    match,
    national_number,
)
from shared.record import Client, Field

JEAN: Final = Client(first_name="Jean", last_name="Dupont", email="jean@example.be")
NUMBER, OTHER_NUMBER = "85073003328", "62021900166"


def test_nothing_with_nothing() -> None:
    assert match([], []) == Comparison((), (), (), ())
    assert match([JEAN], []) == Comparison((0,), (), (), ())
    assert match([], [JEAN]) == Comparison((), (0,), (), ())


@pytest.mark.parametrize(
    ("left", "right", "key"),
    [
        (Client(national_number=NUMBER), Client(national_number="85.07.30-033.28"), Key.NATIONAL_NUMBER),
        (Client(national_number="10100105"), Client(national_number="00010100105"), Key.NATIONAL_NUMBER),
        (Client(kbo_number="0123456749"), Client(kbo_number="BE 123.456.749"), Key.KBO_NUMBER),
        (Client(client_code="c-12"), Client(client_code=" C-12"), Key.CLIENT_CODE),
        (JEAN, replace(JEAN, email="Jean@Example.be", first_name="JEAN"), Key.EMAIL_AND_NAME),
        (JEAN, replace(JEAN, first_name="Dupont", last_name="Jéan"), Key.EMAIL_AND_NAME),
        (replace(JEAN, national_number=NUMBER), JEAN, Key.EMAIL_AND_NAME),
    ],
)
def test_each_key_by_itself(left: Client, right: Client, key: Key) -> None:
    assert match([left], [right]) == Comparison((), (), (Match(0, 0, key),), ())


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (Client(), Client()),
        (Client(national_number="0"), Client(national_number="0")),
        (Client(national_number="x"), Client(national_number="x")),
        (Client(kbo_number="0000000000"), Client(kbo_number="0000000000")),
        (Client(client_code=" "), Client(client_code=" ")),
        (Client(client_code="12"), Client(client_code="0012")),
        (JEAN, replace(JEAN, first_name="Marie")),
        (replace(JEAN, email=""), replace(JEAN, email="")),
        (Client(email="jean@example.be"), Client(email="jean@example.be")),
        (Client(national_number=NUMBER), Client(partner_national_number=NUMBER)),
    ],
)
def test_what_is_no_match(left: Client, right: Client) -> None:
    assert match([left], [right]) == Comparison((0,), (0,), (), ())


def test_the_strongest_key_decides() -> None:
    left = [Client(national_number=NUMBER, client_code="C2"), Client(client_code="C1")]
    right = [Client(client_code="C2"), Client(national_number=NUMBER, client_code="C1")]
    assert match(left, right).both == (Match(0, 1, Key.NATIONAL_NUMBER),)
    assert match(left, right).only_left == (1,)
    assert match(left, right).only_right == (0,)


def test_couples_share_an_address_and_are_told_apart_by_name() -> None:
    marie = replace(JEAN, first_name="Marie")
    assert match([JEAN, marie], [marie, JEAN]).both == (
        Match(0, 1, Key.EMAIL_AND_NAME),
        Match(1, 0, Key.EMAIL_AND_NAME),
    )


def test_two_candidates_are_reported_and_not_guessed() -> None:
    number = Client(national_number=NUMBER)
    expected = Comparison((), (), (), (Ambiguity((0, 1), (0,), Key.NATIONAL_NUMBER),))
    assert match([number, number], [number]) == expected
    assert match([number], [number, number]).ambiguous == (Ambiguity((0,), (0, 1), Key.NATIONAL_NUMBER),)


def test_a_weaker_key_does_not_break_an_ambiguity() -> None:
    left = [Client(national_number=NUMBER, client_code="C1"), Client(national_number=NUMBER, client_code="C2")]
    right = [Client(national_number=NUMBER, client_code="C1")]
    assert match(left, right) == Comparison((), (), (), (Ambiguity((0, 1), (0,), Key.NATIONAL_NUMBER),))


def test_a_value_repeated_on_one_side_only_leaves_its_clients_to_the_next_key() -> None:
    left = [Client(client_code="C1", kbo_number="0123456749"), Client(client_code="C2", kbo_number="0123456749")]
    assert match(left, [Client(client_code="C2")]).both == (Match(1, 0, Key.CLIENT_CODE),)


def test_who_is_matched_no_longer_makes_others_ambiguous() -> None:
    father = replace(JEAN, national_number=NUMBER)
    assert match([father, JEAN], [JEAN, father]).both == (
        Match(0, 1, Key.NATIONAL_NUMBER),
        Match(1, 0, Key.EMAIL_AND_NAME),
    )


@pytest.mark.parametrize(
    ("shared", "key"),
    [
        (Client(client_code="C1"), Key.CLIENT_CODE),
        (Client(kbo_number="0123456749"), Key.KBO_NUMBER),
        (JEAN, Key.EMAIL_AND_NAME),
    ],
)
def test_two_national_numbers_are_never_one_client(shared: Client, key: Key) -> None:
    left, right = replace(shared, national_number=NUMBER), replace(shared, national_number=OTHER_NUMBER)
    assert match([left], [right]) == Comparison((), (), (), (Ambiguity((0,), (0,), key),))


CLIENTS: Final = st.lists(
    st.builds(
        Client,
        first_name=st.sampled_from(["", "Jean", "Marie"]),
        last_name=st.sampled_from(["", "Dupont"]),
        email=st.sampled_from(["", "a@b.be"]),
        national_number=st.sampled_from(["", NUMBER, OTHER_NUMBER, "x"]),
        kbo_number=st.sampled_from(["", "0123456749"]),
        client_code=st.sampled_from(["", "C1", "C2"]),
    ),
    max_size=6,
)


@given(CLIENTS, CLIENTS)
def test_every_client_is_in_exactly_one_section_whichever_list_comes_first(
    left: list[Client], right: list[Client]
) -> None:
    found = match(left, right)
    lefts = [*found.only_left, *(one.left for one in found.both), *(at for one in found.ambiguous for at in one.left)]
    rights = [
        *found.only_right,
        *(one.right for one in found.both),
        *(at for one in found.ambiguous for at in one.right),
    ]
    assert sorted(lefts) == list(range(len(left)))
    assert sorted(rights) == list(range(len(right)))
    turned = match(right, left)
    assert (turned.only_left, turned.only_right) == (found.only_right, found.only_left)
    assert sorted((one.right, one.left, one.key) for one in turned.both) == sorted(found.both)


@pytest.mark.parametrize("text", ["", "12", "x", "0000000", "123456789012"])
def test_no_national_number(text: str) -> None:
    assert national_number(text) == ""


@pytest.mark.parametrize("text", ["", "12", "x", "000000000", "12345678901"])
def test_no_enterprise_number(text: str) -> None:
    assert enterprise_number(text) == ""


@pytest.mark.parametrize(
    ("field", "left", "right"),
    [
        (Field.TYPE, "person", "company"),
        (Field.EXTRA_IPP, "x", ""),
        (Field.EMAIL, "Jean@example.be", "jean@EXAMPLE.be"),
        (Field.MOBILE, "+32475123456", "0475 12 34 56"),
        (Field.MOBILE, "+32475123456", "0032 (0)475 12 34 56"),
        (Field.NATIONAL_NUMBER, NUMBER, "85.07.30-033.28"),
        (Field.KBO_NUMBER, "0123456749", "BE 123.456.749"),
        (Field.LABELS, "a,b", "B, a"),
        (Field.LANGUAGE, "french", "FR"),
        (Field.COUNTRY, "België", "Belgium"),
        (Field.COUNTRY, "Atlantis", "ATLANTIS"),
        (Field.IPP_DEADLINE, "16/10/2026", "2026-10-16"),
        (Field.POSTAL_CODE, "1012 js", "1012JS"),
        (Field.CLIENT_CODE, "c1", "C1"),
        (Field.CITY, "La  Louvière", "La Louvie\N{COMBINING GRAVE ACCENT}re"),
        (Field.CITY, "", "Namur"),
    ],
)
def test_the_same_in_other_words_is_no_difference(field: Field, left: str, right: str) -> None:
    assert differences(_with(field, left), _with(field, right)) == {}


@pytest.mark.parametrize(
    ("field", "left", "right"),
    [
        (Field.EMAIL, "jean@example.be", "marie@example.be"),
        (Field.MOBILE, "+32475123456", "+32475123457"),
        (Field.MOBILE, "+32475123456", ""),
        (Field.NATIONAL_NUMBER, NUMBER, OTHER_NUMBER),
        (Field.PARTNER_NATIONAL_NUMBER, "x", "y"),
        (Field.PARTNER_KBO_NUMBER, "0123456749", "0403170701"),
        (Field.LABELS, "a,b", "a"),
        (Field.LANGUAGE, "french", "dutch"),
        (Field.COUNTRY, "Belgique", "France"),
        (Field.IPP_DEADLINE, "16/10/2026", "2026-10-15"),
        (Field.IPP_DEADLINE, "bientôt", "2026-10-15"),
        (Field.LAST_NAME, "DUPONT", "Dupont"),
        (Field.HOUSE_NUMBER, "12", "12a"),
    ],
)
def test_what_differs_is_told_as_it_stands(field: Field, left: str, right: str) -> None:
    assert differences(_with(field, left), _with(field, right)) == {field: (left, right)}


def _with(field: Field, text: str) -> Client:
    return replace(JEAN, **{field.value: text})
