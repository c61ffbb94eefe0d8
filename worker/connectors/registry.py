"""The practice systems that the worker can read: this table is the list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from shared.settings import SettingInvalid
from worker.connectors.adminpulse import AdminPulse
from worker.connectors.export_file import ExportFile

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from shared.settings import Settings
    from worker.connectors.base import Connector

CONNECTORS: Final[Mapping[str, Callable[[Settings], Connector]]] = {
    AdminPulse.name: AdminPulse.of,
    ExportFile.name: ExportFile.of,
}


def connector(settings: Settings) -> Connector:
    """Return the connector that the settings name; raises a `Refusal`."""
    if settings.practice_system not in CONNECTORS:
        raise SettingInvalid(name="practice_system", expected=", ".join(CONNECTORS))
    return CONNECTORS[settings.practice_system](settings)
