"""The procedures in VBA are those that Python calls, and draw with the same signs, words, colours and sizes."""

from __future__ import annotations

import re
from importlib.resources import files
from typing import Final

import pytest

from addin import marks
from addin.engines import file_fixing, file_procedures
from addin.fixed_cells import HEADINGS
from addin.marks import Area
from addin.procedures import CORRECT, DRESS, MARK, PREPARE, PROTECTED, REMOVE, RESTORE, SEPARATOR, VIEW, VISIBLE
from shared.problem import Level
from workbook import layout

SOURCE: Final = files("workbook").joinpath("vba/AccountonProcedures.bas").read_text("ascii")
CONSTANTS: Final = dict(re.findall(r"^Private Const (\w+) As \w+ = (.+)$", SOURCE, re.MULTILINE))
POINTS_PER_PIXEL: Final = 0.75


def colour(name: str) -> str:
    """Return RRGGBB; VBA has blue first."""
    number = int(CONSTANTS[name].removeprefix("&H"), 16)
    return number.to_bytes(3, "little").hex().upper()


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        (MARK, "sheetName gridName area"),
        (CORRECT, "sheetName fixedName"),
        (RESTORE, "sheetName fixedName"),
        (DRESS, "sheetName widths headings"),
        (PREPARE, "shown hidden"),
        (REMOVE, "sheetNames"),
    ],
)
def test_the_procedures_have_their_names_and_take_texts(name: str, arguments: str) -> None:
    taken = ", ".join(f"ByVal {argument} As String" for argument in arguments.split())
    assert f"\nPublic Sub {name}({taken})\n" in SOURCE


def test_no_other_procedure_is_public() -> None:
    assert f"\nPublic Function {PROTECTED}() As Boolean\n" in SOURCE
    assert f"\nPublic Function {VIEW}() As String\n" in SOURCE
    assert f"\nPublic Function {VISIBLE}(ByVal sheetName As String, ByVal area As String) As String\n" in SOURCE
    assert set(re.findall(r"^Public \w+ (\w+)", SOURCE, re.MULTILINE)) == {
        MARK,
        CORRECT,
        RESTORE,
        VISIBLE,
        DRESS,
        PREPARE,
        PROTECTED,
        REMOVE,
        VIEW,
    }


def test_signs_and_words_are_those_of_python() -> None:
    assert CONSTANTS["ERROR_SIGN"] == f'"{marks.SIGNS[Level.ERROR]}"'
    assert CONSTANTS["FIXED_SIGN"] == f'"{marks.FIXED}"'
    assert CONSTANTS["WARNING_SIGN"] == f'"{marks.SIGNS[Level.WARNING]}"'
    assert f"Marker = ChrW$({ord(marks.MARKER[0])}) & " in SOURCE
    assert f"{chr(8212)} Accounton {chr(8212)}" == marks.MARKER
    assert 'ChrW$(8212) & " Accounton " & ChrW$(8212)' in SOURCE
    assert marks.GAP == "\n\n"
    assert f"Chr$({ord(SEPARATOR)})" in SOURCE


def test_originals_stand_in_the_columns_that_python_reads() -> None:
    places = {
        name: HEADINGS.index(name.partition("_")[0].lower()) + 1 for name in CONSTANTS if name.endswith("_COLUMN")
    }
    assert {name: int(CONSTANTS[name]) for name in places} == places
    assert (places["FORMAT_COLUMN"], places["NUMBER_COLUMN"]) == (file_fixing.FORMAT, file_fixing.NUMBER)


def test_colours_are_those_of_the_layout() -> None:
    assert (colour("ERROR_FILL"), colour("ERROR_INK")) == (layout.ERROR_FILL, layout.ERROR_INK)
    assert (colour("WARNING_FILL"), colour("WARNING_INK")) == (layout.WARNING_FILL, layout.WARNING_INK)
    assert (colour("FIXED_FILL"), colour("FIXED_INK")) == (layout.FIXED_FILL, layout.FIXED_INK)
    assert (colour("TEXT_INK"), colour("LINK_INK")) == (layout.INK, layout.LINK_INK)
    assert (colour("HEADING_FILL"), colour("HEADING_INK")) == (layout.REQUIRED_FILL, layout.REQUIRED_INK)


def test_sizes_are_those_of_the_layout() -> None:
    assert (CONSTANTS["TEXT_FONT"], CONSTANTS["TEXT_SIZE"]) == (f'"{layout.FONT}"', str(layout.FONT_SIZE))
    assert CONSTANTS["TITLE_SIZE"] == str(file_procedures.TITLE_SIZE)
    assert CONSTANTS["TITLE_HEIGHT"] == str(file_procedures.TITLE_HEIGHT)
    assert float(CONSTANTS["NOTE_WIDTH"]) == layout.NOTE_WIDTH * POINTS_PER_PIXEL
    one, two = layout.note_height("a"), layout.note_height("a\nb")
    assert float(CONSTANTS["NOTE_LINE"]) == (two - one) * POINTS_PER_PIXEL
    assert float(CONSTANTS["NOTE_MARGIN"]) == (2 * one - two) * POINTS_PER_PIXEL
    assert layout.note_height("a" * (int(CONSTANTS["NOTE_CHARACTERS"]) + 1)) == two


@pytest.mark.parametrize("level", Level)
def test_the_condition_is_the_one_that_the_file_engine_writes(level: Level) -> None:
    """So what Excel marked, the command line clears, and the other way round."""
    (reasons,) = re.findall(r'^    reasons = grid\.Name & "(.*)" & area\.Worksheet', SOURCE, re.MULTILINE)
    before, between, after = re.findall(r'"(=LEFT[^ ]*?)" & reasons & "(.*?)" & sign & "(.*?)",', SOURCE)[0]
    cells = f"{layout.REASONS_GRID}{reasons}$A$1:$U$11"
    condition = f"{before}{cells}{between}{marks.SIGNS[level]}{after}".replace('""', '"')
    assert condition == "=" + marks.formula(marks.SIGNS[level], Area(2, 1, 11, 21))
