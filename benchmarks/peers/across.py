"""What a careful user writes across cells and rows, in plain Python."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from benchmarks.peers.rules import ADDRESS, BESIDE, DIFFERENT, UNIQUE, is_postal_code
from shared.record import Field

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from benchmarks.mistakes import Place, Raw

OWN, PARTNER = Field.NATIONAL_NUMBER, Field.PARTNER_NATIONAL_NUMBER


def across(columns: Mapping[Field, Sequence[Raw]]) -> Iterator[Place]:
    yield from cells(columns)
    yield from rows(columns)


def rows(columns: Mapping[Field, Sequence[Raw]]) -> Iterator[Place]:
    """Across the rows of the table."""
    for field in UNIQUE:
        yield from repeated(columns, (field,))
    yield from repeated(columns, (Field.KBO_NUMBER, Field.PARTNER_KBO_NUMBER))
    yield from partners(columns)


def cells(columns: Mapping[Field, Sequence[Raw]]) -> Iterator[Place]:
    """Across the cells of a row."""
    for position in range(len(columns[Field.TYPE])):
        for field in beside({field: column[position] for field, column in columns.items()}):
            yield position, field


def beside(row: Mapping[Field, Raw]) -> Iterator[Field]:
    """The fields that are wrong beside others of the row."""
    for filled, needed in BESIDE:
        if row[filled] and not row[needed]:
            yield needed
    for one, other in DIFFERENT:
        if row[other] and row[one] == row[other]:
            yield other
    parts = [row[field] for field in ADDRESS]
    if any(parts) and not all(parts):
        yield ADDRESS[next(place for place, part in enumerate(parts) if not part)]
    if row[Field.POSTAL_CODE] and not is_postal_code(str(row[Field.POSTAL_CODE]), str(row[Field.COUNTRY] or "BE")):
        yield Field.POSTAL_CODE


def repeated(columns: Mapping[Field, Sequence[Raw]], fields: Sequence[Field]) -> Iterator[Place]:
    """The cells whose value stands on several rows."""
    places: defaultdict[str, list[Place]] = defaultdict(list)
    for field in fields:
        for position, value in enumerate(columns[field]):
            if value:
                places[str(value).lower()].append((position, field))
    for same in places.values():
        if len({position for position, _ in same}) > 1:
            yield from same


def partners(columns: Mapping[Field, Sequence[Raw]]) -> Iterator[Place]:
    """Partners who have a row of their own, and those rows."""
    pairs = list(zip(columns[OWN], columns[PARTNER], strict=True))
    own = {number for number, partner in pairs if number and number != partner}
    joint = {partner for number, partner in pairs if partner and number != partner}
    for position, (number, partner) in enumerate(pairs):
        if number != partner:
            if number in joint:
                yield position, OWN
            if partner in own:
                yield position, PARTNER
