"""*Sign in*: the token is checked at once and kept in the keyring; the address is kept in the settings file."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, Final, NamedTuple

from shared import secrets, settings_file
from shared.language import Refusal, Text
from shared.platform.client import HttpPlatform
from shared.platform.contract import Role
from shared.secrets import Place

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from shared.language import Language
    from shared.platform.contract import Identity
    from shared.settings import Settings

SIGNED_IN: Final = Text(
    "Vous êtes connecté à {url} pour le bureau {practice}, et votre rôle Admin permet d'importer.",
    "U bent aangemeld bij {url} voor kantoor {practice}, en met uw rol Admin mag u importeren.",
    "You are signed in to {url} for the practice {practice}, and your role Admin may import.",
)
NOT_ADMIN: Final = Text(
    "Vous êtes connecté à {url} pour le bureau {practice}, mais votre rôle {role} ne permet pas d'importer. Il faut le "
    "rôle Admin.",
    "U bent aangemeld bij {url} voor kantoor {practice}, maar met uw rol {role} mag u niet importeren. Daarvoor is de "
    "rol Admin nodig.",
    "You are signed in to {url} for the practice {practice}, but your role {role} may not import. That takes the role "
    "Admin.",
)
KEPT_IN_FILE: Final = Text(
    "Ce système n'a pas de trousseau de clés: le jeton est gardé chiffré dans un fichier ({folder}). Qui peut lire vos "
    "fichiers peut le retrouver.",
    "Dit systeem heeft geen sleutelbos: het token staat versleuteld in een bestand ({folder}). Wie uw bestanden kan "
    "lezen, kan het terugvinden.",
    "This system has no keyring: the token is kept encrypted in a file ({folder}). Whoever can read your files can "
    "find it.",
)


class AddressNotKept(Refusal):
    """The settings file cannot be written, or is written in a way that is better changed by hand."""

    text = Text(
        "Vous êtes connecté, mais l'adresse n'a pas pu être notée. Ajoutez platform_url = \"{address}\" dans {file}.",
        'U bent aangemeld, maar het adres kon niet worden bewaard. Zet platform_url = "{address}" in {file}.',
        'You are signed in, but the address could not be kept. Put platform_url = "{address}" in {file}.',
    )


class SignedIn(NamedTuple):
    """Whose token it is, at which address, and where it is kept."""

    identity: Identity
    address: str
    place: Place


def sign_in(address: str, token: str, settings: Settings) -> SignedIn:
    """Ask the platform whose token it is and keep it; nothing is kept when the platform refuses."""
    address, token = address.strip().rstrip("/"), token.strip()
    with closing(HttpPlatform(address, token, certificate_authority=settings.certificate_authority)) as platform:
        identity = platform.me()
    return SignedIn(identity, address, secrets.keep(address, token, settings.home_path))


def sentences(signed: SignedIn, settings: Settings, language: Language) -> Iterator[str]:
    """Yield what a person is told: whether they may import, and a warning where there is no keyring."""
    yield standing(signed.identity, signed.address, language)
    if signed.place is Place.FILE:
        yield KEPT_IN_FILE.to(language, folder=settings.home_path)


def standing(identity: Identity, address: str, language: Language) -> str:
    """Return the sentence on who is signed in where, and whether the role may import."""
    text = SIGNED_IN if identity.role == Role.ADMIN else NOT_ADMIN
    return text.to(language, url=address, practice=identity.practice, role=identity.role)


def keep_address(address: str, file: Path) -> None:
    """Set `platform_url` in the settings file, whatever else it holds."""
    try:
        settings_file.keep(file, {"platform_url": address})
    except settings_file.SettingsNotKept as refusal:
        raise AddressNotKept(address=address, file=file) from refusal
