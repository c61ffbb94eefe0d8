"""Surgery on the zip package of a workbook, for what openpyxl does not write."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def parts(path: Path) -> dict[str, bytes]:
    """Return every part of a package."""
    with ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def write(path: Path, contents: Mapping[str, bytes]) -> None:
    """Write a package."""
    with ZipFile(path, "w", ZIP_DEFLATED) as package:
        for name, content in contents.items():
            package.writestr(name, content)


def replace(path: Path, name: str, old: str, new: str) -> None:
    """Replace a text that stands in a part, once."""
    contents = parts(path)
    text = contents[name].decode()
    if text.count(old) != 1:
        raise ValueError(old)
    write(path, contents | {name: text.replace(old, new).encode()})


def related(relationships: bytes, kind: str, target: str) -> bytes:
    """Return a part of relationships with one more."""
    added = f'<Relationship Id="added{zlib.crc32(target.encode())}" Type="{kind}" Target="{target}"/>'
    return relationships.replace(b"</Relationships>", added.encode() + b"</Relationships>")


def typed(types: bytes, added: str) -> bytes:
    """Return the content types with more of them."""
    return types.replace(b"</Types>", added.encode() + b"</Types>")
