"""A compound file: streams in storages inside one file, which is what a `vbaProject.bin` is.

Version 3 of the published specification [MS-CFB], "Compound File Binary File Format"; the numbers are its sections.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

SIGNATURE: Final = bytes.fromhex("D0CF11E0A1B11AE1")
SECTOR, MINI_SECTOR, CUTOFF, ENTRY = 512, 64, 4096, 128
"""In bytes; streams below the cutoff live in the mini stream."""
FREE, END, TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
NUMBERS: Final = SECTOR // 4
IN_HEADER: Final = 109
"""Table sectors that the header can name: enough for seven million bytes."""
STORAGE, STREAM, ROOT = 1, 2, 5
BLACK: Final = 1
"""2.6.4: "the simplest implementation would be to mark every node as black"."""


def compound_file(streams: Mapping[str, bytes]) -> bytes:
    """Return the file that holds `streams`, each under its path such as `VBA/dir`; the same bytes for the same ones."""
    entries = list(_tree(streams))
    sectors, mini = _Sectors(SECTOR), _Sectors(MINI_SECTOR)
    for entry in entries:
        if entry.kind == STREAM:
            entry.start = (mini if len(entry.content) < CUTOFF else sectors).add(entry.content)
    root = entries[0]
    root.content = bytes(mini.content)
    root.start = sectors.add(root.content)
    directory = sectors.add(_padded(b"".join(entry.packed() for entry in entries), _Entry("", 0).packed()))
    mini_table = _padded(_numbers(mini.table), _numbers([FREE]))
    mini_start = sectors.add(mini_table)
    tables = -(-len(sectors.table) // (NUMBERS - 1))  # each describes itself as well
    places = range(len(sectors.table), len(sectors.table) + tables)
    table = _padded(_numbers([*sectors.table, *[TABLE] * tables]), _numbers([FREE]))
    return _header(directory, mini_start, len(mini_table) // SECTOR, places) + sectors.content + table


@dataclass(slots=True)
class _Entry:
    """2.6: an entry of the directory. `left`, `right` and `child` are places in it."""

    name: str
    kind: int
    content: bytes = b""
    children: list[_Entry] = field(default_factory=list)
    place: int = FREE
    left: int = FREE
    right: int = FREE
    child: int = FREE
    start: int = 0

    def order(self) -> tuple[int, str]:
        """Return what siblings are sorted by: 2.6.4, the length comes first."""
        return len(self.name), self.name.upper()

    def packed(self) -> bytes:
        name = f"{self.name}\0".encode("utf-16-le") if self.name else b""
        kind = struct.pack(
            "<HBBIII", len(name), self.kind, BLACK if self.kind else 0, self.left, self.right, self.child
        )
        times_and_class = bytes(36)
        return name.ljust(64, b"\0") + kind + times_and_class + struct.pack("<IQ", self.start, len(self.content))


class _Sectors:
    """Sectors of one size in a row, and the table that chains those of one stream: 2.3."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.content = bytearray()
        self.table: list[int] = []

    def add(self, content: bytes) -> int:
        """Append a stream and return its first sector."""
        count = -(-len(content) // self.size)
        if not count:
            return END
        first = len(self.table)
        self.content += content.ljust(count * self.size, b"\0")
        self.table += [*range(first + 1, first + count), END]
        return first


def _tree(streams: Mapping[str, bytes]) -> Iterator[_Entry]:
    """Yield the directory's entries in their places."""
    root = _Entry("Root Entry", ROOT)
    for path, content in streams.items():
        *storages, name = path.split("/")
        parent = root
        for storage in storages:
            known = next((child for child in parent.children if child.name == storage), None)
            if known is None:
                known = _Entry(storage, STORAGE)
                parent.children.append(known)
            parent = known
        parent.children.append(_Entry(name, STREAM, content))
    entries = list(_flat(root))
    for place, entry in enumerate(entries):
        entry.place = place
    for entry in entries:
        entry.child = _balanced(sorted(entry.children, key=_Entry.order))
    yield from entries


def _flat(entry: _Entry) -> Iterator[_Entry]:
    yield entry
    for child in entry.children:
        yield from _flat(child)


def _balanced(siblings: Sequence[_Entry]) -> int:
    """Hang sorted siblings into a search tree and return the place of its top."""
    if not siblings:
        return FREE
    middle = len(siblings) // 2
    top = siblings[middle]
    top.left, top.right = _balanced(siblings[:middle]), _balanced(siblings[middle + 1 :])
    return top.place


def _header(directory: int, mini_start: int, mini_tables: int, tables: range) -> bytes:
    """2.2: what stands in the first sector."""
    if len(tables) > IN_HEADER:
        raise ValueError(f"more than {IN_HEADER} table sectors")
    form = struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    starts = struct.pack("<IIIIIIIII", 0, len(tables), directory, 0, CUTOFF, mini_start, mini_tables, END, 0)
    return SIGNATURE + bytes(16) + form + starts + _numbers([*tables, *[FREE] * (IN_HEADER - len(tables))])


def _numbers(numbers: Sequence[int]) -> bytes:
    return struct.pack(f"<{len(numbers)}I", *numbers)


def _padded(content: bytes, filler: bytes) -> bytes:
    return content + filler * (-len(content) % SECTOR // len(filler))
