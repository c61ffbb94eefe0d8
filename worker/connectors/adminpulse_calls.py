"""Calls to AdminPulse: within its limit, with patience, with a token that is renewed, and one refusal per cause."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from shared import http
from shared.language import Refusal, Text
from shared.patience import Patience
from worker.connectors.adminpulse_access import Grant, KeyRefused
from worker.connectors.base import Hopeless, RetryLater, WrongCredentials
from worker.connectors.limiter import Limiter
from worker.connectors.oauth import renewal, tokens_in

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from worker.connectors.adminpulse_access import ApiKey
    from worker.connectors.oauth import Tokens

CALLS_A_MINUTE: Final = 480
PATIENCE: Final = Patience(tries=6, first_pause_s=1, longest_pause_s=120)
HOPELESS: Final = (
    http.AddressUnusable,
    http.AuthorityUnusable,
    http.CertificateRefused,
    http.IssuerUnknown,
    http.ProxyInTheWay,
)
"""What only a person can change; every other break of the network may pass."""


class Throttled(RetryLater):
    """Too many calls, also after the pauses that were asked for: something else uses the same limit."""

    text = Text(
        "{host} reçoit trop d'appels, aussi d'autres programmes. Le prochain rapprochement réessaiera.",
        "{host} krijgt te veel oproepen, ook van andere programma's. De volgende afstemming probeert het opnieuw.",
        "{host} receives too many calls, also from other programs. The next run will try again.",
    )


class Failing(RetryLater):
    """AdminPulse has a fault of its own."""

    text = Text(
        "{host} a une panne ({status}). Le prochain rapprochement réessaiera.",
        "{host} heeft een storing ({status}). De volgende afstemming probeert het opnieuw.",
        "{host} has a fault of its own ({status}). The next run will try again.",
    )


class CallRefused(Hopeless):
    """AdminPulse does not know what was asked, or the key may not ask it."""

    text = Text(
        "{host} refuse la demande {path} ({status}). Vérifiez que la clé donne le droit «Read relations» (et, pour un "
        "flux de tâches, de lire les tâches); sinon, mettez Accounton pour Excel à jour.",
        "{host} weigert de aanvraag {path} ({status}). Kijk na of de sleutel het recht ‘Read relations’ geeft (en, "
        "voor een takenstroom, het lezen van taken); zo ja, werk Accounton voor Excel bij.",
        "{host} refuses the request {path} ({status}). Check that the key gives the right “Read relations” (and, for a "
        "task flow, to read tasks); if so, update Accounton for Excel.",
    )


class Calls:
    """One conversation with AdminPulse; `keep` keeps a renewed grant before it is used."""

    def __init__(
        self,
        address: str,
        access: ApiKey | Grant,
        keep: Callable[[Grant], object],
        today: date,
        *,
        verify: str = "",
        patience: Patience = PATIENCE,
        limiter: Callable[[], None] | None = None,
    ) -> None:
        """Say nothing yet."""
        self._address = address
        self._access = access
        self._keep = keep
        self._today = today
        self._verify = verify
        self._patience = patience
        self._limiter = limiter or Limiter(CALLS_A_MINUTE)
        self._site: http.Site | None = None
        self._good = False  # whether the token at hand was ever accepted

    def get(self, path: str, parameters: Mapping[str, str]) -> Any:  # noqa: ANN401 - JSON
        """Return what AdminPulse answers; raises a `ConnectorRefusal`."""
        try:
            answer = self._signed_in().get(path, parameters)
            if answer.status == HTTPStatus.UNAUTHORIZED and self._good and isinstance(self._access, Grant):
                self.close()
                answer = self._signed_in().get(path, parameters)
        except Refusal as refusal:
            raise _kind(refusal) from None
        self._insist(answer.status, path)
        self._good = True
        return answer.document

    def close(self) -> None:
        """End the conversation."""
        if self._site:
            self._site.close()
        self._site, self._good = None, False

    def _signed_in(self) -> http.Site:
        if self._site is None:
            token = self._renewed() if isinstance(self._access, Grant) else self._access.key
            self._site = self._open(self._address, token)
        return self._site

    def _renewed(self) -> str:
        grant = self._access
        assert isinstance(grant, Grant)  # noqa: S101 - for the type checker
        tokens = exchange(
            grant.token_address, renewal(grant.client_id, grant.client_secret, grant.refresh_token), self._verify
        )
        self._access = grant.renewed(tokens.refresh)
        if self._access != grant:
            self._keep(self._access)
        return tokens.access

    def _open(self, address: str, token: str) -> http.Site:
        return http.Site(
            address, token, verify=self._verify, patience=self._patience, before=self._limiter, plain_errors=True
        )

    def _insist(self, status: int, path: str) -> None:
        host = urlsplit(self._address).netloc
        if status == HTTPStatus.UNAUTHORIZED:
            raise self._access.refused(host, self._today)
        if status == HTTPStatus.TOO_MANY_REQUESTS:
            raise Throttled(host=host)
        if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            raise Failing(host=host, status=status)
        if status != HTTPStatus.OK:
            raise CallRefused(host=host, status=status, path=path)


def exchange(token_address: str, form: Mapping[str, str], verify: str = "") -> Tokens:
    """Ask for tokens; the form, and so every secret, travels in the body. Raises a `ConnectorRefusal`."""
    parts = urlsplit(token_address)
    try:
        site = http.Site(f"{parts.scheme}://{parts.netloc}", None, verify=verify, plain_errors=True)
        try:
            answer = site.post_form(parts.path, form)
        finally:
            site.close()
    except Refusal as refusal:
        raise _kind(refusal) from None
    if answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR or answer.status == HTTPStatus.TOO_MANY_REQUESTS:
        raise Failing(host=parts.netloc, status=answer.status)
    tokens = tokens_in(answer.document) if answer.status == HTTPStatus.OK else None
    if tokens is None:
        raise KeyRefused(host=parts.netloc)
    return tokens


def _kind(refusal: Refusal) -> Refusal:
    """Return the connector's own kind of a network's refusal, in its words."""
    if isinstance(refusal, RetryLater | WrongCredentials | Hopeless):
        return refusal
    if isinstance(refusal, http.TokenUnusable):
        return WrongCredentials.because(refusal)
    return (Hopeless if isinstance(refusal, HOPELESS) else RetryLater).because(refusal)
