"""*Send* from an open workbook to every row's result; the ribbon and the command line share it."""

from __future__ import annotations

from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final
from uuid import uuid4

from addin.compare import compare
from addin.comparison_sheet import choices
from addin.outbox import Outbox, OutboxUnusable
from addin.report import report
from addin.send import Sent, prepare, send
from shared.database import open_database, sqlite_url
from shared.language import Refusal, Text
from shared.lock import held
from shared.platform.client import connect

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from contextlib import AbstractContextManager
    from datetime import date
    from pathlib import Path

    from addin.own_sheets import OwnSheets
    from addin.report import RowReport
    from addin.sheet import ClientSheet
    from shared.language import Language
    from shared.settings import Settings

OUTBOX: Final = "outbox.db"
LOCK: Final = "outbox.lock"
PATIENCE_S: Final = 5
"""How long a send waits for another one on this machine to end."""


class SendGoesOn(Refusal):
    """Another send with the same outbox has not ended yet."""

    text = Text(
        "Un autre envoi est en cours sur cet ordinateur. Attendez qu'il se termine, puis renvoyez.",
        "Op deze computer loopt al een verzending. Wacht tot die klaar is en verstuur opnieuw.",
        "Another send is going on on this computer. Wait until it has ended, then send again.",
    )


@dataclass(frozen=True, slots=True)
class Delivery:
    """What became of every row; `stopped` says why some are unsent."""

    rows: Sequence[RowReport]
    stopped: Refusal | None


@dataclass(frozen=True, slots=True)
class Sender:
    """Who sends: with which settings, in which language, and by what progress is shown."""

    settings: Settings
    language: Language
    progress: Callable[[int], AbstractContextManager[Callable[[int], None]]]

    def deliver(self, own: OwnSheets, sheet: ClientSheet, today: date, asked: Sequence[str] = ()) -> Delivery:
        """Send what is ticked on the comparison sheet, or every new row when there is none; one send at a time.

        `asked` are questionnaires, at most one per language, for the rows that have none of their own.
        """
        ticked = choices(own)
        home = self.settings.home_path
        with held(home / LOCK, SendGoesOn, patience_s=PATIENCE_S), closing(connect(self.settings)) as platform:
            compared = compare(sheet.table, platform, today)
            with _outbox(home / OUTBOX) as outbox:
                now = datetime.now(UTC)
                prepared = prepare(compared, ticked, platform, outbox, settings=self.settings, asked=asked, now=now)
                sent = Sent({})
                if prepared.rows:
                    with self.progress(len(prepared.rows)) as moved:
                        sent = send(prepared.rows, platform, outbox, moved)
        return Delivery(report(compared, prepared, sent, self.language), sent.stopped)


@contextmanager
def _outbox(file: Path) -> Iterator[Outbox]:
    try:
        engine = open_database(sqlite_url(file))
    except OSError as error:
        raise OutboxUnusable(file=file) from error
    try:
        yield Outbox(engine, lambda: datetime.now(UTC), lambda: str(uuid4()))
    finally:
        engine.dispose()
