"""The settings: a TOML file in the user's configuration folder, each one overridable from the environment.

`language = "nl"` in the file and `ACCOUNTON_LANGUAGE=nl` in the environment say the same; `ACCOUNTON_SETTINGS`
names another file. A workbook may hold a few of them: they stand above the file and below the environment. The token is
no setting: it lives in the operating system's keyring (`shared.secrets`).
"""

from __future__ import annotations

import locale
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from platformdirs import user_config_path, user_data_path

from shared.language import Language, Refusal, Text

if TYPE_CHECKING:
    from collections.abc import Mapping

APPLICATION = "accounton"
PREFIX = "ACCOUNTON_"


class SettingsUnreadable(Refusal):
    """The settings file is not valid TOML or cannot be opened."""

    text = Text(
        "Le fichier de réglages {file} ne peut pas être lu ({fault}). Corrigez-le ou supprimez-le.",
        "Het instellingenbestand {file} kan niet worden gelezen ({fault}). Verbeter of verwijder het.",
        "The settings file {file} cannot be read ({fault}). Correct it or delete it.",
    )


class SettingUnknown(Refusal):
    """The settings file holds a name that is no setting, most likely a typing slip."""

    text = Text(
        "Le réglage «{name}» dans {file} n'existe pas. Réglages possibles: {known}.",
        "De instelling ‘{name}’ in {file} bestaat niet. Mogelijke instellingen: {known}.",
        "The setting “{name}” in {file} does not exist. Possible settings: {known}.",
    )


class SettingInvalid(Refusal):
    """A setting has a value of the wrong kind."""

    text = Text(
        "Le réglage «{name}» a une valeur inutilisable. Attendu: {expected}.",
        "De instelling ‘{name}’ heeft een onbruikbare waarde. Verwacht: {expected}.",
        "The setting “{name}” has an unusable value. Expected: {expected}.",
    )


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting with its default; paths and addresses as text, "" where not set.

    `home` is the data folder; `practice_system` which system of the practice the worker reads, `practice_file` its
    export or `adminpulse_url` its address, `practice_mapping` the TOML file that names its columns or fields and
    `practice_task_flow` the task flow whose clients count; `schedule` is a crontab line of five fields;
    `certificate_authority` a file with the certificates to trust instead of the usual ones. `from_workbook` is no
    setting: it names those whose value a workbook decides.
    """

    language: str = ""
    home: str = ""
    platform_url: str = "http://127.0.0.1:8321"
    database_url: str = ""
    practice_system: str = "export-file"
    practice_file: str = ""
    practice_mapping: str = ""
    practice_task_flow: str = ""
    adminpulse_url: str = "https://api.adminpulse.be"
    schedule: str = "0 6 * * 1-5"
    questionnaire_dutch: str = ""
    questionnaire_english: str = ""
    questionnaire_french: str = ""
    certificate_authority: str = ""
    from_workbook: frozenset[str] = frozenset()

    @property
    def home_path(self) -> Path:
        """The data folder; created by whoever writes to it."""
        return Path(self.home) if self.home else user_data_path(APPLICATION, appauthor=False)

    @property
    def reader_language(self) -> Language:
        """The language of the person at the screen: the setting, else the operating system's, else English."""
        spoken = self.language or (locale.getlocale()[0] or "")[:2].lower()
        return Language(spoken) if spoken in tuple(Language) else Language.EN


NAMES: Final = tuple(field.name for field in fields(Settings) if field.name != "from_workbook")
IN_WORKBOOK: Final = (
    "language",
    "questionnaire_dutch",
    "questionnaire_french",
    "questionnaire_english",
    "platform_url",
)
"""What a workbook may say."""


def settings_file(environment: Mapping[str, str]) -> Path:
    """Where the settings file lies, whether or not it exists."""
    named = environment.get(PREFIX + "SETTINGS")
    return Path(named) if named else user_config_path(APPLICATION, appauthor=False) / "accounton.toml"


def load(environment: Mapping[str, str]) -> Settings:
    """Read the settings; raises a `Refusal` when they cannot be used."""
    values = _from_file(settings_file(environment)) | {
        name: value for name in NAMES if (value := _set(environment, name))
    }
    for name, value in values.items():
        if not isinstance(value, str):
            raise SettingInvalid(name=name, expected='"…"')
    if values.get("language", "") not in {"", *Language}:
        raise SettingInvalid(name="language", expected="fr, nl, en")
    return Settings(**values)


def with_workbook(settings: Settings, said: Mapping[str, str], environment: Mapping[str, str]) -> Settings:
    """Return the settings as a workbook changes them; `said` holds usable values only, "" says nothing."""
    changed = {
        name: said[name]
        for name in IN_WORKBOOK
        if said.get(name) and not _set(environment, name) and said[name] != getattr(settings, name)
    }
    return replace(settings, **changed, from_workbook=frozenset(changed))


def _set(environment: Mapping[str, str], name: str) -> str | None:
    return environment.get(PREFIX + name.upper())


def _from_file(file: Path) -> dict[str, Any]:
    try:
        text = file.read_text(encoding="utf-8")
        import tomllib  # noqa: PLC0415 - most have no such file

        values = tomllib.loads(text)
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        fault = getattr(error, "strerror", None) or str(error)
        raise SettingsUnreadable(file=file, fault=fault) from error
    for name in values:
        if name not in NAMES:
            raise SettingUnknown(name=name, file=file, known=", ".join(NAMES))
    return values
