"""Delimited text (.csv) → rows, whatever the delimiter and the encoding; whole or not at all."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from shared.language import Text
from worker.connectors.base import Hopeless, RetryLater

if TYPE_CHECKING:
    from collections.abc import Sequence

DELIMITERS = (";", "\t", ",", "|")
SAMPLE = 8192  # characters
QUOTED = re.compile(r'"[^"]*"')
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
KEPT_AS_TEXT = re.compile(r'="(.*)"')  # how some programs keep Excel from touching a leading zero
DELIMITER_NAMED = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)  # Excel's own first line


class HalfWritten(RetryLater):
    """The file stops in the middle, or changed while it was read."""

    text = Text(
        "Le fichier «{file}» n'est pas encore complet: son export est sans doute en cours. Réessayez ensuite.",
        "Het bestand ‘{file}’ is nog niet volledig: de export loopt waarschijnlijk nog. Probeer daarna opnieuw.",
        "The file “{file}” is not complete yet: its export is probably still going on. Try again afterwards.",
    )


class NotText(Hopeless):
    """The file holds no text, or its quotation marks cannot be followed."""

    text = Text(
        "Le fichier «{file}» n'est pas un fichier CSV lisible. Exportez-le à nouveau, en .xlsx ou en CSV UTF-8.",
        "Het bestand ‘{file}’ is geen leesbaar CSV-bestand. Exporteer het opnieuw, als .xlsx of als CSV UTF-8.",
        "The file “{file}” is not a readable CSV file. Export it again, as .xlsx or as CSV UTF-8.",
    )


class TooManyCells(Hopeless):
    """A line has more cells than the headings: a delimiter inside a value, so what follows would be displaced."""

    text = Text(
        "La ligne {row} de «{file}» a plus de cellules que les autres: ses valeurs seraient décalées. Exportez "
        "plutôt en .xlsx.",
        "Rij {row} van ‘{file}’ heeft meer cellen dan de andere: de waarden zouden verschuiven. Exporteer liever "
        "als .xlsx.",
        "Line {row} of “{file}” has more cells than the others: its values would be displaced. Better export as .xlsx.",
    )


class Delimited(NamedTuple):
    """`ended` says that the last line has its line end."""

    rows: Sequence[Sequence[object]]
    ended: bool


def parse(content: bytes, file: str) -> Delimited:
    """Return the rows of `content`; `file` is the name for people. Raises a `ConnectorRefusal`."""
    text = _decoded(content, file)
    if named := DELIMITER_NAMED.match(text):
        delimiter, text = named[1], text[named.end() :]
    else:
        sample = QUOTED.sub("", text[:SAMPLE]).splitlines()
        delimiter = max(DELIMITERS, key=lambda candidate: _regularity(sample, candidate))
    return Delimited(_parsed(text, delimiter, file), text.endswith(("\n", "\r")))


def insist_on_whole_rows(table: Delimited, heading_row: int, file: str) -> None:
    """Raise when a row has more cells than the headings in row `heading_row` (from 1), or the last one is cut off."""
    width = len(table.rows[heading_row - 1])
    for number, row in enumerate(table.rows[heading_row:], heading_row + 1):
        if any(row[width:]):
            raise TooManyCells(file=file, row=number)
    if not table.ended and len(table.rows) > heading_row and len(table.rows[-1]) < width:
        raise HalfWritten(file=file)


def _decoded(content: bytes, file: str) -> str:
    if content.startswith(UTF_16):
        return _utf_16(content, file)
    if b"\0" in content:
        raise NotText(file=file)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data":
            raise HalfWritten(file=file) from error
    return content.decode("cp1252", errors="replace")


def _utf_16(content: bytes, file: str) -> str:
    try:
        return content.decode("utf-16")
    except UnicodeDecodeError as error:
        raise HalfWritten(file=file) from error


def _regularity(lines: Sequence[str], delimiter: str) -> tuple[int, int]:
    """Return how many lines have the commonest number of delimiters, and that number."""
    numbers = Counter(number for line in lines if (number := line.count(delimiter)))
    return max(((support, number) for number, support in numbers.items()), default=(0, 0))


def _parsed(text: str, delimiter: str, file: str) -> list[list[str]]:
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise (HalfWritten if "end of data" in str(error) else NotText)(file=file) from error
    return [[_kept(cell) for cell in row] for row in rows]


def _kept(cell: str) -> str:
    kept = KEPT_AS_TEXT.fullmatch(cell)
    return kept[1] if kept else cell
