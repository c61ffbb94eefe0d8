"""frictionless with the libraries in a check of one's own, which it calls for every row."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
from frictionless import Check, Checklist, Resource, Schema, errors

from benchmarks.peers import across
from benchmarks.peers.frictionless_constraints import LIBRARIES, NO_LIMIT, table, wrong_cells
from benchmarks.peers.rules import REQUIRED, VALID, is_clean
from shared.record import Field

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from frictionless import Row

    from benchmarks.dataset import Dataset
    from benchmarks.mistakes import Place

__all__ = ["LIBRARIES", "prepared"]


@attrs.define(kw_only=True, repr=False)
class ClientRow(Check):
    type = "client-row"
    Errors = [errors.CellError]  # noqa: RUF012 - frictionless' own form

    def validate_row(self, row: Row) -> Iterator[errors.CellError]:
        cells = dict(zip(Field, row.cells, strict=True))
        wrong = {field for field, value in cells.items() if not valid(field, value)} | set(across.beside(cells))
        for field in wrong:
            yield errors.CellError.from_row(row, note="wrong", field_name=field.value)


def valid(field: Field, value: object) -> bool:
    if value is None:
        return field not in REQUIRED
    is_valid = VALID.get(field)
    return isinstance(value, str) and is_clean(value) and (not is_valid or is_valid(value))


def prepared(dataset: Dataset) -> Callable[[], set[Place]]:
    rows = table(dataset)
    schema = {"fields": [{"name": field.value, "type": "any"} for field in Field]}

    def validate() -> set[Place]:
        resource = Resource(data=rows, schema=Schema.from_descriptor(schema))
        report = resource.validate(Checklist(checks=[ClientRow()]), limit_errors=NO_LIMIT)
        return wrong_cells(report) | set(across.rows(dataset.columns))

    return validate
