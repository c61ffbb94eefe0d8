from __future__ import annotations

import resource
from typing import TYPE_CHECKING

import pytest
from openpyxl import Workbook

from workbook import package

if TYPE_CHECKING:
    from pathlib import Path


def test_an_existing_file_is_left_untouched(tmp_path: Path) -> None:
    path = tmp_path / "clients.xlsx"
    path.write_text("mine")
    with pytest.raises(package.TemplateExists):
        package.check_free(path)
    with pytest.raises(package.TemplateExists):
        package.write(Workbook(), path)
    assert path.read_text() == "mine"


@pytest.mark.parametrize("name", ["clients.xlsm", "clients.xls", "clients", "clients.xlsx.csv"])
def test_only_xlsx(tmp_path: Path, name: str) -> None:
    with pytest.raises(package.NotAnXlsx) as refusal:
        package.check_free(tmp_path / name)
    assert name in str(refusal.value)


def test_the_suffix_may_be_in_capitals(tmp_path: Path) -> None:
    package.check_free(tmp_path / "CLIENTS.XLSX")


def test_the_folder_must_exist_and_be_one(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for folder in ("missing", "file"):
        with pytest.raises(package.FolderMissing) as refusal:
            package.check_free(tmp_path / folder / "clients.xlsx")
        assert str(tmp_path / folder) in str(refusal.value)


def test_a_bare_name_means_the_present_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    path = tmp_path.relative_to(tmp_path) / "clients.xlsx"
    package.check_free(path)
    package.write(Workbook(), path)
    assert (tmp_path / "clients.xlsx").is_file()


def test_what_cannot_be_created_is_refused(tmp_path: Path) -> None:
    path = tmp_path / f"{'x' * 300}.xlsx"
    with pytest.raises(package.FolderUnwritable):
        package.write(Workbook(), path)
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_leaves_no_half_file(tmp_path: Path) -> None:
    _, most = limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2000, most))
    try:
        with pytest.raises(package.FolderUnwritable):
            package.write(Workbook(), tmp_path / "clients.xlsx")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert list(tmp_path.iterdir()) == []
