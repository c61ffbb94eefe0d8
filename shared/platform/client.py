"""The platform over HTTP: each answer becomes the contract's own form, or a refusal per cause."""

from __future__ import annotations

import os
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final, NoReturn, TypeVar
from urllib.parse import quote

from shared.http import AnswerNotUnderstood, NothingDone, Site
from shared.language import Refusal, Text
from shared.platform.contract import (
    Identity,
    PlatformClient,
    Questionnaire,
    Result,
    RowResult,
    from_fields,
    to_fields,
)
from shared.secrets import token

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from shared.patience import Patience
    from shared.platform.contract import ImportRow, Platform
    from shared.settings import Settings

API = "/api/v1"
IMPORTS = f"{API}/imports"
PAGE = "500"

_Form = TypeVar("_Form")


class TokenRefused(NothingDone):
    """The token is not one that the platform knows."""

    text = Text(
        "{host} n'accepte pas votre jeton. Copiez-le à nouveau en entier et reconnectez-vous.",
        "{host} aanvaardt uw token niet. Kopieer het opnieuw, volledig, en meld u weer aan.",
        "{host} does not accept your token. Copy it again, all of it, and sign in again.",
    )


class TokenExpired(TokenRefused):
    """The token is past its date."""

    text = Text(
        "Votre jeton pour {host} a expiré. Créez-en un nouveau sur la plateforme et reconnectez-vous.",
        "Uw token voor {host} is vervallen. Maak een nieuw aan op het platform en meld u weer aan.",
        "Your token for {host} has expired. Make a new one on the platform and sign in again.",
    )


class TokenRevoked(TokenRefused):
    """Somebody withdrew the token."""

    text = Text(
        "Votre jeton pour {host} a été retiré. Demandez à l'Admin de votre bureau, ou créez-en un nouveau.",
        "Uw token voor {host} is ingetrokken. Vraag het aan de Admin van uw kantoor, of maak een nieuw aan.",
        "Your token for {host} was withdrawn. Ask the Admin of your practice, or make a new one.",
    )


TOKEN_FAULTS: Final[Mapping[object, type[TokenRefused]]] = {
    "token_expired": TokenExpired,
    "token_revoked": TokenRevoked,
}
"""By the code in the answer; another one, or none, says only that the token is not good."""


class RoleRefused(NothingDone):
    """The user's role does not allow this."""

    text = Text(
        "Seul un utilisateur avec le rôle Admin peut importer des clients. Demandez-le à l'Admin de votre bureau.",
        "Alleen een gebruiker met de rol Admin mag klanten importeren. Vraag het aan de Admin van uw kantoor.",
        "Only a user with the role Admin may import clients. Ask the Admin of your practice.",
    )


class AccessRefused(NothingDone):
    """The token is known, and may still not do this; or something before the platform lets nobody through."""

    text = Text(
        "{host} vous refuse l'accès. Demandez à l'Admin de votre bureau si votre compte est actif.",
        "{host} weigert u de toegang. Vraag de Admin van uw kantoor of uw account actief is.",
        "{host} refuses you access. Ask the Admin of your practice whether your account is active.",
    )


class RequestRefused(NothingDone):
    """The platform does not know this request: the two no longer speak the same contract."""

    text = Text(
        "{host} n'accepte pas cette demande ({status}). Mettez Accounton pour Excel à jour.",
        "{host} aanvaardt deze aanvraag niet ({status}). Werk Accounton voor Excel bij.",
        "{host} does not accept this request ({status}). Update Accounton for Excel.",
    )


class Busy(NothingDone):
    """The platform asks to come back later, and still did after the retries."""

    text = Text(
        "{host} reçoit trop de demandes. Réessayez dans quelques minutes.",
        "{host} krijgt te veel aanvragen. Probeer het over enkele minuten opnieuw.",
        "{host} receives too many requests. Try again in a few minutes.",
    )


class StillWorking(Refusal):
    """Another request with the same keys is being worked on, and still was after the retries."""

    text = Text(
        "{host} traite encore ces lignes. Réessayez dans une minute.",
        "{host} is nog met deze rijen bezig. Probeer het over een minuut opnieuw.",
        "{host} is still working on these rows. Try again in a minute.",
    )


class TooLarge(NothingDone):
    """The request is larger than the platform, or something before it, takes."""

    text = Text(
        "{host} refuse une demande de cette taille. Vérifiez qu'aucune cellule ne contient un texte très long.",
        "{host} weigert een aanvraag van deze omvang. Controleer of geen enkele cel een heel lange tekst bevat.",
        "{host} refuses a request of this size. Check that no cell holds a very long text.",
    )


class Failing(Refusal):
    """The platform has a fault of its own; whether a change was made is unknown."""

    text = Text(
        "{host} a une panne ({status}). Réessayez plus tard.",
        "{host} heeft een storing ({status}). Probeer het later opnieuw.",
        "{host} has a fault of its own ({status}). Try again later.",
    )


BY_STATUS: Final[Mapping[int, type[Refusal]]] = {
    HTTPStatus.FORBIDDEN: AccessRefused,
    HTTPStatus.NOT_FOUND: AnswerNotUnderstood,
    HTTPStatus.CONFLICT: StillWorking,
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: TooLarge,
    HTTPStatus.TOO_MANY_REQUESTS: Busy,
}


class HttpPlatform:
    """The platform at an address, with a token; see `shared.platform.contract.Platform`."""

    def __init__(
        self, address: str, token: str, *, certificate_authority: str = "", patience: Patience | None = None
    ) -> None:
        """Check the address; nothing is sent yet. `certificate_authority` is a file of the practice's own."""
        self._site = Site(address, token, verify=certificate_authority, patience=patience)

    @property
    def address(self) -> str:
        """Where the platform is."""
        return self._site.address

    def me(self) -> Identity:
        """Return whose token is used."""
        return self._get("/me", _identity)

    def questionnaires(self) -> tuple[Questionnaire, ...]:
        """Return the questionnaires of the practice."""
        return self._get(
            "/questionnaires", lambda found: tuple(Questionnaire(**each) for each in found["questionnaires"])
        )

    def colleagues(self) -> frozenset[str]:
        """Return the e-mail addresses of the practice's users, in lower case."""
        return self._get("/colleagues", lambda found: frozenset(each["email"].lower() for each in found["colleagues"]))

    def labels(self) -> tuple[str, ...]:
        """Return the labels that the practice uses."""
        return self._get("/labels", lambda found: tuple(map(str, found["labels"])))

    def clients(self, updated_since: str | None = None) -> list[PlatformClient]:
        """Return all clients of the practice, or those changed since a moment (ISO 8601)."""
        asked = {"limit": PAGE} | ({"updated_since": updated_since} if updated_since else {})
        found: list[PlatformClient] = []
        cursor: str | None = ""
        while cursor is not None:
            page, following = self._get("/clients", _page, asked | ({"cursor": cursor} if cursor else {}))
            if following == cursor or (following is not None and not page):
                raise AnswerNotUnderstood(host=self._site.host)  # it would never end
            found += page
            cursor = following
        return found

    def client(self, client_id: str) -> PlatformClient | None:
        """Return one client; None when the practice has none of that id."""
        answer = self._site.get(f"{API}/clients/{quote(client_id, safe='')}")
        if answer.status == HTTPStatus.NOT_FOUND:
            return None
        return self._form(answer.status, answer.document, _client)

    def import_rows(self, rows: Sequence[ImportRow]) -> list[RowResult]:
        """Create or overwrite at most `LARGEST_BATCH` clients; one result per row, in the same order."""
        answer = self._site.post(IMPORTS, {"rows": [_row(row) for row in rows]})
        results = self._form(answer.status, answer.document, _results)
        if [result.key for result in results] != [row.key for row in rows]:
            raise AnswerNotUnderstood(host=self._site.host)
        return results

    def close(self) -> None:
        """Close the connections."""
        self._site.close()

    def _get(self, path: str, form: Callable[[Any], _Form], asked: Mapping[str, str] | None = None) -> _Form:
        answer = self._site.get(API + path, asked)
        return self._form(answer.status, answer.document, form)

    def _form(self, status: int, document: object, form: Callable[[Any], _Form]) -> _Form:
        if status != HTTPStatus.OK:
            self._refuse(status, document)
        try:
            return form(document)
        except (AttributeError, KeyError, TypeError, ValueError):
            raise AnswerNotUnderstood(host=self._site.host) from None

    def _refuse(self, status: int, document: object) -> NoReturn:
        host = self._site.host
        code = document.get("code") if isinstance(document, dict) else None
        match status:
            case HTTPStatus.UNAUTHORIZED:
                raise TOKEN_FAULTS.get(code, TokenRefused)(host=host)
            case HTTPStatus.FORBIDDEN if code == "role":
                raise RoleRefused
            case _ if status in BY_STATUS:
                raise BY_STATUS[status](host=host)
            case _ if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
                raise Failing(host=host, status=status)
            case _ if status >= HTTPStatus.BAD_REQUEST:
                raise RequestRefused(host=host, status=status)
        raise AnswerNotUnderstood(host=host)


def connect(settings: Settings) -> Platform:
    """Return the platform of the settings, signed in; nothing is sent yet. The caller closes it."""
    address = settings.platform_url.rstrip("/")
    return HttpPlatform(address, token(settings, os.environ), certificate_authority=settings.certificate_authority)


def _identity(found: Mapping[str, Any]) -> Identity:
    practice = found["practice"]
    return Identity(
        user=str(found["user"]),
        role=str(found["role"]),
        practice=str(practice["name"]),
        practice_id=str(practice["id"]),
        languages=frozenset(found["languages"]),
    )


def _page(found: Mapping[str, Any]) -> tuple[list[PlatformClient], str | None]:
    return [_client(each) for each in found["clients"]], found["next_cursor"]


def _client(found: Mapping[str, Any]) -> PlatformClient:
    return PlatformClient(
        id=str(found["id"]),
        client=from_fields(found["fields"]),
        questionnaire=found["questionnaire"],
        status=str(found["status"]),
        updated_at=str(found["updated_at"]),
    )


def _row(row: ImportRow) -> dict[str, object]:
    fields = to_fields(row.client)
    if row.client_id is None:
        return {"key": row.key, "action": "create", "questionnaire": row.questionnaire, "fields": fields}
    chosen = {name: fields.get(name, "") for name in row.overwrite}
    return {"key": row.key, "action": "overwrite", "client_id": row.client_id, "fields": chosen}


def _results(found: Mapping[str, Any]) -> list[RowResult]:
    return [
        RowResult(each["key"], Result(each["result"]), each["client_id"], each["code"], each["message"])
        for each in found["rows"]
    ]
