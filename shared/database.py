"""Opens a database: SQLite by file (one practice on one PC) or any other by address.

A SQLite file is readable by its owner only, survives a power cut (WAL, full synchronisation) and lets one
transaction write at a time, also across programs. What is deleted from it is overwritten.
"""

from __future__ import annotations

import getpass
import os
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import NoSuchModuleError

from shared.language import Refusal, Text

if TYPE_CHECKING:
    from sqlalchemy.engine.interfaces import DBAPIConnection

DRIVERS = {"postgresql": "postgresql+pg8000"}
"""The driver of our choice, for an address that names none."""

PATIENCE_S = 30
"""How long a transaction waits for another one to end before it gives up."""


class DriverMissing(Refusal):
    """The driver of this kind of database is not installed, or there is no such kind."""

    text = Text(
        "Il manque le pilote pour les bases de données {database}. Pour PostgreSQL: pip install "
        "'accounton-excel[postgresql]'.",
        "Het stuurprogramma voor {database}-databanken ontbreekt. Voor PostgreSQL: pip install "
        "'accounton-excel[postgresql]'.",
        "The driver for {database} databases is missing. For PostgreSQL: pip install 'accounton-excel[postgresql]'.",
    )


def sqlite_url(file: Path) -> str:
    """Return the address of a SQLite database in `file`."""
    return URL.create("sqlite", database=str(file)).render_as_string()


def open_database(url: str) -> Engine:
    """Return the engine for `url`, its folder and private file made where needed; the caller disposes of it."""
    address = make_url(url)
    if address.get_backend_name() != "sqlite":
        try:
            address = address.set(drivername=DRIVERS.get(address.drivername, address.drivername))
            if address.drivername == DRIVERS["postgresql"] and not address.username:
                address = address.set(username=getpass.getuser())  # as PostgreSQL's own programs do
            return create_engine(address, pool_pre_ping=True, hide_parameters=True)
        except (ModuleNotFoundError, NoSuchModuleError) as error:
            raise DriverMissing(database=address.get_backend_name()) from error
    if address.database:
        private_file(Path(address.database))
    engine = create_engine(address, connect_args={"timeout": PATIENCE_S}, hide_parameters=True)
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def private_file(file: Path) -> None:
    """Make sure that `file` exists and only its owner may read it; SQLite's own side files follow its mode."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.close(os.open(file, os.O_RDWR | os.O_CREAT, 0o600))
    file.chmod(0o600)


def _prepare(connection: DBAPIConnection, _record: object) -> None:
    # sqlite3's own BEGIN comes too late to keep a read and the write that follows it together: see _begin.
    connection.isolation_level = None
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "secure_delete = ON"):
        connection.cursor().execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")
