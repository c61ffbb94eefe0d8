"""The one door to the network: one session per site, with time-outs, retries and a refusal per cause.

Only calls that change nothing are repeated after a broken connection; a call that changes something is repeated only
when the site itself asks to come back later (429 or 503 with Retry-After). A token never shows in an error.
"""

from __future__ import annotations

import re
from http import HTTPStatus
from importlib.metadata import version
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter
from urllib3.exceptions import NewConnectionError
from urllib3.util import Retry

from shared.language import Refusal, Text

if TYPE_CHECKING:
    from collections.abc import Mapping

CONNECT_S, ANSWER_S = 10, 60
LONGEST_WAIT_S = 30
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
BUSY = (HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE)
SPEAKS_FOR_ITSELF = (HTTPStatus.UNAUTHORIZED, HTTPStatus.TOO_MANY_REQUESTS)


class NothingDone(Refusal):
    """Base of the refusals after which it is certain that the site changed nothing."""


class AddressUnusable(NothingDone):
    """The address is no web address, or would send the token unprotected over a network."""

    text = Text(
        "L'adresse «{address}» ne convient pas. Elle doit commencer par https://.",
        "Het adres ‘{address}’ is niet bruikbaar. Het moet met https:// beginnen.",
        "The address “{address}” cannot be used. It must start with https://.",
    )


class TokenUnusable(NothingDone):
    """The token holds what no token holds: a line break, a blank, an accent."""

    text = Text(
        "Ce jeton contient des caractères qu'un jeton n'a jamais. Copiez-le à nouveau en entier, et rien d'autre.",
        "Dit token bevat tekens die een token nooit heeft. Kopieer het opnieuw, volledig en zonder iets erbij.",
        "This token holds characters that a token never has. Copy it again, all of it and nothing else.",
    )


class Unreachable(NothingDone):
    """No connection: no network, a wrong address, or a server that is down."""

    text = Text(
        "{host} est injoignable. Vérifiez l'adresse et votre connexion à internet.",
        "{host} is niet bereikbaar. Controleer het adres en uw internetverbinding.",
        "{host} cannot be reached. Check the address and your internet connection.",
    )


class ProxyInTheWay(NothingDone):
    """The proxy of this network refuses the connection."""

    text = Text(
        "Le proxy de votre réseau bloque l'accès à {host}. Demandez à votre informaticien de l'autoriser.",
        "De proxy van uw netwerk blokkeert de toegang tot {host}. Vraag uw IT-beheerder om die toe te laten.",
        "Your network's proxy blocks the way to {host}. Ask your IT administrator to allow it.",
    )


class CertificateRefused(NothingDone):
    """The TLS certificate does not prove who answers."""

    text = Text(
        "Le certificat de {host} n'est pas fiable; rien n'a été envoyé. Prévenez votre informaticien.",
        "Het certificaat van {host} is niet betrouwbaar; er is niets verstuurd. Verwittig uw IT-beheerder.",
        "The certificate of {host} cannot be trusted; nothing was sent. Tell your IT administrator.",
    )


class AnswerLost(Refusal):
    """The connection broke or fell silent after the question was sent: whether it was acted on is unknown."""

    text = Text(
        "La connexion avec {host} a été coupée avant la réponse. Réessayez dans un instant.",
        "De verbinding met {host} viel weg vóór het antwoord kwam. Probeer het zo dadelijk opnieuw.",
        "The connection with {host} broke before the answer came. Try again in a moment.",
    )


class AnswerNotUnderstood(Refusal):
    """What came back is not the JSON that was asked for: a wrong address, a sign-in page, half an answer."""

    text = Text(
        "La réponse de {host} n'est pas celle attendue. Vérifiez l'adresse.",
        "Het antwoord van {host} is niet wat verwacht werd. Controleer het adres.",
        "The answer from {host} is not what was expected. Check the address.",
    )


class Answer(NamedTuple):
    """What a site answered: its status, and its JSON."""

    status: int
    document: Any


class _Bearer(requests.auth.AuthBase):
    """Puts the token in the header; being explicit, it also keeps a stray .netrc from replacing it."""

    def __init__(self, token: str) -> None:
        self._token = token

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        request.headers["Authorization"] = f"Bearer {self._token}"
        return request


class Site:
    """A server that answers JSON. `changing` is the path below which POSTs change something there."""

    def __init__(self, address: str, token: str, *, changing: str) -> None:
        """Check the address; nothing is sent yet."""
        parts = urlsplit(address)
        self.address = address.rstrip("/")
        self.host = parts.netloc.rpartition("@")[2]
        if not parts.hostname or not (
            parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK)
        ):
            raise AddressUnusable(address=address)
        if not re.fullmatch(r"[!-~]+", token):
            raise TokenUnusable
        self._session = requests.Session()
        self._session.auth = _Bearer(token)
        self._session.headers["User-Agent"] = f"accounton-excel/{version('accounton-excel')}"
        self._session.trust_env = parts.hostname not in LOOPBACK  # a proxy never stands before one's own machine
        self._session.mount(self.address, HTTPAdapter(max_retries=_reads()))
        self._session.mount(self.address + changing, HTTPAdapter(max_retries=_writes()))

    def get(self, path: str, parameters: Mapping[str, str] | None = None) -> Answer:
        """Ask; repeated when that may help."""
        return self._call("GET", path, params=parameters)

    def post(self, path: str, document: object) -> Answer:
        """Ask for a change; `AnswerLost` and `AnswerNotUnderstood` leave unknown whether it was made."""
        return self._call("POST", path, json=document)

    def close(self) -> None:
        """Close the connections."""
        self._session.close()

    def _call(self, method: str, path: str, **content: Any) -> Answer:  # noqa: ANN401 - requests' own keywords
        try:
            answer = self._session.request(
                method, self.address + path, timeout=(CONNECT_S, ANSWER_S), allow_redirects=False, **content
            )
        except requests.RequestException as error:
            raise _refusal(error)(host=self.host) from None
        return Answer(answer.status_code, self._document(answer))

    def _document(self, answer: requests.Response) -> Any:  # noqa: ANN401 - JSON is any of seven types
        try:
            return answer.json()
        except requests.JSONDecodeError:
            if answer.status_code in SPEAKS_FOR_ITSELF or answer.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
                return None
        raise AnswerNotUnderstood(host=self.host)


def _refusal(error: requests.RequestException) -> type[Refusal]:
    """Tell the causes apart; the library's own words, which may hold an address with values, are dropped."""
    match error:
        case requests.exceptions.ProxyError():
            return ProxyInTheWay
        case requests.exceptions.SSLError():
            return CertificateRefused
        case requests.exceptions.ConnectTimeout() | requests.exceptions.InvalidURL():
            return Unreachable
        case requests.exceptions.ContentDecodingError():
            return AnswerNotUnderstood
        case requests.exceptions.ConnectionError() if _never_connected(error):
            return Unreachable
    return AnswerLost


def _never_connected(error: requests.RequestException) -> bool:
    cause = error.args[0] if error.args else None
    return isinstance(getattr(cause, "reason", None), NewConnectionError)


def _reads() -> Retry:
    return Retry(
        total=3,
        backoff_factor=0.2,
        status_forcelist=[*BUSY, HTTPStatus.BAD_GATEWAY, HTTPStatus.GATEWAY_TIMEOUT],
        allowed_methods={"GET"},
        raise_on_status=False,
        retry_after_max=LONGEST_WAIT_S,
    )


def _writes() -> Retry:
    return Retry(
        total=3,
        connect=0,
        read=False,
        other=False,
        backoff_factor=0.2,
        status_forcelist=BUSY,
        allowed_methods={"POST"},
        raise_on_status=False,
        retry_after_max=LONGEST_WAIT_S,
    )
