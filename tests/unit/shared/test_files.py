from __future__ import annotations

import os
import socket
import zlib
from contextlib import contextmanager, suppress
from dataclasses import replace as varied
from typing import TYPE_CHECKING
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZipFile, ZipInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shared import files
from shared.files import Damaged, Limits, check_workbook
from shared.language import Language, Refusal
from tests.files import old_excel, open_elsewhere, password_protected, unusable
from tests.files.package import parts, replace, write

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

SMALL = Limits(packed=100_000, sheet=20_000, part=20_000, total=60_000)
NOBODY = 65534


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "clients.xlsx"
    unusable.good(path)
    return path


def test_a_workbook_passes_and_stays_as_it_was(book: Path) -> None:
    before = book.read_bytes(), book.stat().st_mtime_ns
    check_workbook(book)
    assert (book.read_bytes(), book.stat().st_mtime_ns) == before


def test_who_looks_on_sees_every_part_once_and_need_not_see_it_whole(book: Path) -> None:
    seen: dict[str, bytes] = {}

    def look(part: str, blocks: Iterator[bytes]) -> None:
        assert part not in seen
        seen[part] = next(blocks) if part == unusable.TYPES else b"".join(blocks)

    check_workbook(book, look=look)
    assert seen == parts(book)


def test_who_looks_on_does_not_hide_the_damage(book: Path) -> None:
    unusable.altered(book)
    with pytest.raises(Damaged):
        check_workbook(book, look=lambda _part, blocks: list(blocks))


def test_a_macro_workbook_passes(book: Path) -> None:
    replace(book, unusable.TYPES, unusable.MAIN, "application/vnd.ms-excel.sheet.macroEnabled.main+xml")
    check_workbook(book)


def test_a_workbook_under_an_old_name_passes(book: Path) -> None:
    check_workbook(book.rename(book.with_suffix(".xls")))


def test_a_workbook_of_stored_parts_passes(book: Path) -> None:
    contents = parts(book)
    with ZipFile(book, "w") as package:
        for name, content in contents.items():
            package.writestr(name, content)
    check_workbook(book)


@pytest.mark.parametrize(
    ("make", "cause"),
    [
        (unusable.empty, files.Empty),
        (unusable.csv, files.TextInstead),
        (unusable.unicode_text, files.TextInstead),
        (unusable.web_page, files.TextInstead),
        (unusable.pdf, files.NotExcel),
        (unusable.random_bytes, files.NotExcel),
        (unusable.word_document, files.NotExcel),
        (unusable.other_zip, files.NotExcel),
        (unusable.open_document, files.OtherFormat),
        (unusable.excel_template, files.OtherFormat),
        (unusable.excel_binary, files.OtherFormat),
        (unusable.strict, files.OtherFormat),
        (unusable.truncated, files.Damaged),
        (unusable.altered, files.Damaged),
        (unusable.without_main_part, files.Damaged),
        (unusable.zip_bomb, files.TooMuch),
        (unusable.endless_text, files.TooMuch),
        (unusable.understated, files.Unsafe),
        (unusable.billion_laughs, files.Unsafe),
        (unusable.climbing_name, files.Unsafe),
    ],
)
def test_each_cause_has_its_refusal(tmp_path: Path, make: Callable[[Path], None], cause: type[Refusal]) -> None:
    path = tmp_path / "clients.xlsx"
    make(path)
    before = path.read_bytes()
    with pytest.raises(cause) as refusal:
        check_workbook(path)
    assert type(refusal.value) is cause
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]
    sentences = {refusal.value.to(language) for language in Language}
    assert len(sentences) == 3
    assert all("clients.xlsx" in sentence and "\n" not in sentence for sentence in sentences)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(files.Missing):
        check_workbook(tmp_path / "clients.xlsx")
    (tmp_path / "notes.txt").touch()
    with pytest.raises(files.Missing):
        check_workbook(tmp_path / "notes.txt" / "clients.xlsx")


def test_a_folder(tmp_path: Path) -> None:
    with pytest.raises(files.Folder):
        check_workbook(tmp_path)


def test_what_is_no_file_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "s"
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(path))
        with pytest.raises(files.NotExcel):
            check_workbook(path)


def test_a_file_that_may_not_be_read(book: Path) -> None:
    book.chmod(0)
    with _as_nobody(), pytest.raises(files.Unreadable):
        check_workbook(book)


@contextmanager
def _as_nobody() -> Iterator[None]:
    """Give up the rights of the superuser, who may read everything."""
    user = os.geteuid()
    if user == 0:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(user)


def test_a_name_that_the_system_cannot_hold(tmp_path: Path) -> None:
    with pytest.raises(files.Unreadable):
        check_workbook(tmp_path / ("n" * 300 + ".xlsx"))


def test_a_file_that_windows_reports_as_held(tmp_path: Path) -> None:
    error = PermissionError(13, "The process cannot access the file")
    error.winerror = files.SHARING_VIOLATION  # type: ignore[attr-defined]  # as it comes on Windows only
    assert isinstance(files._of_system(error, tmp_path / "clients.xlsx"), files.InUse)


@pytest.mark.parametrize("lock", [open_elsewhere.in_excel, open_elsewhere.in_libreoffice])
def test_a_file_that_is_open_elsewhere(book: Path, lock: Callable[[Path], Path]) -> None:
    left = lock(book)
    with pytest.raises(files.OpenElsewhere) as refusal:
        check_workbook(book)
    assert left.name in refusal.value.to(Language.NL)
    left.unlink()
    check_workbook(book)


def test_an_old_workbook_under_a_new_name() -> None:
    with pytest.raises(files.OtherFormat) as refusal:
        check_workbook(old_excel.KEPT)
    assert ".xls," in str(refusal.value).replace(" format", ",")


def test_a_workbook_with_a_password() -> None:
    with pytest.raises(files.PasswordProtected):
        check_workbook(password_protected.KEPT)


def test_a_compound_file_that_is_cut_off(tmp_path: Path) -> None:
    path = tmp_path / "clients.xlsx"
    path.write_bytes(old_excel.KEPT.read_bytes()[:700])
    with pytest.raises(files.Damaged):
        check_workbook(path)


def test_a_compound_file_of_another_program(tmp_path: Path) -> None:
    path = tmp_path / "clients.xlsx"
    named = "Workbook".encode("utf-16-le")
    path.write_bytes(old_excel.KEPT.read_bytes().replace(named, "Contents".encode("utf-16-le")))
    with pytest.raises(files.NotExcel):
        check_workbook(path)


@pytest.mark.parametrize(
    ("bound", "value"),
    [
        ("packed", 1000),
        ("directory", 100),
        ("parts", 3),
        ("part", 1000),
        ("sheet", 1000),
        ("total", 5000),
        ("kept", 100),
    ],
)
def test_each_bound_holds(book: Path, bound: str, value: int) -> None:
    check_workbook(book, limits=SMALL)
    with pytest.raises(files.TooMuch):
        check_workbook(book, limits=varied(SMALL, **{bound: value}))


def test_a_doctype_behind_a_comment_is_found(book: Path) -> None:
    hidden = b"<!-- <a> -->" + b"<!DOCTYPE Types [<!ENTITY a 'b'>]>"
    contents = parts(book)
    for name in (unusable.TYPES, "xl/styles.xml"):
        write(book, contents | {name: hidden + contents[name].removeprefix(b"<?xml version='1.0' encoding='UTF-8'?>")})
        with pytest.raises(files.Unsafe):
            check_workbook(book)


def test_a_doctype_in_another_encoding_is_found(book: Path) -> None:
    text = "<?xml version='1.0' encoding='UTF-16'?><!DOCTYPE a [<!ENTITY a 'b'>]><a/>"
    write(book, parts(book) | {"xl/styles.xml": text.encode("utf-16")})
    with pytest.raises(files.Unsafe):
        check_workbook(book)


@pytest.mark.parametrize("content", [b"<<<", b'<?xml version="1.0" encoding="UTF-9"?><a/>'])
@pytest.mark.parametrize("name", [unusable.TYPES, "xl/styles.xml"])
def test_a_part_that_is_no_xml(book: Path, name: str, content: bytes) -> None:
    write(book, parts(book) | {name: content})
    with pytest.raises(files.Damaged):
        check_workbook(book)


def test_content_types_that_end_too_soon(book: Path) -> None:
    contents = parts(book)
    write(book, contents | {unusable.TYPES: contents[unusable.TYPES][:-10]})
    with pytest.raises(files.Damaged):
        check_workbook(book)


def test_without_content_types_it_is_a_damaged_workbook(book: Path) -> None:
    contents = parts(book)
    del contents[unusable.TYPES]
    write(book, contents)
    with pytest.raises(files.Damaged):
        check_workbook(book)


def test_names_with_backslashes_are_for_excel_to_repair(book: Path) -> None:
    write(book, parts(book) | {"xl\\worksheets\\sheet9.xml": b"<a/>"})
    with pytest.raises(files.Damaged):
        check_workbook(book)


def test_two_parts_of_one_name(book: Path) -> None:
    with ZipFile(book, "a") as package, pytest.warns(UserWarning, match="Duplicate"):
        package.writestr(unusable.SHEET, b"<worksheet/>")
    with pytest.raises(files.Damaged):
        check_workbook(book)


def test_parts_that_lie_over_each_other(book: Path) -> None:
    with ZipFile(book, "a") as package:
        twin = ZipInfo("xl/worksheets/sheet9.xml")
        package.writestr(twin, b"<worksheet/>")
        origin = package.getinfo(unusable.SHEET)
        for name in ("header_offset", "compress_size", "file_size", "CRC", "compress_type", "flag_bits"):
            setattr(twin, name, getattr(origin, name))
    with pytest.raises(files.Unsafe):
        check_workbook(book)


def test_a_packing_that_excel_does_not_know(book: Path) -> None:
    with ZipFile(book, "a", ZIP_BZIP2) as package:
        package.writestr("xl/worksheets/sheet9.xml", b"<worksheet/>")
    with pytest.raises(files.Damaged):
        check_workbook(book)


@pytest.mark.parametrize(
    ("offset", "change"),
    [(8, b"\1\0"), (16, b"\0\0\0\0"), (20, b"\x30\0\0\0"), (24, b"\xff\xff\0\0")],
    ids=["encrypted", "checksum", "packed size", "size"],
)
def test_a_directory_that_is_not_true(book: Path, offset: int, change: bytes) -> None:
    content = book.read_bytes()
    entry = content.rindex(b"PK\x01\x02", 0, content.rindex(unusable.SHEET.encode()))
    book.write_bytes(content[: entry + offset] + change + content[entry + offset + len(change) :])
    with pytest.raises(files.Damaged):
        check_workbook(book)


def test_a_part_that_is_not_where_the_directory_says(book: Path) -> None:
    with ZipFile(book, "a") as package:
        package.writestr("xl/extra.bin", b"")
        package.getinfo("xl/extra.bin").header_offset += 1
    with pytest.raises(files.Damaged):
        check_workbook(book)


def test_a_directory_that_points_before_the_start(book: Path) -> None:
    content = book.read_bytes()
    end = content.rindex(b"PK\x05\x06")
    start = int.from_bytes(content[end + 16 : end + 20], "little")
    book.write_bytes(content[: end + 16] + (start + 99).to_bytes(4, "little") + content[end + 20 :])
    with pytest.raises(files.Damaged):
        check_workbook(book)


def test_a_part_that_lies_behind_the_end(book: Path) -> None:
    with ZipFile(book, "a") as package:
        package.writestr("xl/extra.bin", b"")
        package.getinfo("xl/extra.bin").header_offset += 100_000
    with pytest.raises(files.Damaged):
        check_workbook(book)


def test_bytes_behind_the_packed_data(book: Path) -> None:
    with ZipFile(book, "a") as package:
        package.writestr("xl/extra.xml", zlib.compress(b"<a/>", wbits=-15) + b"more")
        part = package.getinfo("xl/extra.xml")
        part.compress_type, part.file_size, part.CRC = ZIP_DEFLATED, 4, zlib.crc32(b"<a/>")
    with pytest.raises(files.Damaged):
        check_workbook(book)


def test_a_stored_part_that_the_file_cuts_off(book: Path) -> None:
    with ZipFile(book, "a") as package:
        package.writestr("xl/extra.bin", b"x" * 64)
        part = package.getinfo("xl/extra.bin")
        part.compress_size = part.file_size = 100_000
    with pytest.raises(files.Damaged):
        check_workbook(book)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(start=st.floats(0, 1), length=st.integers(0, 60), instead=st.binary(max_size=60))
@pytest.mark.parametrize("kind", ["xlsx", "xls", "encrypted"])
def test_whatever_is_altered_it_passes_or_is_refused(
    tmp_path: Path, kind: str, start: float, length: int, instead: bytes
) -> None:
    path = tmp_path / "clients.xlsx"
    if kind == "xlsx":
        unusable.good(path)
    else:
        path.write_bytes((old_excel if kind == "xls" else password_protected).KEPT.read_bytes())
    content = path.read_bytes()
    at = int(start * len(content))
    path.write_bytes(content[:at] + instead + content[at + length :])
    with suppress(Refusal):
        check_workbook(path)
