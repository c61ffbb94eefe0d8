"""A pydantic model with the three libraries as validators, and plain Python across the rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Self

from pydantic import AfterValidator, BaseModel, ValidationError, create_model, model_validator
from pydantic_core import PydanticCustomError

from benchmarks.peers.across import beside, rows
from benchmarks.peers.rules import REQUIRED, VALID, is_clean
from shared.record import Field

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from benchmarks.dataset import Dataset
    from benchmarks.mistakes import Place

LIBRARIES = ("pydantic",)


class Row(BaseModel):
    @model_validator(mode="after")
    def cells_agree(self) -> Self:
        wrong = list(beside({field: getattr(self, field) for field in Field}))
        if wrong:
            raise PydanticCustomError("beside", "wrong beside the others", {"fields": wrong})
        return self


def validator(field: Field) -> Callable[[str], str]:
    is_valid = VALID.get(field)

    def valid(text: str) -> str:
        if not is_clean(text) or (is_valid and not is_valid(text)):
            raise ValueError(field)
        return text

    return valid


def annotation(field: Field) -> object:
    text = Annotated[str, AfterValidator(validator(field))]
    return (text, ...) if field in REQUIRED else (text | None, None)


def prepared(dataset: Dataset) -> Callable[[], set[Place]]:
    model: type[Row] = create_model("ClientRow", __base__=Row, **{field.value: annotation(field) for field in Field})  # type: ignore[call-overload]
    return lambda: {*by_row(dataset, model), *rows(dataset.columns)}


def by_row(dataset: Dataset, model: type[Row]) -> Iterator[Place]:
    names = [field.value for field in dataset.columns]
    for position, cells in enumerate(zip(*dataset.columns.values(), strict=True)):
        try:
            model.model_validate(dict(zip(names, cells, strict=True)))
        except ValidationError as refusal:
            for error in refusal.errors(include_url=False):
                fields = error["loc"] or error["ctx"]["fields"]
                yield from ((position, Field(str(field))) for field in fields)
