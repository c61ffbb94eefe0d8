"""A VBA project as its sources only: the program that opens it compiles them.

By the published specification [MS-OVBA], "Office VBA File Format Structure"; the numbers are its sections. The form
is the one in which xlwings ships its own workbooks.
"""

from __future__ import annotations

import struct
from enum import Enum
from typing import TYPE_CHECKING, Final, NamedTuple

from workbook.compound_file import compound_file
from workbook.ovba import compressed, veiled

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

NAME: Final = "Accounton"
GUID: Final = "{8A6DF3C1-52E0-4C1B-9B57-6E3C0D9A41F7}"
CODE_PAGE: Final = "cp1252"
ENGLISH: Final = 0x0409
SOURCE_ONLY: Final = bytes.fromhex("CC61FFFF000000")
"""2.3.4.1: this version number says that there is no compiled code to trust."""
OFFICE: Final = (
    "*\\G{2DF8D04C-5BFA-101B-BDE5-00AA0044DE52}#2.0#0"
    "#C:\\Program Files\\Common Files\\Microsoft Shared\\OFFICE16\\MSO.DLL#Microsoft Office 16.0 Object Library"
)
"""Where `IRibbonControl` is declared; found by its GUID, whatever the path on the machine."""
VISIBLE, UNPROTECTED, NO_PASSWORD = b"\xff", bytes(4), b"\0"


class Kind(Enum):
    """What a module is: the word for it in the project stream."""

    PROCEDURES = "Module"
    CLASS = "Class"
    DOCUMENT = "Document"


class Module(NamedTuple):
    """A module; `source` begins with its attributes, and its lines may end in any way."""

    name: str
    kind: Kind
    source: str


BASES: Final = {
    "workbook": "0{00020819-0000-0000-C000-000000000046}",
    "sheet": "0{00020820-0000-0000-C000-000000000046}",
}


def document(name: str, base: str) -> Module:
    """Return the module that every sheet, and the workbook itself, has: without code."""
    attributes = {
        "Name": f'"{name}"',
        "Base": f'"{BASES[base]}"',
        "GlobalNameSpace": "False",
        "Creatable": "False",
        "PredeclaredId": "True",
        "Exposed": "True",
        "TemplateDerived": "False",
        "Customizable": "True",
    }
    return Module(name, Kind.DOCUMENT, "".join(f"Attribute VB_{key} = {value}\n" for key, value in attributes.items()))


def vba_project(modules: Sequence[Module]) -> bytes:
    """Return `vbaProject.bin` for the modules, the same bytes for the same ones."""
    streams = {f"VBA/{module.name}": compressed(_stored(module.source)) for module in modules}
    streams["VBA/_VBA_PROJECT"] = SOURCE_ONLY
    streams["VBA/dir"] = compressed(b"".join(_directory(modules)))
    streams["PROJECT"] = _project(modules)
    streams["PROJECTwm"] = b"".join(_names(modules)) + bytes(2)
    return compound_file(streams)


def _stored(source: str) -> bytes:
    return "".join(f"{line}\r\n" for line in source.splitlines()).encode(CODE_PAGE)


def _directory(modules: Sequence[Module]) -> Iterator[bytes]:
    """2.3.4.2: the records of the `dir` stream, in the only order allowed."""
    yield _record(0x01, _long(3))  # 64-bit Windows; the others compile it all the same
    yield _record(0x02, _long(ENGLISH))
    yield _record(0x14, _long(ENGLISH))
    yield _record(0x03, _short(int(CODE_PAGE.removeprefix("cp"))))
    yield _record(0x04, NAME.encode(CODE_PAGE))
    yield _record(0x05) + _record(0x40)  # description
    yield _record(0x06) + _record(0x3D)  # help file
    yield _record(0x07, _long(0))  # help context
    yield _record(0x08, _long(0))  # library flags
    yield struct.pack("<HIIH", 0x09, 4, 1, 0)  # version; the length is that of the first number
    yield _record(0x0C) + _record(0x3C)  # constants
    yield _record(0x16, b"Office") + _record(0x3E, _wide("Office"))
    yield _record(0x0D, _long(len(OFFICE)) + OFFICE.encode(CODE_PAGE) + bytes(6))
    yield _record(0x0F, _short(len(modules)))
    yield _record(0x13, _short(0xFFFF))
    for module in modules:
        yield from _module(module)
    yield _record(0x10)


def _module(module: Module) -> Iterator[bytes]:
    """2.3.4.2.3.2: the records of one module."""
    narrow, wide = module.name.encode(CODE_PAGE), _wide(module.name)
    yield _record(0x19, narrow) + _record(0x47, wide)
    yield _record(0x1A, narrow) + _record(0x32, wide)  # the stream
    yield _record(0x1C) + _record(0x48)  # description
    yield _record(0x31, _long(0))  # where the source begins: no compiled code precedes it
    yield _record(0x1E, _long(0))  # help context
    yield _record(0x2C, _short(0xFFFF))
    yield _record(0x21 if module.kind is Kind.PROCEDURES else 0x22)
    yield _record(0x2B)


def _project(modules: Sequence[Module]) -> bytes:
    """2.3.1: the project stream, a text."""
    lines = [
        f'ID="{GUID}"',
        *(f"{module.kind.value}={module.name}{'/&H00000000' * (module.kind is Kind.DOCUMENT)}" for module in modules),
        f'Name="{NAME}"',
        'HelpContextID="0"',
        'VersionCompatible32="393222000"',
        f'CMG="{veiled(UNPROTECTED, GUID)}"',
        f'DPB="{veiled(NO_PASSWORD, GUID)}"',
        f'GC="{veiled(VISIBLE, GUID)}"',
        "",
        "[Host Extender Info]",
        "&H00000001={3832D640-CF90-11CF-8E43-00A0C911005A};VBE;&H00000000",
        "",
        "[Workspace]",
        *(f"{module.name}=0, 0, 0, 0, C" for module in modules),
    ]
    return "".join(f"{line}\r\n" for line in lines).encode(CODE_PAGE)


def _names(modules: Sequence[Module]) -> Iterator[bytes]:
    """2.3.3: every name in the code page and in Unicode."""
    for module in modules:
        yield module.name.encode(CODE_PAGE) + b"\0" + _wide(f"{module.name}\0")


def _record(number: int, content: bytes = b"") -> bytes:
    return struct.pack("<HI", number, len(content)) + content


def _short(number: int) -> bytes:
    return struct.pack("<H", number)


def _long(number: int) -> bytes:
    return struct.pack("<I", number)


def _wide(text: str) -> bytes:
    return text.encode("utf-16-le")
