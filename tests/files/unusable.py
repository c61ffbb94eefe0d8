"""Files that are no workbook, or no whole one: one function each, `name(path)` writes the file."""

from __future__ import annotations

import random
import zlib
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile

from tests.files.clients import headings, rows, workbook
from tests.files.package import parts, replace, write

if TYPE_CHECKING:
    from pathlib import Path

SHEET = "xl/worksheets/sheet1.xml"
TYPES = "[Content_Types].xml"
MAIN = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
MIB = 1 << 20


def good(path: Path) -> None:
    """Nothing is wrong with this one."""
    workbook([headings(), *rows()])[0].save(path)


def empty(path: Path) -> None:
    """No bytes, as an interrupted download leaves behind."""
    path.write_bytes(b"")


def csv(path: Path) -> None:
    """Text under an Excel name, in the code page of Western Windows."""
    path.write_bytes("Prénom;Nom;Email\r\nMarie;Dupont;marie@example.com\r\n".encode("cp1252"))


def unicode_text(path: Path) -> None:
    """Excel's «Unicode text»: UTF-16."""
    path.write_bytes("Prénom\tNom\r\n".encode("utf-16"))


def web_page(path: Path) -> None:
    """A table in HTML, which many programs call an Excel export."""
    path.write_text("<html><body><table><tr><td>Prénom</td></tr></table></body></html>", encoding="utf-8")


def pdf(path: Path) -> None:
    """A PDF."""
    path.write_bytes(b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n")


def random_bytes(path: Path) -> None:
    """Bytes without a meaning."""
    path.write_bytes(random.Random(20260316).randbytes(2000))  # noqa: S311 - no secret


def word_document(path: Path) -> None:
    """A package, but of Word."""
    good(path)
    replace(path, TYPES, MAIN, MAIN.replace("spreadsheetml.sheet", "wordprocessingml.document"))


def other_zip(path: Path) -> None:
    """A zip of photographs."""
    write(path, {"photo1.jpg": b"\xff\xd8\xff", "photo2.jpg": b"\xff\xd8\xff"})


def open_document(path: Path) -> None:
    """LibreOffice's own format (.ods)."""
    write(path, {"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"<office/>"})


def excel_template(path: Path) -> None:
    """Excel's template format (.xltx)."""
    good(path)
    replace(path, TYPES, MAIN, MAIN.replace("sheet.main", "template.main"))


def excel_binary(path: Path) -> None:
    """Excel's binary format (.xlsb)."""
    good(path)
    replace(path, TYPES, MAIN, "application/vnd.ms-excel.sheet.binary.macroEnabled.main")


def strict(path: Path) -> None:
    """Excel's «Strict Open XML Spreadsheet», which has other namespaces."""
    good(path)
    transitional = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    replace(path, "xl/workbook.xml", transitional, 'xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main"')


def truncated(path: Path) -> None:
    """The first two thirds of a workbook, as a broken connection leaves behind."""
    good(path)
    content = path.read_bytes()
    path.write_bytes(content[: len(content) * 2 // 3])


def altered(path: Path) -> None:
    """One byte of a stored part differs from its checksum."""
    good(path)
    contents = parts(path)
    with ZipFile(path, "w") as package:
        for name, content in contents.items():
            package.writestr(name, content)
    content = path.read_bytes()
    path.write_bytes(content.replace(b"<sheetData>", b"<sheetDatA>"))


def torn_sheet(path: Path) -> None:
    """The package is whole, but the sheet in it breaks off in the middle of a row."""
    good(path)
    contents = parts(path)
    write(path, contents | {SHEET: contents[SHEET][:1500]})


def only_charts(path: Path) -> None:
    """Every sheet is a chart."""
    book, sheet = workbook([])
    book.create_chartsheet("Graphique")
    book.remove(sheet)
    book.save(path)


def without_main_part(path: Path) -> None:
    """The part that lists the sheets is missing."""
    good(path)
    contents = parts(path)
    del contents["xl/workbook.xml"]
    write(path, contents)


def zip_bomb(path: Path) -> None:
    """Five megabytes that claim, truthfully, to be five gigabytes of sheets."""
    good(path)
    squeeze = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    mib = squeeze.compress(bytes(MIB)) + squeeze.flush(zlib.Z_FULL_FLUSH)
    packed = mib * 1024 + squeeze.flush()
    checksum = 0
    for _mib in range(1024):
        checksum = zlib.crc32(bytes(MIB), checksum)
    with ZipFile(path, "a") as package:
        for number in range(5):
            package.writestr(f"xl/worksheets/sheet{number + 2}.xml", packed)
            part = package.filelist[-1]  # the directory, written on closing, tells what the stored bytes are
            part.compress_type, part.file_size, part.CRC = ZIP_DEFLATED, 1024 * MIB, checksum


def endless_text(path: Path) -> None:
    """A sheet of eight megabytes that is one text without a tag: no cell is that long."""
    good(path)
    replace(path, SHEET, "<sheetData>", "<sheetData>" + "a" * (8 * MIB))


def understated(path: Path) -> None:
    """A part that unpacks to more than the directory of the package declares."""
    good(path)
    with ZipFile(path) as package:
        size = package.getinfo(SHEET).file_size
    content = path.read_bytes()
    start = content.rindex(b"PK\x01\x02", 0, content.rindex(SHEET.encode()))
    declared = start + 24
    path.write_bytes(content[:declared] + (size // 2).to_bytes(4, "little") + content[declared + 4 :])


def billion_laughs(path: Path) -> None:
    """A sheet with entities that grow tenfold each."""
    good(path)
    laughs = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(9))
    content = parts(path)
    bomb = f'<!DOCTYPE worksheet [<!ENTITY l0 "ha">{laughs}]>' + content[SHEET].decode()
    write(path, content | {SHEET: bomb.encode()})


def climbing_name(path: Path) -> None:
    """A part that would land outside the folder into which the package is unpacked."""
    good(path)
    write(path, parts(path) | {"../../startup.xml": b"<a/>"})
