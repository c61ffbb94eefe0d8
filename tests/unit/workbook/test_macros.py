"""What Excel looks at when it opens a workbook with macros, part by part."""

from __future__ import annotations

import io
import re
import struct
import warnings
from importlib.metadata import distribution
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple
from zipfile import ZipFile

import olefile
import pytest
from openpyxl import load_workbook
from openpyxl.xml.functions import fromstring

from shared.language import Language
from workbook import macros, package
from workbook.build import template
from workbook.sample import sample

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # what it uses is ahead of it
    from oletools.olevba import VBA_Parser, decompress_stream

if TYPE_CHECKING:
    from collections.abc import Iterator

OWN: Final = ("AccountonChoices", "AccountonPerson", "AccountonProcedures", "AccountonRibbon")
SHEETS: Final = ["Sheet1", "Sheet2", "Sheet3"]
"""The clients, the settings, and the list of our own sheets."""
ORDER: Final = ["ThisWorkbook", *SHEETS, *OWN, "xlwings", "Dictionary"]
INFORMATION: Final = ["01", "02", "14", "03", "04", "05", "40", "06", "3d", "07", "08", "09", "0c", "3c"]
REFERENCE: Final = ["16", "3e", "0d"]
MODULE: Final = ["19", "47", "1a", "32", "1c", "48", "31", "1e", "2c"]
VERSION_RECORD: Final = 9


class Record(NamedTuple):
    """One record of the `dir` stream."""

    number: str
    content: bytes


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("macros") / "clients.xlsm"
    template(path, Language.FR, sample(20))
    return path


@pytest.fixture(scope="module")
def parts(path: Path) -> dict[str, bytes]:
    with ZipFile(path) as file:
        assert file.testzip() is None
        assert len(file.namelist()) == len(set(file.namelist()))
        return {name: file.read(name) for name in file.namelist()}


@pytest.fixture
def project(parts: dict[str, bytes]) -> Iterator[olefile.OleFileIO]:
    with olefile.OleFileIO(io.BytesIO(parts["xl/vbaProject.bin"]), raise_defects=olefile.DEFECT_UNSURE) as read:
        yield read


@pytest.fixture
def records(project: olefile.OleFileIO) -> list[Record]:
    content = bytes(decompress_stream(bytearray(project.openstream("VBA/dir").read())))
    found, place = [], 0
    while place < len(content):
        number, length = struct.unpack_from("<HI", content, place)
        length = 6 if number == VERSION_RECORD else length  # it says 4 and has 6
        found.append(Record(f"{number:02x}", content[place + 6 : place + 6 + length]))
        place += 6 + length
    assert place == len(content)
    return found


def relationships(parts: dict[str, bytes], of: str) -> dict[str, str]:
    """Return type by target; every id is there once."""
    found = fromstring(parts[of]).findall("{*}Relationship")
    assert len({one.get("Id") for one in found}) == len(found)
    return {one.attrib["Target"].lstrip("/"): one.attrib["Type"] for one in found}


def source_of(file: str) -> str:
    return Path(str(distribution("xlwings").locate_file(f"xlwings/{file}"))).read_text("ascii")


def test_it_is_the_template_with_three_parts_more(path: Path, parts: dict[str, bytes], tmp_path: Path) -> None:
    plain = tmp_path / "clients.xlsx"
    template(plain, Language.FR, sample(20))
    with ZipFile(plain) as file:
        without = {name: file.read(name) for name in file.namelist()}
    assert parts.keys() - without.keys() == {
        "xl/vbaProject.bin",
        "customUI/customUI.xml",
        "customUI/customUI14.xml",
    }
    assert {name for name, part in without.items() if parts[name] != part} == {
        "[Content_Types].xml",
        "_rels/.rels",
        "xl/_rels/workbook.xml.rels",
        "xl/workbook.xml",
        *(f"xl/worksheets/{name.lower()}.xml" for name in SHEETS),
    }
    assert path.suffix == ".xlsm"


@pytest.mark.parametrize("language", Language)
def test_the_same_arguments_give_the_same_bytes(tmp_path: Path, language: Language) -> None:
    first, second = tmp_path / "1.xlsm", tmp_path / "2.XLSM"
    for path in (first, second):
        template(path, language, sample(3))
    assert first.read_bytes() == second.read_bytes()


def test_every_part_is_well_formed_and_has_one_content_type(parts: dict[str, bytes]) -> None:
    types = fromstring(parts["[Content_Types].xml"])
    by_ending = [(one.attrib["Extension"], one.attrib["ContentType"]) for one in types.findall("{*}Default")]
    by_name = [(one.attrib["PartName"], one.attrib["ContentType"]) for one in types.findall("{*}Override")]
    assert len(dict(by_ending)) == len(by_ending)
    assert len(dict(by_name)) == len(by_name)
    assert {name.lstrip("/") for name in dict(by_name)} <= parts.keys()
    for name, part in parts.items():
        if not name.endswith(".bin"):
            fromstring(part)
        if name != "[Content_Types].xml":
            assert f"/{name}" in dict(by_name) or name.rpartition(".")[2] in dict(by_ending)


def test_the_content_types_are_those_of_macros(parts: dict[str, bytes]) -> None:
    types = parts["[Content_Types].xml"].decode()
    assert 'PartName="/xl/workbook.xml" ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"' in types
    assert '<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>' in types
    assert "spreadsheetml.sheet.main+xml" not in types


def test_the_parts_are_related(parts: dict[str, bytes]) -> None:
    office = "http://schemas.microsoft.com/office"
    assert (
        relationships(parts, "_rels/.rels").items()
        >= {
            "xl/workbook.xml": "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument",
            "customUI/customUI.xml": f"{office}/2006/relationships/ui/extensibility",
            "customUI/customUI14.xml": f"{office}/2007/relationships/ui/extensibility",
        }.items()
    )
    assert relationships(parts, "xl/_rels/workbook.xml.rels")["vbaProject.bin"] == (
        f"{office}/2006/relationships/vbaProject"
    )


def test_every_relationship_leads_to_a_part(parts: dict[str, bytes]) -> None:
    for name, part in parts.items():
        if name.endswith(".rels"):
            folder = name.partition("_rels/")[0]
            for relationship in fromstring(part).findall("{*}Relationship"):
                target = relationship.attrib["Target"]
                assert (target.lstrip("/") if target.startswith("/") else folder + target) in parts


def test_code_names_match_the_document_modules(parts: dict[str, bytes]) -> None:
    book = fromstring(parts["xl/workbook.xml"])
    properties = book.find("{*}workbookPr")
    assert properties is not None
    assert properties.get("codeName") == "ThisWorkbook"
    assert len(book.findall("{*}sheets/{*}sheet")) == len(SHEETS)
    for name in SHEETS:
        (of_sheet,) = fromstring(parts[f"xl/worksheets/{name.lower()}.xml"]).findall("{*}sheetPr")
        assert of_sheet.get("codeName") == name


def test_the_streams_are_those_of_a_project(project: olefile.OleFileIO) -> None:
    streams = {"/".join(path) for path in project.listdir()}
    assert streams == {"PROJECT", "PROJECTwm", "VBA/dir", "VBA/_VBA_PROJECT", *(f"VBA/{name}" for name in ORDER)}
    assert project.openstream("VBA/_VBA_PROJECT").read().hex() == "cc61ffff000000"


def test_the_records_stand_in_the_only_order_allowed(records: list[Record]) -> None:
    modules = [*MODULE, "21", "2b"]
    documents = [*MODULE, "22", "2b"]
    expected = [
        *INFORMATION,
        *REFERENCE,
        "0f",
        "13",
        *documents * (1 + len(SHEETS)),
        *modules * (len(OWN) + 1),
        *documents,
        "10",
    ]
    assert [record.number for record in records] == expected


def test_the_records_say_what_the_streams_are(records: list[Record]) -> None:
    def all_of(number: str) -> list[bytes]:
        return [record.content for record in records if record.number == number]

    names = [name.encode() for name in ORDER]
    assert all_of("19") == all_of("1a") == names
    assert [name.decode("utf-16-le") for name in all_of("47")] == ORDER
    assert all_of("32") == all_of("47")
    assert all_of("31") == [bytes(4)] * len(ORDER)
    assert all_of("0f") == [struct.pack("<H", len(ORDER))]
    assert all_of("03") == [struct.pack("<H", 1252)]
    (reference,) = all_of("0d")
    (length,) = struct.unpack_from("<I", reference)
    assert length == len(reference) - 10
    assert reference[4:].startswith(b"*\\G{2DF8D04C-5BFA-101B-BDE5-00AA0044DE52}#2.0#0#")


def test_the_project_stream_lists_the_modules(project: olefile.OleFileIO) -> None:
    text = project.openstream("PROJECT").read().decode("ascii")
    assert text.count("\r\n") == text.count("\n")
    head, host, workspace = text.split("\r\n\r\n")
    identity, *listed = head.split("\r\n")
    assert re.fullmatch(r'ID="\{[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}\}"', identity)
    assert listed[:10] == [
        "Document=ThisWorkbook/&H00000000",
        *(f"Document={name}/&H00000000" for name in SHEETS),
        "Module=AccountonChoices",
        "Module=AccountonPerson",
        "Module=AccountonProcedures",
        "Module=AccountonRibbon",
        "Module=xlwings",
        "Class=Dictionary",
    ]
    assert listed[10:13] == ['Name="Accounton"', 'HelpContextID="0"', 'VersionCompatible32="393222000"']
    assert [line.partition("=")[0] for line in listed[13:]] == ["CMG", "DPB", "GC"]
    assert host.startswith("[Host Extender Info]\r\n&H00000001={3832D640-CF90-11CF-8E43-00A0C911005A};VBE;")
    assert workspace.split("\r\n") == ["[Workspace]", *(f"{name}=0, 0, 0, 0, C" for name in ORDER), ""]


def test_the_name_map_has_every_name_twice(project: olefile.OleFileIO) -> None:
    content = project.openstream("PROJECTwm").read()
    assert content == b"".join(name.encode() + b"\0" + name.encode("utf-16-le") + b"\0\0" for name in ORDER) + b"\0\0"


def test_olevba_reads_every_module_back_equal_to_its_source(path: Path) -> None:
    reader = VBA_Parser(str(path))
    read = {stream.rpartition("/")[2]: code.replace("\r\n", "\n") for _, stream, _, code in reader.extract_macros()}
    reader.close()
    folder = Path(macros.__file__).with_name("vba")
    assert list(read) == ORDER
    assert {name: read[name] for name in OWN} == {name: (folder / f"{name}.bas").read_text("ascii") for name in OWN}
    assert read["xlwings"] == source_of("xlwings.bas")
    stored, exported = read["Dictionary"], source_of("addin/Dictionary.cls")
    assert stored.partition("Option Explicit")[2] == exported.partition("Option Explicit")[2]
    assert stored.splitlines()[:8] == [
        'Attribute VB_Name = "Dictionary"',
        'Attribute VB_Base = "0{FCFB3D2A-A0FA-1068-A738-08002B3371B5}"',
        "Attribute VB_GlobalNameSpace = False",
        "Attribute VB_Creatable = False",
        "Attribute VB_PredeclaredId = False",
        "Attribute VB_Exposed = True",
        "Attribute VB_TemplateDerived = False",
        "Attribute VB_Customizable = False",
    ]


def test_the_licences_of_others_are_kept(path: Path) -> None:
    reader = VBA_Parser(str(path))
    read = {stream.rpartition("/")[2]: code for _, stream, _, code in reader.extract_macros()}
    reader.close()
    for said in ("BSD 3-clause license", "Zoomer Analytics", "Redistributions in binary form", "PROVIDED BY THE COPY"):
        assert said in read["xlwings"]
    for said in ("Tim Hall", "License: MIT"):
        assert said in read["Dictionary"]


def test_the_names_in_attributes_are_those_of_the_modules() -> None:
    for module in macros.modules(3):
        assert module.source.startswith(f'Attribute VB_Name = "{module.name}"\n')
    assert [module.name for module in macros.modules(3)][:4] == ["ThisWorkbook", "Sheet1", "Sheet2", "Sheet3"]


def test_our_sources_are_plain_ascii_with_short_lines() -> None:
    """What is not ASCII would read differently on a Mac; the editor takes lines of 1,023 characters."""
    for name in OWN:
        source = (Path(macros.__file__).parent / "vba" / f"{name}.bas").read_text("ascii")
        assert max(map(len, source.splitlines())) <= 120
        assert source.count("\nOption Explicit\n") == 1
        for opening in ("Sub", "Function"):
            opened = re.findall(rf"^(?:Public |Private ){opening} ", source, re.MULTILINE)
            assert len(opened) == source.count(f"\nEnd {opening}\n")


def test_what_is_no_class_module_is_not_taken_for_one() -> None:
    with pytest.raises(ValueError, match="Attribute"):
        macros._stored_class("Attribute VB_Name")


def test_openpyxl_reads_the_clients(path: Path) -> None:
    book = load_workbook(path, keep_vba=True)
    assert book.code_name == "ThisWorkbook"
    assert book.worksheets[0]["B1"].value == "Prénom"
    book.close()


@pytest.mark.parametrize("name", ["clients.xls", "clients.xlsb", "clients.xltm", "clients"])
def test_other_kinds_are_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(package.NotATemplate) as refusal:
        template(tmp_path / name, Language.EN)
    assert ".xlsm" in str(refusal.value)
