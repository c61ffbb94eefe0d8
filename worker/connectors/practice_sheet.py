"""The rows of a practice system's export → its relations, by headings in three languages or by a mapping file."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from shared import cells, headings
from shared.language import Text
from shared.record import Client, Field
from worker.connectors.base import Hopeless
from worker.connectors.vocabulary import Extra, normalised
from worker.record import PracticeClient, PracticeSnapshot, Status

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from worker.connectors.vocabulary import Vocabulary

KEYS: Final = (Field.NATIONAL_NUMBER, Field.KBO_NUMBER, Field.CLIENT_CODE, Field.EMAIL)
DAY_FIRST = re.compile(r"(?P<day>\d{1,2})[-/.](?P<month>\d{1,2})[-/.](?P<year>\d{4})(?: .*)?")
YEAR_FIRST = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?:[ T].*)?")


class HeadingsUnknown(Hopeless):
    """No row of the file holds headings that we know."""

    text = Text(
        "Les en-têtes de «{file}» ne sont pas reconnus. Indiquez ses colonnes dans un fichier de correspondance "
        "(réglage «practice_mapping»).",
        "De kolomkoppen van ‘{file}’ worden niet herkend. Geef de kolommen op in een toewijzingsbestand (instelling "
        "‘practice_mapping’).",
        "The headings of “{file}” are not recognised. Name its columns in a mapping file (setting “practice_mapping”).",
    )


class NoKeyColumn(Hopeless):
    """No column identifies a client."""

    text = Text(
        "«{file}» n'a ni numéro de registre, ni numéro KBO, ni code client, ni e-mail. Ajoutez une de ces colonnes.",
        "‘{file}’ heeft geen rijksregisternummer, KBO-nummer, klantcode of e-mailadres. Voeg een van die kolommen toe.",
        "“{file}” has no national register number, KBO number, client code or e-mail. Add one of these columns.",
    )


class MappedColumnMissing(Hopeless):
    """The mapping file, or a chosen task flow, names a column that the file lacks."""

    text = Text(
        "«{file}» n'a pas la colonne «{column}» que demande le fichier de correspondance. Corrigez l'un des deux.",
        "‘{file}’ heeft de kolom ‘{column}’ niet waar het toewijzingsbestand om vraagt. Verbeter een van beide.",
        "“{file}” lacks the column “{column}” that the mapping file asks for. Correct one of the two.",
    )


class StatusUnknown(Hopeless):
    """A status word is not known; whether it means a client is not guessed."""

    text = Text(
        "Ligne {row} de «{file}»: un statut de la colonne «{column}» n'est pas connu. Précisez dans le fichier de "
        "correspondance ce qu'il signifie (active, archived, not_client).",
        "Rij {row} van ‘{file}’: een status in de kolom ‘{column}’ is niet bekend. Zet in het toewijzingsbestand wat "
        "hij betekent (active, archived, not_client).",
        "Row {row} of “{file}”: a status in the column “{column}” is not known. Say in the mapping file what it "
        "means (active, archived, not_client).",
    )


@dataclass(frozen=True, slots=True)
class PracticeSheet:
    """Rows under headings that were recognised: `found` the template's columns, `extras` the practice-only ones."""

    rows: Sequence[Sequence[object]]
    file: str
    vocabulary: Vocabulary
    found: headings.Headings
    extras: Mapping[Extra, int] = field(default_factory=dict)

    @classmethod
    def of(cls, rows: Sequence[Sequence[object]], file: str, vocabulary: Vocabulary) -> PracticeSheet:
        """Recognise the headings; raises a `Refusal` when they are not those of a client list."""
        block = [[None if vocabulary.column(cell) else cell for cell in row] for row in rows[: headings.SEARCHED_ROWS]]
        try:
            found = headings.find(block, required={Field.LAST_NAME}, names=vocabulary.field_names())
        except (headings.HeadingsMissing, headings.ColumnsMissing) as error:
            raise HeadingsUnknown(file=file) from error
        if not any(key in found.columns for key in KEYS):
            raise NoKeyColumn(file=file)
        named = enumerate(rows[found.row - 1])
        extras = {extra: place for place, name in named if (extra := vocabulary.column(name))}
        sheet = cls(rows, file, vocabulary, found, extras)
        sheet._insist_on_mapped()
        return sheet

    def snapshot(self) -> PracticeSnapshot:
        """Return every relation; raises `StatusUnknown`."""
        table = headings.table(self.rows, self.found)
        known = [(name, table.columns[name]) for name in table.columns if name is not Field.TYPE]
        kinds = table.columns.get(Field.TYPE, [None] * len(table.rows))
        relations = [
            self._relation(
                row, Client(**{name.value: cells.read(column[at], name).text for name, column in known}), kind
            )
            for at, (row, kind) in enumerate(zip(table.rows, kinds, strict=True))
        ]
        return PracticeSnapshot(tuple(relations), frozenset(table.columns) | {Field.TYPE})

    def _relation(self, row: int, client: Client, kind: object) -> PracticeClient:
        words = (_word(kind), self._word(row, Extra.KIND))
        return PracticeClient(
            client,
            reference=self._word(row, Extra.REFERENCE),
            status=self._status(row),
            in_scope=self.vocabulary.in_scope(self._word(row, Extra.TASK_FLOW)),
            is_person=not any(self.vocabulary.is_company(word) for word in words),
            partner_reference=self._word(row, Extra.PARTNER_REFERENCE),
            end_date=_day(self._cell(row, Extra.END_DATE)),
        )

    def _status(self, row: int) -> Status:
        """Return the status that the columns agree on: one that says archived or no client is enough."""
        said = {extra: self.vocabulary.status(self._word(row, extra)) for extra in (Extra.STATUS, Extra.ACTIVE)}
        archived = self._word(row, Extra.ARCHIVED)
        said[Extra.ARCHIVED] = self.vocabulary.opposite(archived) if archived else Status.ACTIVE
        for extra, status in said.items():
            if status is None:
                raise StatusUnknown(file=self.file, row=row, column=self._heading(extra))
        return next((status for status in said.values() if status and status is not Status.ACTIVE), Status.ACTIVE)

    def _cell(self, row: int, extra: Extra) -> object:
        place, values = self.extras.get(extra), self.rows[row - 1]
        return values[place] if place is not None and place < len(values) else None

    def _word(self, row: int, extra: Extra) -> str:
        return _word(self._cell(row, extra))

    def _heading(self, extra: Extra) -> str:
        return _word(self.rows[self.found.row - 1][self.extras[extra]])

    def _insist_on_mapped(self) -> None:
        there = {normalised(name) for name in self.rows[self.found.row - 1]}
        for name in self.vocabulary.columns:
            if normalised(name) not in there:
                raise MappedColumnMissing(file=self.file, column=name)
        if self.vocabulary.task_flows and Extra.TASK_FLOW not in self.extras:
            raise MappedColumnMissing(file=self.file, column=Extra.TASK_FLOW.value)


def _word(cell: object) -> str:
    """Return a cell as a word; unlike in the template, true and false mean something here."""
    return str(cell) if isinstance(cell, bool) else cells.read(cell, Field.CLIENT_CODE).text


def _day(cell: object) -> date | None:
    """Return the date in a cell; what is no date says nothing about when the client left."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    written = DAY_FIRST.fullmatch(_word(cell)) or YEAR_FIRST.fullmatch(_word(cell))
    try:
        return date(**{part: int(number) for part, number in written.groupdict().items()}) if written else None
    except ValueError:
        return None
