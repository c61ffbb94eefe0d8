"""What every connector does, whatever is behind it."""

from __future__ import annotations

import csv
import io
from abc import ABC, abstractmethod
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from openpyxl import Workbook

from shared.files import Missing
from shared.language import Language
from shared.record import Field
from tests.unit.worker.people import AN, AN_WITH_BART, BART, CARL
from worker.connectors.base import ConnectorRefusal, RetryLater
from worker.connectors.export_file import ExportFile
from worker.connectors.memory import MemoryConnector
from worker.record import PracticeClient, Status

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from worker.connectors.base import Connector

WORDS = {Status.ACTIVE: "Actif", Status.ENDED: "Archivé", Status.NOT_CLIENT: "Prospect"}
HEADINGS = (
    "Prénom", "Nom", "Email", "Numéro national", "Numéro national du partenaire", "Langue", "Code client",
    "Référence", "Référence du partenaire", "Statut", "Type", "Date de fin",
)  # fmt: skip


class Contract(ABC):
    """One practice system; a subclass says how to fill it and how to take it away."""

    @abstractmethod
    def system(self, folder: Path, clients: Sequence[PracticeClient]) -> Connector:
        """Return a connector to a system that holds `clients`."""

    @abstractmethod
    def unreachable(self, folder: Path) -> Connector:
        """Return a connector to a system that cannot answer now."""

    def test_it_has_a_stable_name(self, tmp_path: Path) -> None:
        names = {self.system(tmp_path, clients).name for clients in ([], [PracticeClient(AN)])}
        assert len(names) == 1
        assert names.isdisjoint({""})

    def test_an_empty_system_is_an_empty_snapshot(self, tmp_path: Path) -> None:
        assert self.system(tmp_path, []).fetch().clients == ()

    def test_every_client_comes_once_and_in_order(self, tmp_path: Path) -> None:
        clients = [PracticeClient(one) for one in (AN, BART, CARL)]
        assert list(self.system(tmp_path, clients).fetch().clients) == clients

    def test_a_thousand_clients_all_come(self, tmp_path: Path) -> None:
        clients = [PracticeClient(replace(AN, client_code=str(number))) for number in range(1000)]
        assert list(self.system(tmp_path, clients).fetch().clients) == clients

    @pytest.mark.parametrize("status", Status)
    def test_the_status_is_told(self, tmp_path: Path, status: Status) -> None:
        (found,) = self.system(tmp_path, [PracticeClient(AN, status=status)]).fetch().clients
        assert found.status is status

    def test_the_end_date_is_told(self, tmp_path: Path) -> None:
        (found,) = self.system(tmp_path, [PracticeClient(AN, end_date=date(2025, 6, 30))]).fetch().clients
        assert found.end_date == date(2025, 6, 30)

    def test_a_company_is_told_from_a_person(self, tmp_path: Path) -> None:
        clients = [PracticeClient(AN), PracticeClient(BART, is_person=False)]
        assert [one.is_person for one in self.system(tmp_path, clients).fetch().clients] == [True, False]

    def test_the_partner_is_told_by_number_and_by_reference(self, tmp_path: Path) -> None:
        relation = PracticeClient(AN_WITH_BART, reference="R1", partner_reference="R2")
        assert self.system(tmp_path, [relation]).fetch().clients == (relation,)

    def test_names_keep_their_letters(self, tmp_path: Path) -> None:
        relation = PracticeClient(replace(AN, first_name="Zoë", last_name='d\'Hôte-Løvgren; "Œ"'))
        assert self.system(tmp_path, [relation]).fetch().clients == (relation,)

    def test_it_says_which_fields_it_knows(self, tmp_path: Path) -> None:
        fields = self.system(tmp_path, [PracticeClient(AN)]).fetch().fields
        assert {Field.LAST_NAME, Field.EMAIL, Field.NATIONAL_NUMBER} <= fields

    def test_fetching_changes_nothing(self, tmp_path: Path) -> None:
        connector = self.system(tmp_path, [PracticeClient(AN), PracticeClient(BART)])
        assert connector.fetch() == connector.fetch()

    def test_a_change_in_the_system_is_seen_by_the_next_fetch(self, tmp_path: Path) -> None:
        before = self.system(tmp_path, [PracticeClient(AN)]).fetch()
        after = self.system(tmp_path, [PracticeClient(AN), PracticeClient(BART)]).fetch()
        assert after.clients == (*before.clients, PracticeClient(BART))

    def test_a_system_that_cannot_answer_says_so_in_three_languages(self, tmp_path: Path) -> None:
        with pytest.raises(RetryLater) as caught:
            self.unreachable(tmp_path).fetch()
        assert isinstance(caught.value, ConnectorRefusal)
        assert len({caught.value.to(language) for language in Language}) == 3


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
                one.client.first_name, one.client.last_name, one.client.email, one.client.national_number,
                one.client.partner_national_number, one.client.language, one.client.client_code, one.reference,
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
