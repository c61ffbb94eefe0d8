"""Whatever the user's workbook looks like: validate, then clear, leaves it as it was."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET
from zipfile import ZipFile

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule, FormulaRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.datavalidation import DataValidation

from addin.clear import clear
from addin.fix import fix
from addin.validate import validate
from shared.language import Language
from tests.unit.addin.books import TODAY, client_book, saved

if TYPE_CHECKING:
    from collections.abc import Callable

    from openpyxl.worksheet.worksheet import Worksheet

CELLS = st.builds(
    lambda column, row: f"{column}{row}",
    st.sampled_from(["A", "C", "D", "E", "P", "V", "W", "Y", "AA"]),
    st.integers(1, 8),
)
COLOURS = st.sampled_from(["FFFF00", "00B050", "C00000"])
WORDS = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "Zs")), min_size=1, max_size=12)
LANGUAGES = st.sampled_from(Language)

fills = st.builds(lambda colour: ("fill", PatternFill("solid", fgColor=colour)), COLOURS)
fonts = st.builds(lambda bold, colour: ("font", Font(bold=bold, color=colour, name="Calibri")), st.booleans(), COLOURS)
borders = st.builds(lambda style: ("border", Border(top=Side(style=style))), st.sampled_from(["thin", "double"]))
formats = st.builds(lambda code: ("number_format", code), st.sampled_from(["@", "0.00", "dd/mm/yyyy"]))
wraps = st.just(("alignment", Alignment(wrap_text=True)))
notes = st.builds(lambda text: ("comment", Comment(text, "Els")), WORDS)
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
looks = st.one_of(fills, fonts, borders, formats, wraps, notes)
"""What may be done to any cell."""


def _state(path: Path) -> dict[str, object]:
    book = load_workbook(path, rich_text=True)
    return {sheet.title: _sheet(sheet) for sheet in book} | {
        "names": {n: d.value for n, d in book.defined_names.items()}
    }


def _sheet(sheet: Worksheet) -> dict[str, object]:
    cells = {
        cell.coordinate: (
            cell.value,
            cell.data_type,
            cell.number_format,
            *map(repr, (cell.font, cell.fill, cell.border, cell.alignment, cell.protection)),
            cell.comment and (cell.comment.text, cell.comment.author),
            cell.hyperlink and cell.hyperlink.target,
        )
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None or cell.has_style or cell.comment
    }
    rules = [
        (str(one.sqref), rule.type, rule.formula, repr(rule.dxf))
        for one in sheet.conditional_formatting
        for rule in sorted(one.rules, key=lambda rule: rule.priority)
    ]
    return {
        "cells": cells,
        "rules": rules,
        "validations": [(str(one.sqref), one.type, one.formula1) for one in sheet.data_validations.dataValidation],
        "hidden": {row: dimension.hidden for row, dimension in sheet.row_dimensions.items() if dimension.hidden},
        "rows": {row: repr(dimension.fill) for row, dimension in sheet.row_dimensions.items() if dimension.has_style},
        "widths": {name: dimension.width for name, dimension in sheet.column_dimensions.items()},
        "filter": sheet.auto_filter.ref,
        "merged": [str(one) for one in sheet.merged_cells.ranges],
        "protected": sheet.protection.sheet,
        "frozen": sheet.freeze_panes,
        "state": sheet.sheet_state,
    }


def _dressed(path: Path, changes: list[tuple[str, tuple[str, object]]], *, extras: bool, colour: str) -> None:
    book = load_workbook(client_book(path))
    sheet = book.worksheets[0]
    for place, (attribute, value) in changes:
        setattr(sheet[place], attribute, value)
    sheet["Y3"] = CellRichText((TextBlock(InlineFont(b=True), "à "), "rappeler"))
    if extras:
        _add_extras(sheet, colour)
        other = book.create_sheet("Autre")
        other["B2"], other.sheet_state = "=1+1", "hidden"
    book.save(path)


def _add_extras(sheet: Worksheet, colour: str) -> None:
    fill = PatternFill("solid", bgColor=colour)
    sheet.conditional_formatting.add("A2:U4", FormulaRule(["MOD(ROW(),2)=0"], fill=fill))  # type: ignore[no-untyped-call]
    sheet.conditional_formatting.add("E2:E4", CellIsRule("equal", ['"x"'], fill=fill))  # type: ignore[no-untyped-call]
    choice = DataValidation("list", '"french,dutch"')
    choice.add("P2:P9")
    sheet.add_data_validation(choice)
    sheet.row_dimensions[3].hidden = True
    sheet.row_dimensions[2].fill = sheet.row_dimensions[4].fill = PatternFill("solid", fgColor=colour)
    sheet.column_dimensions["E"].width = 31
    sheet.auto_filter.ref = "A1:U4"
    sheet.freeze_panes = "D2"
    sheet.protection.enable()
    sheet.merge_cells("G6:H7")
    sheet["Q2"].hyperlink = "https://example.com/D001"


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(changes=st.lists(st.tuples(CELLS, looks), max_size=12), extras=st.booleans(), colour=COLOURS, language=LANGUAGES)
def test_validate_and_clear_leave_the_workbook_as_it_was(
    *, changes: list[tuple[str, tuple[str, object]]], extras: bool, colour: str, language: Language
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "clients.xlsx"
        _dressed(path, changes, extras=extras, colour=colour)
        before = _state(path)
        for macro in _clicks(language):
            with saved(path) as book:
                macro(book)
        assert _state(path) == before


def test_the_part_of_the_sheet_is_the_same_but_for_cells_that_say_nothing(tmp_path: Path) -> None:
    path, written = tmp_path / "clients.xlsx", tmp_path / "written.xlsx"
    _dressed(path, [("AA3", ("fill", PatternFill("solid", fgColor="00B050")))], extras=True, colour="C00000")
    with saved(path, written) as book:
        book.sheets["Clients"].range("A2").raw_value = "person"
    with saved(path) as book:
        for macro in _clicks(Language.FR):
            macro(book)
    assert _part(path) == _part(written)


def _part(path: Path) -> list[tuple[str, dict[str, str], str]]:
    """Return the elements of the client sheet's part, without cells that hold neither a value nor a format."""
    with ZipFile(path) as package:
        root = ET.fromstring(package.read("xl/worksheets/sheet1.xml"))  # noqa: S314 - our own file
    told = [
        (
            str(one.tag),
            {name: value for name, value in one.attrib.items() if name != SPACE and (name, value) != ("t", "n")},
            one.text or "",
        )
        for one in root.iter()
    ]
    silent = [place for place, one in enumerate(root.iter()) if one.tag.endswith("}c") and not len(one)]
    return [
        one
        for place, one in enumerate(told)
        if not (place in silent and one[1].get("s", "0") == "0") and not one[0].endswith(("}dimension", "}row"))
    ]


def _clicks(language: Language) -> tuple[Callable[..., object], ...]:
    return (lambda book: validate(book, TODAY, language), lambda book: validate(book, TODAY, Language.EN), clear)


def test_fixing_changes_only_the_cells_it_tells(tmp_path: Path) -> None:
    path = tmp_path / "clients.xlsx"
    _dressed(path, [("E3", ("fill", PatternFill("solid", fgColor="FFFF00")))], extras=True, colour="C00000")
    before = _state(path)
    with saved(path) as book:
        changes = fix(book, TODAY, Language.NL).changes
    with saved(path) as book:
        clear(book)
    after = _state(path)
    cells_before, cells_after = (state["Clients"]["cells"] for state in (before, after))  # type: ignore[index]
    changed = {place for place in cells_before | cells_after if cells_before.get(place) != cells_after.get(place)}
    assert changed == {"E3", "C4", "P4"}
    assert len(changes) == len(changed)
    assert cells_after["E3"][4] == cells_before["E3"][4]
