from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from addin.output import (
    OutputFolderMissing,
    OutputNeedsMacros,
    OutputNotWorkbook,
    OutputNotWritable,
    check_output,
)
from shared.language import Language
from shared.unusable import OpenElsewhere
from workbook.build import template

if TYPE_CHECKING:
    from pathlib import Path

SOURCE = "source.xlsx"
"""That it is not there is not for here to say."""


def test_a_new_and_an_existing_workbook_may_be_written(tmp_path: Path) -> None:
    check_output(tmp_path / "new.xlsx", tmp_path / SOURCE)
    (tmp_path / "old.XLSX").write_bytes(b"as it is")
    check_output(tmp_path / "old.XLSX", tmp_path / SOURCE)
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"as it is"]


@pytest.mark.parametrize("name", ["clients.xlsm", "clients.csv", "clients", "folder.xlsx"])
def test_only_a_workbooks_name(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder.xlsx").mkdir()
    with pytest.raises(OutputNotWorkbook):
        check_output(tmp_path / name, tmp_path / SOURCE)


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(OutputFolderMissing):
        check_output(tmp_path / "nowhere" / "clients.xlsx", tmp_path / SOURCE)


@pytest.mark.parametrize("lock", ["~$clients.xlsx", ".~lock.clients.xlsx#"])
def test_a_workbook_that_is_open_elsewhere(tmp_path: Path, lock: str) -> None:
    (tmp_path / lock).touch()
    with pytest.raises(OpenElsewhere):
        check_output(tmp_path / "clients.xlsx", tmp_path / SOURCE)


def test_what_the_system_does_not_allow(tmp_path: Path) -> None:
    with pytest.raises(OutputNotWritable):
        check_output(tmp_path / f"{'x' * 300}.xlsx", tmp_path / SOURCE)


def test_a_workbook_with_macros_keeps_its_kind(tmp_path: Path) -> None:
    source = tmp_path / "modele.xlsm"
    template(source, Language.FR)
    check_output(tmp_path / "copy.XLSM", source)
    with pytest.raises(OutputNeedsMacros):
        check_output(tmp_path / "copy.xlsx", source)


def test_a_file_that_is_no_workbook_is_refused_elsewhere(tmp_path: Path) -> None:
    (tmp_path / SOURCE).write_text("no zip")
    check_output(tmp_path / "copy.xlsx", tmp_path / SOURCE)
