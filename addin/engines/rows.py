"""Some cells of a worksheet changed while its rows stream by: every other cell and row keeps its bytes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from addin.engines.cells import EMPTIED, KEPT, Edit, cell, column_letters, column_number
from addin.engines.elements import plain, with_attribute
from addin.engines.escapes import escape, unescape
from addin.engines.sheet_cells import NUMBER, REFERENCE, STYLE, column_styles
from addin.engines.sheet_stream import last_row

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from addin.engines.styles import Styles

SPANS: Final = re.compile(rb'\sspans="(\d+):(\d+)"')


class Orphan(NamedTuple):
    """A shared formula whose first cell was overwritten: where that was, and the formula."""

    origin: str
    formula: str


class Rows:
    """Changes the cells named in `edits`. A cell covered by a merged one is left alone: give none for it."""

    def __init__(self, edits: Mapping[int, Mapping[int, Edit]], styles: Styles, head: bytes, prefix: bytes) -> None:
        """`head` is the sheet's XML before its rows."""
        self.formulas_gone = False
        """Whether a formula was overwritten: what lists the formulas is then wrong."""
        self._edits = edits
        self._waiting = sorted(edits, reverse=True)
        self._styles = styles
        self._prefix = prefix
        self._row = re.compile(rb"<%srow(?=[\s/>])" % prefix)
        self._cell = re.compile(rb"<%sc(?=[\s/>])([^>]*?)(/>|>(.*?)</%sc>)" % (prefix, prefix), re.DOTALL)
        shared = rb'<%sf(?=[^>]*\st="shared")(?=[^>]*\ssi="(\d+)")[^>]*?(?:/>|>([^<]*)</%sf>)'
        self._shared = re.compile(shared % (prefix, prefix))
        self._orphans: dict[bytes, Orphan] = {}
        self._last = 0
        self._columns = column_styles(head)

    def patched(self, chunks: Iterable[bytes]) -> Iterator[bytes]:
        """Yield the rows, which come in chunks of whole ones."""
        for chunk in chunks:
            yield from self._chunk(chunk)
        yield from self._new_rows(None)

    def _chunk(self, chunk: bytes) -> Iterator[bytes]:
        if b"<!" in chunk:
            chunk = plain(chunk)
        last = NUMBER.search(chunk, last_row(chunk, self._prefix))
        if last and not self._orphans and (not self._waiting or self._waiting[-1] > int(last[1])):
            self._last = int(last[1])
            yield chunk
            return
        starts = [row.start() for row in self._row.finditer(chunk)]
        yield chunk[: starts[0]] if starts else chunk
        for start, end in zip(starts, [*starts[1:], len(chunk)], strict=True):
            yield from self._one(chunk[start:end])

    def _one(self, row: bytes) -> Iterator[bytes]:
        opening = row.index(b">") + 1
        number = NUMBER.search(row, 0, opening)
        self._last = int(number[1]) if number else self._last + 1
        yield from self._new_rows(self._last)
        if self._waiting and self._waiting[-1] == self._last:
            row = self._changed(row, opening, self._edits[self._waiting.pop()])
        yield self._adopted(row) if self._orphans else row

    def _new_rows(self, before: int | None) -> Iterator[bytes]:
        while self._waiting and (before is None or self._waiting[-1] < before):
            number = self._waiting.pop()
            cells = b"".join(
                self._new_cell(number, column, edit, 0) for column, edit in sorted(self._edits[number].items())
            )
            if cells:
                yield b'<%srow r="%d">%s</%srow>' % (self._prefix, number, cells, self._prefix)

    def _changed(self, row: bytes, opening: int, edits: Mapping[int, Edit]) -> bytes:
        if row.endswith(b"/>", 0, opening):
            row = row[: opening - 2] + b"></" + self._prefix + b"row>" + row[opening:]
            opening -= 1
        style = STYLE.search(row, 0, opening)
        default = int(style[1]) if style else 0
        waiting = sorted(edits, reverse=True)
        pieces = [_spanning(row[:opening], waiting[-1], waiting[0])]
        place = opening
        column = 0
        last = self._last_column(row)
        cells = () if last and last < waiting[-1] else self._cell.finditer(row, opening)
        for found in cells:
            reference = REFERENCE.search(found[1])
            column = column_number(reference[1]) if reference else column + 1
            pieces.append(row[place : found.start()])
            while waiting and waiting[-1] < column:
                number = waiting.pop()
                pieces.append(self._new_cell(self._last, number, edits[number], default))
            is_changed = waiting and waiting[-1] == column
            pieces.append(self._changed_cell(found, edits[waiting.pop()], column, default) if is_changed else found[0])
            place = found.end()
            if not waiting:
                break
        end = row.rindex(b"</")
        if waiting:
            pieces.append(row[place:end])
            pieces += [self._new_cell(self._last, number, edits[number], default) for number in reversed(waiting)]
            place = end
        left = b"".join([*pieces, row[place:]])
        return b"" if left == b'<%srow r="%d"></%srow>' % (self._prefix, self._last, self._prefix) else left

    def _last_column(self, row: bytes) -> int:
        """Return the number of the last cell's column, 0 where it does not say."""
        start = row.rfind(b"<" + self._prefix + b"c ")
        reference = REFERENCE.search(row, start, row.find(b">", start)) if start >= 0 else None
        return column_number(reference[1]) if reference else 0

    def _new_cell(self, row: int, column: int, edit: Edit, row_style: int) -> bytes:
        if edit.value in (KEPT, None, "") and edit.code is None:
            return b""
        style = row_style or self._columns.get(column, 0)
        return self._written(b"%s%d" % (column_letters(column), row), style, edit)

    def _changed_cell(self, found: re.Match[bytes], edit: Edit, column: int, row_style: int) -> bytes:
        style = STYLE.search(found[1])
        number = int(style[1]) if style else 0
        if edit.value is KEPT:
            assert edit.code is not None  # noqa: S101 - an edit changes something
            return with_attribute(found[0], "s", str(self._styles.restyled(number, edit.code)))
        reference = b"%s%d" % (column_letters(column), self._last)
        if found[3] and b"<" + self._prefix + b"f" in found[3]:
            self.formulas_gone = True
            shared = self._shared.search(found[3])
            if shared and shared[2]:
                self._orphans[shared[1]] = Orphan(reference.decode(), "=" + unescape(shared[2].decode()))
        if edit == EMPTIED and number == (row_style or self._columns.get(column, 0)):
            return b""  # as if nothing had ever been written there
        return self._written(reference, number, edit)

    def _written(self, reference: bytes, style: int, edit: Edit) -> bytes:
        if edit.code is not None:
            style = self._styles.restyled(style, edit.code)
        return cell(reference, style, None if edit.value is KEPT else edit.value, self._prefix)

    def _adopted(self, row: bytes) -> bytes:
        """Return a row in which a formula that was shared by an overwritten cell stands by itself."""
        from openpyxl.formula.translate import Translator  # noqa: PLC0415 - hardly ever needed

        def alone(found: re.Match[bytes]) -> bytes:
            orphan = self._orphans.get(found[1])
            reference = REFERENCE.search(row, row.rfind(b"<" + self._prefix + b"c ", 0, found.start()))
            if orphan is None or found[2] or reference is None:
                return found[0]
            place = (reference[1] + reference[2]).decode()
            formula = str(Translator(orphan.formula, orphan.origin).translate_formula(place))
            return b"<%sf>%s</%sf>" % (self._prefix, escape(formula[1:]).encode(), self._prefix)

        return self._shared.sub(alone, row)


def _spanning(opening: bytes, first: int, last: int) -> bytes:
    """Return the row's tag; what it says of the columns that it spans is right."""
    spans = SPANS.search(opening)
    if not spans or (int(spans[1]) <= first and last <= int(spans[2])):
        return opening
    return with_attribute(opening, "spans", f"{min(first, int(spans[1]))}:{max(last, int(spans[2]))}")
