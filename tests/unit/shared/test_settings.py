from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from shared.language import Language
from shared.settings import (
    SettingInvalid,
    Settings,
    SettingsUnreadable,
    SettingUnknown,
    load,
    settings_file,
    with_workbook,
)

if TYPE_CHECKING:
    from pathlib import Path


def written(folder: Path, text: str) -> dict[str, str]:
    file = folder / "accounton.toml"
    file.write_text(text, encoding="utf-8")
    return {"ACCOUNTON_SETTINGS": str(file)}


def test_without_file_and_environment_the_defaults_hold(tmp_path: Path) -> None:
    assert load({"ACCOUNTON_SETTINGS": str(tmp_path / "none.toml")}) == Settings()


def test_the_file_sets_and_the_environment_overrides(tmp_path: Path) -> None:
    named = written(tmp_path, 'language = "nl"\nplatform_url = "https://a.example"\n')
    settings = load({"ACCOUNTON_PLATFORM_URL": "https://b.example", "ACCOUNTON_HOME": str(tmp_path), **named})
    assert (settings.language, settings.platform_url, settings.home_path) == ("nl", "https://b.example", tmp_path)


def test_an_empty_variable_overrides_nothing(tmp_path: Path) -> None:
    named = written(tmp_path, 'database_url = "sqlite://"')
    assert load({"ACCOUNTON_DATABASE_URL": "", **named}).database_url == "sqlite://"


def test_a_typing_slip_is_named(tmp_path: Path) -> None:
    named = written(tmp_path, 'platform_ulr = "https://a.example"')
    with pytest.raises(SettingUnknown, match="platform_ulr") as caught:
        load(named)
    assert "platform_url" in caught.value.to(Language.FR)


@pytest.mark.parametrize("text", ["language = ", "\x00", 'language = "fr"\nlanguage = "nl"'])
def test_what_is_no_toml_is_said(tmp_path: Path, text: str) -> None:
    with pytest.raises(SettingsUnreadable, match=r"accounton\.toml"):
        load(written(tmp_path, text))


def test_a_folder_in_place_of_the_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(SettingsUnreadable):
        load({"ACCOUNTON_SETTINGS": str(tmp_path)})


@pytest.mark.parametrize("text", ['language = "de"', "language = 1", "schedule = ['a']"])
def test_a_value_of_the_wrong_kind_is_said(tmp_path: Path, text: str) -> None:
    with pytest.raises(SettingInvalid):
        load(written(tmp_path, text))


@pytest.mark.parametrize(
    ("setting", "system", "expected"),
    [
        ("nl", "fr_BE.UTF-8", Language.NL),
        ("", "fr_BE.UTF-8", Language.FR),
        ("", "nl_BE.UTF-8", Language.NL),
        ("", "de_BE.UTF-8", Language.EN),
        ("", None, Language.EN),
    ],
)
def test_the_reader_s_language(
    monkeypatch: pytest.MonkeyPatch, setting: str, system: str | None, expected: Language
) -> None:
    monkeypatch.setattr("locale.getlocale", lambda: (system, "UTF-8"))
    assert Settings(language=setting).reader_language is expected


def test_the_file_lies_in_the_configuration_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("shared.settings.user_config_path", lambda *_, **__: tmp_path)
    assert settings_file({}) == tmp_path / "accounton.toml"
    assert Settings().home_path.name == "accounton"


def test_a_workbook_stands_above_the_file_and_below_the_environment(tmp_path: Path) -> None:
    named = written(tmp_path, 'language = "nl"\nquestionnaire_dutch = "q-1"\nplatform_url = "https://a.example"\n')
    environment = {"ACCOUNTON_QUESTIONNAIRE_FRENCH": "q-2", **named}
    said = {
        "language": "fr",
        "questionnaire_dutch": "",
        "questionnaire_french": "q-3",
        "questionnaire_english": "q-4",
        "platform_url": "https://a.example",
        "home": "/elsewhere",
    }
    settings = with_workbook(load(environment), said, environment)
    assert settings == Settings(
        language="fr",
        questionnaire_dutch="q-1",
        questionnaire_french="q-2",
        questionnaire_english="q-4",
        platform_url="https://a.example",
        from_workbook=frozenset({"language", "questionnaire_english"}),
    )


def test_which_values_a_workbook_decides_is_no_setting(tmp_path: Path) -> None:
    with pytest.raises(SettingUnknown):
        load(written(tmp_path, 'from_workbook = "language"'))
    assert load({"ACCOUNTON_FROM_WORKBOOK": "platform_url", **written(tmp_path, "")}) == Settings()
