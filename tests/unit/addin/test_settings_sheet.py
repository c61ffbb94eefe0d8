from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from addin import settings_sheet
from addin.engines.file import open_book
from addin.own_sheets import OwnSheets
from addin.settings_sheet import AddressCellUnusable, LanguageCellUnusable, of_workbook, said, write
from shared.language import Language
from shared.settings import Settings
from tests.unit.addin.books import client_book
from workbook.build import template
from workbook.layout import SETTING_LISTS, TABS, Role
from workbook.setting_lines import cell

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from addin.sheet import Book

OFFERED = {"questionnaire_dutch": ["Eenvoudig", "Volledig"], "questionnaire_french": ["Simple"]}


@contextmanager
def filled(path: Path, language: Language, values: dict[str, str]) -> Iterator[Book]:
    """Open a template in which a person typed values on the settings sheet."""
    template(path, language)
    typed = load_workbook(path)
    for key, value in values.items():
        typed[TABS[Role.SETTINGS].to(language)][cell(key)] = value
    typed.save(path)
    with open_book(path) as book:
        yield book


@pytest.mark.parametrize("language", Language)
def test_the_sheet_of_the_template_is_recognised_and_at_first_says_nothing(tmp_path: Path, language: Language) -> None:
    with filled(tmp_path / "a.xlsx", language, {}) as book:
        own = OwnSheets(book)
        assert own.name(Role.SETTINGS) == TABS[Role.SETTINGS].to(language)
        assert said(own) == {}


@pytest.mark.parametrize("language", Language)
def test_what_a_person_chose_is_read(tmp_path: Path, language: Language) -> None:
    chosen = {"language": "Nederlands", "questionnaire_dutch": " Volledig ", "platform_url": "https://a.example/"}
    with filled(tmp_path / "a.xlsx", language, chosen) as book:
        assert said(OwnSheets(book)) == {
            "language": "nl",
            "questionnaire_dutch": "Volledig",
            "platform_url": "https://a.example",
        }


def test_a_code_will_do_for_a_language_and_rows_may_move(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    template(path, Language.EN)
    typed = load_workbook(path)
    sheet = typed["Settings"]
    sheet["B5"] = "FR"
    sheet.insert_rows(2, 3)
    sheet.insert_cols(1)
    typed.save(path)
    with open_book(path) as book:
        assert said(OwnSheets(book)) == {"language": "fr"}


@pytest.mark.parametrize(
    ("key", "typed", "refused"),
    [
        ("language", "Deutsch", LanguageCellUnusable),
        ("platform_url", "platform.example", AddressCellUnusable),
        ("platform_url", "http://platform.example", AddressCellUnusable),
        ("platform_url", "https://els:secret@platform.example", AddressCellUnusable),
        ("platform_url", "https://[", AddressCellUnusable),
    ],
)
def test_a_wrong_value_is_one_sentence_that_names_the_cell(
    tmp_path: Path, key: str, typed: str, refused: type[Exception]
) -> None:
    with filled(tmp_path / "a.xlsx", Language.NL, {key: typed}) as book:
        with pytest.raises(refused) as caught:
            said(OwnSheets(book))
        for language in Language:
            sentence = caught.value.to(language)  # type: ignore[attr-defined]  # every Refusal has it
            assert cell(key) in sentence
            assert "Instellingen" in sentence
            assert typed not in sentence


def test_the_workbook_stands_above_the_settings_file_and_below_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ACCOUNTON_QUESTIONNAIRE_DUTCH", "q-1")
    chosen = {"language": "Français", "questionnaire_dutch": "q-2"}
    with filled(tmp_path / "a.xlsx", Language.NL, chosen) as book:
        settings = of_workbook(book, Settings(language="nl", questionnaire_dutch="q-1"))
    assert (settings.language, settings.questionnaire_dutch) == ("fr", "q-1")
    assert settings.from_workbook == {"language"}


def test_a_workbook_of_somebody_gets_a_sheet_that_later_clicks_find(tmp_path: Path) -> None:
    with open_book(client_book(tmp_path / "a.xlsx")) as book:
        write(OwnSheets(book), {"platform_url": "https://a.example"}, Language.NL, OFFERED)
        write(OwnSheets(book), {"language": "Français", "practice": "Martens"}, Language.FR)
        found = {"language": "fr", "platform_url": "https://a.example", "practice": "Martens"}
        assert said(OwnSheets(book)) == found
        book.save(tmp_path / "b.xlsx")
    with open_book(tmp_path / "b.xlsx") as book:
        assert said(OwnSheets(book)) == found
    saved = load_workbook(tmp_path / "b.xlsx")
    sheet = saved[TABS[Role.SETTINGS].nl]
    assert (sheet["A1"].value, sheet["A5"].value) == (TABS[Role.SETTINGS].fr, "Langue des messages")
    lists = {str(one.sqref): one.formula1 for one in sheet.data_validations.dataValidation}
    assert set(lists) == {cell("language"), *map(cell, OFFERED)}
    assert all(source.startswith(f"{SETTING_LISTS}!") for source in lists.values())
    values = [[value for value in column if value] for column in saved[SETTING_LISTS].iter_cols(values_only=True)]
    assert values == [
        ["language", "Français", "Nederlands", "English"],
        *([key, *each] for key, each in OFFERED.items()),
    ]
    assert saved[SETTING_LISTS].sheet_state == "veryHidden"


def test_it_is_not_taken_for_a_list_of_clients(tmp_path: Path) -> None:
    with filled(tmp_path / "a.xlsx", Language.EN, {}) as book:
        own = OwnSheets(book)
        assert own.is_ours("Settings")
        assert settings_sheet.said(own) == {}
