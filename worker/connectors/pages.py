"""Numbered pages → every record, once each; or nothing. Pure: whoever calls hands over how a page is asked for.

A list that changes while it is read shifts its records from page to page: one is then doubled or lost, and the counts
may agree all the same. So the pages are read until two readings in a row name the same records in the same order. What
is lost in one reading is there in the next; what came or went twice in the same way cannot be.
"""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from shared.language import Text
from worker.connectors.base import Hopeless, RetryLater

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence

READINGS: Final = 6


class NotAPage(Hopeless):
    """The answer is JSON, but no page of records."""

    text = Text(
        "La réponse de {system} n'a pas la forme d'une page ({what}). Vérifiez l'adresse; si elle est juste, mettez "
        "Accounton pour Excel à jour.",
        "Het antwoord van {system} heeft niet de vorm van een pagina ({what}). Controleer het adres; klopt het, werk "
        "Accounton voor Excel dan bij.",
        "The answer of {system} does not have the form of a page ({what}). Check the address; if it is right, update "
        "Accounton for Excel.",
    )


class NeverStill(RetryLater):
    """The list changed during every reading, or its counts never agreed."""

    text = Text(
        "La liste de {system} ({what}) a changé pendant chacune des {readings} lectures, ou ses totaux ne concordent "
        "pas: elle n'est pas complète et rien n'a été signalé. Le prochain rapprochement réessaiera.",
        "De lijst van {system} ({what}) wijzigde tijdens elk van de {readings} lezingen, of de totalen kloppen niet: "
        "ze is niet volledig en er is niets gemeld. De volgende afstemming probeert het opnieuw.",
        "The list of {system} ({what}) changed during each of the {readings} readings, or its totals do not agree: it "
        "is not complete and nothing was flagged. The next run will try again.",
    )


class List(NamedTuple):
    """A list that comes in pages: whose, what, how page N is asked for, and what tells its records apart.

    `distinct` says that no two records may have the same key.
    """

    system: str
    what: str
    ask: Callable[[int], object]
    key: Callable[[Any], Hashable]
    distinct: bool = True


class _TornError(Exception):
    """The pages of a reading are not of one moment."""


class _Page(NamedTuple):
    records: Sequence[Any]
    current: int
    pages: int
    size: int
    total: int


def read_all(wanted: List) -> list[Any]:
    """Return every record; raises a `ConnectorRefusal`."""
    before: list[Hashable] | None = None
    for _ in range(READINGS):
        try:
            records, pages = _read(wanted)
        except _TornError:
            before = None
            continue
        keys = [wanted.key(record) for record in records]
        if pages <= 1 or keys == before:
            return records
        before = keys
    raise NeverStill(system=wanted.system, what=wanted.what, readings=READINGS)


def _read(wanted: List) -> tuple[list[Any], int]:
    first = _page(wanted, 0)
    records = list(first.records)
    for number in range(1, first.pages):
        page = _page(wanted, number)
        if (page.pages, page.total) != (first.pages, first.total) or not page.records:
            raise _TornError
        records += page.records
    if len(records) != first.total or first.pages != ceil(first.total / first.size):
        raise _TornError
    if wanted.distinct and len({wanted.key(record) for record in records}) != first.total:
        raise _TornError
    return records, first.pages


def _page(wanted: List, number: int) -> _Page:
    document = wanted.ask(number)
    if not isinstance(document, dict):
        raise NotAPage(system=wanted.system, what=wanted.what)
    records = document.get("results")
    numbers: list[Any] = [document.get(name) for name in ("currentPage", "pageCount", "pageSize", "totalRowCount")]
    if not isinstance(records, list) or not all(isinstance(record, dict) for record in records):
        raise NotAPage(system=wanted.system, what=wanted.what)
    if not all(type(each) is int and each >= 0 for each in numbers) or not numbers[2]:
        raise NotAPage(system=wanted.system, what=wanted.what)
    page = _Page(records, *numbers)
    if page.current != number or len(records) > page.size:
        raise _TornError
    return page
