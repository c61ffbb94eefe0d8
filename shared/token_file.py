"""Where tokens are kept on a machine without a keyring: an encrypted file in the data folder, its key in another one.

Both may be read by their owner alone. It keeps a token out of backups of one file and from a casual look; whoever can
read all of the owner's files can read it.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from secrets import token_hex
from typing import TYPE_CHECKING, Any, Final

from shared.language import Refusal, Text

if TYPE_CHECKING:
    from pathlib import Path

FILE, KEY = "tokens", "tokens.key"


class TokenFileUnusable(Refusal):
    """The file or its key cannot be read or written, or they do not belong together."""

    text = Text(
        "Le fichier chiffré des jetons ({file}) est inutilisable. Vérifiez vos droits, ou supprimez-le et "
        "reconnectez-vous.",
        "Het versleutelde bestand met tokens ({file}) is onbruikbaar. Controleer uw rechten, of verwijder het en meld "
        "u opnieuw aan.",
        "The encrypted file of tokens ({file}) cannot be used. Check your rights, or delete it and sign in again.",
    )


_BROKEN: Final = (OSError, ValueError)


def read(home: Path, address: str) -> str | None:
    """Return the token kept for `address`, None when there is none."""
    file = home / FILE
    if not file.exists():
        return None
    try:
        return _all(home).get(address)
    except _BROKEN as error:
        raise TokenFileUnusable(file=file) from error


def keep(home: Path, address: str, token: str) -> None:
    """Keep `token` for `address`, beside those of other addresses."""
    file = home / FILE
    try:
        home.mkdir(parents=True, exist_ok=True)
        if not (home / KEY).exists():
            _write(home / KEY, _fernet().generate_key())
        kept = (_all(home) if file.exists() else {}) | {address: token}
        _write(file, _cipher(home).encrypt(json.dumps(kept).encode()))
    except _BROKEN as error:
        raise TokenFileUnusable(file=file) from error


def _all(home: Path) -> dict[str, str]:
    from cryptography.fernet import InvalidToken  # noqa: PLC0415 - only machines without a keyring need it

    try:
        kept: dict[str, str] = json.loads(_cipher(home).decrypt((home / FILE).read_bytes()))
    except InvalidToken as error:
        raise ValueError from error
    return kept


def _cipher(home: Path) -> Any:  # noqa: ANN401 - loaded when needed
    return _fernet()((home / KEY).read_bytes())


def _fernet() -> Any:  # noqa: ANN401 - same
    from cryptography.fernet import Fernet  # noqa: PLC0415 - same

    return Fernet


def _write(file: Path, content: bytes) -> None:
    """Write whole or not at all, for the owner's eyes only."""
    draft = file.with_name(f"{file.name}.{token_hex(4)}")
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:
            stream.write(content)
        draft.replace(file)
    finally:
        with suppress(OSError):
            draft.unlink()
