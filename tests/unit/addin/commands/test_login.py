from __future__ import annotations

import io
import json
import tomllib
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import keyring
import pytest
from keyring.backends.fail import Keyring as NoKeyring

from addin.commands.login import COMMANDS
from shared import secrets
from shared.cli import Group, run
from shared.language import Text
from shared.platform.sandbox import seed
from shared.settings import Settings
from tests.fakes.keyrings import MemoryKeyring
from tests.fakes.sandbox import Sandbox, running

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Accounton = Callable[..., tuple[int, Any, str]]
FRONT = Group("accounton", Text("", "", ""), COMMANDS)


@pytest.fixture
def sandbox(tmp_path: Path) -> Iterator[Sandbox]:
    with running(tmp_path / "sandbox") as sandbox:
        yield sandbox


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ACCOUNTON_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("ACCOUNTON_SETTINGS", str(tmp_path / "accounton.toml"))
    monkeypatch.setenv("ACCOUNTON_LANGUAGE", "en")
    for name in ("ACCOUNTON_TOKEN", "ACCOUNTON_PLATFORM_URL"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path / "home"


@pytest.fixture(autouse=True)
def ring() -> Iterator[MemoryKeyring]:
    before, ring = keyring.get_keyring(), MemoryKeyring()
    keyring.set_keyring(ring)
    yield ring
    keyring.set_keyring(before)


@pytest.fixture
def accounton(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Accounton:
    """Pipe a token into a command; returns its status, its JSON (or its text when there is none), and what it told."""

    def accounton(token: str, *arguments: object) -> tuple[int, Any, str]:
        monkeypatch.setattr("sys.stdin", io.StringIO(token + "\n"))
        status = run(FRONT, [str(each) for each in arguments])
        told = capsys.readouterr()
        return status, json.loads(told.out) if told.out.startswith("{") else told.out, told.err

    return accounton


def test_token_and_address_are_kept_for_monday(accounton: Accounton, tmp_path: Path, sandbox: Sandbox) -> None:
    status, found, _ = accounton(sandbox.tokens["admin"], "login", "--url", sandbox.url + "/", "--format", "json")
    assert status == 0
    assert found == {
        "user": seed.ADMIN,
        "role": "admin",
        "practice": seed.PRACTICE,
        "url": sandbox.url,
        "kept_in": "keyring",
    }
    kept = (tmp_path / "accounton.toml").read_text()
    assert tomllib.loads(kept) == {"platform_url": sandbox.url}
    assert sandbox.tokens["admin"] not in kept
    assert secrets.token(Settings(platform_url=sandbox.url), {}) == sandbox.tokens["admin"]


def test_the_address_of_the_settings_needs_no_keeping(
    accounton: Accounton, tmp_path: Path, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ACCOUNTON_PLATFORM_URL", sandbox.url)
    status, out, _ = accounton(sandbox.tokens["accountant"], "login")
    assert (status, "your role accountant may not import" in out) == (0, True)
    assert not (tmp_path / "accounton.toml").exists()


def test_a_wrong_token_is_not_kept(accounton: Accounton, sandbox: Sandbox, ring: MemoryKeyring, tmp_path: Path) -> None:
    status, _, told = accounton("wrong", "login", "--url", sandbox.url)
    assert (status, ring.kept) == (2, {})
    assert "does not accept your token" in told
    assert not (tmp_path / "accounton.toml").exists()


def test_without_a_keyring_the_token_is_kept_encrypted_and_the_person_warned(
    accounton: Accounton, sandbox: Sandbox, home: Path
) -> None:
    keyring.set_keyring(NoKeyring())  # type: ignore[no-untyped-call]  # the library's own
    token = sandbox.tokens["admin"]
    status, out, _ = accounton(token, "login", "--url", sandbox.url, "--language", "nl")
    assert (status, "geen sleutelbos" in out) == (0, True)
    assert all(token.encode() not in file.read_bytes() for file in home.iterdir())
    assert secrets.token(Settings(platform_url=sandbox.url, home=str(home)), {}) == token
