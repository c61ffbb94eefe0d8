from __future__ import annotations

import io
import struct
from itertools import pairwise
from typing import TYPE_CHECKING

import olefile
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook.compound_file import compound_file

if TYPE_CHECKING:
    from collections.abc import Iterator

NAMES = st.text(st.characters(min_codepoint=65, max_codepoint=122, categories=("Lu", "Ll")), min_size=1, max_size=31)
SIZES = st.sampled_from([0, 1, 63, 64, 65, 511, 512, 513, 4095, 4096, 4097, 70_000])


def different(streams: dict[str, int]) -> dict[str, int]:
    """Return the streams whose names differ in more than case, as in every compound file."""
    return {
        path: size for path, size in streams.items() if [other.upper() for other in streams].count(path.upper()) == 1
    }


@given(st.dictionaries(NAMES, SIZES, min_size=1, max_size=12).map(different), st.booleans())
def test_another_reader_finds_every_stream_without_a_complaint(sizes: dict[str, int], inside: bool) -> None:  # noqa: FBT001 - drawn
    folder = "VBA/" if inside else ""
    streams = {f"{folder}{name}": bytes([number % 251 + 1]) * size for number, (name, size) in enumerate(sizes.items())}
    content = compound_file(streams)
    with olefile.OleFileIO(io.BytesIO(content), raise_defects=olefile.DEFECT_UNSURE) as read:
        assert {"/".join(path): read.openstream(path).read() for path in read.listdir()} == streams
        assert read.parsing_issues == []
    assert content == compound_file(streams)
    assert len(content) % 512 == 0


def test_so_many_sectors_that_the_table_has_many() -> None:
    streams = {"large": bytes(range(256)) * 4096, "small": b"x"}
    with olefile.OleFileIO(io.BytesIO(compound_file(streams)), raise_defects=olefile.DEFECT_UNSURE) as read:
        assert read.num_fat_sectors == 17
        assert {path: read.openstream(path).read() for path in streams} == streams


def test_more_than_the_header_can_name_is_no_file() -> None:
    with pytest.raises(ValueError, match="109"):
        compound_file({"huge": bytes(8_000_000)})


def siblings(read: olefile.OleFileIO, place: int) -> Iterator[str]:
    """Yield the names below an entry in the order of the search tree."""
    if place != olefile.NOSTREAM:
        entry = read.direntries[place]
        yield from siblings(read, entry.sid_left)
        yield entry.name
        yield from siblings(read, entry.sid_right)


def test_siblings_hang_in_a_search_tree_by_length_then_capitals() -> None:
    names = ["dir", "_VBA_PROJECT", "Sheet1", "ThisWorkbook", "xlwings", "Dictionary", "sheet2"]
    with olefile.OleFileIO(io.BytesIO(compound_file(dict.fromkeys(names, b"x")))) as read:
        ordered = list(siblings(read, read.root.sid_child))
        colours = {entry.color for entry in read.direntries if entry}
    assert sorted(ordered) == sorted(names)
    assert all((len(one), one.upper()) < (len(other), other.upper()) for one, other in pairwise(ordered))
    assert colours == {1}


def test_the_header_says_version_three() -> None:
    header = compound_file({"a": b"1"})[:512]
    assert header[:8].hex() == "d0cf11e0a1b11ae1"
    minor, major, order, sector, mini = struct.unpack_from("<HHHHH", header, 24)
    assert (minor, major, order, sector, mini) == (0x3E, 3, 0xFFFE, 9, 6)
