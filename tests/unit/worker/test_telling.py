from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from shared.language import Language, Text
from shared.reconciliation import Reason, State
from worker import telling
from worker.flags import EventKind, Flag, Sighting, Step
from worker.guards import Sizes
from worker.history import Run, Sections
from worker.run import Outcome

AT = datetime(2026, 3, 2, 6, 30, tzinfo=UTC)
RUN = Run("Martens", "export-file", AT, AT, sizes=Sizes(10, 9), sections=Sections(1, 2, 3, 4), id=7)
REFUSED = replace(RUN, why=Text("Vide {x}.", "Leeg {x}.", "Empty {x}."), sections=Sections(), id=8)
GONE = Flag(1, Sighting("c1", "An Peeters", Reason.GONE, number_masked="85.**.**-***.28"), State.NEW, AT)
ALIKE = Flag(
    12, Sighting("c2", "Bart Wuyts", Reason.POSSIBLE_MATCH, candidate="Bart Wuyts · R2"), State.ACKNOWLEDGED, AT
)
STANDING = telling.Standing(None, None, 0, running=False, next_run=None)


def test_a_complete_run_as_a_document() -> None:
    outcome = Outcome(RUN, (Step(GONE, EventKind.RAISED), Step(ALIKE, None)))
    assert telling.outcome_document(outcome, Language.EN) == {
        "run": 7,
        "practice": "Martens",
        "system": "export-file",
        "status": "complete",
        "why": None,
        "sections": {"only_in_practice": 1, "only_on_platform": 2, "in_both": 3, "invalid": 4},
        "flags": {"new": 1, "still": 1, "resolved": 0},
    }


def test_a_refused_run_as_a_document_in_the_readers_language() -> None:
    document = telling.outcome_document(Outcome(REFUSED), Language.NL)
    assert (document["status"], document["why"]) == ("refused", "Leeg {x}.")
    assert document["flags"] == {"new": 0, "still": 0, "resolved": 0}


def test_what_was_told_before_is_only_counted() -> None:
    steps = (
        Step(GONE, EventKind.RAISED),
        Step(ALIKE, None),
        Step(replace(ALIKE, id=3), EventKind.REASON_CHANGED),
        Step(replace(GONE, id=4), EventKind.RESOLVED),
        Step(replace(GONE, id=5), EventKind.BACK_AGAIN),
    )
    assert list(telling.outcome_lines(Outcome(RUN, steps), Language.EN)) == [
        (
            "Run 7 (Martens, export-file): only at the practice 1, only on the platform 2, in both 3, "
            "to repair at the practice 4."
        ),
        "     1  New · An Peeters: not found in the practice system",
        "     3  Other reason · Bart Wuyts: may be the same as Bart Wuyts · R2",
        "     4  Resolved · An Peeters",
        "     5  Back again · An Peeters: not found in the practice system",
        "Flags: 2 new, 2 known before, 1 resolved.",
    ]


def test_a_run_on_one_line_names_nobody() -> None:
    assert telling.run_line(REFUSED, Language.EN) == "Run 8 (export-file) refused. Empty {x}."
    assert "Peeters" not in telling.run_line(RUN, Language.EN)


def test_a_flag_as_a_document() -> None:
    assert telling.flag_document(ALIKE) == {
        "id": 12,
        "client": "Bart Wuyts",
        "reason": "possible_match",
        "since": "2026-03-02T06:30:00+00:00",
        "state": "acknowledged",
        "candidate": "Bart Wuyts · R2",
    }


def test_flags_as_a_table() -> None:
    day = f"{AT.astimezone():%d/%m/%Y}"
    assert list(telling.flag_lines([GONE, ALIKE], Language.EN)) == [
        "No.  Client                      Reason                              Since       State",
        f"1    An Peeters 85.**.**-***.28  not found in the practice system    {day}  new",
        f"12   Bart Wuyts                  may be the same as Bart Wuyts · R2  {day}  acknowledged",
    ]


def test_no_flags_is_said_in_words() -> None:
    assert list(telling.flag_lines([], Language.FR)) == ["Aucun signalement."]


@pytest.mark.parametrize("language", Language)
def test_every_reason_state_and_event_has_words(language: Language) -> None:
    for reason in Reason:
        for state in State:
            flag = Flag(1, Sighting("c1", "An", reason), state, AT)
            assert len(list(telling.flag_lines([flag], language))) == 2
            for event in set(EventKind) - {EventKind.ACKNOWLEDGED}:
                assert len(list(telling.outcome_lines(Outcome(RUN, (Step(flag, event),)), language))) == 3


class TestStanding:
    def test_before_the_first_run(self) -> None:
        assert list(telling.standing_lines(STANDING, Language.EN)) == [
            "No run has taken place yet. Run “accounton worker once”.",
            "Flags to look at: 0.",
            "The worker is not running: no run is planned. Start “accounton worker run”.",
        ]
        assert telling.standing_document(STANDING, Language.EN) == {
            "last_good": None,
            "last_refusal": None,
            "open_flags": 0,
            "running": False,
            "next_run": None,
        }

    def test_a_running_worker_with_a_good_run_and_a_refusal(self) -> None:
        standing = telling.Standing(RUN, REFUSED, 2, running=True, next_run=AT)
        moment = f"{AT.astimezone():%d/%m/%Y %H:%M}"
        assert list(telling.standing_lines(standing, Language.EN)) == [
            f"Last good run: {moment} (no. 7, Martens, export-file).",
            f"Last refusal: {moment} (no. 8). Empty {{x}}.",
            "Flags to look at: 2.",
            f"Next run: {moment}.",
        ]
        document = telling.standing_document(standing, Language.FR)
        assert document["next_run"] == "2026-03-02T06:30:00+00:00"
        assert document["last_refusal"] == {
            "run": 8,
            "practice": "Martens",
            "system": "export-file",
            "ended": "2026-03-02T06:30:00+00:00",
            "why": "Vide {x}.",
        }

    def test_refused_from_the_start_is_not_called_never(self) -> None:
        lines = list(telling.standing_lines(replace(STANDING, last_refusal=REFUSED), Language.EN))
        assert lines[0] == "No run has succeeded yet."

    def test_a_running_worker_whose_day_never_comes(self) -> None:
        lines = list(telling.standing_lines(replace(STANDING, running=True), Language.EN))
        assert lines[-1] == "The setting “schedule” falls on no day: no run is planned."

    @pytest.mark.parametrize(
        ("good", "refusal", "latest_refused"),
        [
            (None, None, False),
            (RUN, None, False),
            (None, REFUSED, True),
            (RUN, REFUSED, True),
            (replace(RUN, id=9), REFUSED, False),
        ],
    )
    def test_whether_the_latest_run_was_refused(
        self, good: Run | None, refusal: Run | None, *, latest_refused: bool
    ) -> None:
        assert replace(STANDING, last_good=good, last_refusal=refusal).latest_refused is latest_refused
