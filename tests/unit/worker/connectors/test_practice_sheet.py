from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from shared.headings import ColumnTwice
from shared.record import Client, Field
from worker.connectors.practice_sheet import (
    HeadingsUnknown,
    MappedColumnMissing,
    NoKeyColumn,
    PracticeSheet,
    StatusUnknown,
)
from worker.connectors.vocabulary import Extra, Vocabulary
from worker.record import PracticeClient, PracticeSnapshot, Status

if TYPE_CHECKING:
    from collections.abc import Sequence

PLAIN = Vocabulary()


def read(*rows: Sequence[object], vocabulary: Vocabulary = PLAIN) -> PracticeSnapshot:
    return PracticeSheet.of(rows, "clients.xlsx", vocabulary).snapshot()


def only(*rows: Sequence[object], vocabulary: Vocabulary = PLAIN) -> PracticeClient:
    (relation,) = read(*rows, vocabulary=vocabulary).clients
    return relation


def test_columns_are_known_by_their_headings_in_any_order() -> None:
    snapshot = read(
        ["Statuut", "E-mail", "Achternaam", "Voornaam", "Kleur", "ID"],
        ["Actief", "an@example.be", "Peeters", "An", "rood", "R1"],
    )
    client = Client(first_name="An", last_name="Peeters", email="an@example.be")
    assert snapshot == PracticeSnapshot(
        (PracticeClient(client, reference="R1"),),
        frozenset({Field.TYPE, Field.EMAIL, Field.LAST_NAME, Field.FIRST_NAME}),
    )


def test_headings_may_stand_under_a_title_and_rows_may_be_empty() -> None:
    snapshot = read(["Clients"], [], ["Nom", "Email"], ["Peeters", "a@b.be"], ["", None], ["Maes", "m@b.be"])
    assert [one.client.last_name for one in snapshot.clients] == ["Peeters", "Maes"]


def test_numbers_and_hard_spaces_become_clean_text() -> None:
    relation = only(["Nom", "Numéro national", "ID"], ["\u00a0Peeters ", 85073003328.0, 12.0])
    assert (relation.client.last_name, relation.client.national_number) == ("Peeters", "85073003328")
    assert relation.reference == "12"


def test_short_rows_lack_their_last_cells() -> None:
    relation = only(["Nom", "Email", "Statut", "ID"], ["Peeters", "a@b.be"])
    assert (relation.status, relation.reference) == (Status.ACTIVE, "")


@pytest.mark.parametrize(
    ("heading", "cell", "status"),
    [
        ("Statut", "Archivé", Status.ENDED),
        ("Status", "Prospect", Status.NOT_CLIENT),
        ("Actif", "non", Status.ENDED),
        ("Active", False, Status.ENDED),
        ("Actief", True, Status.ACTIVE),
        ("Archived", True, Status.ENDED),
        ("Archivé", "non", Status.ACTIVE),
        ("Gearchiveerd", "", Status.ACTIVE),
        ("Inactief", "ja", Status.ENDED),
    ],
)
def test_the_status_in_its_many_forms(heading: str, cell: object, status: Status) -> None:
    assert only(["Nom", "Email", heading], ["Peeters", "a@b.be", cell]).status is status


def test_one_column_that_says_ended_is_enough() -> None:
    assert only(["Nom", "Email", "Statut", "Archivé"], ["Peeters", "a@b.be", "Client", "oui"]).status is Status.ENDED


@pytest.mark.parametrize("heading", ["Statut", "Actif", "Archivé"])
def test_an_unknown_status_is_refused_with_its_place(heading: str) -> None:
    with pytest.raises(StatusUnknown) as caught:
        read(["Nom", "Email", heading], ["Peeters", "a@b.be", "oui"], ["Maes", "m@b.be", "marié"])
    assert str(caught.value).startswith(f"Row 3 of “clients.xlsx”: a status in the column “{heading}” is not known.")
    assert "marié" not in str(caught.value)


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        (date(2024, 12, 31), date(2024, 12, 31)),
        (datetime(2024, 12, 31, 12).astimezone(), date(2024, 12, 31)),
        ("31/12/2024", date(2024, 12, 31)),
        ("31-12-2024 00:00", date(2024, 12, 31)),
        ("1.2.2024", date(2024, 2, 1)),
        ("2024-12-31", date(2024, 12, 31)),
        ("2024-12-31T00:00:00", date(2024, 12, 31)),
        ("31/02/2024", None),
        ("onbepaald", None),
        ("", None),
        (None, None),
        (timedelta(1), None),
    ],
)
def test_the_end_date_in_its_many_forms(cell: object, day: date | None) -> None:
    assert only(["Nom", "Email", "Einddatum"], ["Peeters", "a@b.be", cell]).end_date == day


@pytest.mark.parametrize(
    ("heading", "cell", "is_person"),
    [
        ("Type", "Personne", True),
        ("Type", "Société", False),
        ("Soort", "Vennootschap", False),
        ("Client type", "Company", False),
        ("Soort", "Eenmanszaak", True),
    ],
)
def test_a_company_is_no_person(heading: str, cell: str, *, is_person: bool) -> None:
    relation = only(["Nom", "Email", heading], ["Peeters", "a@b.be", cell])
    assert (relation.is_person, relation.client.type) == (is_person, "person")


def test_partner_and_task_flow() -> None:
    vocabulary = Vocabulary(task_flows=frozenset({"ipp"}))
    snapshot = read(
        ["Nom", "Email", "Référence du partenaire", "Flux de tâches"],
        ["Peeters", "a@b.be", "R2", "TVA, IPP"],
        ["Maes", "m@b.be", "", "TVA"],
        vocabulary=vocabulary,
    )
    assert [(one.partner_reference, one.in_scope) for one in snapshot.clients] == [("R2", True), ("", False)]


def test_a_mapping_goes_before_the_known_headings() -> None:
    vocabulary = Vocabulary(columns={"Nom": Extra.IGNORE, "Email": Field.CLIENT_CODE, "Gsm": Field.LAST_NAME})
    relation = only(["Nom", "Email", "GSM"], ["x", "1001", "Peeters"], vocabulary=vocabulary)
    assert relation.client == Client(last_name="Peeters", client_code="1001")


@pytest.mark.parametrize(
    "rows",
    [[], [["a", "b"], ["c", "d"]], [["Voornaam", "Email"], ["An", "a@b.be"]]],
    ids=["none", "unknown", "no name"],
)
def test_headings_that_are_not_a_client_list_are_refused(rows: list[list[object]]) -> None:
    with pytest.raises(HeadingsUnknown, match="mapping file"):
        read(*rows)


def test_a_list_without_any_key_is_refused() -> None:
    with pytest.raises(NoKeyColumn):
        read(["Nom", "Prénom", "Ville"], ["Peeters", "An", "Gent"])


def test_a_column_twice_is_refused() -> None:
    with pytest.raises(ColumnTwice):
        read(["Nom", "Email", "E-mail"], ["Peeters", "a@b.be", "c@d.be"])


def test_a_mapped_column_that_is_not_there_is_named() -> None:
    with pytest.raises(MappedColumnMissing, match="Toestand"):
        read(["Nom", "Email"], ["Peeters", "a@b.be"], vocabulary=Vocabulary(columns={"Toestand": Extra.STATUS}))


def test_a_chosen_task_flow_needs_its_column() -> None:
    with pytest.raises(MappedColumnMissing, match="task_flow"):
        read(["Nom", "Email"], ["Peeters", "a@b.be"], vocabulary=Vocabulary(task_flows=frozenset({"ipp"})))
