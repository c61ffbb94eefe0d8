"""Connects a practice system: what a person gives is tried at once, and kept only when it works."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from shared import settings_file
from shared.language import Refusal, Text
from shared.settings import settings_file as place_of_settings
from worker.connectors import adminpulse_access as access
from worker.connectors.adminpulse import AdminPulse
from worker.connectors.adminpulse_access import ApiKey, Grant
from worker.connectors.adminpulse_calls import exchange
from worker.connectors.export_file import ExportFile
from worker.connectors.probe import Probe, probe

if TYPE_CHECKING:
    from shared.secrets import Place
    from shared.settings import Settings
    from worker.connectors.field_mapping import FieldMapping
    from worker.connectors.oauth import Application, Question


class NotADay(Refusal):
    """The expiry date is no date."""

    text = Text(
        "«{given}» n'est pas une date. Écrivez-la comme 31/12/2027, ou laissez vide si la clé n'expire pas.",
        "‘{given}’ is geen datum. Schrijf ze als 31/12/2027, of laat ze leeg als de sleutel niet vervalt.",
        "“{given}” is no date. Write it as 31/12/2027, or leave it empty if the key does not expire.",
    )


class Connected(NamedTuple):
    """What was found there, and where the secret is kept."""

    relations: int
    place: Place | None
    task_flows: dict[str, int]


def day_in(given: str) -> date | None:
    """Return the day that a person wrote, None when they left it empty; raises `NotADay`."""
    if not given.strip():
        return None
    try:
        day, month, year = given.strip().replace("-", "/").split("/")
        return date(int(year), int(month), int(day))
    except ValueError:
        raise NotADay(given=given.strip()) from None


def grant(question: Question, application: Application, token_address: str, answered: str, verify: str) -> Grant:
    """Return what the sign-in leaves; raises a `ConnectorRefusal`."""
    tokens = exchange(token_address, question.exchange(application, question.code_in(answered)), verify)
    return Grant(application.client_id, application.client_secret, token_address, tokens.refresh)


def try_adminpulse(settings: Settings, opened: ApiKey | Grant) -> Connected:
    """Read the relations once, then keep what opens them; raises a `Refusal` and keeps nothing when that fails."""
    system = AdminPulse.of(settings, opened)
    if isinstance(opened, Grant):
        place: Place | None = access.keep(opened, settings)  # it renews itself, also while it is tried
        system = AdminPulse.of(settings)
        relations = system.relations()
    else:
        relations = system.relations()
        place = access.keep(opened, settings)
    try:
        flows = system.task_flows()
    except Refusal:
        flows = {}  # a key that may not read tasks is good enough without a task flow
    return Connected(len(relations), place, flows)


def keep_adminpulse(settings: Settings, task_flow: str) -> None:
    """Put into the settings file that the worker reads AdminPulse; raises `SettingsNotKept`."""
    values = {"practice_system": AdminPulse.name, "adminpulse_url": settings.adminpulse_url}
    settings_file.keep(place_of_settings(os.environ), {**values, "practice_task_flow": task_flow})


def connect_export_file(settings: Settings, file: str) -> Connected:
    """Read the file once, then put it into the settings; raises a `Refusal`."""
    path = str(Path(file).expanduser().absolute())
    clients = ExportFile.of(replace(settings, practice_file=path)).fetch().clients
    settings_file.keep(place_of_settings(os.environ), {"practice_system": ExportFile.name, "practice_file": path})
    return Connected(len(clients), None, {})


def probed_adminpulse(settings: Settings) -> tuple[Probe, FieldMapping]:
    """Return what the account returns, and the mapping that reads it."""
    system = AdminPulse.of(settings)
    return probe(system.relations(), system.mapping()), system.mapping()
