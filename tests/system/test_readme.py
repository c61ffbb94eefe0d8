"""What the README and the pages for people say is what happens."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from shared.settings import NAMES
from worker.connectors.vocabulary import Vocabulary

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
CI = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
PAGES = sorted(ROOT.glob("docs/*.md"))


def commands(page: str) -> list[str]:
    blocks = re.findall(r"```sh\n(.*?)```", page, re.DOTALL)
    return [line.partition("#")[0].strip() for block in blocks for line in block.splitlines() if line.strip()]


def run_in(folder: Path, command: str) -> subprocess.CompletedProcess[str]:
    home = {"ACCOUNTON_HOME": str(folder / "home"), "ACCOUNTON_SETTINGS": str(folder / "accounton.toml")}
    arguments = [sys.executable, "-m", *command.split()]
    return subprocess.run(
        arguments, cwd=folder, env={**os.environ, **home}, check=False, capture_output=True, text=True, encoding="utf-8"
    )


def test_the_make_targets_exist_and_ci_calls_the_command_given_for_the_tests() -> None:
    targets = [command.split()[1] for command in commands(README) if command.startswith("make")]
    assert targets == ["demo", "test"]
    assert all(re.search(rf"^{target}:", MAKEFILE, re.MULTILINE) for target in targets)
    assert {"make test", "make demo"} <= {line.partition("#")[0].strip() for line in CI.splitlines()}


@pytest.mark.parametrize("page", [ROOT / "README.md", *PAGES], ids=lambda page: page.name)
def test_the_commands_of_a_page_work_in_their_order(page: Path, tmp_path: Path) -> None:
    for command in commands(page.read_text(encoding="utf-8")):
        if command.startswith("accounton"):
            done = run_in(tmp_path, command)
            assert done.returncode in {0, 1}, done.stderr


def test_the_commands_of_the_readme_leave_what_they_name(tmp_path: Path) -> None:
    for command in commands(README):
        if command.startswith("accounton"):
            run_in(tmp_path, command)
    assert {"clients.xlsx", "checked.xlsx", "fixed.xlsx", "upload.xlsx"} <= {file.name for file in tmp_path.iterdir()}


@pytest.mark.parametrize("page", [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *PAGES], ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_each_promise_names_a_test_that_exists() -> None:
    section = README.partition("## What sending promises\n")[2].partition("\n## ")[0]
    promises = re.split(r"^\d\. ", section, flags=re.MULTILINE)[1:]
    named = [re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", promise) for promise in promises]
    assert len(named) == 5
    assert all(named)
    missing = [
        f"{file}::{test}"
        for promise in named
        for file, test in promise
        if f"def {test}(" not in (ROOT / file).read_text(encoding="utf-8")
    ]
    assert missing == []


def test_the_operator_s_settings_are_the_settings() -> None:
    page = (ROOT / "docs" / "operator.md").read_text(encoding="utf-8")
    table = [re.findall(r"`(\w+)`", line.split("|")[1]) for line in page.splitlines() if line.strip().startswith("| `")]
    named = {name if not name.startswith("_") else "questionnaire" + name for row in table for name in row}
    assert named == set(NAMES)


def test_the_operator_s_mapping_file_is_understood(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "operator.md").read_text(encoding="utf-8")
    (tmp_path / "mapping.toml").write_text(re.findall(r"```toml\n(.*?)```", page, re.DOTALL)[0], encoding="utf-8")
    vocabulary = Vocabulary.of(tmp_path / "mapping.toml")
    assert vocabulary != Vocabulary()
