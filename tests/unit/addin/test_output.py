from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from addin.output import OutputFolderMissing, OutputNotWorkbook, OutputNotWritable, check_output
from shared.unusable import OpenElsewhere

if TYPE_CHECKING:
    from pathlib import Path


def test_a_new_and_an_existing_workbook_may_be_written(tmp_path: Path) -> None:
    check_output(tmp_path / "new.xlsx")
    (tmp_path / "old.XLSX").write_bytes(b"as it is")
    check_output(tmp_path / "old.XLSX")
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"as it is"]


@pytest.mark.parametrize("name", ["clients.xlsm", "clients.csv", "clients", "folder.xlsx"])
def test_only_a_workbooks_name(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder.xlsx").mkdir()
    with pytest.raises(OutputNotWorkbook):
        check_output(tmp_path / name)


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(OutputFolderMissing):
        check_output(tmp_path / "nowhere" / "clients.xlsx")


@pytest.mark.parametrize("lock", ["~$clients.xlsx", ".~lock.clients.xlsx#"])
def test_a_workbook_that_is_open_elsewhere(tmp_path: Path, lock: str) -> None:
    (tmp_path / lock).touch()
    with pytest.raises(OpenElsewhere):
        check_output(tmp_path / "clients.xlsx")


def test_what_the_system_does_not_allow(tmp_path: Path) -> None:
    with pytest.raises(OutputNotWritable):
        check_output(tmp_path / f"{'x' * 300}.xlsx")
