"""The worker's tables. No national number and no e-mail address is among them.

Names of constraints follow one convention so that a migration can name them.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import ClassVar

from sqlalchemy import JSON, DateTime, Dialect, ForeignKey, MetaData, String, Text, TypeDecorator, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Moment(TypeDecorator[datetime]):
    """A moment in UTC; SQLite keeps no time zone, so it is put back on reading."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Store in UTC."""
        return value and value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Return an aware moment."""
        return value and value.replace(tzinfo=value.tzinfo or UTC)


class Base(DeclarativeBase):
    """Base of the tables."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar = {datetime: Moment, dict[str, str]: JSON(none_as_null=True)}


class RunRow(Base):
    """One reconciliation, complete or refused; `why` holds the sentence in each language."""

    __tablename__ = "runs"

    id: Mapped[int] = mapped_column(primary_key=True)
    practice: Mapped[str] = mapped_column(String(200))
    system: Mapped[str] = mapped_column(String(50), index=True)
    status: Mapped[str] = mapped_column(String(20))
    started: Mapped[datetime]
    ended: Mapped[datetime]
    why: Mapped[dict[str, str] | None]
    accepted: Mapped[bool]
    practice_clients: Mapped[int] = mapped_column(default=0)
    platform_clients: Mapped[int] = mapped_column(default=0)
    only_in_practice: Mapped[int] = mapped_column(default=0)
    only_on_platform: Mapped[int] = mapped_column(default=0)
    in_both: Mapped[int] = mapped_column(default=0)
    invalid: Mapped[int] = mapped_column(default=0)


class FlagRow(Base):
    """A platform client that is, or was, on the platform only."""

    __tablename__ = "flags"
    __table_args__ = (UniqueConstraint("practice", "system", "platform_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    practice: Mapped[str] = mapped_column(String(200))
    system: Mapped[str] = mapped_column(String(50))
    platform_id: Mapped[str] = mapped_column(String(100))
    client: Mapped[str] = mapped_column(Text)
    number_hash: Mapped[str] = mapped_column(String(64))
    number_masked: Mapped[str] = mapped_column(String(20))
    reason: Mapped[str] = mapped_column(String(20))
    candidate: Mapped[str | None] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(20))
    since: Mapped[datetime]


class FlagEventRow(Base):
    """What happened to a flag, when, in which run or by whom."""

    __tablename__ = "flag_events"

    id: Mapped[int] = mapped_column(primary_key=True)
    flag_id: Mapped[int] = mapped_column(ForeignKey("flags.id"), index=True)
    run_id: Mapped[int | None] = mapped_column(ForeignKey("runs.id"))
    at: Mapped[datetime]
    kind: Mapped[str] = mapped_column(String(20))
    reason: Mapped[str] = mapped_column(String(20))
    by: Mapped[str] = mapped_column(Text, default="")
    note: Mapped[str] = mapped_column(Text, default="")


class PracticeProblemRow(Base):
    """A rule that a practice client breaks, as the last complete run found it; the value itself is not kept."""

    __tablename__ = "practice_problems"

    id: Mapped[int] = mapped_column(primary_key=True)
    run_id: Mapped[int] = mapped_column(ForeignKey("runs.id"), index=True)
    reference: Mapped[str] = mapped_column(Text)
    client: Mapped[str] = mapped_column(Text)
    field: Mapped[str] = mapped_column(String(50))
    code: Mapped[str] = mapped_column(String(50))
