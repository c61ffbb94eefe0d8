from __future__ import annotations

import random
import struct
import warnings

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook.ovba import compressed, veiled

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # what it uses is ahead of it
    from oletools.olevba import decompress_stream

PROJECT = "{5CF9CDAB-B77B-4FE4-BD7E-D29900070E1B}"


def read_back(content: bytes) -> bytes:
    return bytes(decompress_stream(bytearray(compressed(content))))


@given(st.lists(st.sampled_from([b"Dim ", b"x", b" As Long\r\n", b"End Sub\r\n", b"'"])).map(b"".join))
def test_source_comes_back(content: bytes) -> None:
    assert read_back(content) == content


@given(st.binary(max_size=9000))
def test_anything_comes_back_and_only_an_unshrinkable_end_is_filled_up(content: bytes) -> None:
    back = read_back(content)
    assert back[: len(content)] == content
    assert not back[len(content) :].strip(b"\0")


@pytest.mark.parametrize("length", [0, 1, 2, 3, 16, 17, 4095, 4096, 4097, 8192, 20_000])
def test_runs_of_one_byte_come_back(length: int) -> None:
    assert read_back(b"a" * length) == b"a" * length


def test_copies_reach_over_the_whole_chunk() -> None:
    """The lengths that a copy can have depend on its place: a library that forgot it spoilt such a text."""
    drawn = random.Random(1)  # noqa: S311 - a text, not a secret
    first = bytes(drawn.choice(b"abcdefgh") for _ in range(3000))
    assert read_back(first + first[:500] + b"z" * 400) == first + first[:500] + b"z" * 400


def test_what_does_not_shrink_is_stored_as_it_is() -> None:
    noise = random.Random(2).randbytes(4096)  # noqa: S311 - noise, not a secret
    packed = compressed(noise)
    assert packed == b"\x01\xff\x3f" + noise
    assert read_back(noise) == noise


def test_each_chunk_says_its_size() -> None:
    packed = compressed(b"Attribute VB_Name\r\n" * 1000)
    assert packed[0] == 1
    place, sizes = 1, []
    while place < len(packed):
        (header,) = struct.unpack_from("<H", packed, place)
        assert header & 0xF000 == 0xB000
        sizes.append((header & 0xFFF) + 3)
        place += sizes[-1]
    assert place == len(packed)
    assert len(sizes) == 5


def unveiled(text: str) -> tuple[int, bytes]:
    """Return the project's key and the content, as [MS-OVBA] 2.4.3.3 says."""
    seed, version, key, *rest = bytes.fromhex(text)
    before, first, second = key ^ seed, key, version
    plain = bytearray()
    for byte in rest:
        plain.append(byte ^ (second + before & 0xFF))
        before, first, second = plain[-1], byte, first
    ignored = (seed & 6) // 2
    (length,) = struct.unpack_from("<I", plain, ignored)
    assert len(plain) == ignored + 4 + length
    assert version ^ seed == 2
    return key ^ seed, bytes(plain[ignored + 4 :])


def test_the_reading_of_the_veil_is_that_of_a_project_written_by_excel() -> None:
    key = sum(PROJECT.encode()) & 0xFF
    assert unveiled("8D8FA61394EA98EA98EA98EA98") == (key, bytes(4))
    assert unveiled("8D8FA61394EF95EF95EF") == (key, b"\0")
    assert unveiled("8D8FA61394EF95EF9510") == (key, b"\xff")


@given(st.binary(max_size=40))
def test_the_veil_can_be_lifted(content: bytes) -> None:
    assert unveiled(veiled(content, PROJECT)) == (sum(PROJECT.encode()) & 0xFF, content)
