from __future__ import annotations

import json
import stat
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from shared.language import Language, Text
from shared.reconciliation import (
    FILE,
    REASONS,
    STATES,
    OpenFlag,
    Reason,
    Reconciliation,
    ReconciliationUnreadable,
    ReconciliationUnwritable,
    Refused,
    State,
    read,
    write,
)

if TYPE_CHECKING:
    from pathlib import Path

MOMENT = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
FLAG = OpenFlag(3, "C-12", "Luc Dubois", Reason.POSSIBLE_MATCH, MOMENT, State.STILL, "Luc Du Bois · 85.**.**-***.28")
GONE = OpenFlag(4, "C-13", "Anna Peeters", Reason.GONE, MOMENT, State.NEW, None)


@pytest.mark.parametrize(
    "standing",
    [
        Reconciliation("Martens", "export", MOMENT, None, (FLAG, GONE)),
        Reconciliation("", "export", None, Refused(MOMENT, Text("non", "neen", "no")), ()),
    ],
)
def test_what_is_left_is_found_again_by_its_owner_alone(tmp_path: Path, standing: Reconciliation) -> None:
    write(tmp_path / "home", standing)
    assert read(tmp_path / "home") == standing
    assert [each.name for each in (tmp_path / "home").iterdir()] == [FILE]
    assert stat.S_IMODE((tmp_path / "home" / FILE).stat().st_mode) & 0o077 == 0


def test_a_flag_is_found_by_the_platform_s_id() -> None:
    assert Reconciliation("", "", None, None, (FLAG, GONE)).by_client() == {"C-12": FLAG, "C-13": GONE}


def test_before_the_first_run_there_is_nothing(tmp_path: Path) -> None:
    assert read(tmp_path) is None


@pytest.mark.parametrize(
    "damaged", ["", "{", "[]", "{}", '{"flags": 1}', json.dumps({"ended": None, "refused": None, "flags": [{}]})]
)
def test_what_is_damaged_is_said(tmp_path: Path, damaged: str) -> None:
    (tmp_path / FILE).write_text(damaged, encoding="utf-8")
    with pytest.raises(ReconciliationUnreadable, match=r"reconciliation\.json"):
        read(tmp_path)


def test_where_it_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "home").touch()
    with pytest.raises(ReconciliationUnwritable, match=r"reconciliation\.json"):
        write(tmp_path / "home", Reconciliation("", "", None, None, ()))


def test_every_reason_and_state_has_words() -> None:
    assert set(REASONS) == set(Reason)
    assert set(STATES) == set(State)
    assert all(text.to(language) for text in (*REASONS.values(), *STATES.values()) for language in Language)
