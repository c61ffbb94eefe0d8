from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from tests.fakes.libreoffice import FakeLibreOffice, FakeSheet
from tests.unit.addin.engines.libreoffice.test_procedures import clients

if TYPE_CHECKING:
    from pathlib import Path


def clicked(far: FakeLibreOffice, button: str, language: str, home: Path) -> int:
    """Start what a click starts, and serve its orders."""
    order = [sys.executable, "-m", "addin.desk", button, language]
    environment = {**os.environ, "ACCOUNTON_HOME": str(home), "ACCOUNTON_SETTINGS": str(home / "none.toml")}
    environment.pop("ACCOUNTON_LANGUAGE", None)
    pipe = subprocess.PIPE
    with subprocess.Popen(order, stdin=pipe, stdout=pipe, encoding="ascii", env=environment) as process:
        assert process.stdin
        assert process.stdout
        for line in process.stdout:
            name, *arguments = json.loads(line)
            process.stdin.write(json.dumps({"value": far(name, *arguments)}) + "\n")
            process.stdin.flush()
    return process.returncode


@pytest.mark.parametrize(
    ("button", "said"),
    [
        ("validate", "3 erreurs et 2 avertissements. Lignes sans erreur: 1 sur 3."),
        ("fix", "Cellules corrigées: 3."),
        ("clear", "effacées."),
    ],
)
def test_a_click(tmp_path: Path, button: str, said: str) -> None:
    far = FakeLibreOffice(Clients=clients())
    assert clicked(far, button, "fr", tmp_path) == 0
    assert said in far.told[0]
    assert far.warned == []
    assert ("_accounton" in far.by_name) == (button != "clear")


def test_what_cannot_be_done_is_told(tmp_path: Path) -> None:
    far = FakeLibreOffice(Clients=FakeSheet({(1, 1): "x"}))
    assert clicked(far, "validate", "nl", tmp_path) == 0
    assert "sjabloon" in far.warned[0]
    protected = FakeLibreOffice(Clients=clients())
    protected.by_name["Clients"].protected = True
    assert clicked(protected, "fix", "en", tmp_path) == 0
    assert "protected" in protected.warned[0]
    assert protected.told == []


def test_what_nobody_expected_is_told_without_what_the_cells_hold(tmp_path: Path) -> None:
    class Broken(FakeLibreOffice):
        def __call__(self, name: str, *arguments: Any) -> Any:  # noqa: ANN401
            return None if name == "read" else super().__call__(name, *arguments)

    far = Broken(Clients=clients())
    assert clicked(far, "validate", "en", tmp_path) == 0
    assert "unexpected" in far.warned[0]
    assert (tmp_path / "accounton.log").exists()
