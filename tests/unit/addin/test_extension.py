from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import pytest

from addin.engines.libreoffice.remote import LibreOfficeMissing
from addin.extension import GONE, LibreOfficeBusy, add, build
from shared.language import Language
from workbook.ribbon_texts import BUTTONS

if TYPE_CHECKING:
    from pathlib import Path

VALUE = "{http://openoffice.org/2001/registry}name"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def buttons(package: ZipFile) -> list[dict[str, str]]:
    """Return the toolbar's: the address of each, and its title by language."""
    bar = ET.fromstring(package.read("Addons.xcu")).find(f".//node[@{VALUE}='OfficeToolBar']/node")  # noqa: S314 - ours
    assert bar is not None
    found = []
    for button in bar:
        props = {prop.get(VALUE): prop for prop in button}
        address = props["URL"].findtext("value") or ""
        titles = {value.get(LANG) or "": value.text or "" for value in props["Title"]}
        found.append({"address": address, **titles})
    return found


def test_the_buttons_in_three_languages(tmp_path: Path) -> None:
    build(tmp_path / "a.oxt", tmp_path / "python")
    with ZipFile(tmp_path / "a.oxt") as package:
        shown = buttons(package)
        settings = json.loads(package.read("accounton.json"))
        manifest = package.read("META-INF/manifest.xml").decode()
        assert all(f'full-path="{name}"' in manifest for name in ("component.py", "Addons.xcu", "CalcWindowState.xcu"))
    assert [button.pop("address").partition("?")[2] for button in shown] == [
        name for name, button in BUTTONS.items() if button.works
    ]
    assert shown[0] == {"fr": "Valider", "nl": "Valideren", "en": "Validate"}
    assert all(set(button) == set(Language) for button in shown)
    assert settings == {"python": str(tmp_path / "python"), "gone": GONE._asdict()}


def test_all_that_the_far_end_imports_of_ours_is_in_it(tmp_path: Path) -> None:
    build(tmp_path / "a.oxt", tmp_path / "python")
    with ZipFile(tmp_path / "a.oxt") as package:
        names = set(package.namelist())
    assert {f"addin/engines/libreoffice/far/{name}.py" for name in ("__init__", "basis", "cells", "host")} < names
    assert {"addin/__init__.py", "addin/engines/__init__.py", "addin/engines/libreoffice/__init__.py"} < names


def installed(folder: Path, status: int) -> Path:
    """Put down a LibreOffice whose `unopkg` tells its arguments and leaves with `status`."""
    folder.mkdir()
    for name, body in (
        ("soffice", ""),
        ("unopkg", f"open({str(folder / 'told')!r}, 'w').write('\\n'.join(sys.argv[1:]))"),
    ):
        (folder / name).write_text(f"#!{sys.executable}\nimport sys\n{body}\nsys.exit({status})\n", encoding="utf-8")
        (folder / name).chmod(0o755)
    return folder


def test_adding_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = installed(tmp_path / "program", 0)
    monkeypatch.setenv("PATH", str(program))
    add(tmp_path / "home")
    told = (program / "told").read_text(encoding="utf-8").split("\n")
    assert told == ["add", "--force", "--suppress-license", str(tmp_path / "home" / "accounton.oxt")]
    with ZipFile(told[-1]) as package:
        assert json.loads(package.read("accounton.json"))["python"] == sys.executable


def test_libreoffice_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(installed(tmp_path / "program", 1)))
    with pytest.raises(LibreOfficeBusy):
        add(tmp_path / "home")


def test_no_libreoffice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("addin.extension.programs", list)
    with pytest.raises(LibreOfficeMissing):
        add(tmp_path)
