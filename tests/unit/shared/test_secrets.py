from __future__ import annotations

from typing import TYPE_CHECKING

import keyring
import pytest
from keyring.backends.fail import Keyring as NoKeyring

from shared import secrets
from shared.language import Language
from shared.secrets import KeyringMissing, NotSignedIn
from tests.fakes.keyrings import LockedKeyring, MemoryKeyring

if TYPE_CHECKING:
    from collections.abc import Iterator

ADDRESS = "https://platform.example"


@pytest.fixture(autouse=True)
def ring() -> Iterator[MemoryKeyring]:
    before, ring = keyring.get_keyring(), MemoryKeyring()
    keyring.set_keyring(ring)
    yield ring
    keyring.set_keyring(before)


def test_what_is_kept_is_found_again(ring: MemoryKeyring) -> None:
    secrets.keep(ADDRESS, "t-1")
    assert secrets.token(ADDRESS, {}) == "t-1"
    assert ring.kept == {("accounton", ADDRESS): "t-1"}


def test_another_address_has_another_token() -> None:
    secrets.keep(ADDRESS, "t-1")
    with pytest.raises(NotSignedIn, match=r"other\.example"):
        secrets.token("https://other.example", {})


def test_the_environment_goes_first() -> None:
    secrets.keep(ADDRESS, "t-1")
    assert secrets.token(ADDRESS, {"ACCOUNTON_TOKEN": " t-2\n"}) == "t-2"
    assert secrets.token(ADDRESS, {"ACCOUNTON_TOKEN": "  "}) == "t-1"


def test_without_a_keyring_the_sentence_says_what_to_do() -> None:
    keyring.set_keyring(NoKeyring())  # type: ignore[no-untyped-call]  # the library's own
    with pytest.raises(KeyringMissing) as refused:
        secrets.token(ADDRESS, {})
    assert all("ACCOUNTON_TOKEN" in refused.value.to(language) for language in Language)
    with pytest.raises(KeyringMissing):
        secrets.keep(ADDRESS, "t-1")
    assert secrets.token(ADDRESS, {"ACCOUNTON_TOKEN": "t-2"}) == "t-2"


def test_a_keyring_that_stays_locked_is_no_keyring() -> None:
    keyring.set_keyring(LockedKeyring())
    with pytest.raises(KeyringMissing):
        secrets.token(ADDRESS, {})
