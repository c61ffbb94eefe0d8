from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from shared.check import check, table_of
from shared.platform.contract import to_fields
from shared.platform.sandbox import judgement, seed
from shared.platform.sandbox.judgement import refusal
from shared.rules.base import Circumstances

if TYPE_CHECKING:
    from shared.record import Client


def test_the_made_up_clients_obey_our_rules() -> None:
    circumstances = Circumstances(date(2026, 3, 2), frozenset(seed.LANGUAGES), frozenset(seed.COLLEAGUES))
    found = check(table_of(seed.CLIENTS), circumstances)
    assert [(each.row, each.field, each.code) for each in found.problems] == []


@pytest.mark.parametrize("client", seed.CLIENTS, ids=lambda client: client.last_name)
def test_the_made_up_clients_are_welcome_on_the_platform(client: Client) -> None:
    practice = judgement.Practice(
        frozenset(seed.LANGUAGES), frozenset(seed.COLLEAGUES), {each.id: each.language for each in seed.QUESTIONNAIRES}
    )
    assert refusal(to_fields(client), None, practice) is None


def test_every_kind_of_client_is_there() -> None:
    assert {client.language for client in seed.CLIENTS} == set(seed.LANGUAGES)
    assert sum(bool(client.partner_national_number) for client in seed.CLIENTS) >= 3
    assert sum(bool(client.kbo_number) for client in seed.CLIENTS) >= 3
    assert any(int(client.national_number[2:4] or 0) > 20 for client in seed.CLIENTS)
    assert any(not client.national_number for client in seed.CLIENTS)
