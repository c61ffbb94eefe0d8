"""`accounton login`: signs in to the platform."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import click

from shared.cli import ALL_WELL, Command, Option
from shared.language import Text

if TYPE_CHECKING:
    from shared.cli import Console

LOGIN = Text(
    "Vous connecte à Accounton; le jeton est gardé dans le trousseau de clés du système.",
    "Meldt u aan bij Accounton; het token wordt bewaard in de sleutelbos van het systeem.",
    "Signs you in to Accounton; the token is kept in the system's keyring.",
)
URL = Text("L'adresse de la plateforme.", "Het adres van het platform.", "The platform's address.")
TOKEN = Text("Votre jeton", "Uw token", "Your token")


def login(console: Console, *, url: str | None) -> int:
    """Check the token, then keep it in the keyring and the address in the settings."""
    from addin.login import keep_address, sentences, sign_in
    from shared.settings import settings_file

    signed = sign_in(url or console.settings.platform_url, _ask_token(console), console.settings)
    if signed.address != console.settings.platform_url:
        keep_address(signed.address, settings_file(os.environ))
    me = signed.identity
    document = {
        "user": me.user,
        "role": me.role,
        "practice": me.practice,
        "url": signed.address,
        "kept_in": signed.place.value,
    }
    console.answer(document, sentences(signed, console.settings, console.language))
    return ALL_WELL


def _ask_token(console: Console) -> str:
    """Ask without showing it; from a pipe, read one line. Never from the command line, which others can see."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().strip()
    answer: str = click.prompt(TOKEN.to(console.language), hide_input=True, err=True)
    return answer.strip()


COMMANDS: tuple[click.Command, ...] = (Command("login", LOGIN, login, [Option(["--url"], text=URL)]),)
