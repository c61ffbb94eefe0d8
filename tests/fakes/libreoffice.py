"""What serves orders in place of a LibreOffice: sheets in memory, the same answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from addin.engines.formulas import shown_by
from addin.engines.libreoffice.remote import FAULTS

if TYPE_CHECKING:
    from collections.abc import Iterator

Block = list[int]
Place = tuple[int, int]
GENERAL: Final = "General"
TRUTHS: Final = {"=TRUE()": 1.0, "=FALSE()": 0.0}


class FakeSheet:
    """Values, number formats and notes by row and column; `kinds` says which numbers are dates, truths or errors."""

    def __init__(self, values: dict[Place, object] | None = None, kinds: dict[Place, str] | None = None) -> None:
        self.values = values or {}
        self.kinds = kinds or {}
        self.formats: dict[Place, str] = {}
        self.notes: dict[Place, str] = {}
        self.conditions: list[Any] = []
        self.dressed: tuple[Any, ...] = ()
        self.offered: list[Any] = []
        self.painted: list[Any] = []
        self.fitted: list[int] = []
        self.hidden = False
        self.protected = False


class FakeLibreOffice:
    """Takes orders as `addin.engines.libreoffice.remote.Remote` does, and remembers their names."""

    def __init__(self, **sheets: FakeSheet) -> None:
        self.by_name = sheets
        self.active = next(iter(sheets), "")
        self.orders: list[str] = []
        self.saved: list[str] = []
        self.told: list[str] = []
        self.warned: list[str] = []
        self.areas: list[Block] = []
        self.kept_kinds: dict[tuple[str, int, int], str] = {}

    def __call__(self, name: str, *arguments: Any) -> Any:  # noqa: ANN401 - as the real one
        self.orders.append(name)
        return getattr(self, f"do_{name}")(*arguments)

    def do_sheets(self) -> dict[str, object]:
        return {"names": list(self.by_name), "active": self.active}

    def do_view(self) -> dict[str, object]:
        return {**self.do_sheets(), "areas": self.areas, "cell": self.areas[0][:2] if self.areas else []}

    def do_add(self, place: int, name: str) -> None:
        pairs = list(self.by_name.items())
        self.by_name = dict([*pairs[:place], (name, FakeSheet()), *pairs[place:]])
        self.active = name

    def do_prepare(self, shown: list[str], hidden: list[str]) -> None:
        for name in (*shown, *hidden):
            self.by_name[name] = FakeSheet()
            self.by_name[name].hidden = name in hidden

    def do_rename(self, sheet: str, name: str) -> None:
        self.by_name = {name if one == sheet else one: held for one, held in self.by_name.items()}
        self.active = name if self.active == sheet else self.active

    def do_delete(self, sheet: str) -> None:
        del self.by_name[sheet]
        self.active = next(iter(self.by_name)) if self.active == sheet else self.active

    def do_activate(self, sheet: str) -> None:
        self.active = sheet

    def do_hide(self, sheet: str) -> None:
        self.by_name[sheet].hidden = True

    def do_protected(self) -> bool:
        return self.by_name[self.active].protected

    def do_tell(self, text: str) -> None:
        self.told.append(text)

    def do_warn(self, text: str) -> None:
        self.warned.append(text)

    def do_address(self) -> str:
        return "file:///tmp/clients%20A.xlsx"

    def do_save(self, url: str) -> None:
        self.saved.append(url)

    def do_used(self, sheet: str) -> Block:
        places = list(self.by_name[sheet].values)
        if not places:
            return [1, 1, 1, 1]
        rows, columns = [row for row, _ in places], [column for _, column in places]
        return [min(rows), min(columns), max(rows), max(columns)]

    def do_read(self, sheet: str, block: Block) -> dict[str, object]:
        held = self.by_name[sheet]
        rows = [[held.values.get((row, column), "") for column in _across(block)] for row in _down(block)]
        of = {
            kind: [[*place, *place] for place in _places(block) if held.kinds.get(place) == kind]
            for kind in ("dates", "truths")
        }
        errors = [[*place, int(held.kinds[place])] for place in _places(block) if held.kinds.get(place, "").isdigit()]
        return {"rows": rows, "errors": errors, "epoch": [1899, 12, 30], **of}

    def do_write(self, sheet: str, block: Block, rows: list[list[object]], formulas: list[Any]) -> None:
        held = self._writable(sheet)
        for place, value in zip(_places(block), (value for row in rows for value in row), strict=True):
            _put(held, place, value)
        for place, texts in formulas:
            for cell, (formula,) in zip(_places(place), texts, strict=True):
                if held.formats.get(cell) != "@":
                    _put(held, cell, TRUTHS.get(formula, shown_by(formula.replace('";"', '","'))))
                    held.kinds |= {cell: "truths"} if formula in TRUTHS else {}

    def do_number_format(self, sheet: str, block: Block) -> str | None:
        codes = {self.by_name[sheet].formats.get(place, GENERAL) for place in _places(block)}
        return codes.pop() if len(codes) == 1 else None

    def do_set_number_format(self, sheet: str, block: Block, code: str) -> None:
        self._writable(sheet).formats.update(dict.fromkeys(_places(block), code))

    def do_write_texts(self, sheet: str, code: str, runs: list[Any]) -> None:
        for block, rows in runs:
            self.do_set_number_format(sheet, block, code)
            self.do_write(sheet, block, rows, [])

    def do_originals(self, sheet: str, places: list[list[int]]) -> list[list[object]]:
        held = self.by_name[sheet]
        told: list[list[object]] = []
        for row, column in places:
            value, code = held.values.get((row, column), ""), held.formats.get((row, column), GENERAL)
            kind = "empty" if value == "" else "text" if isinstance(value, str) else "number"
            text, number = (value, "") if kind == "text" else ("", value)
            told.append([code, f"{kind}", text, number])
            self.kept_kinds[sheet, row, column] = held.kinds.get((row, column), "")
        return told

    def do_restore(self, sheet: str, cells: list[list[Any]]) -> None:
        held = self._writable(sheet)
        for row, column, code, kind, text, number in cells:
            _put(held, (row, column), text if kind == "text" else number)
            held.formats[row, column] = code
            if self.kept_kinds[sheet, row, column]:
                held.kinds[row, column] = self.kept_kinds[sheet, row, column]

    def do_visible(self, _sheet: str, block: Block) -> list[Block]:
        return [block]

    def do_select(self, sheet: str, block: Block) -> None:
        self.active, self.areas = sheet, [block]

    def do_clear(self, sheet: str) -> None:
        self.by_name[sheet] = FakeSheet()

    def do_notes(self, sheet: str) -> list[Any]:
        return [[*place, text] for place, text in self.by_name[sheet].notes.items()]

    def do_change_notes(self, sheet: str, removed: list[int], cut: list[Any], added: list[Any]) -> None:
        notes = self.by_name[sheet].notes
        places = list(notes)
        for number in removed:
            del notes[places[number]]
        for row, column, length in cut:
            notes[row, column] = notes[row, column].encode("utf-16-le")[: 2 * length].decode("utf-16-le")
        for row, column, text in added:
            notes[row, column] = notes.get((row, column), "") + text

    def do_unmark(self, sheet: str, grid: str, _ours: list[str]) -> None:
        held = self.by_name[sheet]
        held.conditions = [one for one in held.conditions if grid not in one[2]]

    def do_mark(self, sheet: str, _area: Block, conditions: list[Any]) -> None:
        self.by_name[sheet].conditions = list(conditions)

    def do_dress(self, sheet: str, *dress: object) -> None:
        self.by_name[sheet].dressed = dress

    def do_offer(self, sheet: str, lists: str, blocks: list[Any]) -> None:
        self.by_name[sheet].offered += [(lists, *block) for block in blocks]

    def do_paint(self, sheet: str, looks: list[Any]) -> None:
        self.by_name[sheet].painted += looks

    def do_fit(self, sheet: str, rows: list[int]) -> None:
        self.by_name[sheet].fitted += rows

    def _writable(self, sheet: str) -> FakeSheet:
        if self.by_name[sheet].protected:
            raise FAULTS["protected"]
        return self.by_name[sheet]


def _put(held: FakeSheet, place: Place, value: object) -> None:
    held.kinds.pop(place, None)
    if value in (None, ""):
        held.values.pop(place, None)
    else:
        held.values[place] = value


def _across(block: Block) -> range:
    return range(block[1], block[3] + 1)


def _down(block: Block) -> range:
    return range(block[0], block[2] + 1)


def _places(block: Block) -> Iterator[Place]:
    return ((row, column) for row in _down(block) for column in _across(block))
