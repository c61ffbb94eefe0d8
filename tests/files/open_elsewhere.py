"""The traces that Excel and LibreOffice leave beside a workbook while they have it open."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def in_excel(path: Path) -> Path:
    """Write Excel's owner file: 165 bytes with the user's name, twice."""
    name = "Claire Delvaux"
    narrow = bytes([len(name)]) + name.encode().ljust(54)
    wide = len(name).to_bytes(2, "little") + name.ljust(54).encode("utf-16-le")
    lock = path.with_name("~$" + path.name)
    lock.write_bytes(narrow + wide)
    return lock


def in_libreoffice(path: Path) -> Path:
    """Write LibreOffice's lock file."""
    lock = path.with_name(f".~lock.{path.name}#")
    lock.write_text("Claire Delvaux,claire,bureau,16.03.2026 09:12,file:///home/claire/.config/libreoffice/4;")
    return lock
