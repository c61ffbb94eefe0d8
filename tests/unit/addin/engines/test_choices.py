"""How drop-down lists and sections look, on the file engine and at the near end of LibreOffice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from openpyxl import load_workbook

from addin.engines.file import open_book
from addin.engines.libreoffice import choices as near
from addin.procedures import CHOICES, DRESS, PREPARE, SECTIONS, SEPARATOR
from tests.fakes.libreoffice import FakeLibreOffice, FakeSheet
from tests.files.contract_book import contract_book
from workbook import layout

if TYPE_CHECKING:
    from pathlib import Path

AREAS, SOURCES = SEPARATOR.join(["B3:B5", "C3"]), SEPARATOR.join(["A1:A2", "B1"])


def test_on_a_file(tmp_path: Path) -> None:
    path = contract_book(tmp_path / "a.xlsx")
    with open_book(path) as book:
        book.macro(PREPARE)("Autre", "")
        sheet = book.sheets["Autre"]
        sheet.range((1, 1), (5, 3)).raw_value = [
            ["Titre (1)", None, None],
            ["Remarque " * 9, None, None],
            ["Ligne", "Nom", "Raison"],
            ["1", "court", "une raison assez longue"],
            ["2", "", "court"],
        ]
        book.macro(DRESS)("Autre", "8 10 12", "3")
        book.macro(SECTIONS)("Autre", "1", "2")
        book.macro(CHOICES)("Autre", "Clients", AREAS, SOURCES)
        book.save()
    after = load_workbook(path)["Autre"]
    offered = {str(one.sqref): one.formula1 for one in after.data_validations.dataValidation}
    assert offered == {"B3:B5": "Clients!$A$1:$A$2", "C3": "Clients!$B$1"}
    assert {after[place].fill.fgColor.rgb[2:] for place in ("B3", "B5", "C3")} == {layout.CHOICE_FILL}
    assert after["C4"].fill.fill_type is None
    assert (after["A1"].font.sz, after["A1"].font.b, after["A1"].font.u) == (layout.SECTION_SIZE, True, None)
    assert (after["A2"].font.sz, after["A2"].font.b, after["A2"].alignment.wrap_text) == (layout.FONT_SIZE, False, None)
    heights = [after.row_dimensions[row].height for row in (2, 4, 5)]
    assert (heights[0], heights[2]) == (None, None)
    assert heights[1] == 26


def test_in_libreoffice() -> None:
    far: Any = FakeLibreOffice(Autre=FakeSheet(), Clients=FakeSheet())
    near.choices(far, "Autre", "Clients", AREAS, SOURCES)
    near.sections(far, "Autre", "1 7", "2 8")
    sheet = far.by_name["Autre"]
    assert sheet.offered == [("Clients", (3, 2, 5, 2), (1, 1, 2, 1)), ("Clients", (3, 3, 3, 3), (1, 2, 1, 2))]
    (areas, look), (titles, large), (remarks, small) = sheet.painted
    assert (areas, look["CellBackColor"]) == ([(3, 2, 5, 2), (3, 3, 3, 3)], int(layout.CHOICE_FILL, 16))
    assert (titles, large["CharHeight"], large["CharWeight"]) == (
        [(1, 1, 1, 1), (7, 1, 7, 1)],
        layout.SECTION_SIZE,
        150,
    )
    assert (remarks, small["CharHeight"], small["CharWeight"]) == ([(2, 1, 2, 1), (8, 1, 8, 1)], layout.FONT_SIZE, 100)
    assert sheet.fitted == [1, 7]
