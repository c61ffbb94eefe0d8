from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response

from shared.practice_systems import office
from shared.practice_systems.adminpulse import CALLS_A_MINUTE
from shared.practice_systems.adminpulse_json import relation
from tests.fakes import adminpulse
from worker.connectors import adminpulse_calls
from worker.connectors.adminpulse import TaskFlowEmpty
from worker.connectors.adminpulse_access import ApiKey, KeyExpired, KeyRefused
from worker.connectors.adminpulse_calls import CallRefused, Calls, Failing, Throttled
from worker.connectors.adminpulse_fields import MAPPING
from worker.connectors.adminpulse_relations import FieldsNotFound, WordUnknown, day, snapshot
from worker.connectors.base import Hopeless, RetryLater
from worker.connectors.limiter import Limiter
from worker.connectors.pages import NeverStill
from worker.connectors.vocabulary import MappingUnusable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TODAY = datetime.now(UTC).astimezone().date()
MANY = office.relations(1300)


@pytest.fixture(scope="module")
def started() -> Iterator[adminpulse.Running]:
    with adminpulse.running() as running:
        yield running


@pytest.fixture
def running(started: adminpulse.Running) -> adminpulse.Running:
    started.server.relations = list(MANY)
    started.server.before = lambda _what, _page: None
    started.server.answers.clear()
    started.server.asked.clear()
    started.server._made.clear()
    return started


def references(running: adminpulse.Running) -> list[str]:
    return [one.reference for one in running.connector().fetch().clients]


def there(running: adminpulse.Running) -> list[str]:
    return [f"APR{one.reference:05}" for one in running.server.relations]


class TestPages:
    def test_every_page_is_asked_from_zero_with_400(self, running: adminpulse.Running) -> None:
        assert references(running) == there(running)
        assert running.server.asked == [f"/relations?page={page}&pageSize=400" for page in (0, 1, 2, 3)] * 2

    @pytest.mark.parametrize("page", [1, 2, 3])
    def test_one_that_goes_and_one_that_comes_while_reading(self, running: adminpulse.Running, page: int) -> None:
        """The total stays as it was, and nothing comes twice: yet one relation slips to a page that was read."""
        left = [page]

        def change(_what: str, number: int) -> None:
            if left == [number]:
                left.clear()
                running.server.relations.pop(0)
                running.server.relations.append(replace(MANY[0], reference=9000))

        running.server.before = change
        assert sorted(references(running)) == sorted(there(running))

    def test_one_that_comes_in_front_is_neither_doubled_nor_lost(self, running: adminpulse.Running) -> None:
        coming = [replace(MANY[0], reference=9000)]
        running.server.before = lambda _what, page: (
            running.server.relations.insert(0, coming.pop()) if page == 2 and coming else None
        )
        assert references(running) == there(running)

    def test_a_list_that_never_stands_still_is_refused(self, running: adminpulse.Running) -> None:
        running.server.before = lambda _what, _page: running.server.relations.append(running.server.relations.pop(0))
        with pytest.raises(NeverStill):
            running.connector().fetch()

    def test_a_total_that_lies_is_refused(self, running: adminpulse.Running) -> None:
        lie = {"results": [relation(MANY[0])], "currentPage": 0, "pageCount": 1, "pageSize": 400, "totalRowCount": 2}
        running.server.answers.extend([JSONResponse(lie)] * 6)
        with pytest.raises(NeverStill):
            running.connector().fetch()


class TestFaults:
    @pytest.mark.parametrize("status", [429, 500, 503])
    def test_what_passes_is_waited_for(self, running: adminpulse.Running, status: int) -> None:
        running.server.answers.extend([Response(status_code=status), None, PlainTextResponse("later", status)])
        assert references(running) == there(running)

    @pytest.mark.parametrize(
        ("answer", "refusal"),
        [
            (Response(status_code=429, headers={"Retry-After": "0"}), Throttled),
            (HTMLResponse("<h1>500</h1>", 500), Failing),
            (HTMLResponse("<h1>404</h1>", 404), CallRefused),
            (PlainTextResponse("Bad request", 400), CallRefused),
            (PlainTextResponse("", 403), CallRefused),
            (PlainTextResponse("", 401), KeyRefused),
            (HTMLResponse("<h1>We are working on it</h1>"), RetryLater),
            (JSONResponse([]), Hopeless),
            (JSONResponse({"results": None}), Hopeless),
        ],
    )
    def test_what_stays_is_refused_by_its_cause(
        self, running: adminpulse.Running, answer: Response, refusal: type[Exception]
    ) -> None:
        running.server.answers.extend([answer] * 6)
        with pytest.raises(refusal) as caught:
            running.connector().fetch()
        assert adminpulse.KEY not in str(caught.value)

    def test_a_key_past_its_date_says_so(self, running: adminpulse.Running) -> None:
        with pytest.raises(KeyExpired, match="expired on"):
            running.connector(ApiKey("gone", TODAY - timedelta(days=1))).fetch()

    @pytest.mark.parametrize(("days", "count"), [(15, 0), (14, 1), (0, 1)])
    def test_a_key_warns_two_weeks_ahead(self, running: adminpulse.Running, days: int, count: int) -> None:
        connector = running.connector(ApiKey(adminpulse.KEY, TODAY + timedelta(days=days)))
        assert len(connector.warnings()) == count


class TestLimit:
    def test_ours_holds_before_theirs_refuses(self) -> None:
        now, waited = [0.0], list[float]()

        def wait(seconds: float) -> None:
            waited.append(seconds)
            now[0] += seconds

        limiter = Limiter(adminpulse_calls.CALLS_A_MINUTE, clock=lambda: now[0], wait=wait)
        made: list[float] = []
        for _ in range(1500):
            limiter()
            made.append(now[0])
            now[0] += 0.01
        most = max(sum(start <= at <= start + 60 for at in made) for start in made)
        assert most == adminpulse_calls.CALLS_A_MINUTE == CALLS_A_MINUTE
        assert sum(waited) < 3 * 61  # no longer than needed

    def test_every_call_passes_it(self, running: adminpulse.Running) -> None:
        passed: list[None] = []
        running.server.answers.append(Response(status_code=500))
        calls = Calls(
            running.url,
            ApiKey(adminpulse.KEY),
            lambda _grant: None,
            TODAY,
            patience=adminpulse.AT_ONCE,
            limiter=lambda: passed.append(None),
        )
        calls.get("/relations", {"page": "0", "pageSize": "1"})
        calls.close()
        assert len(passed) == len(running.server.asked) == 2


class TestMeaning:
    def read(self, changed: dict[str, Any]) -> Any:  # noqa: ANN401 - a relation of any form
        (one,) = snapshot([relation(MANY[0]) | changed], MAPPING, None).clients
        return one

    def test_the_favourite_email_and_the_mobile_among_phones(self) -> None:
        one = self.read({})
        assert (one.client.email, one.client.mobile) == ("sofie.peeters@example.com", "+32475318264")

    def test_a_favourite_fixed_line_is_no_mobile(self) -> None:
        phones = [{"number": "09 223 45 67", "isFavourite": True}, {"number": "0475 12 34 56"}]
        assert self.read({"phoneNumbers": phones}).client.mobile == "0475 12 34 56"
        assert self.read({"phoneNumbers": phones[:1]}).client.mobile == ""

    @pytest.mark.parametrize("word", ["VIP", 1, None])
    def test_an_unknown_status_is_refused_never_guessed(self, word: object) -> None:
        with pytest.raises(WordUnknown, match=r"1 relations .*status") as caught:
            snapshot([relation(MANY[0]) | {"status": word}, relation(MANY[1])], MAPPING, None)
        assert "VIP" not in str(caught.value)

    def test_an_unknown_kind_is_refused(self) -> None:
        with pytest.raises(WordUnknown, match="kind"):
            self.read({"type": "7"})

    def test_fields_that_are_not_recognised_are_named(self) -> None:
        with pytest.raises(FieldsNotFound, match="last_name, status, national_number"):
            snapshot([{"uniqueIdentifier": "APR1", "x": "y"}], MAPPING, None)

    def test_a_field_that_nobody_has_is_not_known(self) -> None:
        records = [{name: value for name, value in relation(one).items() if name != "firstName"} for one in MANY[:9]]
        assert "first_name" not in snapshot(records, MAPPING, None).fields

    @pytest.mark.parametrize(
        ("text", "expected"),
        [("2025-06-30T00:00:00", date(2025, 6, 30)), ("2025-06-30", date(2025, 6, 30)),
         ("0001-01-01T00:00:00", None), ("soon", None), (None, None)],
    )  # fmt: skip
    def test_days(self, text: str | None, expected: date | None) -> None:
        assert day(text) == expected


class TestTaskFlow:
    def test_only_members_of_the_flow_are_in_scope(self, running: adminpulse.Running) -> None:
        found = running.connector(task_flow="personenbelasting").fetch().clients
        assert {one.in_scope for one in found} == {True, False}
        assert [one.in_scope for one in found] == [one.flow == office.TASK_FLOW for one in MANY]

    def test_a_flow_that_nobody_has_is_refused(self, running: adminpulse.Running) -> None:
        with pytest.raises(TaskFlowEmpty, match="PB 1999"):
            running.connector(task_flow="PB 1999").fetch()

    def test_the_flows_are_listed_with_their_relations(self, running: adminpulse.Running) -> None:
        flows = running.connector().task_flows()
        assert flows[office.OTHER_FLOW] == sum(one.flow == office.OTHER_FLOW for one in MANY)


class TestMappingFile:
    def test_it_goes_before_our_guesses(self, running: adminpulse.Running, tmp_path: Path) -> None:
        file = tmp_path / "mapping.toml"
        file.write_text(
            '[fields]\nclient_code = ["uniqueIdentifier"]\n[values]\nactive = ["Prospect"]\n[query]\nall = "true"\n'
        )
        found = running.connector(mapping=file).fetch().clients
        assert [one.client.client_code for one in found] == there(running)
        assert all("all=true" in asked for asked in running.server.asked)

    @pytest.mark.parametrize("text", ["[fields]\nemial = []", "[colours]", "[values]\nactive = [1]", "fields = 1", "["])
    def test_what_is_not_understood_is_refused(self, running: adminpulse.Running, tmp_path: Path, text: str) -> None:
        file = tmp_path / "mapping.toml"
        file.write_text(text)
        with pytest.raises(MappingUnusable):
            running.connector(mapping=file).fetch()
