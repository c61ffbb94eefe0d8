from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Final

import pytest

from shared.platform.contract import ImportRow, Platform, Result, Role
from shared.platform.sandbox import seed
from tests.contract.platform_contract import PlatformContract, row
from tests.fakes.clients import client
from tests.fakes.platform import MemoryPlatform
from tests.fakes.sandbox import Sandbox, running

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MORE_THAN_A_PAGE: Final = 501


@pytest.fixture(scope="module")
def on_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    with running(tmp_path_factory.mktemp("sandbox")) as sandbox:
        yield sandbox


@pytest.fixture(scope="module")
def on_postgresql(tmp_path_factory: pytest.TempPathFactory, new_postgresql: Callable[[], str]) -> Iterator[Sandbox]:
    with running(tmp_path_factory.mktemp("sandbox"), new_postgresql()) as sandbox:
        yield sandbox


class TestInMemory(PlatformContract):
    @pytest.fixture
    def platform(self) -> Platform:
        return MemoryPlatform()

    @pytest.fixture
    def accountants(self) -> Platform:
        return MemoryPlatform(role=Role.ACCOUNTANT)


class OverHttp(PlatformContract):
    @pytest.fixture
    def sandbox(self) -> Sandbox:
        raise NotImplementedError

    @pytest.fixture
    def platform(self, sandbox: Sandbox) -> Iterator[Platform]:
        with sandbox.platform() as platform:
            yield platform

    @pytest.fixture
    def accountants(self, sandbox: Sandbox) -> Iterator[Platform]:
        with sandbox.platform("accountant") as platform:
            yield platform

    def test_another_practice_sees_nothing_of_it(self, sandbox: Sandbox, platform: Platform) -> None:
        key = "a-key-of-the-first-practice"
        (created,) = platform.import_rows([ImportRow(key, client(1), "pb-nl")])
        with sandbox.platform("other_admin") as others:
            assert (others.me().practice, others.me().practice_id) == (seed.OTHER_PRACTICE, "P00002")
            assert others.clients() == []
            assert others.labels() == ()
            assert others.colleagues() == {seed.OTHER_ADMIN}
            assert others.questionnaires() == seed.OTHER_QUESTIONNAIRES
            assert others.client(created.client_id or "") is None
            theirs = client(1, language="french")
            (result,) = others.import_rows([ImportRow(key, theirs, "ipp-simple")])
            assert (result.result, result.client_id) == (Result.CREATED, "C00001")
            (result,) = others.import_rows([ImportRow("another-key-of-the-other", theirs, None, "C00002", ("city",))])
            assert (result.result, result.code) == (Result.REFUSED, "client")
        assert len(platform.clients()) == len(seed.CLIENTS) + 1

    def test_pages_until_the_last_client(self, sandbox: Sandbox, platform: Platform) -> None:
        practice = sandbox.store.first_practice().id
        missing = range(MORE_THAN_A_PAGE - len(seed.CLIENTS))
        with sandbox.store.importing(practice) as importing:
            for position in missing:
                importing.add(asdict(client(position)), None)
        found = platform.clients()
        assert len(found) == len({each.id for each in found}) == MORE_THAN_A_PAGE
        assert platform.import_rows([row(client(0))])[0].result is Result.ALREADY_THERE


class TestOnSqlite(OverHttp):
    @pytest.fixture
    def sandbox(self, on_sqlite: Sandbox) -> Sandbox:
        on_sqlite.start_again()
        return on_sqlite


@pytest.mark.slow  # what differs between the databases, test_sandbox_rules tries on both in every run
class TestOnPostgresql(OverHttp):
    @pytest.fixture
    def sandbox(self, on_postgresql: Sandbox) -> Sandbox:
        on_postgresql.start_again()
        return on_postgresql
