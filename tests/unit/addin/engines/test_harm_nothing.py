"""Whatever a workbook holds: marking, fixing and clearing change only what is ours."""

from __future__ import annotations

import subprocess
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from shutil import copy
from typing import TYPE_CHECKING, Final

import pytest
from python_calamine import CalamineWorkbook

from addin.clear import clear
from addin.engines.file import open_book
from addin.fix import fix
from addin.validate import validate
from shared.language import Language
from tests.files import (
    dates_1904,
    foreign_kinds,
    foreign_parts,
    formulas,
    hidden_and_filtered,
    inline_strings,
    merged_cells,
    million_empty_rows,
    older_dutch_template,
    practice_export,
    protected_sheet,
    resaved_by_libreoffice,
    second_sheet,
)
from tests.files.package import parts
from tests.unit.addin.books import TODAY, saved
from workbook.build import template
from workbook.sample import sample

if TYPE_CHECKING:
    from collections.abc import Callable

    import xlwings as xw

DAY: Final = datetime(2025, 10, 16, tzinfo=UTC).date()
SHARED: Final = {"[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml"}
"""Parts that list what there is: ours is added to them, and nothing else changes there."""
LISTS: Final = ("xl/workbook.xml", "xl/_rels/workbook.xml.rels")
OWN_LIST: Final = b">settings<"
"""The template has a hidden list of our sheets, in which the clients' sheet is noted."""
MAKERS: Final[dict[str, Callable[[Path], object]]] = {
    **{name: partial(foreign_kinds.make, name=name) for name in foreign_kinds.KINDS},
    "a chart, a picture, a slicer, a thread": foreign_parts.make,
    "saved by LibreOffice": lambda path: path.write_bytes(resaved_by_libreoffice.KEPT.read_bytes()),
    "an export of a practice system": partial(practice_export.make, deadline=DAY),
    "an older template": older_dutch_template.make,
    "hidden and filtered rows": hidden_and_filtered.make,
    "merged cells": merged_cells.make,
    "a protected sheet": protected_sheet.make,
    "days from 1904": partial(dates_1904.make, deadline=DAY),
    "texts in the cells": inline_strings.make,
    "formulas": formulas.computed,
    "formulas that nobody computed": formulas.uncomputed,
    "rows formatted far down": partial(million_empty_rows.make, last_row=3000),
    "clients on the second sheet": second_sheet.make,
    "our template": lambda path: template(path, Language.NL, sample(30)),
}


@pytest.fixture(scope="module", params=MAKERS)
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a workbook that every test copies, for it takes long to make."""
    path = tmp_path_factory.mktemp("made") / "clients.xlsx"
    MAKERS[request.param](path)
    return path


@pytest.fixture
def path(made: Path, tmp_path: Path) -> Path:
    return Path(copy(made, tmp_path))


def test_a_save_without_a_change_copies_every_part(path: Path) -> None:
    before = parts(path)
    with saved(path):
        pass
    assert parts(path) == before


def test_what_was_marked_and_cleared_is_as_it_was(path: Path) -> None:
    before = parts(path)
    with saved(path) as book:
        validate(book, TODAY, Language.FR)
    marked = parts(path)
    assert len(marked) > len(before)
    with saved(path) as book:
        validate(book, TODAY, Language.NL)
        clear(book)
    after = parts(path)
    changed = {name for name in before if after.get(name) != before[name]}
    assert {name for name in changed - SHARED if OWN_LIST not in before[name]} == set()
    assert set(after) == set(before)
    assert [after[name] for name in LISTS] == [before[name] for name in LISTS]


@pytest.mark.slow
def test_fixing_changes_cells_and_notes_and_nothing_else(path: Path) -> None:
    before = parts(path)
    with saved(path) as book:
        changes = fix(book, TODAY, Language.EN).changes
        values = [sheet.used_range.options(err_to_str=True).value for sheet in book.sheets]
    after = parts(path)
    ours = ("xl/worksheets/", "xl/comments", "xl/drawings/vmlDrawing", "xl/drawings/commentsDrawing", "xl/calcChain")
    changed = {name for name in before if after.get(name) != before[name]}
    assert {name for name in changed - SHARED if not name.startswith(ours)} == set()
    with open_book(path) as again:
        assert [sheet.used_range.options(err_to_str=True).value for sheet in again.sheets] == values
        assert not fix(again, TODAY, Language.EN).changes or not changes
    with CalamineWorkbook.from_path(str(path)) as read:
        assert len(read.sheet_names) > 1


@pytest.mark.libreoffice
def test_libreoffice_opens_all_of_them(tmp_path: Path) -> None:
    for number, make in enumerate(MAKERS.values()):
        path = tmp_path / f"{number}.xlsx"
        make(path)
        with saved(path) as book:
            validate(book, TODAY, Language.FR)
    order = ["soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--convert-to"]
    order += ["xlsx:Calc MS Excel 2007 XML", "--outdir", str(tmp_path / "opened"), *map(str, tmp_path.glob("*.xlsx"))]
    subprocess.run(order, check=True, capture_output=True, timeout=600)
    assert len(list((tmp_path / "opened").iterdir())) == len(MAKERS)
    for number, name in enumerate(MAKERS):
        with (
            open_book(tmp_path / f"{number}.xlsx") as marked,
            open_book(tmp_path / "opened" / f"{number}.xlsx") as seen,
        ):
            assert [sheet.name for sheet in seen.sheets] == [sheet.name for sheet in marked.sheets], name
            for sheet in marked.sheets:
                texts = _texts(sheet)
                assert texts <= _texts(seen.sheets[sheet.name]), name


def _texts(sheet: xw.Sheet) -> set[str]:
    rows = sheet.used_range.options(ndim=2).value
    return {value for row in rows for value in row if isinstance(value, str) and not value.startswith("=")}
