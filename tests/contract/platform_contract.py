"""What every platform must do, the one in memory and the real one alike."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from shared.platform.client import RequestRefused, RoleRefused, TooLarge
from shared.platform.contract import LARGEST_BATCH, NOT_YET_SENT, ImportRow, Result, RowResult
from shared.platform.sandbox import seed
from tests.fakes.clients import client, national_number

if TYPE_CHECKING:
    from shared.platform.contract import Platform, PlatformClient
    from shared.record import Client


def row(wanted: Client, questionnaire: str | None = "pb-nl") -> ImportRow:
    return ImportRow(str(uuid4()), wanted, questionnaire)


def over(known: PlatformClient, *names: str, **values: str) -> ImportRow:
    """Return a row that overwrites the named fields of a known client; other values are there to be ignored."""
    return ImportRow(str(uuid4()), replace(known.client, **values), None, known.id, names)


def identity(other: Client) -> dict[str, str]:
    return {"email": other.email, "first_name": other.first_name, "last_name": other.last_name}


class PlatformContract:
    """Inherited by one class per platform, which gives the two fixtures."""

    @pytest.fixture
    def platform(self) -> Platform:
        raise NotImplementedError

    @pytest.fixture
    def accountants(self) -> Platform:
        raise NotImplementedError

    def test_says_whose_token_it_is(self, platform: Platform) -> None:
        me = platform.me()
        assert (me.user, me.role, me.practice, me.practice_id) == (seed.ADMIN, "admin", seed.PRACTICE, "P00001")
        assert me.languages == {"dutch", "french", "english"}

    def test_lists_what_the_practice_has(self, platform: Platform) -> None:
        assert platform.questionnaires() == seed.QUESTIONNAIRES
        assert platform.colleagues() == set(seed.COLLEAGUES)
        assert set(platform.labels()) == set(seed.LABELS)
        assert [each.client for each in platform.clients()] == list(seed.CLIENTS)

    def test_a_new_client_gets_a_dossier_that_is_not_yet_sent(self, platform: Platform) -> None:
        wanted = row(client(1))
        (result,) = platform.import_rows([wanted])
        assert result.result is Result.CREATED
        created = platform.client(result.client_id or "")
        assert created
        assert (created.client, created.questionnaire, created.status) == (client(1), "pb-nl", NOT_YET_SENT)
        assert platform.clients()[-1] == created

    def test_new_labels_become_labels_of_the_practice(self, platform: Platform) -> None:
        platform.import_rows([row(client(1, labels="nieuw,expat"))])
        assert set(platform.labels()) == {*seed.LABELS, "nieuw"}

    def test_the_same_key_is_answered_as_the_first_time(self, platform: Platform) -> None:
        wanted = row(client(1))
        first = platform.import_rows([wanted])
        assert platform.import_rows([wanted]) == first
        assert len(platform.clients()) == len(seed.CLIENTS) + 1

    def test_the_same_key_twice_in_a_batch_creates_once(self, platform: Platform) -> None:
        wanted = row(client(1))
        first, second = platform.import_rows([wanted, wanted])
        assert first == second
        assert len(platform.clients()) == len(seed.CLIENTS) + 1

    def test_the_same_key_for_another_row_is_refused(self, platform: Platform) -> None:
        wanted = row(client(1))
        platform.import_rows([wanted])
        (result,) = platform.import_rows([ImportRow(wanted.key, client(2), wanted.questionnaire)])
        assert (result.result, result.code, result.client_id) == (Result.REFUSED, "key_reused", None)
        assert len(platform.clients()) == len(seed.CLIENTS) + 1

    def test_a_known_national_number_is_already_there(self, platform: Platform) -> None:
        wanted = row(client(1, national_number=seed.CLIENTS[0].national_number))
        assert platform.import_rows([wanted]) == [RowResult(wanted.key, Result.ALREADY_THERE, "C00001")]
        assert [each.client for each in platform.clients()] == list(seed.CLIENTS)

    def test_without_a_number_the_same_name_and_mail_is_already_there(self, platform: Platform) -> None:
        known = seed.CLIENTS[1]
        same = client(1, national_number="", first_name="JAN", last_name=known.last_name, email=known.email)
        other = client(2, national_number="", last_name=known.last_name, email=known.email)
        results = platform.import_rows([row(same), row(other)])
        assert [each.result for each in results] == [Result.ALREADY_THERE, Result.CREATED]

    @pytest.mark.parametrize(
        ("wrong", "code", "message"),
        [
            ({"national_number": "85.07.30-033.28"}, "registration_number", "Enter Valid Registration Number"),
            ({"national_number": "85073003329"}, "registration_number", "Enter Valid Registration Number"),
            (
                {"mobile": "0475123456"},
                "mobile_number",
                "Mobile number is invalid or enter mobile number with country code",
            ),
            ({"language": "german"}, "language", "Language is not activated for this practice"),
        ],
    )
    def test_a_wrong_row_is_refused_in_the_platforms_words(
        self, platform: Platform, wrong: dict[str, str], code: str, message: str
    ) -> None:
        wanted = row(client(1, **wrong))
        assert platform.import_rows([wanted]) == [RowResult(wanted.key, Result.REFUSED, None, code, message)]

    def test_one_wrong_row_does_not_stop_the_others(self, platform: Platform) -> None:
        results = platform.import_rows([row(client(1)), row(client(2, email="x")), row(client(3))])
        assert [each.result for each in results] == [Result.CREATED, Result.REFUSED, Result.CREATED]

    def test_a_questionnaire_in_another_language_is_refused(self, platform: Platform) -> None:
        (result,) = platform.import_rows([row(client(1), "ipp-fr")])
        assert (result.result, result.code) == (Result.REFUSED, "questionnaire")

    def test_overwrites_the_named_fields_and_no_other(self, platform: Platform) -> None:
        before = platform.clients()[0]
        wanted = over(before, "mobile", "city", mobile="+32470000001", city="", last_name="Ander")
        assert platform.import_rows([wanted]) == [RowResult(wanted.key, Result.UPDATED, before.id)]
        after = platform.client(before.id)
        assert after
        assert after.client == replace(before.client, mobile="+32470000001", city="")
        assert (after.questionnaire, after.status) == (before.questionnaire, before.status)
        assert platform.clients(updated_since=after.updated_at)[0] == after

    def test_overwriting_with_what_is_there_changes_nothing(self, platform: Platform) -> None:
        before = platform.clients()
        wanted = over(before[0], "mobile", mobile=before[0].client.mobile, last_name="Ander")
        assert platform.import_rows([wanted]) == [RowResult(wanted.key, Result.ALREADY_THERE, before[0].id)]
        assert platform.clients() == before

    def test_an_overwrite_is_answered_again_as_the_first_time(self, platform: Platform) -> None:
        before = platform.clients()[0]
        first, second = (over(before, "city", city=city) for city in ("Aalst", "Gent"))
        answers = [platform.import_rows([each])[0].result for each in (first, second, first)]
        assert answers == [Result.UPDATED] * 3
        after = platform.client(before.id)
        assert after
        assert after.client.city == "Gent"

    @pytest.mark.parametrize(
        ("wrong", "code"),
        [
            ({"last_name": ""}, "last_name"),
            ({"email": ""}, "email"),
            ({"language": ""}, "language"),
            ({"mobile": "0475123456"}, "mobile_number"),
            ({"national_number": seed.CLIENTS[1].national_number}, "same_client"),
            ({"national_number": ""} | identity(seed.CLIENTS[1]), "same_client"),
        ],
    )
    def test_an_overwrite_that_would_spoil_the_client_is_refused(
        self, platform: Platform, wrong: dict[str, str], code: str
    ) -> None:
        before = platform.clients()
        (result,) = platform.import_rows([over(before[0], *wrong, **wrong)])
        assert (result.result, result.client_id, result.code) == (Result.REFUSED, before[0].id, code)
        assert platform.clients() == before

    def test_a_client_that_does_not_exist_is_not_overwritten(self, platform: Platform) -> None:
        wanted = replace(over(platform.clients()[0], "city", city="Gent"), client_id="C99999")
        (result,) = platform.import_rows([wanted])
        assert (result.result, result.client_id, result.code) == (Result.REFUSED, None, "client")

    def test_an_overwrite_of_nothing_is_refused(self, platform: Platform) -> None:
        with pytest.raises(RequestRefused):
            platform.import_rows([over(platform.clients()[0])])

    def test_who_got_another_number_is_known_by_it_at_once(self, platform: Platform) -> None:
        before = platform.clients()[0]
        renumbered = over(before, "national_number", national_number=national_number(5))
        results = platform.import_rows(
            [renumbered, row(client(5)), row(client(6, national_number=before.client.national_number))]
        )
        assert [each.result for each in results] == [Result.UPDATED, Result.ALREADY_THERE, Result.CREATED]

    def test_takes_a_full_batch_and_no_more(self, platform: Platform) -> None:
        full = [row(client(position)) for position in range(LARGEST_BATCH)]
        assert {each.result for each in platform.import_rows(full)} == {Result.CREATED}
        with pytest.raises(TooLarge):
            platform.import_rows([*full, row(client(LARGEST_BATCH))])
        with pytest.raises(RequestRefused):
            platform.import_rows([])

    def test_lists_what_changed_since(self, platform: Platform) -> None:
        platform.import_rows([row(client(1))])
        newest = platform.clients()[-1]
        assert platform.clients(updated_since=newest.updated_at) == [newest]

    @pytest.mark.parametrize("unknown", ["C99999", "1", "C1", "C0000a", "../me", "C²", ""])
    def test_an_unknown_client_is_none(self, platform: Platform, unknown: str) -> None:
        assert platform.client(unknown) is None

    def test_an_accountant_may_look_but_not_import(self, accountants: Platform) -> None:
        assert accountants.me().role == "accountant"
        assert len(accountants.clients()) == len(seed.CLIENTS)
        with pytest.raises(RoleRefused):
            accountants.import_rows([row(client(1))])
        assert len(accountants.clients()) == len(seed.CLIENTS)
