"""What travels, as the sandbox declares it in its OpenAPI."""

from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from shared.platform.contract import LARGEST_BATCH


class _Form(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Fault(_Form):
    """Every error has this form."""

    code: str
    message: str


class Practice(_Form):
    """A practice. Its name may change, its id never does."""

    id: str
    name: str


class Me(_Form):
    """Whose token it is."""

    user: str
    role: Literal["admin", "accountant"]
    practice: Practice
    languages: list[Literal["dutch", "english", "french"]]


class Questionnaire(_Form):
    """A questionnaire of the practice."""

    id: str
    name: str
    language: str


class Questionnaires(_Form):
    """The questionnaires of the practice."""

    questionnaires: list[Questionnaire]


class Colleague(_Form):
    """A user of the practice."""

    email: str
    role: str


class Colleagues(_Form):
    """The users of the practice."""

    colleagues: list[Colleague]


class Labels(_Form):
    """The labels that the practice uses."""

    labels: list[str]


class Fields(_Form):
    """A client's fields: the columns of the template. What is left out is empty."""

    type: str = "person"
    first_name: str = ""
    last_name: str = ""
    email: str = ""
    mobile: str = ""
    national_number: str = ""
    street: str = ""
    house_number: str = ""
    box: str = ""
    postal_code: str = ""
    city: str = ""
    country: str = ""
    extra_ipp: str = ""
    labels: str = ""
    partner_national_number: str = ""
    language: str = ""
    client_code: str = ""
    kbo_number: str = ""
    partner_kbo_number: str = ""
    ipp_deadline: str = ""
    responsible: str = ""


class Client(_Form):
    """A client and how far the dossier's questionnaire is."""

    id: str
    fields: Fields
    questionnaire: str | None
    status: str
    updated_at: str


class Clients(_Form):
    """One page of clients; `next_cursor` is null on the last one."""

    clients: list[Client]
    next_cursor: str | None


Key = Annotated[str, Field(min_length=16, max_length=64, pattern="^[A-Za-z0-9_-]+$")]


class CreateRow(_Form):
    """A client to create. The same `key` with the same row is answered as the first time."""

    key: Key
    action: Literal["create"]
    questionnaire: str | None = None
    fields: Fields


class ChosenFields(Fields):
    """At least one field; those that are left out stay as they are, an empty one is emptied."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"minProperties": 1})

    @model_validator(mode="after")
    def _is_something(self) -> Self:
        if not self.model_fields_set:
            raise ValueError("name at least one field")
        return self


class OverwriteRow(_Form):
    """Fields of a client to overwrite; the dossier keeps its questionnaire."""

    key: Key
    action: Literal["overwrite"]
    client_id: str
    fields: ChosenFields


class Import(_Form):
    """A batch of rows."""

    rows: Annotated[
        list[Annotated[CreateRow | OverwriteRow, Field(discriminator="action")]],
        Field(min_length=1, max_length=LARGEST_BATCH),
    ]


class ImportedRow(_Form):
    """What became of one row."""

    key: str
    result: Literal["created", "updated", "already_there", "refused"]
    client_id: str | None
    code: str | None
    message: str | None


class Imported(_Form):
    """One answer per row, in the same order."""

    rows: list[ImportedRow]
