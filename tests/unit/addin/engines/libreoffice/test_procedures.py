"""The macros on the LibreOffice engine, with memory at the far end."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from addin.clear import clear
from addin.engines.libreoffice.engine import book_of
from addin.engines.libreoffice.remote import SheetProtected
from addin.fix import fix
from addin.marks import MARKER
from addin.validate import validate
from shared.language import Language
from tests.fakes.libreoffice import FakeLibreOffice, FakeSheet
from tests.files.clients import headings
from tests.unit.addin.books import TODAY, faulty

if TYPE_CHECKING:
    from collections.abc import Iterator

    import xlwings as xw

OWN = "Demander à Jan 🙂"


def clients(number: int = 3) -> FakeSheet:
    rows: list[list[object]] = [[*headings()], *(faulty() * number)[:number]]
    values = {
        (row, column): value
        for row, line in enumerate(rows, 1)
        for column, value in enumerate(line, 1)
        if value is not None
    }
    return FakeSheet(values)


@contextmanager
def opened(sheet: FakeSheet) -> Iterator[tuple[FakeLibreOffice, xw.Book]]:
    far: Any = FakeLibreOffice(Clients=sheet)
    with book_of(far) as book:
        yield far, book


def test_validate_fix_and_clear() -> None:
    sheet = clients()
    with opened(sheet) as (far, book):
        validate(book, TODAY, Language.EN)
        assert set(sheet.notes) == {(3, 4), (3, 5), (4, 3), (4, 10), (4, 16)}
        assert all(note.startswith(MARKER) for note in sheet.notes.values())
        assert [name for name, _, _ in sheet.conditions] == ["Accounton ✖", "Accounton ⚠", "Accounton ✔"]
        assert (list(far.by_name), far.active) == (["Clients", "Problems", "_accounton", "_accounton_own"], "Clients")
        assert far.by_name["_accounton"].hidden
        assert far.by_name["Problems"].values[4, 1] == "D3"
        fixed = fix(book, TODAY, Language.EN)
        assert [change.after for change in fixed.changes] == ["+32486112233", "Lambert", "french"]
        assert (sheet.values[3, 5], sheet.formats[3, 5]) == ("+32486112233", "@")
        assert set(sheet.notes) == {(3, 4), (3, 5), (4, 3), (4, 10), (4, 16)}
        clear(book)
        assert (list(far.by_name), sheet.notes, sheet.conditions) == (["Clients"], {}, [])


def test_notes_of_the_user_stay_as_they_were() -> None:
    sheet = clients()
    sheet.notes = {(3, 4): OWN, (2, 1): "À garder"}
    with opened(sheet) as (_, book):
        validate(book, TODAY, Language.FR)
        validate(book, TODAY, Language.FR)
        assert sheet.notes[3, 4].startswith(f"{OWN}\n\n{MARKER}\n✖ ")
        assert sheet.notes[3, 4].count(MARKER) == 1
        clear(book)
    assert sheet.notes == {(3, 4): OWN, (2, 1): "À garder"}


def test_the_problems_sheet_is_dressed() -> None:
    with opened(clients()) as (far, book):
        validate(book, TODAY, Language.NL)
        widths, looks, height = far.by_name["Problemen"].dressed
    assert len(widths) == 7
    assert widths[4] > widths[0]
    assert height == 776
    emphasised = [block[0] for block, look in looks if "CellBackColor" in look]
    assert [emphasised[0], len(emphasised)] == [3, 2]


def test_a_protected_sheet_is_not_corrected() -> None:
    sheet = clients()
    sheet.protected = True
    with opened(sheet) as (_, book), pytest.raises(SheetProtected):
        fix(book, TODAY, Language.EN)
    assert sheet.values == clients().values


def test_the_orders_of_a_click_do_not_grow() -> None:
    counted = []
    for number in (3, 300):
        with opened(clients(number)) as (far, book):
            for macro in (validate, validate, fix):
                far.orders.clear()
                macro(book, TODAY, Language.FR)
                counted.append((number, macro.__name__, len(far.orders)))
    assert [told[1:] for told in counted[:3]] == [told[1:] for told in counted[3:]]
    assert max(orders for *_, orders in counted) <= 35


def test_the_document_has_a_name_and_is_saved_where_one_says(tmp_path: Path) -> None:
    with opened(clients()) as (far, book):
        assert (book.name, Path(book.fullname).name) == ("clients A.xlsx", "clients A.xlsx")
        book.save(tmp_path / "copie é.xlsx")
        book.activate()
    assert far.saved == [(tmp_path / "copie é.xlsx").as_uri()]
