from __future__ import annotations

from dataclasses import replace
from datetime import date

from shared.record import Client, Field
from shared.rules.base import Circumstances
from tests.unit.worker.people import AN, AN_WITH_BART, BART_WITH_AN, CARL
from worker.record import PracticeClient, PracticeSnapshot
from worker.verify import errors, repaired

CIRCUMSTANCES = Circumstances(date(2026, 3, 2))
ALL = frozenset(Field)


def snapshot(*clients: Client) -> PracticeSnapshot:
    return PracticeSnapshot(tuple(map(PracticeClient, clients)))


def codes(*clients: Client, fields: frozenset[str] = ALL) -> dict[int, list[str]]:
    found = errors(list(map(PracticeClient, clients)), range(len(clients)), fields, CIRCUMSTANCES)
    return {at: [problem.code for problem in problems] for at, problems in found.items()}


def test_what_fix_would_repair_is_repaired() -> None:
    written = replace(AN, national_number="85.07.30-033.28", mobile="0475 12 34 56", language="NL")
    (found,) = repaired(snapshot(written), CIRCUMSTANCES)
    assert found.client == replace(AN, mobile="+32475123456")


def test_what_belongs_to_the_relation_stays() -> None:
    relation = PracticeClient(replace(AN, language="NL"), reference="R1", in_scope=False)
    assert repaired(PracticeSnapshot((relation,)), CIRCUMSTANCES) == [replace(relation, client=AN)]


def test_nothing_to_repair_changes_nothing() -> None:
    clients = snapshot(AN, CARL)
    assert repaired(clients, CIRCUMSTANCES) == list(clients.clients)


def test_errors_are_told_by_position() -> None:
    assert codes(AN, replace(CARL, email="carl@")) == {1: ["email-invalid"]}


def test_warnings_are_no_errors() -> None:
    assert codes(AN, replace(CARL, email=AN.email)) == {}


def test_a_field_that_the_system_lacks_is_not_missing() -> None:
    client = replace(AN, language="")
    assert codes(client) == {0: ["required"]}
    assert codes(client, fields=ALL - {Field.LANGUAGE}) == {}


def test_both_partners_may_be_relations() -> None:
    assert codes(AN_WITH_BART, BART_WITH_AN) == {}


def test_only_the_chosen_are_judged_and_against_each_other_only() -> None:
    practice = list(map(PracticeClient, (AN, AN, CARL)))
    assert errors(practice, [0, 2], ALL, CIRCUMSTANCES) == {}
    assert sorted(errors(practice, [0, 1], ALL, CIRCUMSTANCES)) == [0, 1]
