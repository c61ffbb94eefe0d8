from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

import keyring
import pytest

from addin.login import AddressNotKept, SignedIn, keep_address, sentences, sign_in
from shared import secrets
from shared.language import Language
from shared.platform.client import TokenRefused
from shared.platform.contract import Identity
from shared.platform.sandbox import seed
from shared.secrets import Place
from shared.settings import Settings
from tests.fakes.keyrings import MemoryKeyring
from tests.fakes.network import answer, network

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ADDRESS = "https://platform.example"


@pytest.fixture(autouse=True)
def ring() -> Iterator[MemoryKeyring]:
    before, ring = keyring.get_keyring(), MemoryKeyring()
    keyring.set_keyring(ring)
    yield ring
    keyring.set_keyring(before)


def test_a_good_token_is_kept() -> None:
    me = b'{"user": "els.martens@example.com", "role": "admin", "practice": {"id": "P", "name": "M"}, "languages": []}'
    with network("http://127.0.0.1:9", GET=[answer(200, me)]) as between:
        signed = sign_in(f" {between.url}/", " t-1\n", Settings())
        assert signed == SignedIn(Identity(seed.ADMIN, "admin", "M", "P", frozenset()), between.url, Place.KEYRING)
        assert secrets.token(Settings(platform_url=between.url), {}) == "t-1"


def test_a_refused_token_is_not_kept(ring: MemoryKeyring) -> None:
    with network("http://127.0.0.1:9", GET=[answer(401)]) as between, pytest.raises(TokenRefused):
        sign_in(between.url, "t-1", Settings())
    assert ring.kept == {}


@pytest.mark.parametrize("language", Language)
def test_a_person_is_told_what_the_role_allows_and_where_there_is_no_keyring(language: Language) -> None:
    told = {
        (role, place): list(
            sentences(
                SignedIn(Identity("e", role, "Martens", "P", frozenset()), ADDRESS, place),
                Settings(home="/home/els/data"),
                language,
            )
        )
        for role in ("admin", "accountant")
        for place in Place
    }
    for (role, place), said in told.items():
        assert len(said) == 1 + (place is Place.FILE)
        assert ADDRESS in said[0]
        assert "Martens" in said[0]
        assert ("accountant" in said[0]) is (role == "accountant")
    assert "/home/els/data" in told["admin", Place.FILE][1]


@pytest.mark.parametrize(
    "before",
    [
        None,
        "",
        'language = "nl"\n',
        '# mine\nplatform_url = "https://old.example"  # old\nlanguage = "nl"\n',
        '  platform_url="x"',
    ],
)
def test_the_address_is_set_and_the_rest_stays(tmp_path: Path, before: str | None) -> None:
    file = tmp_path / "folder" / "accounton.toml"
    if before is not None:
        file.parent.mkdir()
        file.write_text(before, encoding="utf-8")
    keep_address(ADDRESS, file)
    after = file.read_text(encoding="utf-8")
    assert tomllib.loads(after) == tomllib.loads(before or "") | {"platform_url": ADDRESS}
    assert ("# mine" in after) == ("# mine" in (before or ""))
    assert [each.name for each in file.parent.iterdir()] == [file.name]


@pytest.mark.parametrize(
    "before", ["not toml", 'platform_url = """\na\n"""\n', '"platform_url" = "x"\n', 'a = """\nplatform_url = 1\n"""']
)
def test_what_is_written_in_an_unusual_way_is_left_to_the_person(tmp_path: Path, before: str) -> None:
    file = tmp_path / "accounton.toml"
    file.write_text(before, encoding="utf-8")
    with pytest.raises(AddressNotKept, match=r"platform\.example"):
        keep_address(ADDRESS, file)
    assert file.read_text(encoding="utf-8") == before
