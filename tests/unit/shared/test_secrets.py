from __future__ import annotations

from typing import TYPE_CHECKING

import keyring
import pytest
from keyring.backends.fail import Keyring as NoKeyring

from shared import secrets
from shared.language import Language
from shared.secrets import KeyringLocked, NotSignedIn, Place
from shared.settings import Settings
from tests.fakes.keyrings import LockedKeyring, MemoryKeyring

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ADDRESS = "https://platform.example"
SETTINGS = Settings(platform_url=ADDRESS)


@pytest.fixture(autouse=True)
def ring() -> Iterator[MemoryKeyring]:
    before, ring = keyring.get_keyring(), MemoryKeyring()
    keyring.set_keyring(ring)
    yield ring
    keyring.set_keyring(before)


def test_what_is_kept_is_found_again(ring: MemoryKeyring, tmp_path: Path) -> None:
    assert secrets.keep(ADDRESS, "t-1", tmp_path) is Place.KEYRING
    assert secrets.token(SETTINGS, {}) == secrets.token(Settings(platform_url=f"{ADDRESS}/"), {}) == "t-1"
    assert ring.kept == {("accounton", ADDRESS): "t-1"}
    assert list(tmp_path.iterdir()) == []


def test_another_address_has_another_token(tmp_path: Path) -> None:
    secrets.keep(ADDRESS, "t-1", tmp_path)
    with pytest.raises(NotSignedIn, match=r"other\.example"):
        secrets.token(Settings(platform_url="https://other.example"), {})


def test_the_environment_goes_first(tmp_path: Path) -> None:
    secrets.keep(ADDRESS, "t-1", tmp_path)
    assert secrets.token(SETTINGS, {"ACCOUNTON_TOKEN": " t-2\n"}) == "t-2"
    assert secrets.token(SETTINGS, {"ACCOUNTON_TOKEN": "  "}) == "t-1"


def test_an_address_from_a_workbook_never_gets_the_token_of_the_environment(tmp_path: Path) -> None:
    from_workbook = Settings(platform_url=ADDRESS, from_workbook=frozenset({"platform_url"}))
    with pytest.raises(NotSignedIn):
        secrets.token(from_workbook, {"ACCOUNTON_TOKEN": "t-2"})
    secrets.keep(ADDRESS, "t-1", tmp_path)
    assert secrets.token(from_workbook, {"ACCOUNTON_TOKEN": "t-2"}) == "t-1"
    chosen = Settings(platform_url=ADDRESS, from_workbook=frozenset({"language"}))
    assert secrets.token(chosen, {"ACCOUNTON_TOKEN": "t-2"}) == "t-2"


def test_without_a_keyring_there_is_an_encrypted_file(tmp_path: Path) -> None:
    keyring.set_keyring(NoKeyring())  # type: ignore[no-untyped-call]  # the library's own
    settings = Settings(platform_url=ADDRESS, home=str(tmp_path))
    with pytest.raises(NotSignedIn):
        secrets.token(settings, {})
    assert secrets.keep(ADDRESS, "t-1", tmp_path) is Place.FILE
    assert secrets.token(settings, {}) == "t-1"
    assert secrets.token(settings, {"ACCOUNTON_TOKEN": "t-2"}) == "t-2"


def test_a_keyring_that_stays_locked_is_said(tmp_path: Path) -> None:
    keyring.set_keyring(LockedKeyring())
    with pytest.raises(KeyringLocked) as refused:
        secrets.token(SETTINGS, {})
    assert all("ACCOUNTON_TOKEN" in refused.value.to(language) for language in Language)
    with pytest.raises(KeyringLocked):
        secrets.keep(ADDRESS, "t-1", tmp_path)
    assert list(tmp_path.iterdir()) == []
