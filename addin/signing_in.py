"""The button *Sign in*: asks, signs in, and puts the practice and its questionnaires on the settings sheet."""

from __future__ import annotations

import os
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from addin import login, settings_sheet
from addin.own_sheets import OwnSheets
from addin.procedures import ASK
from addin.questionnaires import labels
from shared import secrets
from shared.language import Refusal, Text
from shared.platform.client import connect
from shared.settings import load, settings_file
from shared.web_address import is_safe
from workbook.setting_lines import ADDRESS, PRACTICE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from addin.click import Click
    from addin.login import SignedIn

WHERE: Final = Text("L'adresse de la plateforme:", "Het adres van het platform:", "The address of the platform:")
WHERE_INSTEAD: Final = Text(
    "Attention: ce classeur nomme l'adresse {address}, où vous ne vous êtes jamais connecté. Ne la saisissez que si "
    "vous êtes certain qu'elle est celle d'Accounton: votre jeton y serait envoyé.\nL'adresse de la plateforme:",
    "Opgelet: deze werkmap noemt het adres {address}, waar u zich nog nooit hebt aangemeld. Vul het alleen in als u "
    "zeker weet dat het dat van Accounton is: uw token zou erheen gaan.\nHet adres van het platform:",
    "Careful: this workbook names the address {address}, where you never signed in. Give it only if you are certain "
    "that it is Accounton's: your token would be sent there.\nThe address of the platform:",
)
TOKEN: Final = Text(
    "Votre jeton pour {address}:\nVous le trouvez sur la plateforme, dans votre profil. Il n'est jamais gardé dans le "
    "classeur.",
    "Uw token voor {address}:\nU vindt het op het platform, in uw profiel. Het wordt nooit in de werkmap bewaard.",
    "Your token for {address}:\nYou find it on the platform, in your profile. It is never kept in the workbook.",
)


class NothingGiven(Refusal):
    """The person gave up, or there is no screen to ask on."""

    text = Text(
        "Vous n'avez rien saisi: rien n'a changé. Sans boîte de dialogue, utilisez la commande «accounton login».",
        "U hebt niets ingevuld: er is niets veranderd. Gebruik zonder dialoogvenster de opdracht ‘accounton login’.",
        "You gave nothing: nothing was changed. Without a dialogue box, use the command “accounton login”.",
    )


class AddressNotSafe(Refusal):
    """What was given is no address to which a token may travel."""

    text = Text(
        "Cette adresse ne convient pas: elle doit commencer par https://. Rien n'a été envoyé.",
        "Dit adres is niet bruikbaar: het moet met https:// beginnen. Er is niets verstuurd.",
        "This address cannot be used: it must start with https://. Nothing was sent.",
    )


def sign_in(click: Click) -> str:
    """Sign in; returns whether the role may import, and where the token is kept when there is no keyring."""
    address = _asked(click, *_where(click)).rstrip("/")
    if not is_safe(address):
        raise AddressNotSafe
    token = _asked(click, TOKEN.to(click.language, address=address), "", "hidden")
    signed = login.sign_in(address, token, click.settings)
    changes = {ADDRESS: address, PRACTICE: signed.identity.practice}
    settings_sheet.write(OwnSheets(click.book), changes, click.language, _offered(click, signed))
    if address != load(os.environ).platform_url:
        login.keep_address(address, settings_file(os.environ))
    return " ".join(login.sentences(signed, click.settings, click.language))


def _where(click: Click) -> tuple[str, str]:
    """Return the question for the address and what to start from: never one that only a workbook names."""
    named, settings = click.settings.platform_url, click.settings
    if ADDRESS not in settings.from_workbook or secrets.find(named.rstrip("/"), settings.home_path):
        return WHERE.to(click.language), named
    return WHERE_INSTEAD.to(click.language, address=named), load(os.environ).platform_url


def _asked(click: Click, question: str, given: str, hidden: str = "") -> str:
    answer = str(click.book.macro(ASK)(question, given, hidden) or "").strip()
    if not answer:
        raise NothingGiven
    return answer


def _offered(click: Click, signed: SignedIn) -> dict[str, Sequence[str]]:
    """Return the questionnaires of the languages that the practice activated, by setting."""
    with closing(connect(replace(click.settings, platform_url=signed.address))) as platform:
        available = platform.questionnaires()
    return {
        f"questionnaire_{language}": list(labels(language, available).values())
        for language in sorted(signed.identity.languages)
    }
