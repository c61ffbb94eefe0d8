"""A workbook's package, and a changed copy of it: what nobody changes is copied byte for byte, still packed."""

from __future__ import annotations

import posixpath
import re
import tempfile
from contextlib import ExitStack
from copy import copy
from typing import TYPE_CHECKING, Final, NamedTuple, Self
from xml.etree import ElementTree as ET
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from addin.engines.elements import appended, prefix_of, prefixed
from addin.engines.escapes import quoteattr

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TYPES: Final = "[Content_Types].xml"
OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
NO_RELATIONS: Final = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
)
RELATION: Final = re.compile(rb"<(?:[\w.-]+:)?Relationship\b[^>]*?(?:/>|>\s*</(?:[\w.-]+:)?Relationship>)")
OVERRIDE: Final = re.compile(rb"<(?:[\w.-]+:)?Override\b[^>]*?(?:/>|>\s*</(?:[\w.-]+:)?Override>)")
QUICKLY: Final = 1
"""How well to pack: as Excel does; anything better takes several times as long."""
LOCAL_HEADER: Final = 30
CHUNK: Final = 1 << 20
GATHERED: Final = 1 << 16
HAS_DESCRIPTOR: Final = 0x8
HUGE: Final = 1 << 30
"""Only larger parts get the long form of a zip's header, of which Excel complains."""


class Relation(NamedTuple):
    """A relation of a part; `target` is the name of a part, or an address outside of the package."""

    id: str
    kind: str
    target: str
    is_external: bool = False


class Package:
    """Reads from `source`, which stays as it is; what is changed is written by `save`."""

    def __init__(self, source: ZipFile) -> None:
        """Start without a change."""
        self._source = source
        self._changes: dict[str, bytes | ZipInfo] = {}
        self._removed: set[str] = set()
        self._packed: ZipFile | None = None
        self._resources = ExitStack()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._resources.close()

    def __contains__(self, name: str) -> bool:
        return name in self._changes or (name in self._source.NameToInfo and name not in self._removed)

    def read(self, name: str) -> bytes:
        """Return a part; one that was changed in chunks as it was."""
        changed = self._changes.get(name)
        return changed if isinstance(changed, bytes) else self._source.read(name)

    def stream(self, name: str) -> Iterator[bytes]:
        """Yield a part as it was, in chunks."""
        with self._source.open(name) as part:
            yield from iter(lambda: part.read(CHUNK), b"")

    def write(self, name: str, content: bytes | Iterator[bytes]) -> None:
        """Change or add a part; chunks are packed at once, and never all in memory."""
        self._changes[name] = content if isinstance(content, bytes) else self._pack(name, content)

    def _pack(self, name: str, chunks: Iterator[bytes]) -> ZipInfo:
        if self._packed is None:
            file = self._resources.enter_context(tempfile.TemporaryFile())  # noqa: SIM115 - it is one
            self._packed = self._resources.enter_context(ZipFile(file, "w", ZIP_DEFLATED, compresslevel=QUICKLY))
        earlier = self._source.NameToInfo.get(name)
        is_huge = earlier is not None and earlier.file_size > HUGE
        with self._packed.open(name, "w", force_zip64=is_huge) as part:
            part.writelines(_gathered(chunks))
        return self._packed.NameToInfo[name]

    def remove(self, name: str) -> None:
        """Leave a part out, with its type and with what only it is related to."""
        self.forget_relations(name)
        for gone in (name, relations_part(name)):
            self._changes.pop(gone, None)
            self._removed.add(gone)
        own = b'PartName="/%s"' % name.encode()
        types = self.read(TYPES)
        without = OVERRIDE.sub(lambda one: b"" if own in one[0] else one[0], types)
        if without != types:
            self.write(TYPES, without)

    def add(self, pattern: str, content: bytes | Iterator[bytes], kind: str) -> str:
        """Add a part of a content type, named after a pattern with `{}` for a number; returns its name."""
        taken = {name.casefold() for name in (*self._source.NameToInfo, *self._changes)}
        number = 1
        while pattern.format(number).casefold() in taken:
            number += 1
        name = pattern.format(number)
        self._removed.discard(name)
        self.write(name, content)
        if name.endswith(".vml"):
            if not self.type_of(name):
                self._declare(b'<Default Extension="vml" ContentType="%s"/>' % kind.encode())
        else:
            self._declare(b'<Override PartName="/%s" ContentType="%s"/>' % (name.encode(), kind.encode()))
        return name

    def _declare(self, declared: bytes) -> None:
        types = self.read(TYPES)
        self.write(TYPES, appended(types, prefixed(declared, prefix_of(types))))

    def forget_relations(self, part: str) -> None:
        """Leave out the list of a part's relations, and the parts that nothing else is related to."""
        targets = {one.target for one in self.relations(part) if not one.is_external and one.target in self}
        own = relations_part(part)
        self._changes.pop(own, None)
        self._removed.add(own)
        for target in targets - self._related_elsewhere():
            self.remove(target)

    def _related_elsewhere(self) -> set[str]:
        lists = [name for name in (*self._source.NameToInfo, *self._changes) if name.endswith(".rels") and name in self]
        parts = {
            posixpath.join(posixpath.dirname(posixpath.dirname(name)), name.rpartition("/")[2][: -len(".rels")])
            for name in lists
        }
        return {one.target for part in parts for one in self.relations(part)}

    def type_of(self, name: str) -> str:
        """Return the content type of a part."""
        extension = name.rpartition(".")[2].casefold()
        types = list(ET.fromstring(self.read(TYPES)))  # noqa: S314 - same
        own = (one for one in types if one.get("PartName", "").casefold() == f"/{name}".casefold())
        usual = (one for one in types if one.get("Extension", "").casefold() == extension)
        return next((one.get("ContentType", "") for one in (*own, *usual)), "")

    def relations(self, part: str) -> list[Relation]:
        """Return the relations of a part."""
        name = relations_part(part)
        if name not in self:
            return []
        folder = posixpath.dirname(part)
        found = []
        for one in ET.fromstring(self.read(name)):  # noqa: S314 - `check_workbook` lets no DOCTYPE pass, so no entities
            is_external = one.get("TargetMode") == "External"
            target = one.get("Target", "")
            path = target if is_external else posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            found.append(Relation(one.get("Id", ""), one.get("Type", ""), path, is_external))
        return found

    def related(self, part: str, kind: str) -> str | None:
        """Return the part that one is related to, by the last word of the relation's kind."""
        targets = (one.target for one in self.relations(part) if one.kind.endswith(f"/{kind}"))
        return next((target for target in targets if target in self), None)

    def relate(self, part: str, kind: str, target: str, *, is_external: bool = False) -> str:
        """Relate a part to another; returns the relation's id."""
        taken = {one.id.casefold() for one in self.relations(part)}
        number = len(taken) + 1
        while f"rid{number}" in taken:
            number += 1
        place = target if is_external else posixpath.relpath("/" + target, "/" + posixpath.dirname(part))
        mode = ' TargetMode="External"' if is_external else ""
        added = f'<Relationship Id="rId{number}" Type={quoteattr(kind)} Target={quoteattr(place)}{mode}/>'
        name = relations_part(part)
        relations = self.read(name) if name in self else NO_RELATIONS
        self._removed.discard(name)
        self.write(name, appended(relations, prefixed(added.encode(), prefix_of(relations))))
        return f"rId{number}"

    def unrelate(self, part: str, target: str) -> str:
        """Forget that a part is related to another; returns the relation's id. A part left without any has no list."""
        gone = next(one.id for one in self.relations(part) if one.target == target and not one.is_external)
        name = relations_part(part)
        own = re.compile(rb"""\sId\s*=\s*["']%s["']""" % re.escape(gone.encode()))
        left = RELATION.sub(lambda one: b"" if own.search(one[0]) else one[0], self.read(name))
        if RELATION.search(left):
            self.write(name, left)
        else:
            self._changes.pop(name, None)
            self._removed.add(name)
        return gone

    def save(self, path: Path) -> None:
        """Write the package; the parts keep their order, new ones come last."""
        with ZipFile(path, "w", ZIP_DEFLATED, compresslevel=QUICKLY) as target:
            left = dict(self._changes)
            for entry in self._source.infolist():
                if entry.filename in left:
                    self._write(target, entry.filename, left.pop(entry.filename))
                elif entry.filename not in self._removed:
                    _copy(self._source, target, entry)
            for name, content in left.items():
                self._write(target, name, content)

    def _write(self, target: ZipFile, name: str, content: bytes | ZipInfo) -> None:
        if isinstance(content, bytes):
            target.writestr(name, content)
            return
        assert self._packed  # noqa: S101 - it was packed there
        _copy(self._packed, target, content)


def _gathered(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """Yield chunks that are worth a call, made of small ones."""
    waiting: list[bytes] = []
    size = 0
    for chunk in chunks:
        waiting.append(chunk)
        size += len(chunk)
        if size >= GATHERED:
            yield b"".join(waiting)
            waiting, size = [], 0
    yield b"".join(waiting)


def _copy(source: ZipFile, target: ZipFile, entry: ZipInfo) -> None:
    """Copy a part as it is packed; zipfile would unpack and pack it again."""
    read, written = source.fp, target.fp
    assert read and written  # noqa: S101, PT018 - both are open
    read.seek(entry.header_offset + LOCAL_HEADER - 4)
    lengths = read.read(4)
    read.seek(int.from_bytes(lengths[:2], "little") + int.from_bytes(lengths[2:], "little"), 1)
    copied = copy(entry)
    copied.extra = b""
    copied.flag_bits &= ~HAS_DESCRIPTOR
    copied.header_offset = written.tell()
    written.write(copied.FileHeader())
    left = entry.compress_size
    while left:
        chunk = read.read(min(left, CHUNK))
        written.write(chunk)
        left -= len(chunk)
    target.filelist.append(copied)
    target.NameToInfo[copied.filename] = copied
    target.start_dir = written.tell()


def relations_part(part: str) -> str:
    """Return the name of the part that lists another's relations."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")
