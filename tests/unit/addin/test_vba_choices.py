"""The procedures in VBA for choices and sections are those that Python calls, with the same colours and sizes."""

from __future__ import annotations

import re
from importlib.resources import files
from typing import Final

from addin.procedures import CHOICES, SECTIONS, SEPARATOR
from workbook import layout

SOURCE: Final = files("workbook").joinpath("vba/AccountonChoices.bas").read_text("ascii")
CONSTANTS: Final = dict(re.findall(r"^Private Const (\w+) As \w+ = (.+)$", SOURCE, re.MULTILINE))


def colour(name: str) -> str:
    """Return RRGGBB; VBA has blue first."""
    number = int(CONSTANTS[name].removeprefix("&H"), 16)
    return number.to_bytes(3, "little").hex().upper()


def test_the_procedures_have_their_names_and_take_texts() -> None:
    public = re.findall(r"^Public Sub (\w+)\((.*)\)$", SOURCE.replace("_\n", ""), re.MULTILINE)
    assert {name: re.findall(r"ByVal (\w+) As String", taken) for name, taken in public} == {
        CHOICES: ["sheetName", "listsName", "areas", "sources"],
        SECTIONS: ["sheetName", "titles", "remarks"],
    }
    assert f"Chr$({ord(SEPARATOR)})" in SOURCE


def test_colours_and_sizes_are_those_of_the_layout() -> None:
    assert (colour("CHOICE_FILL"), colour("CHOICE_LINE")) == (layout.CHOICE_FILL, layout.CHOICE_LINE)
    assert colour("TEXT_INK") == layout.INK
    sizes = (CONSTANTS["SECTION_SIZE"], CONSTANTS["TEXT_SIZE"])
    assert sizes == (str(layout.SECTION_SIZE), str(layout.FONT_SIZE))
