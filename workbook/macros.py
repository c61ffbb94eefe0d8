"""What an .xlsm has besides an .xlsx: the macros and the ribbon, made from text sources only.

The macros are ours in `vba/` and those of the installed xlwings, which bring their licences in their first lines.
"""

from __future__ import annotations

from importlib.metadata import distribution
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Final

from workbook.ribbon import ribbon_parts
from workbook.vba_project import Kind, Module, document, vba_project

if TYPE_CHECKING:
    from collections.abc import Mapping

    from openpyxl import Workbook

THIS_WORKBOOK: Final = "ThisWorkbook"
OURS: Final = ("AccountonChoices", "AccountonPerson", "AccountonProcedures", "AccountonRibbon")
HEADER: Final = "VERSION 1.0 CLASS"
EXPORTED: Final = "Attribute VB_Exposed = True\n"
BASE: Final = 'Attribute VB_Base = "0{FCFB3D2A-A0FA-1068-A738-08002B3371B5}"\n'
FLAGS: Final = "Attribute VB_TemplateDerived = False\nAttribute VB_Customizable = False\n"

SETTINGS: Final = "xlwings.conf"

TYPES, BOOK, ROOT = "[Content_Types].xml", "xl/_rels/workbook.xml.rels", "_rels/.rels"
PLAIN: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
ENABLED: Final = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
BINARY: Final = '<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>'
PROJECT_RELATION: Final = "http://schemas.microsoft.com/office/2006/relationships/vbaProject"
RIBBON_RELATIONS: Final = {
    "customUI/customUI14.xml": "http://schemas.microsoft.com/office/2007/relationships/ui/extensibility",
    "customUI/customUI.xml": "http://schemas.microsoft.com/office/2006/relationships/ui/extensibility",
}


def add_settings(book: Workbook, settings: Mapping[str, str]) -> None:
    """Add the hidden sheet where xlwings' macros look for their settings."""
    sheet = book.create_sheet(SETTINGS)
    sheet.sheet_state = "hidden"
    for setting in settings.items():
        sheet.append(setting)


def name_modules(book: Workbook) -> None:
    """Give the workbook and its sheets the names under which the project knows them."""
    book.code_name = THIS_WORKBOOK
    for number, sheet in enumerate(book.worksheets, 1):
        sheet.sheet_properties.codeName = f"Sheet{number}"


def enabled(parts: Mapping[str, bytes], sheets: int) -> dict[str, bytes]:
    """Return the package of a workbook of so many named sheets, with its macros and its ribbon."""
    changed = {
        TYPES: parts[TYPES]
        .replace(PLAIN.encode(), ENABLED.encode())
        .replace(b"</Types>", f"{BINARY}</Types>".encode()),
        BOOK: _related(parts[BOOK], {"vbaProject.bin": PROJECT_RELATION}),
        ROOT: _related(parts[ROOT], RIBBON_RELATIONS),
    }
    return {**parts, **changed, "xl/vbaProject.bin": vba_project(modules(sheets)), **ribbon_parts()}


def modules(sheets: int) -> list[Module]:
    """Return the modules of a workbook of so many sheets."""
    folder = files("workbook").joinpath("vba")
    return [
        document(THIS_WORKBOOK, "workbook"),
        *(document(f"Sheet{number}", "sheet") for number in range(1, sheets + 1)),
        *(Module(name, Kind.PROCEDURES, folder.joinpath(f"{name}.bas").read_text("ascii")) for name in OURS),
        Module("xlwings", Kind.PROCEDURES, _of_xlwings("xlwings.bas")),
        Module("Dictionary", Kind.CLASS, _stored_class(_of_xlwings("addin/Dictionary.cls"))),
    ]


def _of_xlwings(file: str) -> str:
    return Path(str(distribution("xlwings").locate_file(f"xlwings/{file}"))).read_text("ascii")


def _stored_class(exported: str) -> str:
    """Return an exported class module as a project stores it: without the header, with what the editor adds."""
    if not exported.startswith(HEADER):
        raise ValueError(exported[:20])
    name, newline, rest = exported.partition("END\n")[2].partition("\n")
    return name + newline + BASE + rest.replace(EXPORTED, EXPORTED + FLAGS, 1)


def _related(relationships: bytes, added: Mapping[str, str]) -> bytes:
    more = "".join(
        f'<Relationship Id="rIdAccounton{number}" Type="{kind}" Target="{target}"/>'
        for number, (target, kind) in enumerate(added.items(), 1)
    )
    return relationships.replace(b"</Relationships>", f"{more}</Relationships>".encode())
