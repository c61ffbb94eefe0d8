"""The platform over HTTP."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from shared.http import Site
from shared.secrets import token

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shared.platform.contract import Identity, ImportRow, Platform, PlatformClient, Questionnaire, RowResult
    from shared.settings import Settings

IMPORTS = "/api/v1/imports"


class HttpPlatform:
    """The platform at an address, with a token; see `shared.platform.contract.Platform`."""

    def __init__(self, address: str, token: str) -> None:
        """Check the address; nothing is sent yet."""
        self._site = Site(address, token, changing=IMPORTS)

    @property
    def address(self) -> str:
        """Where the platform is."""
        return self._site.address

    def me(self) -> Identity:
        """Return whose token is used."""
        raise NotImplementedError

    def questionnaires(self) -> tuple[Questionnaire, ...]:
        """Return the questionnaires of the practice."""
        raise NotImplementedError

    def colleagues(self) -> frozenset[str]:
        """Return the e-mail addresses of the practice's users, in lower case."""
        raise NotImplementedError

    def labels(self) -> tuple[str, ...]:
        """Return the labels that the practice uses."""
        raise NotImplementedError

    def clients(self, updated_since: str | None = None) -> list[PlatformClient]:
        """Return all clients of the practice, or those changed since a moment (ISO 8601)."""
        raise NotImplementedError

    def client(self, client_id: str) -> PlatformClient | None:
        """Return one client; None when the practice has none of that id."""
        raise NotImplementedError

    def import_rows(self, rows: Sequence[ImportRow]) -> list[RowResult]:
        """Create at most `LARGEST_BATCH` clients; one result per row, in the same order."""
        raise NotImplementedError

    def close(self) -> None:
        """Close the connections."""
        self._site.close()


def connect(settings: Settings) -> Platform:
    """Return the platform of the settings, signed in; nothing is sent yet. The caller closes it."""
    address = settings.platform_url.rstrip("/")
    return HttpPlatform(address, token(address, os.environ))
