"""What every connector does, whatever is behind it."""

from __future__ import annotations

import csv
import io
import re
from abc import ABC, abstractmethod
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from openpyxl import Workbook

from shared.files import Missing
from shared.language import Language
from shared.record import Field
from shared.rules.base import Circumstances
from tests.fakes import adminpulse
from tests.unit.worker.people import AN, AN_WITH_BART, BART, BART_WITH_AN, CARL
from worker import verify
from worker.connectors.base import ConnectorRefusal, RetryLater
from worker.connectors.export_file import ExportFile
from worker.connectors.memory import MemoryConnector
from worker.record import PracticeClient, Status

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from worker.connectors.base import Connector

WORDS = {Status.ACTIVE: "Actif", Status.ENDED: "Archivé", Status.NOT_CLIENT: "Prospect"}
HEADINGS = (
    "Prénom", "Nom", "Email", "Mobile", "Numéro national", "Numéro national du partenaire", "Rue", "Numéro de maison",
    "Boîte", "Code postal", "Ville", "Pays", "Labels", "Numéro KBO", "Langue", "Code client",
    "Référence", "Référence du partenaire", "Statut", "Type", "Date de fin",
)  # fmt: skip


AN_1 = PracticeClient(AN, reference="APR00001")
BART_2 = PracticeClient(BART, reference="APR00002")
CARL_3 = PracticeClient(CARL, reference="APR00003")
EVERYTHING = replace(
    AN, mobile="+32475318264", street="Coupure Links", house_number="118", box="3", postal_code="9000", city="Gent",
    country="België", labels="kantoor Gent", kbo_number="0541237630",
)  # fmt: skip


class Contract(ABC):
    """One practice system; a subclass says how to fill it and how to take it away."""

    @abstractmethod
    def system(self, folder: Path, clients: Sequence[PracticeClient]) -> Connector:
        """Return a connector to a system that holds `clients`."""

    @abstractmethod
    def unreachable(self, folder: Path) -> Connector:
        """Return a connector to a system that cannot answer now."""

    def fetched(self, folder: Path, *clients: PracticeClient) -> tuple[PracticeClient, ...]:
        """Return the relations as a run compares them: in the words that *Fix* would give them."""
        snapshot = self.system(folder, clients).fetch()
        return tuple(verify.repaired(snapshot, Circumstances(date(2026, 11, 24))))

    def test_it_has_a_stable_name(self, tmp_path: Path) -> None:
        names = {self.system(tmp_path, clients).name for clients in ([], [AN_1])}
        assert len(names) == 1
        assert names.isdisjoint({""})

    def test_its_name_can_be_a_setting(self, tmp_path: Path) -> None:
        assert re.fullmatch(r"[a-z][a-z-]+", self.system(tmp_path, []).name)

    def test_making_one_reads_nothing(self, tmp_path: Path) -> None:
        assert self.unreachable(tmp_path).warnings() == ()

    def test_there_is_nothing_to_warn_of(self, tmp_path: Path) -> None:
        assert self.system(tmp_path, [AN_1]).warnings() == ()

    def test_an_empty_system_is_an_empty_snapshot(self, tmp_path: Path) -> None:
        assert self.fetched(tmp_path) == ()

    def test_one_client_is_one_client(self, tmp_path: Path) -> None:
        assert self.fetched(tmp_path, AN_1) == (AN_1,)

    def test_every_client_comes_once_and_in_order(self, tmp_path: Path) -> None:
        assert self.fetched(tmp_path, AN_1, BART_2, CARL_3) == (AN_1, BART_2, CARL_3)

    def test_a_thousand_clients_all_come(self, tmp_path: Path) -> None:
        clients = [
            PracticeClient(replace(AN, client_code=str(number)), reference=f"APR{number:05}")
            for number in range(1, 1001)
        ]
        assert list(self.fetched(tmp_path, *clients)) == clients

    @pytest.mark.parametrize("status", Status)
    def test_the_status_is_told(self, tmp_path: Path, status: Status) -> None:
        (found,) = self.fetched(tmp_path, replace(AN_1, status=status))
        assert found.status is status

    def test_one_status_says_nothing_of_another_client(self, tmp_path: Path) -> None:
        clients = [replace(AN_1, status=Status.ENDED), BART_2, replace(CARL_3, status=Status.NOT_CLIENT)]
        assert [one.status for one in self.fetched(tmp_path, *clients)] == [
            Status.ENDED, Status.ACTIVE, Status.NOT_CLIENT,
        ]  # fmt: skip

    @pytest.mark.parametrize("day", [date(1999, 12, 31), date(2025, 6, 30), date(2099, 1, 1)])
    def test_the_end_date_is_told(self, tmp_path: Path, day: date) -> None:
        (found,) = self.fetched(tmp_path, replace(AN_1, end_date=day))
        assert found.end_date == day

    def test_no_end_date_is_none(self, tmp_path: Path) -> None:
        clients = [replace(AN_1, end_date=date(2025, 6, 30)), BART_2]
        assert [one.end_date for one in self.fetched(tmp_path, *clients)] == [date(2025, 6, 30), None]

    def test_a_company_is_told_from_a_person(self, tmp_path: Path) -> None:
        clients = [AN_1, replace(BART_2, is_person=False)]
        assert [one.is_person for one in self.fetched(tmp_path, *clients)] == [True, False]

    def test_without_a_task_flow_everybody_is_in_scope(self, tmp_path: Path) -> None:
        assert all(one.in_scope for one in self.fetched(tmp_path, AN_1, BART_2))

    def test_the_partner_is_told_by_number_and_by_reference(self, tmp_path: Path) -> None:
        an = PracticeClient(AN_WITH_BART, reference="APR00001", partner_reference="APR00002")
        bart = PracticeClient(BART_WITH_AN, reference="APR00002", partner_reference="APR00001")
        assert self.fetched(tmp_path, an, bart) == (an, bart)

    def test_who_has_no_partner_has_none(self, tmp_path: Path) -> None:
        (found,) = self.fetched(tmp_path, AN_1)
        assert (found.partner_reference, found.client.partner_national_number) == ("", "")

    @pytest.mark.parametrize(
        ("first", "last"),
        [("Zoë", 'd\'Hôte-Løvgren; "Œ"'), ("Anne-Marie", "Yılmaz"), ("J.", "O'Connor, Sr."), ("+An", "@Peeters")],
    )
    def test_names_keep_their_letters(self, tmp_path: Path, first: str, last: str) -> None:
        relation = replace(AN_1, client=replace(AN, first_name=first, last_name=last))
        assert self.fetched(tmp_path, relation) == (relation,)

    def test_leading_zeros_stay(self, tmp_path: Path) -> None:
        relation = replace(AN_1, client=replace(AN, national_number="00010100105", client_code="0042"))
        assert self.fetched(tmp_path, relation) == (relation,)

    def test_a_person_without_any_number_comes_as_well(self, tmp_path: Path) -> None:
        clients = [AN_1, replace(BART_2, client=replace(BART, national_number="", email=""))]
        assert list(self.fetched(tmp_path, *clients)) == clients

    def test_the_same_person_twice_comes_twice(self, tmp_path: Path) -> None:
        clients = [AN_1, replace(AN_1, reference="APR00009")]
        assert list(self.fetched(tmp_path, *clients)) == clients

    def test_couples_may_share_an_email(self, tmp_path: Path) -> None:
        clients = [AN_1, replace(BART_2, client=replace(BART, email=AN.email))]
        assert list(self.fetched(tmp_path, *clients)) == clients

    def test_every_field_of_a_client_comes(self, tmp_path: Path) -> None:
        (found,) = self.fetched(tmp_path, replace(AN_1, client=EVERYTHING))
        assert found.client == EVERYTHING

    def test_it_says_which_fields_it_knows(self, tmp_path: Path) -> None:
        fields = self.system(tmp_path, [AN_1]).fetch().fields
        assert {Field.LAST_NAME, Field.EMAIL, Field.NATIONAL_NUMBER} <= fields

    def test_what_it_knows_are_fields_of_the_template(self, tmp_path: Path) -> None:
        assert self.system(tmp_path, [AN_1]).fetch().fields <= set(Field)

    def test_fetching_changes_nothing(self, tmp_path: Path) -> None:
        connector = self.system(tmp_path, [AN_1, BART_2])
        assert connector.fetch() == connector.fetch()

    def test_a_change_in_the_system_is_seen_by_the_next_fetch(self, tmp_path: Path) -> None:
        before = self.fetched(tmp_path, AN_1)
        assert self.fetched(tmp_path, AN_1, BART_2) == (*before, BART_2)

    def test_a_client_who_left_is_not_there_any_more(self, tmp_path: Path) -> None:
        assert self.fetched(tmp_path, AN_1, BART_2) == (AN_1, BART_2)
        assert self.fetched(tmp_path, BART_2) == (BART_2,)

    def test_a_system_that_cannot_answer_says_so_in_three_languages(self, tmp_path: Path) -> None:
        with pytest.raises(RetryLater) as caught:
            self.unreachable(tmp_path).fetch()
        assert isinstance(caught.value, ConnectorRefusal)
        assert len({caught.value.to(language) for language in Language}) == 3

    def test_a_refusal_names_nobody(self, tmp_path: Path) -> None:
        self.system(tmp_path, [AN_1])
        with pytest.raises(RetryLater) as caught:
            self.unreachable(tmp_path).fetch()
        assert not any(word in caught.value.to(Language.EN) for word in (AN.last_name, AN.email, AN.national_number))


class TestMemory(Contract):
    def system(self, folder: Path, clients: Sequence[PracticeClient]) -> Connector:  # noqa: ARG002 - no files
        return MemoryConnector(clients)

    def unreachable(self, folder: Path) -> Connector:  # noqa: ARG002 - same
        return MemoryConnector(refusal=RetryLater.because(Missing(file="clients.xlsx")))


def rows(clients: Sequence[PracticeClient]) -> list[list[str | date | None]]:
    """Return headings and rows as a practice system exports them."""
    return [
        [*HEADINGS],
        *(
            [
                one.client.first_name, one.client.last_name, one.client.email, one.client.mobile,
                one.client.national_number, one.client.partner_national_number, one.client.street,
                one.client.house_number, one.client.box, one.client.postal_code, one.client.city, one.client.country,
                one.client.labels, one.client.kbo_number, one.client.language, one.client.client_code, one.reference,
                one.partner_reference, WORDS[one.status], "Personne" if one.is_person else "Société", one.end_date,
            ]
            for one in clients
        ),
    ]  # fmt: skip


class TestExportXlsx(Contract):
    def system(self, folder: Path, clients: Sequence[PracticeClient]) -> Connector:
        book = Workbook()
        for row in rows(clients):
            book.worksheets[0].append(row)
        book.save(folder / "clients.xlsx")
        return ExportFile(folder / "clients.xlsx")

    def unreachable(self, folder: Path) -> Connector:
        return ExportFile(folder / "nowhere.xlsx")


class TestExportCsv(Contract):
    def system(self, folder: Path, clients: Sequence[PracticeClient]) -> Connector:
        text = io.StringIO()
        csv.writer(text, delimiter=";").writerows(rows(clients))
        (folder / "clients.csv").write_text(text.getvalue(), encoding="utf-8-sig", newline="")
        return ExportFile(folder / "clients.csv")

    def unreachable(self, folder: Path) -> Connector:
        return ExportFile(folder / "nowhere.csv")


@pytest.fixture(scope="module")
def adminpulse_server() -> Iterator[adminpulse.Running]:
    with adminpulse.running() as running:
        yield running


class TestAdminPulse(Contract):
    running: adminpulse.Running

    @pytest.fixture(autouse=True)
    def server(self, adminpulse_server: adminpulse.Running) -> None:
        self.running = adminpulse_server

    def system(self, folder: Path, clients: Sequence[PracticeClient]) -> Connector:  # noqa: ARG002 - no files
        self.running.server.relations = adminpulse.as_relations(clients)
        return self.running.connector()

    def unreachable(self, folder: Path) -> Connector:  # noqa: ARG002 - same
        nowhere = adminpulse.Running("http://127.0.0.1:9", self.running.server)
        return nowhere.connector()
