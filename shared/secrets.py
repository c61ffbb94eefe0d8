"""Where the platform's token lives: the operating system's keyring, under the platform's address.

`ACCOUNTON_TOKEN` in the environment goes first. The token is never in the workbook, the settings or a log.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import keyring
from keyring.errors import KeyringError

from shared.language import Refusal, Text

if TYPE_CHECKING:
    from collections.abc import Mapping

SERVICE = "accounton"
VARIABLE = "ACCOUNTON_TOKEN"


class KeyringMissing(Refusal):
    """The operating system has no keyring, or it stays locked."""

    text = Text(
        "Ce système n'a pas de trousseau de clés utilisable. Installez-en un ou placez le jeton dans ACCOUNTON_TOKEN.",
        "Dit systeem heeft geen bruikbare sleutelbos. Installeer er een of zet het token in ACCOUNTON_TOKEN.",
        "This system has no usable keyring. Install one, or put the token in ACCOUNTON_TOKEN.",
    )


class NotSignedIn(Refusal):
    """There is no token for this address."""

    text = Text(
        "Vous n'êtes pas connecté à {address}. Lancez «accounton login».",
        "U bent niet aangemeld bij {address}. Start ‘accounton login’.",
        "You are not signed in to {address}. Run “accounton login”.",
    )


def token(address: str, environment: Mapping[str, str]) -> str:
    """Return the token for the platform at `address`."""
    given = environment.get(VARIABLE, "").strip()
    if given:
        return given
    try:
        kept = keyring.get_password(SERVICE, address)
    except KeyringError as error:
        raise KeyringMissing from error
    if not kept:
        raise NotSignedIn(address=address)
    return kept


def keep(address: str, token: str) -> None:
    """Keep the token for the platform at `address`."""
    try:
        keyring.set_password(SERVICE, address, token)
    except KeyringError as error:
        raise KeyringMissing from error
