"""A relation and its tasks as AdminPulse may write them. Pure; which of the names are known stands in `adminpulse`."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final
from uuid import NAMESPACE_URL, uuid5

from shared.practice_systems.office import COMPANY, TASK_FLOW

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from shared.practice_systems.office import Relation
    from shared.record import Client

LANGUAGES: Final = {"dutch": "NL", "french": "FR", "english": "EN"}
CONTACT, PARTNER, OWNER = 1, 5, 4


def identifier(reference: int) -> str:
    """Return a relation's number as AdminPulse shows it."""
    return f"APR{reference:05}"


def relation(one: Relation) -> dict[str, Any]:
    """Return a relation; what is not filled in is null or an empty list."""
    client = one.client
    company = one.kind == COMPANY
    name = " ".join(filter(None, (client.last_name, client.first_name)))
    links = [{"linkType": PARTNER, "uniqueIdentifier": identifier(one.partner)}] if one.partner else []
    return {
        "id": str(uuid5(NAMESPACE_URL, identifier(one.reference))),
        "uniqueIdentifier": identifier(one.reference),
        "code": client.client_code or None,
        "name": name,
        "displayName": name,
        "commercialName": name if company else None,
        "legalForm": "BV" if company else None,
        "relationGroupName": None,
        "firstName": None if company else client.first_name,
        "lastName": client.last_name,
        "emailAddresses": _emails(client),
        "phoneNumbers": _phones(client),
        "nationalNumber": client.national_number or None,
        "vatNumber": f"BE{client.kbo_number}" if client.kbo_number else None,
        "address": _address(client),
        "language": LANGUAGES.get(client.language),
        "tags": [{"name": label} for label in client.labels.split(",") if label],
        "status": one.status,
        "type": one.kind,
        "inactive": one.inactive,
        "endDate": f"{one.end_date}T00:00:00" if one.end_date else None,
        "tos": [{"linkType": CONTACT, "uniqueIdentifier": "APR99999"}, *links],
    }


def tasks(relations: Iterable[Relation], since: date, until: date) -> list[dict[str, Any]]:
    """Return the tasks with a deadline in the span, one or two for each relation."""
    return [task for one in relations if one.flow for task in _tasks(one) if since <= _deadline() <= until]


def day_in(text: str) -> date | None:
    """Return the day that `ddMMyyyy` names."""
    try:
        return datetime.strptime(text, "%d%m%Y").date()  # noqa: DTZ007 - a day has no zone
    except ValueError:
        return None


def _tasks(one: Relation) -> Iterator[dict[str, Any]]:
    for name in ("Aangifte", "Nazicht") if one.flow == TASK_FLOW else ("Aangifte",):
        yield {
            "templateName": one.flow,
            "name": name,
            "status": 0,
            "deadline": f"{_deadline()}T00:00:00",
            "referenceYear": _deadline().year - 1,
            "relationUniqueIdentifier": identifier(one.reference),
        }


def _deadline() -> date:
    """Return a day in this season: tasks of a system to try on never grow old."""
    return date.today()  # noqa: DTZ011 - any day of this season will do


def _emails(client: Client) -> list[dict[str, Any]]:
    """Return an old address and the favourite one, which is not the first."""
    if not client.email:
        return []
    old = {"emailAddress": f"old.{client.email}", "isFavourite": False}
    return [old, {"emailAddress": client.email, "isFavourite": True}]


def _phones(client: Client) -> list[dict[str, Any]]:
    """Return a fixed line and the mobile."""
    mobile = [{"number": client.mobile, "isFavourite": True}] if client.mobile else []
    return [{"number": "09 223 45 67", "isFavourite": False}, *mobile]


def _address(client: Client) -> dict[str, Any]:
    return {
        "street": client.street or None,
        "houseNumber": client.house_number or None,
        "box": client.box or None,
        "postalCode": client.postal_code or None,
        "city": client.city or None,
        "country": client.country or None,
    }
