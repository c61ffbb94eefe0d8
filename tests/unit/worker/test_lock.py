from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from shared.language import Refusal, Text
from shared.lock import LockUnusable
from worker.lock import Busy, held, is_held

if TYPE_CHECKING:
    from pathlib import Path

HOLD = """
import sys
from pathlib import Path
from worker.lock import held
with held(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


class Occupied(Refusal):
    text = Text("occupé", "bezet", "occupied")


def test_who_comes_second_is_told_at_once(tmp_path: Path) -> None:
    with held(tmp_path / "home" / "a.lock"), pytest.raises(Busy), held(tmp_path / "home" / "a.lock", patience_s=0):
        pass


def test_the_caller_may_say_it_in_its_own_words(tmp_path: Path) -> None:
    with held(tmp_path / "a.lock"), pytest.raises(Occupied), held(tmp_path / "a.lock", busy=Occupied, patience_s=0):
        pass


def test_a_lock_is_free_after_use_and_after_an_error(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), held(tmp_path / "a.lock"):
        raise ZeroDivisionError
    with held(tmp_path / "a.lock"):
        assert is_held(tmp_path / "a.lock")
    assert not is_held(tmp_path / "a.lock")


def test_asking_creates_nothing(tmp_path: Path) -> None:
    assert not is_held(tmp_path / "a.lock")
    assert list(tmp_path.iterdir()) == []


def test_a_killed_holder_leaves_the_lock_free(tmp_path: Path) -> None:
    file = tmp_path / "a.lock"
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(file)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        assert is_held(file)
        holder.kill()
        holder.wait()
        assert not is_held(file)


def test_a_folder_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("")
    with pytest.raises(LockUnusable, match="home"), held(tmp_path / "home" / "a.lock"):
        pass


def test_a_file_that_is_no_lock_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.lock").write_bytes(b"no lock" * 1000)
    with pytest.raises(LockUnusable), held(tmp_path / "a.lock"):
        pass
