"""OAuth 2, authorisation code with refresh (RFC 6749, 7636 and 8252): addresses and forms. Pure but for what is drawn.

oauthlib was looked at: it refuses the loopback address to which a desktop program has the answer sent, unless an
environment variable switches that check off for everybody, and saves no lines.
"""

from __future__ import annotations

import base64
import hashlib
import secrets
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import parse_qs, urlencode, urlsplit

from shared.language import Text
from worker.connectors.base import Hopeless, WrongCredentials

if TYPE_CHECKING:
    from collections.abc import Mapping


class AnswerNotOurs(Hopeless):
    """The address that the browser ended at is not the answer to our question."""

    text = Text(
        "L'adresse collée ne répond pas à cette demande. Recommencez et collez l'adresse complète où le navigateur "
        "aboutit.",
        "Het geplakte adres is geen antwoord op deze aanvraag. Begin opnieuw en plak het volledige adres waar de "
        "browser uitkomt.",
        "The pasted address is no answer to this request. Start again and paste the whole address at which the browser "
        "ends.",
    )


class ConsentRefused(WrongCredentials):
    """The person, or the system, said no."""

    text = Text(
        "L'accès n'a pas été accordé. Recommencez et acceptez-le, ou demandez-le à l'administrateur du système.",
        "De toegang is niet verleend. Begin opnieuw en aanvaard, of vraag het aan de beheerder van het systeem.",
        "Access was not granted. Start again and accept, or ask the administrator of the system.",
    )


class Application(NamedTuple):
    """What the vendor registered for us."""

    client_id: str
    client_secret: str
    redirect_address: str


class Question(NamedTuple):
    """One sign-in: what proves that the answer is ours, and that whoever exchanges the code is who asked."""

    state: str
    verifier: str

    @classmethod
    def drawn(cls) -> Question:
        """Return a new one."""
        return cls(secrets.token_urlsafe(32), secrets.token_urlsafe(64))

    def address(self, authorise: str, application: Application, scope: str) -> str:
        """Return where the person signs in; no secret stands in it."""
        digest = hashlib.sha256(self.verifier.encode()).digest()
        fields = {
            "response_type": "code",
            "client_id": application.client_id,
            "redirect_uri": application.redirect_address,
            "state": self.state,
            "code_challenge": base64.urlsafe_b64encode(digest).rstrip(b"=").decode(),
            "code_challenge_method": "S256",
        }
        if scope:
            fields["scope"] = scope
        return f"{authorise}{'&' if urlsplit(authorise).query else '?'}{urlencode(fields)}"

    def code_in(self, answered: str) -> str:
        """Return the code in the address that the browser ended at; raises a `ConnectorRefusal`."""
        try:
            fields = parse_qs(urlsplit(answered.strip()).query)
        except ValueError:
            raise AnswerNotOurs from None
        if not secrets.compare_digest("".join(fields.get("state", ())).encode(), self.state.encode()):
            raise AnswerNotOurs
        if "error" in fields:
            raise ConsentRefused
        if not fields.get("code"):
            raise AnswerNotOurs
        return fields["code"][0]

    def exchange(self, application: Application, code: str) -> Mapping[str, str]:
        """Return the form that turns a code into tokens."""
        return {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": application.redirect_address,
            "client_id": application.client_id,
            "client_secret": application.client_secret,
            "code_verifier": self.verifier,
        }


def renewal(client_id: str, client_secret: str, refresh_token: str) -> Mapping[str, str]:
    """Return the form that asks for a new access token."""
    return {
        "grant_type": "refresh_token",
        "refresh_token": refresh_token,
        "client_id": client_id,
        "client_secret": client_secret,
    }


class Tokens(NamedTuple):
    """The token for calls, and the one for the next renewal: "" when the one that there is stays good."""

    access: str
    refresh: str


def tokens_in(document: Any) -> Tokens | None:  # noqa: ANN401 - JSON
    """Return the tokens in an answer, None when there is no access token in it."""
    if not isinstance(document, dict) or not isinstance(document.get("access_token"), str):
        return None
    return Tokens(document["access_token"], str(document.get("refresh_token") or ""))
