"""How AdminPulse lets us in, and what its refusals mean: a key with an expiry date, or OAuth with refresh.

What opens it is one entry of the keyring, made for one data folder and one address: another practice on this machine
has another, and a key never goes to an address that it was not given for.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from shared import secrets
from shared.language import Language, Text
from worker.connectors.base import WrongCredentials

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from shared.secrets import Place
    from shared.settings import Settings

KEY_VARIABLE: Final = "ACCOUNTON_ADMINPULSE_KEY"
WARNED_BEFORE: Final = timedelta(weeks=2)

KEY_ENDS: Final = Text(
    "La clé d'AdminPulse expire le {day}. Créez-en une nouvelle dans AdminPulse et lancez «accounton worker connect "
    "adminpulse».",
    "De sleutel van AdminPulse vervalt op {day}. Maak in AdminPulse een nieuwe aan en start ‘accounton worker connect "
    "adminpulse’.",
    "The key of AdminPulse expires on {day}. Make a new one in AdminPulse and run “accounton worker connect "
    "adminpulse”.",
)


class NotConnected(WrongCredentials):
    """No key was given for this data folder and this address."""

    text = Text(
        "Il n'y a pas d'accès à AdminPulse ({host}). Lancez «accounton worker connect adminpulse».",
        "Er is geen toegang tot AdminPulse ({host}). Start ‘accounton worker connect adminpulse’.",
        "There is no access to AdminPulse ({host}). Run “accounton worker connect adminpulse”.",
    )


class KeyRefused(WrongCredentials):
    """AdminPulse does not know the key, or the sign-in was withdrawn."""

    text = Text(
        "{host} n'accepte plus cet accès. Créez une clé dans AdminPulse et lancez «accounton worker connect "
        "adminpulse».",
        "{host} aanvaardt deze toegang niet meer. Maak een sleutel aan in AdminPulse en start ‘accounton worker "
        "connect adminpulse’.",
        "{host} no longer accepts this access. Make a key in AdminPulse and run “accounton worker connect adminpulse”.",
    )


class KeyExpired(WrongCredentials):
    """AdminPulse refuses the key, and it is past its date."""

    text = Text(
        "La clé pour {host} a expiré le {day}. Créez-en une nouvelle dans AdminPulse et lancez «accounton worker "
        "connect adminpulse».",
        "De sleutel voor {host} is vervallen op {day}. Maak in AdminPulse een nieuwe aan en start ‘accounton worker "
        "connect adminpulse’.",
        "The key for {host} expired on {day}. Make a new one in AdminPulse and run “accounton worker connect "
        "adminpulse”.",
    )


@dataclass(frozen=True, slots=True)
class ApiKey:
    """A key, and the last day on which it is good: as the person read it, None when they do not know."""

    key: str
    expires: date | None = None

    def refused(self, host: str, today: date) -> WrongCredentials:
        """Return why a call with it was turned away."""
        if self.expires and self.expires < today:
            return KeyExpired(host=host, day=_shown(self.expires))
        return KeyRefused(host=host)

    def warnings(self, today: date) -> tuple[Text, ...]:
        """Return that it ends soon."""
        if self.expires is None or self.expires - today > WARNED_BEFORE:
            return ()
        return (Text(*(KEY_ENDS.to(language, day=_shown(self.expires)) for language in Language)),)


@dataclass(frozen=True, slots=True)
class Grant:
    """What a sign-in leaves: a token is asked for with it at each run, so that none is kept."""

    client_id: str
    client_secret: str
    token_address: str
    refresh_token: str

    def refused(self, host: str, today: date) -> WrongCredentials:  # noqa: ARG002 - it has no date
        """Return why a call with it was turned away."""
        return KeyRefused(host=host)

    def warnings(self, today: date) -> tuple[Text, ...]:  # noqa: ARG002 - same
        """Return nothing: it renews itself."""
        return ()

    def renewed(self, refresh_token: str) -> Grant:
        """Return it with the token for the next renewal; "" leaves the one that there is."""
        return replace(self, refresh_token=refresh_token) if refresh_token else self


def find(settings: Settings, environment: Mapping[str, str]) -> ApiKey | Grant:
    """Return what opens AdminPulse; raises `NotConnected`."""
    if given := environment.get(KEY_VARIABLE, "").strip():
        return ApiKey(given)
    kept = secrets.find(_entry(settings.home_path), settings.home_path)
    document = json.loads(kept) if kept else {}
    if document.pop("address", None) != settings.adminpulse_url.rstrip("/"):
        raise NotConnected(host=urlsplit(settings.adminpulse_url).netloc)
    if "key" in document:
        expires = document["expires"]
        return ApiKey(document["key"], date.fromisoformat(expires) if expires else None)
    return Grant(**document)


def keep(access: ApiKey | Grant, settings: Settings) -> Place:
    """Keep what opens AdminPulse for this data folder and this address."""
    document = {**asdict(access), "address": settings.adminpulse_url.rstrip("/")}
    return secrets.keep(_entry(settings.home_path), json.dumps(document, default=str), settings.home_path)


def _entry(home: Path) -> str:
    return f"adminpulse {home.absolute()}"


def _shown(day: date) -> str:
    return f"{day:%d/%m/%Y}"
