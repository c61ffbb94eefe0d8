"""A suite of Great Expectations on a ready frame, of its own expectations."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

import great_expectations as gx
from great_expectations import expectations as gxe

from benchmarks.peers.frame import frame
from benchmarks.peers.patterns import ENUMS, PATTERNS
from benchmarks.peers.rules import ADDRESS, BESIDE, DIFFERENT, REQUIRED, UNIQUE
from shared.record import Field

if TYPE_CHECKING:
    from collections.abc import Callable

    from great_expectations.core import ExpectationSuiteValidationResult

    from benchmarks.dataset import Dataset
    from benchmarks.mistakes import Place

LIBRARIES = ("great-expectations", "pandas")
FORMAT = {"result_format": "COMPLETE"}


def prepared(dataset: Dataset) -> Callable[[], set[Place]]:
    logging.disable()
    table = frame(dataset)
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = {"globally": False}
    asset = context.data_sources.add_pandas(f"clients{dataset.size}").add_dataframe_asset("clients")
    batch = asset.add_batch_definition_whole_dataframe("all").get_batch({"dataframe": table})
    expectations = [each for field in Field for each in expected(field)] + beside()
    suite = gx.ExpectationSuite("clients", expectations=expectations)
    return lambda: wrong_cells(batch.validate(suite, result_format=FORMAT))


def expected(field: Field) -> list[gxe.Expectation]:
    name = field.value
    found: list[gxe.Expectation] = [gxe.ExpectColumnValuesToBeOfType(column=name, type_="str")]
    if field in REQUIRED:
        found.append(gxe.ExpectColumnValuesToNotBeNull(column=name))
    if field in UNIQUE:
        found.append(gxe.ExpectColumnValuesToBeUnique(column=name))
    if field in ENUMS:
        found.append(gxe.ExpectColumnValuesToBeInSet(column=name, value_set=ENUMS[field]))
    if field in PATTERNS:
        found.append(gxe.ExpectColumnValuesToMatchRegex(column=name, regex=PATTERNS[field]))
    return found


def beside() -> list[gxe.Expectation]:
    """Across the cells of a row; an expectation on several columns is about the last of them."""
    filled = [*BESIDE, *zip(ADDRESS, (*ADDRESS[1:], ADDRESS[0]), strict=True)]
    return [
        *(
            gxe.ExpectColumnValuesToNotBeNull(
                column=needed.value, row_condition=f"{one.value}.notnull()", condition_parser="pandas"
            )
            for one, needed in filled
        ),
        *(
            gxe.ExpectSelectColumnValuesToBeUniqueWithinRecord(
                column_list=[one.value, other.value], ignore_row_if="any_value_is_missing"
            )
            for one, other in DIFFERENT
        ),
    ]


def wrong_cells(result: ExpectationSuiteValidationResult) -> set[Place]:
    return {
        (position, about(each.expectation_config.kwargs))
        for each in result.results
        for position in each.result.get("unexpected_index_list") or ()
    }


def about(arguments: dict[str, Any]) -> Field:
    return Field(arguments["column"] if "column" in arguments else arguments["column_list"][-1])
