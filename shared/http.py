"""The one door to the network: one session per site, with time-outs, retries and a refusal per cause.

Only calls that change nothing are repeated after a broken connection; a call that changes something is repeated only
when the site itself asks to come back later (409, 429 or 503): see `shared.patience`. A token never shows in an error.
"""

from __future__ import annotations

import json
import re
import ssl
import time
from http import HTTPStatus
from importlib.metadata import version
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlsplit

import requests
import urllib3
from requests.adapters import HTTPAdapter
from urllib3.exceptions import NewConnectionError

from shared.language import Refusal, Text
from shared.patience import Patience
from shared.watched import POOLS
from shared.web_address import LOOPBACK, is_safe

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

NOT_TRUSTED = frozenset({18, 19, 20, 21})
"""OpenSSL: self-signed, also in the chain; the issuer, or the first certificate, is not known."""
SPEAKS_FOR_ITSELF = (HTTPStatus.UNAUTHORIZED, HTTPStatus.REQUEST_ENTITY_TOO_LARGE, HTTPStatus.TOO_MANY_REQUESTS)
LARGEST_ANSWER = 64 * 2**20
"""Bytes, far above a full page of clients; more is no answer of a platform."""


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


class IssuerUnknown(NothingDone):
    """The TLS certificate is self-signed, or from an issuer that is not trusted here."""

    text = Text(
        "Le certificat de {host} vient d'un émetteur que cet ordinateur ne connaît pas; rien n'a été envoyé. Si c'est "
        "celui de votre bureau, indiquez son fichier dans le réglage certificate_authority.",
        "Het certificaat van {host} komt van een uitgever die deze computer niet kent; er is niets verstuurd. Is het "
        "die van uw kantoor, noem dan zijn bestand in de instelling certificate_authority.",
        "The certificate of {host} comes from an issuer that this computer does not know; nothing was sent. If it is "
        "your practice's own, name its file in the setting certificate_authority.",
    )


class AuthorityUnusable(NothingDone):
    """The file of the setting certificate_authority is missing, or holds no certificates."""

    text = Text(
        "Le fichier du réglage certificate_authority ({file}) n'existe pas ou ne contient pas de certificats (format "
        "PEM).",
        "Het bestand van de instelling certificate_authority ({file}) bestaat niet of bevat geen certificaten "
        "(PEM-formaat).",
        "The file of the setting certificate_authority ({file}) does not exist or holds no certificates (PEM format).",
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


class _Heard(NamedTuple):
    """One try: an answer as it came, or why there is none."""

    status: int | None = None
    content: bytes = b""
    come_back: str | None = None
    refusal: type[Refusal] | None = None


class _Bearer(requests.auth.AuthBase):
    """Puts the token in the header; being explicit, it also keeps a stray .netrc from replacing it."""

    def __init__(self, token: str) -> None:
        self._token = token

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        request.headers["Authorization"] = f"Bearer {self._token}"
        return request


def _nobody(request: requests.PreparedRequest) -> requests.PreparedRequest:
    """Say nothing of who asks; being explicit, it keeps a stray .netrc out as well."""
    return request


class _Adapter(HTTPAdapter):
    """Makes watched connections, straight and through a proxy; it repeats nothing by itself."""

    def init_poolmanager(self, *arguments: Any, **keywords: Any) -> None:  # noqa: ANN401 - requests' own
        super().init_poolmanager(*arguments, **keywords)
        self.poolmanager.pool_classes_by_scheme = POOLS

    def proxy_manager_for(self, *arguments: Any, **keywords: Any) -> Any:  # noqa: ANN401 - same
        manager = super().proxy_manager_for(*arguments, **keywords)
        manager.pool_classes_by_scheme = POOLS
        return manager


class Site:
    """A server that answers JSON. `verify` names a file with the certificate authorities to trust instead of all.

    Without a `token` nobody signs in. `before` is called before each try, for a limit that we keep by ourselves.
    `plain_errors` says that the site's errors need not be JSON: their status says enough.
    """

    def __init__(
        self,
        address: str,
        token: str | None,
        *,
        verify: str = "",
        patience: Patience | None = None,
        before: Callable[[], None] = lambda: None,
        plain_errors: bool = False,
    ) -> None:
        """Check the address; nothing is sent yet."""
        if not is_safe(address):
            raise AddressUnusable(address=address.rpartition("@")[2])
        parts = urlsplit(address)
        self.address = address.rstrip("/")
        self.host = parts.netloc
        if token is not None and not re.fullmatch(r"[!-~]+", token):
            raise TokenUnusable
        if verify:
            _check_authority(verify)
        self._verify: str | bool = verify or True
        self._patience = patience or Patience()
        self._before = before
        self._plain_from = HTTPStatus.BAD_REQUEST if plain_errors else HTTPStatus.INTERNAL_SERVER_ERROR
        self._session = requests.Session()
        self._session.auth = _nobody if token is None else _Bearer(token)
        self._session.headers["User-Agent"] = f"accounton-excel/{version('accounton-excel')}"
        self._session.trust_env = parts.hostname not in LOOPBACK  # a proxy never stands before one's own machine
        self._session.mount(self.address, _Adapter())

    def get(self, path: str, parameters: Mapping[str, str] | None = None) -> Answer:
        """Ask; repeated when that may help."""
        return self._call("GET", path, params=parameters)

    def post(self, path: str, document: object) -> Answer:
        """Ask for a change; `AnswerLost` and `AnswerNotUnderstood` leave unknown whether it was made."""
        return self._call("POST", path, json=document)

    def post_form(self, path: str, fields: Mapping[str, str]) -> Answer:
        """Send a form, as OAuth does, so that nothing of it stands in an address."""
        return self._call("POST", path, data=fields)

    def close(self) -> None:
        """Close the connections."""
        self._session.close()

    def _call(self, method: str, path: str, **content: Any) -> Answer:  # noqa: ANN401 - requests' own keywords
        tries = 1
        heard = self._try(method, path, **content)
        while (pause := self._pause(tries, heard, changing=method != "GET")) is not None:
            time.sleep(pause)
            tries += 1
            heard = self._try(method, path, **content)
        if heard.status is None:
            raise (heard.refusal or AnswerLost)(host=self.host)
        return Answer(heard.status, self._document(heard))

    def _pause(self, tries: int, heard: _Heard, *, changing: bool) -> float | None:
        if heard.refusal in HOPELESS:
            return None
        return self._patience.pause(tries, heard.status, heard.come_back, changing=changing)

    def _try(self, method: str, path: str, **content: Any) -> _Heard:  # noqa: ANN401 - same
        self._before()
        limits = (self._patience.connect_s, self._patience.answer_s)
        deadline = time.monotonic() + sum(limits)
        try:
            with self._session.request(
                method,
                self.address + path,
                timeout=limits,
                allow_redirects=False,
                stream=True,
                verify=self._verify,
                **content,
            ) as answer:
                read = _whole(answer.raw, deadline)
        except (requests.RequestException, urllib3.exceptions.HTTPError) as error:
            return _Heard(refusal=_refusal(error))
        if read is None:
            return _Heard(refusal=AnswerLost)
        return _Heard(answer.status_code, read, answer.headers.get("Retry-After"))

    def _document(self, heard: _Heard) -> Any:  # noqa: ANN401 - JSON is any of seven types
        try:
            return json.loads(heard.content)
        except (ValueError, RecursionError):
            if heard.status in SPEAKS_FOR_ITSELF or (heard.status or 0) >= self._plain_from:
                return None
        raise AnswerNotUnderstood(host=self.host)


HOPELESS = frozenset({ProxyInTheWay, CertificateRefused, IssuerUnknown, AnswerNotUnderstood})
"""Why asking again does not help."""


def _whole(raw: urllib3.BaseHTTPResponse, deadline: float) -> bytes | None:
    """Read an answer to its end; None when it takes too long or does not end."""
    read = bytearray()
    while part := raw.read1(decode_content=True):
        read += part
        if time.monotonic() > deadline or len(read) > LARGEST_ANSWER:
            return None
    return bytes(read)


def _check_authority(file: str) -> None:
    try:
        ssl.create_default_context(cafile=file)
    except OSError:  # ssl's own errors are some as well
        raise AuthorityUnusable(file=file) from None


def _refusal(error: requests.RequestException | urllib3.exceptions.HTTPError) -> type[Refusal]:
    """Tell the causes apart; the library's own words, which may hold an address with values, are dropped."""
    match error:
        case requests.exceptions.ProxyError():
            return ProxyInTheWay
        case requests.exceptions.SSLError():
            return IssuerUnknown if _issuer_unknown(error) else CertificateRefused
        case requests.exceptions.ConnectTimeout() | requests.exceptions.InvalidURL():
            return Unreachable
        case urllib3.exceptions.DecodeError():
            return AnswerNotUnderstood
        case requests.exceptions.ConnectionError() if _never_connected(error):
            return Unreachable
    return AnswerLost


def _issuer_unknown(error: requests.exceptions.SSLError) -> bool:
    """Look for the cause in the library's own: OpenSSL's number of it, not its words."""
    cause: object = getattr(_cause(error), "reason", None)
    while isinstance(cause, BaseException):
        if isinstance(cause, ssl.SSLCertVerificationError):
            return cause.verify_code in NOT_TRUSTED
        cause = _cause(cause)
    return False


def _never_connected(error: requests.RequestException) -> bool:
    return isinstance(getattr(_cause(error), "reason", None), NewConnectionError)


def _cause(error: BaseException) -> object:
    return error.args[0] if error.args else None
