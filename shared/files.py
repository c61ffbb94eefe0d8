"""Is this file a workbook that can be read? Looked at by its content; the name proves nothing.

Reads with bounded memory, changes nothing, and leaves nothing open or behind.
"""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as ET

from shared.archive import Limits, Package
from shared.unusable import (
    Damaged,
    Empty,
    Folder,
    InUse,
    Missing,
    NotExcel,
    OpenElsewhere,
    OtherFormat,
    PasswordProtected,
    TextInstead,
    TooMuch,
    Unreadable,
    Unsafe,
)

if TYPE_CHECKING:
    from pathlib import Path

    from shared.archive import Look

__all__ = [
    "Damaged",
    "Empty",
    "Folder",
    "InUse",
    "Limits",
    "Missing",
    "NotExcel",
    "OpenElsewhere",
    "OtherFormat",
    "PasswordProtected",
    "TextInstead",
    "TooMuch",
    "Unreadable",
    "Unsafe",
    "check_workbook",
]

ZIP: Final = b"PK"
ENCRYPTED: Final = "EncryptedPackage"
OLD_WORKBOOKS: Final = ("Workbook", "Book")  # of Excel 97 and later, and of Excel 5
OLE: Final = bytes.fromhex("d0cf11e0a1b11ae1")
HEAD: Final = 4096
SHARING_VIOLATION: Final = 32  # Windows: another program holds the file
CONTENT_TYPES: Final = "[Content_Types].xml"
DEFAULT_MAIN: Final = "xl/workbook.xml"
OPEN_DOCUMENT: Final = b"application/vnd.oasis.opendocument.spreadsheet"
STRICT: Final = "http://purl.oclc.org/ooxml/spreadsheetml/main"
READABLE: Final = frozenset(
    {
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
        "application/vnd.ms-excel.sheet.macroenabled.main+xml",
    }
)
OTHERS: Final = {
    "application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml": ".xltx",
    "application/vnd.ms-excel.template.macroenabled.main+xml": ".xltm",
    "application/vnd.ms-excel.addin.macroenabled.main+xml": ".xlam",
    "application/vnd.ms-excel.sheet.binary.macroenabled.main": ".xlsb",
}
DEFAULTS: Final = Limits()


def check_workbook(path: Path, *, limits: Limits = DEFAULTS, look: Look | None = None) -> None:
    """Raise the `Refusal` that says why `path` cannot be read as .xlsx or .xlsm; return when it can.

    Whoever has to look through parts as well gives `look`, and each is unpacked once.
    """
    try:
        _check_place(path)
        head = _head(path)
        if head.startswith(ZIP):
            _check_package(path, limits, look)
        elif head.startswith(OLE):
            raise _of_compound(path)
        else:
            raise (TextInstead if _is_text(head) else NotExcel)(file=path.name)
    except OSError as error:
        raise _of_system(error, path) from error


def _check_place(path: Path) -> None:
    mode = path.stat().st_mode
    if stat.S_ISDIR(mode):
        raise Folder(file=path.absolute().name)
    if not stat.S_ISREG(mode):
        raise NotExcel(file=path.name)
    for lock in (f"~${path.name}", f".~lock.{path.name}#"):
        if path.with_name(lock).exists():
            raise OpenElsewhere(file=path.name, lock=lock)


def _head(path: Path) -> bytes:
    with path.open("rb") as stream:
        head = stream.read(HEAD)
    if not head:
        raise Empty(file=path.name)
    return head


def _of_system(error: OSError, path: Path) -> Exception:
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return Missing(file=path.name)
    busy = getattr(error, "winerror", None) == SHARING_VIOLATION
    return (InUse if busy else Unreadable)(file=path.name)


def _is_text(head: bytes) -> bool:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):  # UTF-16, as Excel's "Unicode text" is
        return True
    printable = all(byte >= ord(" ") or byte in b"\t\n\r\f" for byte in head)
    return printable and not head.startswith((b"%PDF", b"{\\rtf"))


def _of_compound(path: Path) -> Exception:
    """Tell an encrypted workbook from an old one (both are OLE compound files, MS-CFB) and from the rest."""
    import olefile  # noqa: PLC0415 - most files are none

    try:
        with olefile.OleFileIO(path) as compound:
            holds = {stream for stream in (ENCRYPTED, *OLD_WORKBOOKS) if compound.exists(stream)}
    except (OSError, ValueError, IndexError, MemoryError, RecursionError):
        return Damaged(file=path.name)
    if ENCRYPTED in holds:
        return PasswordProtected(file=path.name)
    return OtherFormat(file=path.name, kind=".xls") if holds else NotExcel(file=path.name)


def _check_package(path: Path, limits: Limits, look: Look | None) -> None:
    with Package(path, limits) as package:
        main = _main_part(package, path.name)
        if package.check(look)[main] == STRICT:
            raise OtherFormat(file=path.name, kind="Strict Open XML")


def _main_part(package: Package, file: str) -> str:
    """Return the name of the workbook part; the kind of the file is its content type."""
    parts = _parts_by_kind(package, file)
    for kind in OTHERS.keys() & parts.keys():
        raise OtherFormat(file=file, kind=OTHERS[kind])
    for kind in READABLE & parts.keys():
        if parts[kind] in package.names:
            return parts[kind]
        raise Damaged(file=file)
    raise NotExcel(file=file)


def _parts_by_kind(package: Package, file: str) -> dict[str, str]:
    """Return the content types in lower case, each with one part that has it."""
    if CONTENT_TYPES not in package.names:
        raise _of_other_zip(package, file)
    try:
        types = ET.fromstring(package.read(CONTENT_TYPES))  # noqa: S314 - has no DOCTYPE, so no entities
    except ET.ParseError as error:
        raise Damaged(file=file) from error
    return {
        element.get("ContentType", "").lower(): element.get("PartName", DEFAULT_MAIN).removeprefix("/")
        for element in types
    }


def _of_other_zip(package: Package, file: str) -> Exception:
    if "mimetype" in package.names and package.read("mimetype").startswith(OPEN_DOCUMENT):
        return OtherFormat(file=file, kind=".ods")
    if DEFAULT_MAIN in package.names:
        return Damaged(file=file)
    return NotExcel(file=file)
