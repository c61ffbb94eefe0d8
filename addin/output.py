"""Whether a workbook can be written at a place, asked before the work is done."""

from __future__ import annotations

import tempfile
from contextlib import suppress
from typing import TYPE_CHECKING, Final
from zipfile import BadZipFile, ZipFile

from shared.language import Refusal, Text
from shared.unusable import OpenElsewhere

if TYPE_CHECKING:
    from pathlib import Path

PLAIN, WITH_MACROS = ".xlsx", ".xlsm"
TYPES: Final = "[Content_Types].xml"


class OutputFolderMissing(Refusal):
    """The folder that the file should go to does not exist."""

    text = Text(
        "Le dossier «{folder}» n'existe pas. Créez-le ou choisissez-en un autre.",
        "De map ‘{folder}’ bestaat niet. Maak ze aan of kies een andere.",
        "The folder “{folder}” does not exist. Create it or choose another.",
    )


class OutputNotWorkbook(Refusal):
    """The name does not end in .xlsx, or a folder has it."""

    text = Text(
        "Le résultat ne peut pas s'appeler «{file}». Donnez un nom de fichier qui se termine par .xlsx.",
        "Het resultaat kan niet ‘{file}’ heten. Geef een bestandsnaam op die op .xlsx eindigt.",
        "The result cannot be called “{file}”. Give a file name that ends in .xlsx.",
    )


class OutputNeedsMacros(Refusal):
    """The name does not end in .xlsm, as that of a workbook with macros must."""

    text = Text(
        "Le résultat ne peut pas s'appeler «{file}», car ce classeur contient des macros. Donnez un nom de fichier qui "
        "se termine par .xlsm.",
        "Het resultaat kan niet ‘{file}’ heten, want deze werkmap bevat macro's. Geef een bestandsnaam op die op .xlsm "
        "eindigt.",
        "The result cannot be called “{file}”, for this workbook holds macros. Give a file name that ends in .xlsm.",
    )


class OutputNotWritable(Refusal):
    """The system does not allow writing there."""

    text = Text(
        "Impossible d'écrire «{file}»: le fichier ou son dossier est protégé, ou le disque est plein. "
        "Choisissez un autre endroit.",
        "‘{file}’ kan niet worden geschreven: het bestand of de map is beveiligd, of de schijf is vol. "
        "Kies een andere plaats.",
        "“{file}” cannot be written: the file or its folder is protected, or the disk is full. Choose another place.",
    )


def check_output(path: Path, source: Path) -> None:
    """Raise the `Refusal` that says why no copy of the workbook `source` can be written at `path`."""
    try:
        _check_name(path, source)
        _check_place(path)
        with tempfile.TemporaryFile(dir=path.parent):
            pass
        if path.exists():
            path.open("ab").close()
    except OSError as error:
        raise OutputNotWritable(file=path.name) from error


def _check_name(path: Path, source: Path) -> None:
    """Excel refuses a file whose name does not fit what it holds."""
    has_macros = _has_macros(source)
    if path.suffix.lower() != (WITH_MACROS if has_macros else PLAIN):
        raise (OutputNeedsMacros if has_macros else OutputNotWorkbook)(file=path.name)
    if path.is_dir():
        raise OutputNotWorkbook(file=path.name)


def _has_macros(source: Path) -> bool:
    """Tell what the workbook itself says; what cannot be read is refused later, and better."""
    with suppress(OSError, BadZipFile, KeyError), ZipFile(source) as package:
        return b".macroenabled." in package.read(TYPES).lower()
    return False


def _check_place(path: Path) -> None:
    if not path.parent.is_dir():
        raise OutputFolderMissing(folder=path.parent)
    for lock in (f"~${path.name}", f".~lock.{path.name}#"):
        if path.with_name(lock).exists():
            raise OpenElsewhere(file=path.name, lock=lock)
