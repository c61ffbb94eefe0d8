from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from shared.database import open_database
from shared.language import Language
from shared.platform.sandbox import page, seed
from shared.platform.sandbox.seeding import TOKEN_OF, open_store
from shared.platform.sandbox.tables import Client, Dossier, ImportKey
from tests.fakes.clients import client

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shared.platform.sandbox.store import Store


@pytest.fixture
def store() -> Iterator[Store]:
    engine = open_database("sqlite://")
    yield open_store(engine, lambda: datetime(2026, 3, 2, tzinfo=UTC), dict(TOKEN_OF))
    engine.dispose()


def add(store: Store, *positions: int, status: str = "not_yet_sent", **changed: str) -> None:
    practice = store.first_practice().id
    with store.importing(practice) as importing:
        for position in positions:
            importing.add(asdict(client(position, **changed)), None, status)


def test_shows_every_client_and_how_far_the_dossier_is(store: Store) -> None:
    shown = page.render(store, Language.FR)
    assert all(each.email in shown for each in seed.CLIENTS)
    assert shown.count("Pas encore envoyé</span>") == 4
    assert "Checklist de la déclaration à l&#x27;IPP" in shown
    assert "O&#x27;Connor" in shown


@pytest.mark.parametrize("language", Language)
def test_no_national_number_is_readable(store: Store, language: Language) -> None:
    shown = page.render(store, language)
    numbers = {each.national_number for each in seed.CLIENTS} | {each.partner_national_number for each in seed.CLIENTS}
    assert not any(number in shown for number in numbers - {""})
    assert "78.**.**-***.28" in shown


def test_what_a_client_is_called_is_never_markup(store: Store) -> None:
    add(store, 1, status="<script>", first_name="<script>alert(1)</script>", email='"><img src=x>', labels="<b>,{x}")
    shown = page.render(store, Language.NL)
    assert "<script" not in shown
    assert "<img" not in shown
    assert "<b>" not in shown
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in shown
    assert "{x}" in shown


def test_the_last_to_arrive_is_shown_first_and_not_all_of_them(store: Store) -> None:
    add(store, *range(page.MOST_SHOWN))
    shown = page.render(store, Language.EN)
    assert shown.index("persoon.299@") < shown.index("persoon.0@")
    assert shown.count("<tr>") == page.MOST_SHOWN + 1
    assert "14 older clients are not shown." in shown


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("peeters", {"sofie.peeters@example.com"}),
        ("  SOFIE gent ", {"sofie.peeters@example.com"}),
        ("sofie namur", set()),
        ("78041211428", set()),
        ("%", set()),
        ("<b>", set()),
    ],
)
def test_finds_those_that_have_every_word(store: Store, search: str, found: set[str]) -> None:
    shown = page.render(store, Language.EN, search)
    assert {each.email for each in seed.CLIENTS if each.email in shown} == found
    assert f"{len(found)} of {len(seed.CLIENTS)}" in shown
    assert ("No client found." in shown) is (not found)
    assert "<b>" not in shown


def test_without_clients_the_page_says_how_to_begin(store: Store) -> None:
    with store.session() as session:
        for table in (Dossier, ImportKey, Client):
            session.query(table).delete()
    assert "accounton send" in page.render(store, Language.EN)


@pytest.mark.parametrize(
    ("chosen", "accepted", "language"),
    [
        ("", "", Language.EN),
        ("nl", "fr", Language.NL),
        ("de", "fr-BE,fr;q=0.9", Language.FR),
        ("", "de-DE,de;q=0.9,nl-BE;q=0.5,en;q=0.4", Language.NL),
        ("", "en;q=0.2, fr;q=0.8", Language.FR),
        ("", "nl;q=x, fr;q=0.1", Language.FR),
        ("", "*", Language.EN),
    ],
)
def test_speaks_the_readers_language(chosen: str, accepted: str, language: Language) -> None:
    assert page.language_for(chosen, accepted) is language
