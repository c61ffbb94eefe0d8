"""frictionless with what a table schema can say: required, enum, pattern, unique, format."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from frictionless import Resource, Schema

from benchmarks.peers.patterns import ENUMS, PATTERNS
from benchmarks.peers.rules import REQUIRED, UNIQUE
from shared.record import Field

if TYPE_CHECKING:
    from collections.abc import Callable

    from frictionless import Report

    from benchmarks.dataset import Dataset
    from benchmarks.mistakes import Place

LIBRARIES = ("frictionless",)
NO_LIMIT = 10**9


def prepared(dataset: Dataset) -> Callable[[], set[Place]]:
    rows = table(dataset)
    return lambda: wrong_cells(Resource(data=rows, schema=schema()).validate(limit_errors=NO_LIMIT))


def table(dataset: Dataset) -> list[list[Any]]:
    return [[field.value for field in dataset.columns], *map(list, zip(*dataset.columns.values(), strict=True))]


def wrong_cells(report: Report) -> set[Place]:
    """Rows count from 2: the first is that of the headings."""
    return {(row - 2, Field(name)) for row, name in report.flatten(["rowNumber", "fieldName"]) if name}


def schema() -> Schema:
    return Schema.from_descriptor({"fields": [described(field) for field in Field]})


def described(field: Field) -> dict[str, object]:
    constraints: dict[str, object] = {"required": field in REQUIRED, "unique": field in UNIQUE}
    if field in ENUMS:
        constraints["enum"] = ENUMS[field]
    if field in PATTERNS:
        constraints["pattern"] = PATTERNS[field]
    is_email = field in {Field.EMAIL, Field.RESPONSIBLE}
    return {
        "name": field.value,
        "type": "string",
        "format": "email" if is_email else "default",
        "constraints": constraints,
    }
