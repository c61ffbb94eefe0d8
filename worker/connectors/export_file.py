"""A practice system's export, dropped as a file: .xlsx, or .csv with any delimiter.

Columns are known by their headings in three languages, or by a mapping file. A file that is missing, empty,
half-written or not understood is refused as a whole.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from shared import files
from shared.language import Refusal, Text
from shared.spreadsheet import read_sheets
from worker.connectors.base import ConnectorRefusal, Hopeless, RetryLater
from worker.connectors.delimited import Delimited, HalfWritten, insist_on_whole_rows, parse
from worker.connectors.practice_sheet import HeadingsUnknown, NoKeyColumn, PracticeSheet
from worker.connectors.vocabulary import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

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


class SeveralLists(Hopeless):
    """More than one sheet holds clients; which of them is the practice is not guessed."""

    text = Text(
        "{count} feuilles de «{file}» contiennent des clients. Réunissez-les sur une seule feuille.",
        "{count} werkbladen van ‘{file}’ bevatten klanten. Breng ze samen op één werkblad.",
        "{count} sheets of “{file}” hold clients. Bring them together on one sheet.",
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
            return _the_one([*_client_lists(_read(self._file), self._file.name, vocabulary)], self._file.name)
        except ConnectorRefusal:
            raise
        except Refusal as refusal:
            raise (RetryLater if isinstance(refusal, PASSING) else Hopeless).because(refusal) from refusal

    def warnings(self) -> tuple[Text, ...]:
        """Return nothing: a file does not end."""
        return ()


def _client_lists(tables: Sequence[Delimited], file: str, vocabulary: Vocabulary) -> Iterator[PracticeSnapshot]:
    """Yield what stands in every sheet that is a client list; covers, totals and choices beside it are passed over."""
    for table in tables:
        try:
            sheet = PracticeSheet.of(table.rows, file, vocabulary)
        except (HeadingsUnknown, NoKeyColumn):
            if len(tables) == 1:
                raise
        else:
            insist_on_whole_rows(table, sheet.found.row, file)
            yield sheet.snapshot()


def _the_one(lists: Sequence[PracticeSnapshot], file: str) -> PracticeSnapshot:
    """Return the client list; one sheet of several would be a part passed off as the whole."""
    filled = [one for one in lists if one.clients]
    if len(filled) > 1:
        raise SeveralLists(file=file, count=len(filled))
    for one in (*filled, *lists):
        return one
    raise HeadingsUnknown(file=file)


def _read(file: Path) -> list[Delimited]:
    """Return the rows of each sheet, and whether the last row is whole; raises when the file changes meanwhile."""
    try:
        before = file.stat()
        if file.is_file() and file.suffix.casefold() in {".csv", ".txt", ".tsv"}:
            tables = [parse(file.read_bytes(), file.name)]
        else:
            tables = [Delimited(rows, ended=True) for _name, rows in read_sheets(file)]
        after = file.stat()
    except FileNotFoundError as error:
        raise files.Missing(file=file.name) from error
    except OSError as error:
        raise files.Unreadable(file=file.name) from error
    if not before.st_size:
        raise files.Empty(file=file.name)
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        raise HalfWritten(file=file.name)
    return tables
