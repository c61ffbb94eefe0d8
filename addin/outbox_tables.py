"""The outbox's tables, and how those of an older version become today's.

SQLite's own `user_version` says which version a file has. A step is a handful of statements; all that a file lacks are
taken in one transaction, so a power cut leaves the old form or the new one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlalchemy import ForeignKey, Index, inspect
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from shared.language import Refusal, Text

if TYPE_CHECKING:
    from sqlalchemy import Connection


class Base(DeclarativeBase):
    """Base of the tables."""


class Entry(Base):
    """A row to import. `content` is JSON, "" once the entry is closed."""

    __tablename__ = "entry"
    __table_args__ = (Index("entry_by_practice", "platform", "practice", "state"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    platform: Mapped[str]
    practice: Mapped[str]
    key: Mapped[str] = mapped_column(unique=True)
    state: Mapped[str]
    content: Mapped[str]
    questionnaire: Mapped[str | None]
    client_id: Mapped[str | None]  # as the platform answered
    code: Mapped[str | None]
    target: Mapped[str | None]  # the client to overwrite, None to create one
    overwrite: Mapped[str] = mapped_column(server_default="")  # its fields, separated by commas
    left_at: Mapped[str | None]  # when it was sent for the first time, ISO 8601 in UTC


class Event(Base):
    """A change of an entry's state."""

    __tablename__ = "event"

    id: Mapped[int] = mapped_column(primary_key=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey("entry.id"), index=True)
    at: Mapped[str]  # ISO 8601 in UTC
    state: Mapped[str]


STEPS: Final = (
    (
        "ALTER TABLE entry ADD COLUMN target VARCHAR",
        "ALTER TABLE entry ADD COLUMN overwrite VARCHAR DEFAULT '' NOT NULL",
        "ALTER TABLE entry ADD COLUMN left_at VARCHAR",
        "UPDATE entry SET left_at = (SELECT min(at) FROM event WHERE entry_id = entry.id AND event.state = 'sending')",
    ),
)
"""Step n makes version n + 1 of version n."""


class OutboxNewer(Refusal):
    """A newer version of this program made the outbox."""

    text = Text(
        "La boîte d'envoi {file} vient d'une version plus récente. Mettez Accounton pour Excel à jour, puis renvoyez.",
        "De verzendmap {file} komt van een nieuwere versie. Werk Accounton voor Excel bij en verstuur opnieuw.",
        "The outbox {file} comes from a newer version. Update Accounton for Excel, then send again.",
    )


def upgrade(connection: Connection) -> None:
    """Make the tables, or bring those of an older version up to date; raises `OutboxNewer`."""
    version = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
    if version == len(STEPS):
        return
    if version > len(STEPS):
        raise OutboxNewer(file=connection.engine.url.database)
    if inspect(connection).has_table(Entry.__tablename__):
        for statement in [each for step in STEPS[version:] for each in step]:
            connection.exec_driver_sql(statement)
    else:
        Base.metadata.create_all(connection)
    connection.exec_driver_sql(f"PRAGMA user_version = {len(STEPS)}")
