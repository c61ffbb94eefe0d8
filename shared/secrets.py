"""Where secrets live: the operating system's keyring; the platform's token under the platform's address.

A system without a keyring has an encrypted file instead. `ACCOUNTON_TOKEN` in the environment goes first, unless the
address comes from a workbook: whoever made that workbook must not receive it. The token is never in the workbook, the
settings or a log.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

import keyring
from keyring.errors import KeyringError, NoKeyringError

from shared import token_file
from shared.language import Refusal, Text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from shared.settings import Settings

SERVICE = "accounton"
VARIABLE = "ACCOUNTON_TOKEN"


class Place(Enum):
    """Where a token is kept."""

    KEYRING = "keyring"
    FILE = "file"


class KeyringLocked(Refusal):
    """The operating system's keyring stays locked, or fails."""

    text = Text(
        "Le trousseau de clés de ce système reste verrouillé. Déverrouillez-le ou placez le jeton dans "
        "ACCOUNTON_TOKEN, puis réessayez.",
        "De sleutelbos van dit systeem blijft vergrendeld. Ontgrendel hem of zet het token in ACCOUNTON_TOKEN en "
        "probeer opnieuw.",
        "The keyring of this system stays locked. Unlock it, or put the token in ACCOUNTON_TOKEN, and try again.",
    )


class NotSignedIn(Refusal):
    """There is no token for this address."""

    text = Text(
        "Vous n'êtes pas connecté à {address}. Cliquez sur «Se connecter» ou lancez «accounton login».",
        "U bent niet aangemeld bij {address}. Klik op ‘Aanmelden’ of start ‘accounton login’.",
        "You are not signed in to {address}. Click “Sign in” or run “accounton login”.",
    )


def token(settings: Settings, environment: Mapping[str, str]) -> str:
    """Return the token for the platform of the settings."""
    given = environment.get(VARIABLE, "").strip()
    if given and "platform_url" not in settings.from_workbook:
        return given
    address = settings.platform_url.rstrip("/")
    kept = find(address, settings.home_path)
    if not kept:
        raise NotSignedIn(address=address)
    return kept


def find(name: str, home: Path) -> str | None:
    """Return the secret kept under `name`: the platform's address, or what another room calls its own."""
    try:
        return keyring.get_password(SERVICE, name)
    except NoKeyringError:
        return token_file.read(home, name)
    except KeyringError as error:
        raise KeyringLocked from error


def keep(name: str, secret: str, home: Path) -> Place:
    """Keep a secret under `name`; in the encrypted file where there is no keyring."""
    try:
        keyring.set_password(SERVICE, name, secret)
    except NoKeyringError:
        token_file.keep(home, name, secret)
        return Place.FILE
    except KeyringError as error:
        raise KeyringLocked from error
    return Place.KEYRING
