"""What may be kept and shown of a national number: a keyed hash to recognise it, a masked form to read.

The key lies in a file of its own that only its owner may read. It is no keyring entry because the worker runs
unattended, where the keyring is locked. Without the key a hash says nothing; with a new key old hashes match nothing.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from typing import TYPE_CHECKING

from shared.language import Refusal, Text

if TYPE_CHECKING:
    from pathlib import Path

KEY_BYTES = 32
NATIONAL_NUMBER_DIGITS = 11


class KeyUnusable(Refusal):
    """The key file cannot be read or written, or holds something else."""

    text = Text(
        "La clé {file} ne peut pas être lue. Remettez la copie de sauvegarde ou vérifiez les droits sur ce fichier.",
        "De sleutel {file} kan niet worden gelezen. Zet de back-up terug of controleer de rechten op dat bestand.",
        "The key {file} cannot be read. Put the backup back or check the permissions of that file.",
    )


def key_from(file: Path) -> bytes:
    """Return the key in `file`, drawn and written (mode 0600) when there is none yet; raises `KeyUnusable`.

    The caller sees to it that no other process does the same at the same moment.
    """
    try:
        if not file.exists():
            _write_new(file)
        key = bytes.fromhex(file.read_text(encoding="ascii"))
    except (OSError, ValueError) as error:
        raise KeyUnusable(file=file) from error
    if len(key) != KEY_BYTES:
        raise KeyUnusable(file=file)
    return key


def keyed_hash(number: str, key: bytes) -> str:
    """Return the HMAC-SHA256 of the digits of `number` in hexadecimal, "" for an empty one."""
    digits = "".join(filter(str.isdecimal, number))
    return hmac.new(key, digits.encode(), hashlib.sha256).hexdigest() if digits else ""


def masked_number(number: str) -> str:
    """Return a form that a colleague recognises and nobody can complete: `85073003328` → `85.**.**-***.28`."""
    digits = "".join(filter(str.isdecimal, number))
    return f"{digits[:2]}.**.**-***.{digits[-2:]}" if len(digits) == NATIONAL_NUMBER_DIGITS else "*" * bool(digits)


def _write_new(file: Path) -> None:
    """Write a new key whole or not at all."""
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_name(f"{file.name}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as stream:
        stream.write(secrets.token_hex(KEY_BYTES))
    draft.replace(file)
