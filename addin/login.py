"""*Sign in*: the token is checked at once and kept in the keyring; the address is kept in the settings file."""

from __future__ import annotations

import json
import re
import tomllib
from contextlib import closing
from typing import TYPE_CHECKING

from shared import secrets
from shared.language import Refusal, Text
from shared.platform.client import HttpPlatform

if TYPE_CHECKING:
    from pathlib import Path

    from shared.platform.contract import Identity

ADDRESS_LINE = re.compile(r"^[ \t]*platform_url[ \t]*=.*$", re.MULTILINE)


class AddressNotKept(Refusal):
    """The settings file cannot be written, or is written in a way that is better changed by hand."""

    text = Text(
        "Vous êtes connecté, mais l'adresse n'a pas pu être notée. Ajoutez platform_url = \"{address}\" dans {file}.",
        'U bent aangemeld, maar het adres kon niet worden bewaard. Zet platform_url = "{address}" in {file}.',
        'You are signed in, but the address could not be kept. Put platform_url = "{address}" in {file}.',
    )


def sign_in(address: str, token: str) -> Identity:
    """Ask the platform whose token it is and keep it; nothing is kept when the platform refuses."""
    with closing(HttpPlatform(address, token)) as platform:
        identity = platform.me()
    secrets.keep(address, token)
    return identity


def keep_address(address: str, file: Path) -> None:
    """Set `platform_url` in the settings file, whatever else it holds."""
    line = f"platform_url = {json.dumps(address)}"
    try:
        before = file.read_text(encoding="utf-8") if file.exists() else ""
        after, replaced = ADDRESS_LINE.subn(lambda _: line, before, count=1)
        after = after if replaced else f"{line}\n{before}"
        if tomllib.loads(after) != tomllib.loads(before) | {"platform_url": address}:
            raise AddressNotKept(address=address, file=file)
        file.parent.mkdir(parents=True, exist_ok=True)
        draft = file.with_name(file.name + ".draft")
        draft.write_text(after, encoding="utf-8")
        draft.replace(file)
    except (OSError, ValueError) as error:
        raise AddressNotKept(address=address, file=file) from error
