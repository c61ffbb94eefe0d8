"""One at a time: a lock that the operating system frees when its holder ends, however it ends.

An open SQLite transaction on an empty file is such a lock on every system: it is held by the connection, not by
a record that a killed process would leave behind.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

from shared.database import private_file
from shared.language import Refusal, Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class LockUnusable(Refusal):
    """The lock's folder cannot be written."""

    text = Text(
        "Le dossier {folder} n'est pas accessible en écriture. Vérifiez vos droits ou le réglage «home».",
        "In de map {folder} kan niet worden geschreven. Controleer uw rechten of de instelling ‘home’.",
        "The folder {folder} cannot be written to. Check your rights or the setting “home”.",
    )


@contextmanager
def held(file: Path, busy: type[Refusal], *, patience_s: float = 0.5) -> Iterator[None]:
    """Hold the lock `file`; raises `busy` when another still holds it after `patience_s` seconds."""
    try:
        private_file(file)
        connection = sqlite3.connect(file, timeout=patience_s, isolation_level=None)
    except (OSError, sqlite3.Error) as error:
        raise LockUnusable(folder=file.parent) from error
    with closing(connection):
        _begin(connection, file, busy)
        yield


def _begin(connection: sqlite3.Connection, file: Path, busy: type[Refusal]) -> None:
    try:
        connection.execute("BEGIN EXCLUSIVE")
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_BUSY:
            raise busy from error
        raise LockUnusable(folder=file.parent) from error
