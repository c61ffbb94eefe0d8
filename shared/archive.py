"""The zip package that an .xlsx is, checked part by part without ever holding a part in memory.

What tells a bomb from an honest workbook is not the ratio: a million formatted, empty rows unpack 500 to 1
as well. So there are absolute bounds, every part must unpack to exactly what it declares, and a sheet must be
markup: a cell holds 32,767 characters at most, so a long stretch without a tag is no cell.
Sources: PKWARE APPNOTE 6.3 (zip), ECMA-376 part 2 (package).
"""

from __future__ import annotations

import zlib
from collections import deque
from dataclasses import dataclass
from io import FileIO
from struct import unpack
from typing import TYPE_CHECKING, Final, Self
from xml.parsers import expat
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from shared.unusable import Damaged, TooMuch, Unsafe

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    Look = Callable[[str, Iterator[bytes]], object]
    """Is given the name of every part and its blocks while they are unpacked; need not take them all."""

MIB: Final = 1 << 20
BLOCK: Final = 1 << 18
LOCAL_HEADER: Final = 30
ENCRYPTED: Final = 0x1
MARKUP: Final = (".xml", ".rels", ".vml")


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds in bytes, save `parts` (a count); `stretch` is how much of a sheet may hold no tag."""

    packed: int = 512 * MIB
    directory: int = 4 * MIB
    parts: int = 10_000
    part: int = 512 * MIB
    sheet: int = 3072 * MIB
    total: int = 4096 * MIB
    kept: int = 4 * MIB
    stretch: int = MIB


class Package:
    """An open zip file; every method raises a `Refusal` for what no honest workbook holds."""

    def __init__(self, path: Path, limits: Limits) -> None:
        """Read the list of parts."""
        self._file = path.name
        self._limits = limits
        self._parts = self._listed(path)
        self._stream = FileIO(path)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._stream.close()

    @property
    def names(self) -> frozenset[str]:
        """The names of the parts."""
        return frozenset(part.filename for part in self._parts)

    def read(self, name: str) -> bytes:
        """Return a small part whole."""
        part = next(part for part in self._parts if part.filename == name)
        if part.file_size > self._limits.kept:
            raise TooMuch(file=self._file)
        return b"".join(self._inspected(part, _Prolog()))

    def check(self, look: Look | None = None) -> dict[str, str]:
        """Unpack every part once, in the file's order; returns the namespace of each XML part's root element."""
        namespaces = {}
        end = 0
        for part in self._parts:
            if part.header_offset < end:
                raise Unsafe(file=self._file)
            prolog = _Prolog()
            blocks = self._inspected(part, prolog)
            if look:
                look(part.filename, blocks)
            deque(blocks, maxlen=0)
            namespaces[part.filename] = prolog.namespace
            end = self._stream.tell()
        return namespaces

    def _listed(self, path: Path) -> list[ZipInfo]:
        if path.stat().st_size > self._limits.packed:
            raise TooMuch(file=self._file)
        try:
            with _Directory(path, self._limits.directory) as stream, ZipFile(stream) as archive:
                parts = archive.infolist()
        except _DirectoryTooLong:
            raise TooMuch(file=self._file) from None
        except (BadZipFile, NotImplementedError, ValueError) as error:
            raise Damaged(file=self._file) from error
        self._bound(parts)
        return sorted(parts, key=lambda part: part.header_offset)

    def _bound(self, parts: list[ZipInfo]) -> None:
        limits = self._limits
        names = [part.filename for part in parts]
        if any(".." in name.replace("\\", "/").split("/") for name in names):
            raise Unsafe(file=self._file)
        foreign = any("\\" in part.orig_filename or part.filename.startswith("/") for part in parts)
        if foreign or len(set(names)) < len(names) or any(part.header_offset < 0 for part in parts):
            raise Damaged(file=self._file)
        swollen = any(part.file_size > (limits.sheet if _is_sheet(part) else limits.part) for part in parts)
        if swollen or len(parts) > limits.parts or sum(part.file_size for part in parts) > limits.total:
            raise TooMuch(file=self._file)

    def _inspected(self, part: ZipInfo, prolog: _Prolog) -> Iterator[bytes]:
        """Yield the part in blocks; no entities, and no sheet that is one endless text."""
        bare = 0
        for block in self._checked(part):
            bare = 0 if b"<" in block else bare + len(block)
            if bare > self._limits.stretch and _is_sheet(part):
                raise TooMuch(file=self._file)
            if part.filename.endswith(MARKUP):
                self._feed(prolog, block)
            yield block

    def _feed(self, prolog: _Prolog, block: bytes) -> None:
        try:
            prolog.feed(block)
        except (expat.ExpatError, LookupError, ValueError) as error:  # the latter two: an encoding nobody knows
            raise Damaged(file=self._file) from error
        if prolog.has_doctype:
            raise Unsafe(file=self._file)

    def _checked(self, part: ZipInfo) -> Iterator[bytes]:
        """Yield the part in blocks; what it declares (size, checksum, place) must be true."""
        size = checksum = 0
        try:
            for block in _unpacked(self._stream, part):
                size += len(block)
                if size > part.file_size:
                    raise Unsafe(file=self._file)
                checksum = zlib.crc32(block, checksum)
                yield block
        except (zlib.error, _Torn) as error:
            raise Damaged(file=self._file) from error
        if (size, checksum) != (part.file_size, part.CRC):
            raise Damaged(file=self._file)


class _Torn(Exception):  # noqa: N818 - never leaves the module
    """A part is cut off, encrypted, or packed in a way that Excel does not know."""


class _DirectoryTooLong(Exception):  # noqa: N818
    """The zip's directory would fill the memory."""


class _Directory(FileIO):
    """The file as zipfile reads its directory: in one piece, which must not fill the memory."""

    def __init__(self, path: Path, longest: int) -> None:
        super().__init__(path)
        self._longest = longest

    def read(self, size: int | None = -1, /) -> bytes:
        if size is not None and size > self._longest:
            raise _DirectoryTooLong
        return super().read(size) or b""


class _RootReached(Exception):  # noqa: N818
    """No DOCTYPE can follow."""


class _Prolog:
    """What stands before an XML part's root element, and that element's namespace."""

    def __init__(self) -> None:
        self.namespace = ""
        self.has_doctype = False
        self._ended = False
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.StartElementHandler = self._root
        self._parser.StartDoctypeDeclHandler = self._doctype

    def feed(self, block: bytes) -> None:
        if self._ended:
            return
        try:
            self._parser.Parse(block, False)  # noqa: FBT003 - positional in expat
        except _RootReached:
            self._ended = True

    def _root(self, name: str, _attributes: dict[str, str]) -> None:
        self.namespace = name.rpartition(" ")[0]
        raise _RootReached

    def _doctype(self, *_declared: object) -> None:
        self.has_doctype = True
        raise _RootReached


def _is_sheet(part: ZipInfo) -> bool:
    return part.filename.startswith("xl/worksheets/") or part.filename.endswith("sharedStrings.xml")


def _unpacked(stream: FileIO, part: ZipInfo) -> Iterator[bytes]:
    stream.seek(part.header_offset)
    header = stream.read(LOCAL_HEADER)
    if len(header) < LOCAL_HEADER or not header.startswith(b"PK\3\4") or part.flag_bits & ENCRYPTED:
        raise _Torn
    stream.seek(sum(unpack("<HH", header[-4:])), 1)
    if part.compress_type == ZIP_STORED:
        yield from _blocks(stream, part.compress_size)
    elif part.compress_type == ZIP_DEFLATED:
        yield from _inflated(_blocks(stream, part.compress_size))
    else:
        raise _Torn


def _blocks(stream: FileIO, left: int) -> Iterator[bytes]:
    while left:
        block = stream.read(min(left, BLOCK))
        if not block:
            raise _Torn
        left -= len(block)
        yield block


def _inflated(packed: Iterator[bytes]) -> Iterator[bytes]:
    """Unpack in blocks of a bounded size, however well they were packed."""
    inflate = zlib.decompressobj(-zlib.MAX_WBITS)
    while not inflate.eof:
        feed = inflate.unconsumed_tail or next(packed, b"")
        block = inflate.decompress(feed, BLOCK)
        if not feed and not block:
            raise _Torn
        yield block
    if inflate.unused_data or next(packed, b""):
        raise _Torn
