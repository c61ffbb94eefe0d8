"""The two encodings of a VBA project: its compression and the veil over its protection.

By the published specification [MS-OVBA], "Office VBA File Format Structure"; the numbers are its sections.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

CHUNK: Final = 4096
SHORTEST: Final = 3
"""Bytes that a copy replaces at least."""
COMPRESSED, RAW = 0xB000, 0x3FFF
VERSION: Final = 2


def compressed(content: bytes) -> bytes:
    """Return the compressed container: 2.4.1."""
    return b"\x01" + b"".join(_chunk(content[start : start + CHUNK]) for start in range(0, len(content), CHUNK))


def veiled(content: bytes, project: str) -> str:
    """Return the "encryption" of 2.4.3, in hexadecimal; `project` is the GUID in braces.

    The seed is free and its two lowest digits say how many random bytes precede; with 0 there are none.
    """
    key = sum(project.encode("ascii")) & 0xFF
    written = bytearray((0, VERSION, key))
    before = key
    for byte in len(content).to_bytes(4, "little") + content:
        written.append(byte ^ (written[-2] + before & 0xFF))
        before = byte
    return written.hex().upper()


def _chunk(plain: bytes) -> bytes:
    tokens = b"".join(_sequences(plain))
    if len(tokens) > CHUNK:  # 2.4.1.3.10: what does not shrink is stored, filled up
        return RAW.to_bytes(2, "little") + plain.ljust(CHUNK, b"\0")
    return (COMPRESSED | len(tokens) - 1).to_bytes(2, "little") + tokens


def _sequences(plain: bytes) -> Iterator[bytes]:
    """Yield eight tokens at a time after a byte that says which of them are copies: 2.4.1.3.8."""
    seen: dict[bytes, list[int]] = {}
    position = 0
    while position < len(plain):
        flags, tokens = 0, bytearray()
        for bit in range(8):
            length, token = _token(plain, position, seen)
            flags |= (length > 1) << bit
            tokens += token
            for known in range(position, position + length):
                seen.setdefault(plain[known : known + SHORTEST], []).append(known)
            position += length
            if position >= len(plain):
                break
        yield bytes((flags,)) + tokens


def _token(plain: bytes, position: int, seen: dict[bytes, list[int]]) -> tuple[int, bytes]:
    """Return how many bytes the next token stands for, and the token: 2.4.1.3.19, the longest copy wins."""
    bits = max(4, (position - 1).bit_length())
    longest = min((0xFFFF >> bits) + SHORTEST, len(plain) - position)
    best, source = 0, 0
    for candidate in reversed(seen.get(plain[position : position + SHORTEST], ())):
        length = _alike(plain, candidate, position, longest)
        if length > best:
            best, source = length, candidate
        if best == longest:
            break
    if best < SHORTEST:
        return 1, plain[position : position + 1]
    copy = position - source - 1 << 16 - bits | best - SHORTEST
    return best, copy.to_bytes(2, "little")


def _alike(plain: bytes, first: int, second: int, longest: int) -> int:
    """Return how many bytes after two positions are equal."""
    return next((length for length in range(longest) if plain[first + length] != plain[second + length]), longest)
