"""The buttons Sign in, Language, Help and Reconciliation, clicked on the desk of a person."""

from __future__ import annotations

import json
import re
import tomllib
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import keyring
import pytest

from addin import manual, ribbon, settings_sheet
from addin.own_sheets import OwnSheets
from addin.reader_language import CHANGED
from addin.reconciliation_sheet import NeverReconciled
from addin.signing_in import AddressNotSafe, NothingGiven
from shared import reconciliation, secrets
from shared.language import Language, Text
from shared.platform.sandbox import seed
from shared.reconciliation import OpenFlag, Reason, Reconciliation, Refused, State
from shared.settings import Settings
from tests.fakes.desk import desk
from tests.fakes.keyrings import MemoryKeyring
from tests.fakes.sandbox import Sandbox, running
from tests.unit.addin.books import client_book
from workbook.build import template
from workbook.layout import OWN_SHEETS, SETTING_LISTS, TABS, Role

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MOMENT = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv("ACCOUNTON_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("ACCOUNTON_SETTINGS", str(tmp_path / "accounton.toml"))
    for name in ("LANGUAGE", "TOKEN", "PLATFORM_URL"):
        monkeypatch.delenv(f"ACCOUNTON_{name}", raising=False)
    return tmp_path / "home"


@pytest.fixture(autouse=True)
def ring() -> Iterator[MemoryKeyring]:
    before, ring = keyring.get_keyring(), MemoryKeyring()
    keyring.set_keyring(ring)
    yield ring
    keyring.set_keyring(before)


@pytest.fixture
def sandbox(tmp_path: Path) -> Iterator[Sandbox]:
    with running(tmp_path / "sandbox") as sandbox:
        yield sandbox


class TestSignIn:
    def test_address_practice_and_questionnaires_are_on_the_sheet_and_the_token_nowhere(
        self, tmp_path: Path, sandbox: Sandbox, ring: MemoryKeyring
    ) -> None:
        template(tmp_path / "a.xlsx", Language.FR)
        token = sandbox.tokens["admin"]
        with desk(tmp_path / "a.xlsx") as (book, program):
            program.typed = [f" {sandbox.url}/ ", token]
            ribbon.sign_in("fr")
            assert program.alerts == []
            assert seed.PRACTICE in str(program.status_bar)
            said = settings_sheet.said(OwnSheets(book))
            assert said == {"platform_url": sandbox.url, "practice": seed.PRACTICE}
            lists = book.sheets[SETTING_LISTS].used_range.value
            book.save(str(tmp_path / "b.xlsx"))
        assert ring.kept == {("accounton", sandbox.url): token}
        assert tomllib.loads((tmp_path / "accounton.toml").read_text()) == {"platform_url": sandbox.url}
        with sandbox.platform() as platform:
            names = {each.name for each in platform.questionnaires()}
        assert {each for line in lists[1:] for each in line if each} == {*names, "Français", "Nederlands", "English"}
        (address, given, shown), (question, nothing, hidden) = program.asked
        assert (given, shown, nothing, hidden) == (Settings().platform_url, "", "", "hidden")
        assert "adresse" in address
        assert sandbox.url in question
        kept = [file for file in tmp_path.rglob("*") if file.is_file() and "sandbox" not in file.parts]
        assert tmp_path / "b.xlsx" in kept
        assert all(token.encode() not in file.read_bytes() for file in kept)

    def test_an_accountant_is_told_that_the_role_may_not_import(self, tmp_path: Path, sandbox: Sandbox) -> None:
        with desk(client_book(tmp_path / "a.xlsx")) as (_, program):
            program.typed = [sandbox.url, sandbox.tokens["accountant"]]
            ribbon.sign_in("en")
        assert "your role accountant may not import" in str(program.status_bar)

    def test_a_refused_token_changes_nothing(self, tmp_path: Path, sandbox: Sandbox, ring: MemoryKeyring) -> None:
        with desk(client_book(tmp_path / "a.xlsx")) as (book, program):
            program.typed = [sandbox.url, "wrong"]
            ribbon.sign_in("nl")
            assert [sheet.name for sheet in book.sheets] == ["Clients"]
        (alert,) = program.alerts
        assert "aanvaardt uw token niet" in alert
        assert "wrong" not in alert
        assert ring.kept == {}
        assert not (tmp_path / "accounton.toml").exists()

    @pytest.mark.parametrize("typed", [[], ["https://a.example"], ["https://a.example", "  "]])
    def test_who_gives_up_changes_nothing(self, tmp_path: Path, typed: list[str], ring: MemoryKeyring) -> None:
        with desk(client_book(tmp_path / "a.xlsx")) as (_, program):
            program.typed = typed
            ribbon.sign_in("fr")
        assert program.alerts == [NothingGiven().to(Language.FR)]
        assert ring.kept == {}

    def test_an_address_without_tls_is_never_sent_a_token(self, tmp_path: Path) -> None:
        with desk(client_book(tmp_path / "a.xlsx")) as (_, program):
            program.typed = ["http://a.example", "t-1"]
            ribbon.sign_in("fr")
        assert program.alerts == [AddressNotSafe().to(Language.FR)]
        assert len(program.asked) == 1

    def test_the_address_of_a_workbook_gets_no_token_of_another(
        self, tmp_path: Path, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("ACCOUNTON_TOKEN", sandbox.tokens["admin"])
        secrets.keep("https://own.example", "t-1", tmp_path)
        with desk(client_book(tmp_path / "a.xlsx")) as (book, program):
            settings_sheet.write(OwnSheets(book), {"platform_url": sandbox.url}, Language.EN)
            ribbon.compare("en")
        (alert,) = program.alerts
        assert f"not signed in to {sandbox.url}" in alert

    def test_an_address_that_only_the_workbook_names_is_not_filled_in_before_it_was_signed_in_to(
        self, tmp_path: Path
    ) -> None:
        foreign, own = "https://other.example", "https://own.example"
        (tmp_path / "accounton.toml").write_text(f'platform_url = "{own}"')
        with desk(client_book(tmp_path / "a.xlsx")) as (book, program):
            settings_sheet.write(OwnSheets(book), {"platform_url": foreign}, Language.EN)
            ribbon.sign_in("en")
            question, given, _ = program.asked.pop()
            assert (foreign in question, "Careful" in question, given) == (True, True, own)
            secrets.keep(foreign, "t-1", tmp_path / "home")
            ribbon.sign_in("en")
            question, given, _ = program.asked.pop()
            assert ("Careful" in question, given) == (False, foreign)


class TestLanguage:
    def test_each_click_goes_on_to_the_next_and_a_workbook_without_settings_gets_them(self, tmp_path: Path) -> None:
        with desk(client_book(tmp_path / "a.xlsx")) as (book, program):
            for following in (Language.NL, Language.EN, Language.FR):
                ribbon.language("fr")
                assert program.status_bar == f"Accounton: {CHANGED.to(following)}"
                assert settings_sheet.said(OwnSheets(book)) == {"language": following}
            assert {sheet.name for sheet in book.sheets} == {"Clients", "Instellingen", OWN_SHEETS, SETTING_LISTS}
        assert program.alerts == []

    def test_the_next_click_speaks_it(self, tmp_path: Path) -> None:
        with desk(client_book(tmp_path / "a.xlsx")) as (book, program):
            ribbon.language("fr")
            ribbon.validate("fr")
            name = OwnSheets(book).name(Role.PROBLEMS)
            assert "fouten" in str(program.status_bar)
            assert name == TABS[Role.PROBLEMS].nl


class TestHelp:
    @pytest.mark.parametrize("language", Language)
    def test_the_manual_opens_in_the_reader_s_language(self, tmp_path: Path, language: Language) -> None:
        opened: list[str] = []

        def browser(address: str) -> bool:
            opened.append(address)
            return True

        said = manual.show(tmp_path, language, browser)
        page = tmp_path / "manual" / f"accountant.{language}.html"
        assert opened == [page.as_uri()]
        assert said == manual.OPENED.to(language)
        assert f'<html lang="{language}">' in page.read_text(encoding="utf-8")

    @pytest.mark.parametrize("language", Language)
    def test_no_link_is_dead(self, tmp_path: Path, language: Language) -> None:
        manual.make(tmp_path, language)
        pages = list(tmp_path.rglob("*.html"))
        assert len(pages) > 3
        for page in pages:
            text = page.read_text(encoding="utf-8")
            for name, anchor in re.findall(r'(?:href|src)="([^":#]*)(?:#([^"]*))?"', text):
                target = page.parent / name if name else page
                assert target.is_file(), (page.name, name)
                assert target.suffix != ".md"
                if anchor:
                    assert f'id="{anchor}"' in target.read_text(encoding="utf-8"), (page.name, anchor)

    def test_without_a_browser_the_place_is_told(self, tmp_path: Path) -> None:
        with pytest.raises(manual.NoBrowser, match=r"accountant\.en\.html"):
            manual.show(tmp_path, Language.EN, lambda _: False)

    def test_where_it_cannot_be_written_is_told(self, tmp_path: Path) -> None:
        (tmp_path / "home").touch()
        with pytest.raises(manual.ManualUnwritable, match="manual"):
            manual.show(tmp_path / "home", Language.EN, lambda _: True)


class TestReconciliation:
    FLAGS = (
        OpenFlag(3, "C-12", "Luc Dubois", Reason.POSSIBLE_MATCH, MOMENT, State.STILL, "Luc Du Bois · 85.**.**-***.28"),
        OpenFlag(4, "C-13", "=Anna Peeters", Reason.GONE, MOMENT, State.NEW, None),
    )

    @pytest.mark.parametrize("language", Language)
    def test_open_flags_stand_on_a_sheet(self, tmp_path: Path, home: Path, language: Language) -> None:
        reconciliation.write(home, Reconciliation("Martens", "export-file", MOMENT, None, self.FLAGS))
        with desk(client_book(tmp_path / "a.xlsx")) as (book, program):
            ribbon.reconciliation(language)
            ribbon.reconciliation(language)
            sheet = book.sheets.active
            assert sheet.name == TABS[Role.RECONCILIATION].to(language)
            rows = sheet.used_range.value
        assert program.alerts == []
        assert [row[0] for row in rows[-2:]] == ["Luc Dubois", "=Anna Peeters"]
        assert rows[-2][4] == self.FLAGS[0].candidate
        assert rows[-1][1] == reconciliation.REASONS[Reason.GONE].to(language)
        assert len(rows) == 6
        assert "Martens" in rows[1][0]

    def test_a_refusal_is_said_above_the_flags(self, tmp_path: Path, home: Path) -> None:
        refused = Refused(MOMENT, Text("non", "neen", "The file vanished."))
        reconciliation.write(home, Reconciliation("Martens", "export-file", MOMENT, refused, self.FLAGS))
        with desk(client_book(tmp_path / "a.xlsx")) as (book, program):
            ribbon.reconciliation("en")
            assert "The file vanished." in book.sheets["Reconciliation"].range("A3").value
        assert "The file vanished." in str(program.status_bar)

    @pytest.mark.parametrize("language", Language)
    def test_before_the_first_run_it_says_so(self, tmp_path: Path, language: Language) -> None:
        with desk(client_book(tmp_path / "a.xlsx")) as (book, program):
            ribbon.reconciliation(language)
            assert [sheet.name for sheet in book.sheets] == ["Clients"]
        assert program.alerts == [NeverReconciled().to(language)]

    def test_what_is_damaged_is_told(self, tmp_path: Path, home: Path) -> None:
        home.mkdir()
        (home / reconciliation.FILE).write_text(json.dumps({"flags": 1}), encoding="utf-8")
        with desk(client_book(tmp_path / "a.xlsx")) as (_, program):
            ribbon.reconciliation("en")
        (alert,) = program.alerts
        assert "reconciliation.json" in alert
