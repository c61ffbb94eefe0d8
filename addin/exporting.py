"""*Export for upload* from an open workbook; the ribbon and the command line share it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from addin.comparison_sheet import choices
from addin.export import export
from addin.own_sheets import OwnSheets
from addin.sheet import ClientSheet
from shared.check import check
from shared.language import Refusal, Text
from workbook import upload_file

if TYPE_CHECKING:
    from collections.abc import Sequence

    from addin.click import Click
    from addin.export import Export
    from addin.sheet import Book
    from shared.language import Language
    from shared.rules.base import Circumstances

NAME: Final = Text("import", "import", "upload")
"""Behind the workbook's own name, in that of the file for the upload page."""
MARK: Final = Text("Exporté le {day} ({file})", "Geëxporteerd op {day} ({file})", "Exported on {day} ({file})")
EXPORTED: Final = Text(
    "Lignes écrites: {rows}, laissées de côté: {left_out}. Fichier: {path}",
    "Geschreven rijen: {rows}, weggelaten: {left_out}. Bestand: {path}",
    "Rows written: {rows}, left out: {left_out}. File: {path}",
)


class WorkbookNotSaved(Refusal):
    """The workbook has no place on this computer yet, so neither has the file beside it."""

    text = Text(
        "Enregistrez d'abord ce classeur dans un dossier de cet ordinateur: le fichier d'import sera écrit à côté.",
        "Bewaar deze werkmap eerst in een map op deze computer: het importbestand komt ernaast.",
        "Save this workbook in a folder on this computer first: the file for the upload is written beside it.",
    )


@dataclass(frozen=True, slots=True)
class Exported:
    """What went, and into which file each row that did."""

    found: Export
    paths: Sequence[Path]
    file_of: dict[int, Path]


def export_from(
    book: Book, circumstances: Circumstances, path: Path, language: Language, size: int | None = None
) -> tuple[ClientSheet, Exported]:
    """Write what is ticked to `path`, or with a `size` into as many files beside it; the sheet is only read."""
    own = OwnSheets(book)
    sheet = ClientSheet.find(book, own)
    found = export(check(sheet.table, circumstances), choices(own))
    size = size or max(len(found.rows), 1)
    paths = upload_file.write_split(path, found.clients, size, language)
    return sheet, Exported(found, paths, {row: paths[place // size] for place, row in enumerate(found.rows)})


def mark(sheet: ClientSheet, exported: Exported, circumstances: Circumstances, language: Language) -> None:
    """Note beside every exported row when and into which file it went."""
    day = f"{circumstances.today:%d/%m/%Y}"
    sheet.write_results({row: MARK.to(language, day=day, file=path.name) for row, path in exported.file_of.items()})


def export_beside(click: Click) -> str:
    """Write the file beside the workbook under a name that is free, mark its rows, and return where it is."""
    path = _beside(Path(click.book.fullname), click.language)
    sheet, exported = export_from(click.book, click.circumstances, path, click.language)
    mark(sheet, exported, click.circumstances, click.language)
    found = exported.found
    stayed = len(found.left_out) + len(found.unticked)
    return EXPORTED.to(click.language, rows=len(found.rows), path=path, left_out=stayed)


def _beside(workbook: Path, language: Language) -> Path:
    if not workbook.is_file():
        raise WorkbookNotSaved
    stem = f"{workbook.stem} - {NAME.to(language)}"
    number = 1
    while (path := workbook.with_name(f"{stem} {number}.xlsx" if number > 1 else f"{stem}.xlsx")).exists():
        number += 1
    return path
