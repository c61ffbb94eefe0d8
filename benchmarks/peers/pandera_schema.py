"""A pandera schema on a ready frame, with the libraries as element-wise checks and pandas across cells and rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pandera.pandas as pa
from pandera.errors import SchemaErrors

from benchmarks.peers.frame import frame
from benchmarks.peers.rules import ADDRESS, BESIDE, DIFFERENT, REQUIRED, UNIQUE, VALID, is_clean, is_postal_code
from shared.record import Field

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.dataset import Dataset
    from benchmarks.mistakes import Place

LIBRARIES = ("pandera", "pandas")
OWN, PARTNER = Field.NATIONAL_NUMBER.value, Field.PARTNER_NATIONAL_NUMBER.value


def prepared(dataset: Dataset) -> Callable[[], set[Place]]:
    table, rules = frame(dataset), schema()

    def validate() -> set[Place]:
        try:
            rules.validate(table, lazy=True)
        except SchemaErrors as refusal:
            return wrong_cells(refusal.failure_cases)
        return set()

    return validate


def wrong_cells(failures: pd.DataFrame) -> set[Place]:
    """A check across cells is named after the field that it finds wrong."""
    columns = zip(failures["schema_context"], failures["column"], failures["check"], failures["index"], strict=True)
    return {
        (int(index), Field(column if context == "Column" else check))
        for context, column, check, index in columns
        if index is not None
    }


def schema() -> pa.DataFrameSchema:
    return pa.DataFrameSchema({field.value: column(field) for field in Field}, checks=[*beside(), *across_rows()])


def column(field: Field) -> pa.Column:
    is_valid = VALID.get(field)
    checks = [pa.Check(is_clean, element_wise=True, name="clean")]
    if is_valid:
        checks.append(pa.Check(lambda value: isinstance(value, str) and is_valid(value), element_wise=True))
    unique = field in UNIQUE
    return pa.Column(object, checks, nullable=field not in REQUIRED, unique=unique, report_duplicates="all")


def beside() -> list[pa.Check]:
    """Across the cells of a row."""
    parts = [part.value for part in ADDRESS]

    def postal_code(table: pd.DataFrame) -> pd.Series:
        pairs = zip(table["postal_code"], table["country"].fillna("BE"), strict=True)
        return pd.Series(
            [code is None or is_postal_code(str(code), str(land)) for code, land in pairs], index=table.index
        )

    def beside_each_other(one: str, needed: str) -> Callable[[pd.DataFrame], pd.Series]:
        return lambda t: t[one].isna() | t[needed].notna()

    def different(one: str, other: str) -> Callable[[pd.DataFrame], pd.Series]:
        return lambda t: t[other].isna() | (t[one] != t[other])

    def whole(part: str) -> Callable[[pd.DataFrame], pd.Series]:
        return lambda t: t[part].notna() | t[parts].isna().all(axis=1)

    return [
        *(across(needed, beside_each_other(one, needed)) for one, needed in BESIDE),
        *(across(other, different(one, other)) for one, other in DIFFERENT),
        *(across(part, whole(part)) for part in ADDRESS),
        across(Field.POSTAL_CODE, postal_code),
    ]


def across_rows() -> list[pa.Check]:
    def not_twice(mine: str, other: str) -> Callable[[pd.DataFrame], pd.Series]:
        def check(table: pd.DataFrame) -> pd.Series:
            numbers, others = table[mine], table[other]
            twice = numbers.duplicated(keep=False) | (numbers.isin(others) & (numbers != others))
            return numbers.isna() | ~twice

        return check

    def apart(mine: str, other: str) -> Callable[[pd.DataFrame], pd.Series]:
        return lambda t: t[mine].isna() | (t[OWN] == t[PARTNER]) | ~t[mine].isin(t.loc[t[OWN] != t[PARTNER], other])

    kbo, partner_kbo = Field.KBO_NUMBER.value, Field.PARTNER_KBO_NUMBER.value
    return [
        across(Field.KBO_NUMBER, not_twice(kbo, partner_kbo)),
        across(Field.PARTNER_KBO_NUMBER, not_twice(partner_kbo, kbo)),
        across(Field.NATIONAL_NUMBER, apart(OWN, PARTNER)),
        across(Field.PARTNER_NATIONAL_NUMBER, apart(PARTNER, OWN)),
    ]


def across(field: Field, check: Callable[[pd.DataFrame], pd.Series]) -> pa.Check:
    return pa.Check(check, name=field.value)
