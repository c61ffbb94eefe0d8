from __future__ import annotations

import os
from pathlib import PosixPath
from typing import TYPE_CHECKING

import pytest
from openpyxl import Workbook

from shared.language import Language
from shared.settings import Settings
from tests.files.exports.make import MAPPED_CSV, MAPPING, OFFICE_CSV, OFFICE_XLSX, main
from worker.connectors.base import ConnectorRefusal, Hopeless, RetryLater
from worker.connectors.export_file import ExportFile

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from worker.record import PracticeClient


def test_the_settings_name_the_file_and_its_mapping() -> None:
    settings = Settings(practice_file=str(MAPPED_CSV), practice_mapping=str(MAPPING))
    assert len(ExportFile.of(settings).fetch().clients) == 16


def test_the_kept_exports_are_what_their_script_makes(tmp_path: Path) -> None:
    main(tmp_path)
    for kept in (OFFICE_CSV, MAPPED_CSV):
        assert (tmp_path / kept.name).read_bytes() == kept.read_bytes()
    assert ExportFile(tmp_path / OFFICE_XLSX.name).fetch() == ExportFile(OFFICE_XLSX).fetch()


def test_one_practice_in_three_forms_is_one_practice() -> None:
    def people(file: Path, mapping: Path | None = None) -> list[tuple[str, str, str, str]]:
        return [
            (one.reference, one.client.last_name, one.client.national_number, one.status)
            for one in ExportFile(file, mapping).fetch().clients
            if one.is_person
        ]

    assert people(OFFICE_CSV) == people(OFFICE_XLSX) == people(MAPPED_CSV, MAPPING)


def test_an_export_as_excel_leaves_it() -> None:
    relations: dict[str, PracticeClient] = {
        one.client.last_name: one for one in ExportFile(OFFICE_XLSX).fetch().clients
    }
    smet = relations["De Smet"].client
    assert (smet.mobile, smet.national_number, smet.kbo_number) == ("32496207135", "69.02.15-031.12", "0541237630")
    assert str(relations["Lambotte"].end_date) == "2024-12-31"
    assert not relations["BV Dakwerken"].is_person


def test_nothing_set_is_said_so() -> None:
    with pytest.raises(Hopeless, match="practice_file"):
        ExportFile.of(Settings()).fetch()


def written(folder: Path, name: str, content: bytes) -> Path:
    (folder / name).write_bytes(content)
    return folder / name


def opened(folder: Path) -> Path:
    written(folder, "~$clients.xlsx", b"x")
    return written(folder, "clients.xlsx", OFFICE_XLSX.read_bytes())


def headings_unknown(folder: Path) -> Path:
    book = Workbook()
    book.worksheets[0].append(["a", "b"])
    book.save(folder / "clients.xlsx")
    return folder / "clients.xlsx"


LIST = [["Nom", "Email"], ["Peeters", "a@b.be"]]
COVER = [["Bureau Martens"], ["Mars 2026"]]
CHOICES = [["Nom", "Ville"], ["Actif", "Gand"]]


def book(folder: Path, *sheets: list[list[str]]) -> Path:
    made = Workbook()
    for number, rows in enumerate(sheets):
        sheet = made.create_sheet(f"Feuille {number}")
        for row in rows:
            sheet.append(row)
    made.remove(made.worksheets[0])
    made.save(folder / "clients.xlsx")
    return folder / "clients.xlsx"


@pytest.mark.parametrize(
    "sheets", [(LIST,), (COVER, LIST), (LIST, CHOICES), (CHOICES, COVER, LIST), (LIST[:1], LIST), (LIST, [])]
)
def test_the_client_list_is_found_among_other_sheets(tmp_path: Path, sheets: tuple[list[list[str]], ...]) -> None:
    assert [one.client.last_name for one in ExportFile(book(tmp_path, *sheets)).fetch().clients] == ["Peeters"]


def test_headings_alone_are_an_empty_practice(tmp_path: Path) -> None:
    assert ExportFile(book(tmp_path, COVER, LIST[:1])).fetch().clients == ()


def directory(folder: Path, name: str) -> Path:
    (folder / name).mkdir()
    return folder / name


UNUSABLE: dict[str, tuple[Callable[[Path], Path], type[ConnectorRefusal], str]] = {
    "missing .xlsx": (lambda folder: folder / "clients.xlsx", RetryLater, "does not exist"),
    "missing .csv": (lambda folder: folder / "clients.csv", RetryLater, "does not exist"),
    "empty .xlsx": (lambda folder: written(folder, "clients.xlsx", b""), RetryLater, "is empty"),
    "empty .csv": (lambda folder: written(folder, "clients.csv", b""), RetryLater, "is empty"),
    "half an .xlsx": (
        lambda folder: written(folder, "clients.xlsx", OFFICE_XLSX.read_bytes()[:4000]),
        RetryLater,
        "incomplete",
    ),
    "half a .csv": (
        lambda folder: written(folder, "clients.csv", OFFICE_CSV.read_bytes()[:-40]),
        RetryLater,
        "not complete yet",
    ),
    "open in Excel": (opened, RetryLater, "open in another program"),
    "text named .xlsx": (
        lambda folder: written(folder, "clients.xlsx", OFFICE_CSV.read_bytes()[:30]),
        Hopeless,
        "clients.xlsx",
    ),
    "binary named .csv": (
        lambda folder: written(folder, "clients.csv", OFFICE_XLSX.read_bytes()),
        Hopeless,
        "not a readable CSV file",
    ),
    "folder named .xlsx": (lambda folder: directory(folder, "clients.xlsx"), Hopeless, "is a folder"),
    "folder named .csv": (lambda folder: directory(folder, "clients.csv"), Hopeless, "is a folder"),
    "headings unknown in .xlsx": (headings_unknown, Hopeless, "not recognised"),
    "headings unknown in .csv": (
        lambda folder: written(folder, "clients.csv", b"a;b\n1;2\n"),
        Hopeless,
        "not recognised",
    ),
    "two client lists": (lambda folder: book(folder, LIST, LIST), Hopeless, "2 sheets of “clients.xlsx” hold clients"),
    "no client list": (lambda folder: book(folder, COVER, CHOICES), Hopeless, "not recognised"),
    "empty sheet": (lambda folder: book(folder, []), Hopeless, "not recognised"),
    "status unknown": (
        lambda folder: written(folder, "clients.csv", b"Nom;Email;Statut\nMaes;m@b.be;slapend\n"),
        Hopeless,
        "Row 2",
    ),
    "column twice": (
        lambda folder: written(folder, "clients.csv", b"Nom;Email;E-mail\nMaes;m@b.be;n@b.be\n"),
        Hopeless,
        "twice",
    ),
}


@pytest.mark.parametrize("case", UNUSABLE)
def test_an_unusable_file_is_refused_in_three_languages(tmp_path: Path, case: str) -> None:
    make, kind, sentence = UNUSABLE[case]
    with pytest.raises(kind) as caught:
        ExportFile(make(tmp_path)).fetch()
    assert sentence in str(caught.value)
    assert len({caught.value.to(language) for language in Language}) == 3


def test_a_file_that_grows_while_it_is_read_is_left_for_later(tmp_path: Path) -> None:
    class Growing(PosixPath):
        def read_bytes(self) -> bytes:
            content = super().read_bytes()
            with self.open("ab") as stream:
                stream.write(b"Maes;m@b.be\n")
            return content

    file = Growing(written(tmp_path, "clients.csv", b"Nom;Email\nPeeters;a@b.be\n"))
    with pytest.raises(RetryLater, match="not complete yet"):
        ExportFile(file).fetch()


def test_a_file_replaced_by_one_of_the_same_size_is_noticed(tmp_path: Path) -> None:
    class Replaced(PosixPath):
        def read_bytes(self) -> bytes:
            content = super().read_bytes()
            os.utime(self, ns=(0, 0))
            return content

    file = Replaced(written(tmp_path, "clients.csv", b"Nom;Email\nPeeters;a@b.be\n"))
    with pytest.raises(RetryLater, match="not complete yet"):
        ExportFile(file).fetch()


def test_a_path_that_cannot_be_a_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Hopeless, match="cannot be read"):
        ExportFile(tmp_path / ("x" * 300 + ".csv")).fetch()
