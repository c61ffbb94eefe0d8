"""The sandbox's tables."""

from datetime import UTC, datetime
from typing import ClassVar

from sqlalchemy import DateTime, Dialect, ForeignKey, Index, TypeDecorator, UniqueConstraint, text
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedAsDataclass, mapped_column, relationship


class Moment(TypeDecorator[datetime]):
    """A moment in UTC, also in databases that forget the time zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Keep it in UTC."""
        return value and value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Say again that it is in UTC."""
        return value and (value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC))


def _unique(name: str, *columns: str, where: str) -> Index:
    return Index(name, *columns, unique=True, sqlite_where=text(where), postgresql_where=text(where))


class Base(MappedAsDataclass, DeclarativeBase, kw_only=True):
    """Base of the tables."""

    type_annotation_map: ClassVar = {datetime: Moment}


class Practice(Base):
    """An accounting practice: everything else belongs to one."""

    __tablename__ = "practice"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    name: Mapped[str]
    languages: Mapped[str]  # those it activated, separated by commas


class User(Base):
    """A colleague in a practice."""

    __tablename__ = "user"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    practice_id: Mapped[int] = mapped_column(ForeignKey("practice.id"), index=True)
    email: Mapped[str]
    role: Mapped[str]


class Token(Base):
    """A user's token, of which only the digest is kept."""

    __tablename__ = "token"

    digest: Mapped[str] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    expires_at: Mapped[datetime | None] = mapped_column(default=None)
    revoked: Mapped[bool] = mapped_column(default=False)


class Questionnaire(Base):
    """A questionnaire of a practice, known outside by its code."""

    __tablename__ = "questionnaire"
    __table_args__ = (UniqueConstraint("practice_id", "code"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    practice_id: Mapped[int] = mapped_column(ForeignKey("practice.id"))
    code: Mapped[str]
    name: Mapped[str]
    language: Mapped[str]


class Label(Base):
    """A label that a practice uses."""

    __tablename__ = "label"

    practice_id: Mapped[int] = mapped_column(ForeignKey("practice.id"), primary_key=True)
    name: Mapped[str] = mapped_column(primary_key=True)


class Client(Base):
    """A client, known outside by its number within the practice."""

    __tablename__ = "client"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    practice_id: Mapped[int] = mapped_column(ForeignKey("practice.id"))
    number: Mapped[int]
    updated_at: Mapped[datetime]
    person: Mapped[str]  # who it is where no national number tells: e-mail and names, as in `person_of`
    dossier: Mapped["Dossier"] = relationship(lazy="joined", innerjoin=True)

    type: Mapped[str] = mapped_column(default="person")
    first_name: Mapped[str] = mapped_column(default="")
    last_name: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    mobile: Mapped[str] = mapped_column(default="")
    national_number: Mapped[str] = mapped_column(default="")
    street: Mapped[str] = mapped_column(default="")
    house_number: Mapped[str] = mapped_column(default="")
    box: Mapped[str] = mapped_column(default="")
    postal_code: Mapped[str] = mapped_column(default="")
    city: Mapped[str] = mapped_column(default="")
    country: Mapped[str] = mapped_column(default="")
    extra_ipp: Mapped[str] = mapped_column(default="")
    labels: Mapped[str] = mapped_column(default="")
    partner_national_number: Mapped[str] = mapped_column(default="")
    language: Mapped[str] = mapped_column(default="")
    client_code: Mapped[str] = mapped_column(default="")
    kbo_number: Mapped[str] = mapped_column(default="")
    partner_kbo_number: Mapped[str] = mapped_column(default="")
    ipp_deadline: Mapped[str] = mapped_column(default="")
    responsible: Mapped[str] = mapped_column(default="")

    __table_args__ = (
        UniqueConstraint("practice_id", "number"),
        Index("client_by_person", "practice_id", "person"),
        _unique("one_client_per_national_number", "practice_id", "national_number", where="national_number != ''"),
        _unique("one_client_per_person", "practice_id", "person", where="national_number = ''"),
    )


class Dossier(Base):
    """A client's file: which questionnaire, and how far it is."""

    __tablename__ = "dossier"

    client_id: Mapped[int] = mapped_column(ForeignKey("client.id"), primary_key=True, init=False)
    questionnaire_id: Mapped[int | None] = mapped_column(ForeignKey("questionnaire.id"))
    status: Mapped[str]
    questionnaire: Mapped[Questionnaire | None] = relationship(lazy="joined", init=False)


class ImportKey(Base):
    """The answer that was given to a row, so that the same row gets the same answer again."""

    __tablename__ = "import_key"
    __table_args__ = (Index("import_key_by_moment", "practice_id", "at"),)

    practice_id: Mapped[int] = mapped_column(ForeignKey("practice.id"), primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    digest: Mapped[str]
    at: Mapped[datetime]
    result: Mapped[str]
    client_id: Mapped[str | None]
    code: Mapped[str | None]
    message: Mapped[str | None]
