from __future__ import annotations

import stat
from typing import TYPE_CHECKING

import pytest

from shared.privacy import KEY_BYTES, KeyUnusable, key_from, keyed_hash, masked_number

if TYPE_CHECKING:
    from pathlib import Path

NUMBER = "85073003328"
KEY = bytes(range(KEY_BYTES))


def test_a_key_is_drawn_once_and_read_again(tmp_path: Path) -> None:
    file = tmp_path / "home" / "worker.key"
    key = key_from(file)
    assert len(key) == KEY_BYTES
    assert key_from(file) == key
    assert [found.name for found in file.parent.iterdir()] == ["worker.key"]


def test_only_the_owner_may_read_the_key(tmp_path: Path) -> None:
    key_from(tmp_path / "worker.key")
    assert stat.S_IMODE((tmp_path / "worker.key").stat().st_mode) == 0o600


def test_two_keys_differ(tmp_path: Path) -> None:
    assert key_from(tmp_path / "one.key") != key_from(tmp_path / "two.key")


@pytest.mark.parametrize("content", ["", "abcd", "not hexadecimal", "é"])
def test_a_file_that_holds_no_key_is_refused_and_kept(tmp_path: Path, content: str) -> None:
    file = tmp_path / "worker.key"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(KeyUnusable, match=r"worker\.key"):
        key_from(file)
    assert file.read_text(encoding="utf-8") == content


def test_a_folder_instead_of_the_key_is_refused(tmp_path: Path) -> None:
    with pytest.raises(KeyUnusable):
        key_from(tmp_path)


def test_the_hash_knows_the_number_however_it_is_written() -> None:
    assert keyed_hash(NUMBER, KEY) == keyed_hash("85.07.30-033.28", KEY)


def test_the_hash_depends_on_number_and_key() -> None:
    assert len({keyed_hash(NUMBER, KEY), keyed_hash(NUMBER, KEY[::-1]), keyed_hash("85073003427", KEY)}) == 3


def test_no_number_has_no_hash() -> None:
    assert keyed_hash("", KEY) == ""


@pytest.mark.parametrize(
    ("number", "masked"),
    [(NUMBER, "85.**.**-***.28"), ("85.07.30-033.28", "85.**.**-***.28"), ("", ""), ("8507300332", "*"), ("no", "")],
)
def test_a_masked_number_cannot_be_completed(number: str, masked: str) -> None:
    assert masked_number(number) == masked
