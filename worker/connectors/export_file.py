"""A practice system's export, dropped as a file: .xlsx, or .csv with any delimiter.

Columns are known by their headings in three languages, or by a mapping file. A file that is missing, empty,
half-written or not understood is refused as a whole.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from shared import files
from shared.language import Refusal, Text
from shared.spreadsheet import read_rows
from worker.connectors.base import ConnectorRefusal, Hopeless, RetryLater
from worker.connectors.delimited import Delimited, HalfWritten, insist_on_whole_rows, parse
from worker.connectors.practice_sheet import PracticeSheet
from worker.connectors.vocabulary import Vocabulary

if TYPE_CHECKING:
    from shared.settings import Settings
    from worker.record import PracticeSnapshot

PASSING = (files.Missing, files.Empty, files.Damaged, files.OpenElsewhere, files.InUse)


class NoFileSet(Hopeless):
    """The settings name no export file."""

    text = Text(
        "Aucun export du bureau n'est indiqué. Donnez son chemin dans le réglage «practice_file».",
        "Er is geen export van het kantoor opgegeven. Vul het pad in bij de instelling ‘practice_file’.",
        "No export of the practice system is named. Give its path in the setting “practice_file”.",
    )


class ExportFile:
    """The connector for one file, with the words of its mapping file when there is one."""

    name = "export-file"

    def __init__(self, file: Path | None, mapping: Path | None = None) -> None:
        """Name the file; it is read by `fetch` only."""
        self._file = file
        self._mapping = mapping

    @classmethod
    def of(cls, settings: Settings) -> ExportFile:
        """Return the connector for the file that the settings name."""
        file, mapping = settings.practice_file, settings.practice_mapping
        return cls(Path(file) if file else None, Path(mapping) if mapping else None)

    def fetch(self) -> PracticeSnapshot:
        """Return every client of the file; raises a `ConnectorRefusal`."""
        if self._file is None:
            raise NoFileSet
        vocabulary = Vocabulary.of(self._mapping) if self._mapping else Vocabulary()
        try:
            table = _read(self._file)
            sheet = PracticeSheet.of(table.rows, self._file.name, vocabulary)
            insist_on_whole_rows(table, sheet.found.row, self._file.name)
            return sheet.snapshot()
        except ConnectorRefusal:
            raise
        except Refusal as refusal:
            raise (RetryLater if isinstance(refusal, PASSING) else Hopeless).because(refusal) from refusal


def _read(file: Path) -> Delimited:
    """Return the rows of the file, and whether its last row is whole; raises when it changes meanwhile."""
    try:
        before = file.stat()
        if file.is_file() and file.suffix.casefold() in {".csv", ".txt", ".tsv"}:
            table = parse(file.read_bytes(), file.name)
        else:
            table = Delimited([*read_rows(file)], ended=True)
        after = file.stat()
    except FileNotFoundError as error:
        raise files.Missing(file=file.name) from error
    except OSError as error:
        raise files.Unreadable(file=file.name) from error
    if not before.st_size:
        raise files.Empty(file=file.name)
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        raise HalfWritten(file=file.name)
    return table
