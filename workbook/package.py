"""Puts a workbook of ours on disk: the same bytes for the same contents, and never over another file."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from openpyxl.utils import get_column_letter
from openpyxl.writer.excel import ExcelWriter

from shared.language import Refusal, Text
from shared.record import COLUMNS
from workbook import layout, macros

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from openpyxl import Workbook

MADE: Final = datetime(2026, 1, 1, tzinfo=UTC)
"""The one moment that the file mentions, so that its bytes depend on its contents only."""
CLIENT_SHEET: Final = "xl/worksheets/sheet1.xml"
PLAIN, WITH_MACROS = ".xlsx", ".xlsm"


class TemplateExists(Refusal):
    """There is a file at the path already."""

    text = Text(
        "Le fichier «{file}» existe déjà et n'a pas été touché. Choisissez un autre nom.",
        "Het bestand ‘{file}’ bestaat al en is niet aangeraakt. Kies een andere naam.",
        "The file “{file}” exists already and was left untouched. Choose another name.",
    )


class FolderMissing(Refusal):
    """The folder of the path does not exist."""

    text = Text(
        "Le dossier «{folder}» n'existe pas. Créez-le ou choisissez-en un autre.",
        "De map ‘{folder}’ bestaat niet. Maak ze aan of kies een andere.",
        "The folder “{folder}” does not exist. Create it or choose another one.",
    )


class FolderUnwritable(Refusal):
    """The file cannot be written there."""

    text = Text(
        "Impossible d'écrire dans le dossier «{folder}». Vérifiez vos droits ou choisissez un autre dossier.",
        "Er kan niet in de map ‘{folder}’ worden geschreven. Controleer uw rechten of kies een andere map.",
        "The folder “{folder}” cannot be written to. Check your rights or choose another folder.",
    )


def make_folder(folder: Path) -> None:
    """Make the folder, with those above it; raises `FolderUnwritable`."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FolderUnwritable(folder=folder) from error


class NotAnXlsx(Refusal):
    """The path does not end in .xlsx."""

    text = Text(
        "Le nom «{file}» doit se terminer par .xlsx. Les autres types de fichier ne sont pas acceptés.",
        "De naam ‘{file}’ moet op .xlsx eindigen. Andere bestandstypes worden niet aanvaard.",
        "The name “{file}” must end in .xlsx. Other file types are not accepted.",
    )


class NotATemplate(Refusal):
    """The path ends neither in .xlsx nor in .xlsm."""

    text = Text(
        "Le nom «{file}» doit se terminer par .xlsx, ou par .xlsm pour avoir les boutons. Les autres types de fichier "
        "ne sont pas acceptés.",
        "De naam ‘{file}’ moet op .xlsx eindigen, of op .xlsm om de knoppen te krijgen. Andere bestandstypes worden "
        "niet aanvaard.",
        "The name “{file}” must end in .xlsx, or in .xlsm to have the buttons. Other file types are not accepted.",
    )


def check_template(path: Path) -> None:
    """Raise the `Refusal` for a path where no template can be put, with macros or without."""
    if path.suffix.lower() not in {PLAIN, WITH_MACROS}:
        raise NotATemplate(file=path.name)
    _check_place(path)


def check_free(path: Path) -> None:
    """Raise the `Refusal` for a path where no workbook without macros can be put."""
    if path.suffix.lower() != PLAIN:
        raise NotAnXlsx(file=path.name)
    _check_place(path)


def _check_place(path: Path) -> None:
    if not path.absolute().parent.is_dir():
        raise FolderMissing(folder=path.absolute().parent)
    if path.exists():
        raise TemplateExists(file=path.name)


def write(book: Workbook, path: Path) -> None:
    """Write the workbook, whole or not at all; the suffix decides whether it has macros."""
    content = _packed(_with_macros(book) if path.suffix.lower() == WITH_MACROS else _drawn(book))
    try:
        file = path.open("xb")
    except FileExistsError as error:
        raise TemplateExists(file=path.name) from error
    except OSError as error:
        raise FolderUnwritable(folder=path.absolute().parent) from error
    try:
        with file:
            file.write(content)
    except OSError as error:
        path.unlink(missing_ok=True)
        raise FolderUnwritable(folder=path.absolute().parent) from error


def _with_macros(book: Workbook) -> dict[str, bytes]:
    macros.name_modules(book)
    return macros.enabled(_drawn(book), len(book.worksheets))


def _drawn(book: Workbook) -> dict[str, bytes]:
    """Return the parts of the file; openpyxl's own `save` would write the time of saving into one."""
    drawn = io.BytesIO()
    ExcelWriter(book, zipfile.ZipFile(drawn, "w")).save()
    with zipfile.ZipFile(drawn) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    return parts | {CLIENT_SHEET: _unflagged(parts[CLIENT_SHEET])}


def _packed(parts: Mapping[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts.items():
            entry = zipfile.ZipInfo(name, MADE.timetuple()[:6])
            entry.create_system, entry.compress_type = 0, zipfile.ZIP_DEFLATED
            package.writestr(entry, part)
    return packed.getvalue()


def _unflagged(sheet: bytes) -> bytes:
    """Switch off Excel's green triangles for numbers stored as text, which here is as it should be.

    openpyxl cannot write this; its place is before the reference to the notes.
    """
    cells = f"A{layout.HEADING_ROW + 1}:{get_column_letter(len(COLUMNS))}{layout.LAST_ROW}"
    quiet = f'<ignoredErrors><ignoredError sqref="{cells}" numberStoredAsText="1"/></ignoredErrors>'
    return sheet.replace(b"<legacyDrawing", quiet.encode() + b"<legacyDrawing", 1)
