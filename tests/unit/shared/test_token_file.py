from __future__ import annotations

import stat
from typing import TYPE_CHECKING

import pytest

from shared import token_file
from shared.token_file import FILE, KEY, TokenFileUnusable

if TYPE_CHECKING:
    from pathlib import Path

HERE, THERE = "https://platform.example", "https://other.example"


def test_every_address_has_its_token(tmp_path: Path) -> None:
    home = tmp_path / "home"
    assert token_file.read(home, HERE) is None
    token_file.keep(home, HERE, "t-1")
    token_file.keep(home, THERE, "t-2")
    token_file.keep(home, HERE, "t-3")
    assert [token_file.read(home, address) for address in (HERE, THERE, "https://x.example")] == ["t-3", "t-2", None]


def test_nothing_of_it_can_be_read_and_nobody_else_may_try(tmp_path: Path) -> None:
    token_file.keep(tmp_path, HERE, "t-1-secret")
    files = {file.name: file for file in tmp_path.iterdir()}
    assert set(files) == {FILE, KEY}
    for file in files.values():
        assert b"secret" not in file.read_bytes()
        assert b"platform" not in file.read_bytes()
        assert stat.S_IMODE(file.stat().st_mode) & 0o077 == 0


@pytest.mark.parametrize(("file", "content"), [(FILE, b""), (FILE, b"x"), (KEY, b"x"), (KEY, b"A" * 43 + b"=")])
def test_what_does_not_belong_together_is_said(tmp_path: Path, file: str, content: bytes) -> None:
    token_file.keep(tmp_path, HERE, "t-1")
    (tmp_path / file).write_bytes(content)
    with pytest.raises(TokenFileUnusable, match="tokens"):
        token_file.read(tmp_path, HERE)
    with pytest.raises(TokenFileUnusable):
        token_file.keep(tmp_path, HERE, "t-2")


def test_a_lost_key_is_said(tmp_path: Path) -> None:
    token_file.keep(tmp_path, HERE, "t-1")
    (tmp_path / KEY).unlink()
    with pytest.raises(TokenFileUnusable):
        token_file.read(tmp_path, HERE)


def test_where_it_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "home").touch()
    with pytest.raises(TokenFileUnusable):
        token_file.keep(tmp_path / "home", HERE, "t-1")
