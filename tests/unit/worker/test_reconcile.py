from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from shared.reconciliation import Reason
from shared.record import Client
from tests.unit.worker.people import AN, AN_WITH_BART, BART, BART_WITH_AN, CARL, DINA, platform_clients
from worker.reconcile import Reconciliation, reconcile
from worker.record import PracticeClient, Status

TODAY = date(2026, 3, 2)
OTHER_NUMBER = "85073003427"  # born on the same day as An


def current(client: Client, reference: str = "", partner: str = "") -> PracticeClient:
    return PracticeClient(client, reference=reference, partner_reference=partner)


def ended(client: Client, reference: str = "", partner: str = "") -> PracticeClient:
    return PracticeClient(client, reference=reference, partner_reference=partner, status=Status.ENDED)


def compared(platform: list[Client], practice: list[PracticeClient]) -> Reconciliation:
    return reconcile(platform_clients(*platform), practice, TODAY)


def reasons(platform: list[Client], practice: list[PracticeClient]) -> list[tuple[str, Reason]]:
    return [(platform[one.platform].first_name, one.reason) for one in compared(platform, practice).only_on_platform]


def test_the_same_client_on_both_sides_is_in_both() -> None:
    found = compared([AN], [current(AN)])
    assert found == Reconciliation({0: 0}, (), (), frozenset())


def test_a_client_of_the_practice_alone_is_only_there() -> None:
    assert compared([AN], [current(AN), current(CARL)]).only_in_practice == (1,)


@pytest.mark.parametrize(
    "relation",
    [
        PracticeClient(CARL, status=Status.ENDED),
        PracticeClient(CARL, status=Status.NOT_CLIENT),
        PracticeClient(CARL, in_scope=False),
        PracticeClient(CARL, end_date=date(2026, 3, 1)),
        PracticeClient(CARL, is_person=False),
    ],
    ids=["ended", "prospect", "out of scope", "left yesterday", "company"],
)
def test_who_files_nothing_is_not_missed_on_the_platform(relation: PracticeClient) -> None:
    assert compared([AN], [current(AN), relation]).only_in_practice == ()


def test_who_leaves_today_is_still_a_client() -> None:
    assert reasons([AN], [PracticeClient(AN, end_date=TODAY)]) == []


@pytest.mark.parametrize(
    ("relation", "reason"),
    [
        (PracticeClient(CARL), Reason.GONE),
        (PracticeClient(AN, status=Status.ENDED), Reason.INACTIVE),
        (PracticeClient(AN, end_date=date(2025, 12, 31)), Reason.INACTIVE),
        (PracticeClient(AN, status=Status.NOT_CLIENT), Reason.INACTIVE),
        (PracticeClient(AN, in_scope=False), Reason.OUT_OF_SCOPE),
        (PracticeClient(AN, in_scope=False, status=Status.ENDED), Reason.INACTIVE),
        (PracticeClient(BART_WITH_AN), Reason.PARTNER),
    ],
)
def test_the_reason_follows_from_what_the_practice_knows(relation: PracticeClient, reason: Reason) -> None:
    assert reasons([AN], [relation]) == [("An", reason)]


def test_an_old_relation_never_hides_the_current_one() -> None:
    assert reasons([AN], [ended(AN), current(AN)]) == []


def test_what_is_current_elsewhere_explains_more_than_what_ended() -> None:
    assert reasons([AN], [ended(AN), PracticeClient(AN, in_scope=False)]) == [("An", Reason.OUT_OF_SCOPE)]


def test_archived_twice_is_archived() -> None:
    assert reasons([AN], [ended(AN), ended(AN)]) == [("An", Reason.INACTIVE)]


class TestJointDeclarations:
    def test_two_relations_may_be_one_platform_client(self) -> None:
        found = compared([AN_WITH_BART], [current(AN_WITH_BART), current(BART_WITH_AN)])
        assert (found.only_on_platform, found.only_in_practice, found.partners) == ((), (), frozenset({1}))

    def test_the_partner_is_known_by_the_reference_of_the_relation(self) -> None:
        nameless = replace(BART, national_number="")
        found = compared([AN_WITH_BART], [current(AN, "R1", "R2"), current(nameless, "R2")])
        assert (found.only_in_practice, found.partners) == ((), frozenset({1}))

    def test_the_partner_relation_may_hold_the_link(self) -> None:
        nameless = replace(BART, national_number="")
        found = compared([AN_WITH_BART], [current(AN, "R1"), current(nameless, "R2", "R1")])
        assert found.only_in_practice == ()

    def test_a_partner_unknown_to_the_platform_is_a_client_of_the_practice(self) -> None:
        found = compared([AN], [current(AN, "R1", "R2"), current(BART, "R2")])
        assert found.only_in_practice == (1,)

    def test_partners_who_file_apart_are_both_in_both(self) -> None:
        found = compared([AN, BART], [current(AN_WITH_BART), current(BART_WITH_AN)])
        assert found.in_both == {0: 0, 1: 1}

    def test_a_partner_with_a_row_of_their_own_is_superfluous(self) -> None:
        assert reasons([AN_WITH_BART, BART], [current(AN_WITH_BART), current(BART_WITH_AN)]) == [
            ("Bart", Reason.PARTNER)
        ]

    @pytest.mark.parametrize("order", [1, -1])
    def test_of_a_couple_entered_twice_the_same_one_stays(self, order: int) -> None:
        platform = platform_clients(AN_WITH_BART, BART_WITH_AN)[::order]
        found = reconcile(platform, [current(AN_WITH_BART), current(BART_WITH_AN)], TODAY)
        assert [platform[one.platform].client.first_name for one in found.only_on_platform] == ["Bart"]

    def test_an_archived_partner_is_a_partner(self) -> None:
        assert reasons([BART], [current(AN_WITH_BART), ended(BART)]) == [("Bart", Reason.PARTNER)]

    def test_a_contact_linked_by_reference_is_a_partner(self) -> None:
        contact = PracticeClient(BART, reference="R2", status=Status.NOT_CLIENT)
        assert reasons([BART], [current(AN, "R1", "R2"), contact]) == [("Bart", Reason.PARTNER)]

    def test_the_partner_of_who_left_is_inactive_too(self) -> None:
        assert reasons([AN, BART], [ended(AN_WITH_BART), ended(BART_WITH_AN)]) == [
            ("An", Reason.INACTIVE),
            ("Bart", Reason.INACTIVE),
        ]

    def test_a_couple_outside_the_task_flow_is_out_of_scope(self) -> None:
        practice = [
            PracticeClient(AN_WITH_BART, in_scope=False),
            PracticeClient(BART_WITH_AN, in_scope=False),
        ]
        assert reasons([AN, BART], practice) == [("An", Reason.OUT_OF_SCOPE), ("Bart", Reason.OUT_OF_SCOPE)]

    def test_a_partner_known_only_outside_the_task_flow_is_not_gone(self) -> None:
        assert reasons([BART], [PracticeClient(AN_WITH_BART, in_scope=False)]) == [("Bart", Reason.OUT_OF_SCOPE)]


class TestPossibleMatches:
    def candidate(self, platform: Client, *practice: PracticeClient) -> int | None:
        (only,) = compared([platform], list(practice)).only_on_platform
        assert (only.reason is Reason.POSSIBLE_MATCH) is (only.candidate is not None)
        return only.candidate

    def test_same_name_and_birth_date_under_another_number(self) -> None:
        other = replace(AN, national_number=OTHER_NUMBER, email="", client_code="")
        assert self.candidate(other, current(CARL), current(AN)) == 1

    @pytest.mark.parametrize(
        ("first", "last"), [("Peeters", "An"), ("AN", "PEETERS"), ("Àn", "Peeters"), ("An", "Peeters ")]
    )
    def test_names_are_compared_by_their_words(self, first: str, last: str) -> None:
        other = Client(first_name=first, last_name=last, national_number=OTHER_NUMBER)
        assert self.candidate(other, current(AN)) == 0

    def test_a_bis_number_holds_the_same_birth_date(self) -> None:
        bis = Client(first_name="An", last_name="Peeters", national_number="85473003345")
        assert self.candidate(bis, current(AN)) == 0

    def test_another_birth_date_is_another_person(self) -> None:
        other = Client(first_name="An", last_name="Peeters", national_number="85073103327")
        assert self.candidate(other, current(AN)) is None

    @pytest.mark.parametrize("number", ["", "850730", "85000003346", "85070003346"])
    def test_a_name_alone_is_not_enough(self, number: str) -> None:
        other = Client(first_name="An", last_name="Peeters", national_number=number)
        assert self.candidate(other, current(AN)) is None

    def test_same_email_under_another_name(self) -> None:
        married = Client(first_name="An", last_name="Wuyts", email="AN@example.be")
        assert self.candidate(married, current(CARL), current(AN)) == 1

    def test_an_ended_relation_may_be_the_candidate(self) -> None:
        married = Client(first_name="An", last_name="Wuyts", email="an@example.be")
        assert self.candidate(married, ended(AN)) == 0

    def test_an_email_shared_by_people_born_on_different_days_proves_nothing(self) -> None:
        assert self.candidate(replace(BART, email=AN.email), current(AN)) is None

    def test_an_email_of_someone_already_found_proves_nothing(self) -> None:
        shared = Client(first_name="Bart", last_name="Wuyts", email=AN.email)
        assert reasons([AN, shared], [current(AN)]) == [("Bart", Reason.GONE)]

    def test_two_candidates_for_one_key_are_reported_not_chosen(self) -> None:
        found = compared([AN], [current(AN), current(replace(AN, email="other@example.be"))])
        assert [one.reason for one in found.only_on_platform] == [Reason.POSSIBLE_MATCH]
        assert found.only_on_platform[0].candidate in {0, 1}
        assert found.only_in_practice == ()

    def test_a_company_is_nobody(self) -> None:
        shop = PracticeClient(replace(AN, last_name="Peeters Kine"), is_person=False)
        assert reasons([replace(AN, national_number="", client_code="")], [shop]) == [("An", Reason.GONE)]


def test_everyone_on_the_platform_is_in_both_or_explained() -> None:
    platform = [AN_WITH_BART, BART, CARL, DINA]
    found = compared(platform, [current(AN_WITH_BART), ended(CARL)])
    assert sorted([*found.in_both, *(one.platform for one in found.only_on_platform)]) == [0, 1, 2, 3]
