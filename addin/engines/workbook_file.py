"""A workbook file as openpyxl sees it, with what openpyxl forgets kept beside it."""

from __future__ import annotations

import tempfile
import warnings
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Final
from xml.parsers.expat import ExpatError
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

from openpyxl import load_workbook
from openpyxl.packaging.relationship import get_dependents
from openpyxl.reader.workbook import WorkbookParser

from addin.engines import notes
from addin.engines.empty_rows import Piece, Reduced, reduced
from addin.engines.file_procedures import add_formats
from addin.engines.foreign import WouldLoseContent, foreign
from addin.engines.opened_sheet import OpenedSheet
from addin.engines.readable import readable
from addin.engines.sheet_xml import completed
from addin.engines.skeleton import Skeleton, skeleton
from addin.engines.values import of_openpyxl
from addin.output import OutputNotWritable
from shared.unusable import Damaged

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from shared.language import Text

WORKBOOK_PART: Final = "xl/workbook.xml"
EMPTY_TEXT: Final = "str"
"""How openpyxl leaves a formula that was calculated to an empty text; one never calculated has no type."""
UNREADABLE: Final = (
    ValueError,
    KeyError,
    TypeError,
    AttributeError,
    IndexError,
    OSError,
    SyntaxError,
    ExpatError,
    BadZipFile,
)
"""What openpyxl raises for a package that is not what it claims to be; both XML readers' errors are SyntaxErrors."""


@dataclass(slots=True)
class Beside:
    """What is kept beside openpyxl's picture of a sheet."""

    skeleton: Skeleton = field(default_factory=Skeleton)
    pieces: Sequence[Piece] = ()
    notes: Mapping[str, bytes] = field(default_factory=dict)
    sizes: Mapping[tuple[int, int], tuple[float, float]] = field(default_factory=dict)


class WorkbookFile:
    """The workbook; `calculated` holds the values of formulas by (sheet, row, column), `foreign` what saving loses."""

    def __init__(self, path: Path, workbook: Workbook, beside: Mapping[str, Beside], foreign: Sequence[Text]) -> None:
        """Hold what `load` found; `beside` by the sheets' names."""
        self.path = path
        self.workbook = workbook
        self.beside = dict(beside)
        self.foreign = foreign
        self.calculated: dict[tuple[str, int, int], object] = {}

    @classmethod
    def load(cls, path: Path) -> WorkbookFile:
        """Read the file; raises `Damaged` when it is not what its package claims."""
        try:
            with ZipFile(path) as package, warnings.catch_warnings():
                warnings.simplefilter("ignore")  # openpyxl tells what it drops; we look ourselves
                return cls._of_package(path, package)
        except UNREADABLE as error:
            raise Damaged(file=path.name) from error

    @classmethod
    def _of_package(cls, path: Path, package: ZipFile) -> WorkbookFile:
        parts = _sheet_parts(package)
        sheets = {part: _reduced(package, part) for part in parts.values()}
        skeletons = {part: skeleton(sheet.head + sheet.tail) for part, sheet in sheets.items()}
        lost = foreign(package, skeletons.values())
        changed = {part: sheet.xml for part, sheet in sheets.items() if sheet.pieces}
        altered = readable(package, changed, foreign=bool(lost)) if changed or lost else None
        source = altered or BytesIO(path.read_bytes())  # openpyxl leaves a file open that it cannot read
        beside = {
            name: Beside(skeletons[part], sheets[part].pieces, *_notes(package, part)) for name, part in parts.items()
        }
        del sheets, changed
        file = cls(path, load_workbook(source, rich_text=True), beside, lost)
        file._complete(source)
        return file

    def _complete(self, source: BytesIO) -> None:
        """Add what openpyxl did not read: values of formulas, sizes of notes, our marks that Excel moved."""
        self._read_calculated(source)
        for worksheet in self.workbook.worksheets:
            beside = self.beside.get(worksheet.title, Beside())
            for (row, column), (height, width) in beside.sizes.items():
                note = worksheet.cell(row, column).comment
                if note:
                    note.height, note.width = height, width
            if beside.skeleton.marked:
                add_formats(worksheet, " ".join(beside.skeleton.marked))

    def _read_calculated(self, source: BytesIO) -> None:
        places = [
            (sheet.title, row, column)
            for sheet in self.workbook.worksheets
            for (row, column), cell in sheet._cells.items()  # noqa: SLF001 - asking by address would create cells
            if cell.data_type == "f"
        ]
        if not places:
            return
        values = load_workbook(source, data_only=True)
        found = {(name, row, column): values[name].cell(row, column) for name, row, column in places}
        self.calculated = {
            place: of_openpyxl(cell.value, cell.data_type)
            for place, cell in found.items()
            if cell.value is not None or cell.data_type == EMPTY_TEXT
        }

    def save(self, path: Path) -> None:
        """Write the workbook to `path`, whole or not at all; raises `WouldLoseContent` or `OutputNotWritable`."""
        if self.foreign:
            raise WouldLoseContent(self.foreign)
        try:
            with _beside(path) as folder:
                written, whole = folder / "written.xlsx", folder / "whole.xlsx"
                self.workbook.save(written)
                self._finish(written, whole)
                whole.replace(path)
        except OSError as error:
            raise OutputNotWritable(file=path.name) from error

    def _finish(self, written: Path, whole: Path) -> None:
        """Copy the package that openpyxl wrote, with what it forgot."""
        with ZipFile(written) as source, ZipFile(whole, "w", ZIP_DEFLATED) as target:
            parts = {part: name for name, part in _sheet_parts(source).items()}
            comments = {_comments_part(source, part): name for part, name in parts.items()}
            for entry in source.infolist():
                name = parts.get(entry.filename)
                if name:
                    with target.open(entry.filename, "w", force_zip64=True) as part:
                        part.writelines(self._sheet(name, source.read(entry)))
                elif comments.get(entry.filename) in self.beside:
                    earlier = self.beside[comments[entry.filename]].notes
                    target.writestr(entry.filename, notes.with_formats(source.read(entry), earlier))
                else:
                    target.writestr(entry.filename, source.read(entry))

    def _sheet(self, name: str, xml: bytes) -> Iterator[bytes]:
        beside = self.beside.get(name, Beside())
        values = {(row, column): value for (sheet, row, column), value in self.calculated.items() if sheet == name}
        if not (values or beside.pieces or beside.skeleton.forgotten):
            return iter((xml,))
        return completed(xml, beside.skeleton.forgotten, beside.pieces, values, self.workbook.epoch)

    @property
    def names(self) -> list[str]:
        """The names of the worksheets, in their order."""
        return [str(worksheet.title) for worksheet in self.workbook.worksheets]

    @property
    def active(self) -> str:
        """The name of the worksheet in view; the first one when a chart is in view."""
        shown = self.workbook.active
        return str(shown.title) if shown in self.workbook.worksheets else self.names[0]

    def sheet(self, name: str) -> OpenedSheet:
        """Return a worksheet."""
        return OpenedSheet(self, self.workbook[name])

    def add(self, name: str | None, place: int) -> str:
        """Add a worksheet; returns its name."""
        return str(self.workbook.create_sheet(name, place).title)

    def remove(self, worksheet: Worksheet) -> None:
        """Delete a sheet."""
        self.workbook.remove(worksheet)
        self.beside.pop(worksheet.title, None)
        self.forget_calculated(worksheet.title)

    def forget_calculated(self, sheet: str) -> None:
        """Drop the values of a sheet's formulas."""
        self.calculated = {place: value for place, value in self.calculated.items() if place[0] != sheet}

    def close(self) -> None:
        """Let go of the file."""
        self.workbook.close()


def _sheet_parts(package: ZipFile) -> dict[str, str]:
    """Return the part of every worksheet by the sheet's name, in their order."""
    parser = WorkbookParser(package, WORKBOOK_PART, keep_links=False)
    parser.parse()
    found = {sheet.name: rel.target for sheet, rel in parser.find_sheets() if "worksheet" in rel.Type}
    return {name: part for name, part in found.items() if part in package.namelist()}


def _notes(package: ZipFile, sheet: str) -> tuple[Mapping[str, bytes], Mapping[tuple[int, int], tuple[float, float]]]:
    comments = _comments_part(package, sheet)
    drawing = _related(package, sheet, "vmlDrawing")
    return (
        notes.formatted(package.read(comments)) if comments else {},
        notes.sizes(package.read(drawing)) if drawing else {},
    )


def _comments_part(package: ZipFile, sheet: str) -> str | None:
    return _related(package, sheet, "comments")


def _related(package: ZipFile, part: str, kind: str) -> str | None:
    names = package.namelist()
    folder, _, file = part.rpartition("/")
    relations = f"{folder}/_rels/{file}.rels"
    if relations not in names:
        return None
    related = [one.target for one in get_dependents(package, relations) if one.Type.endswith(f"/{kind}")]
    return next((target for target in related if target in names), None)


@contextmanager
def _beside(path: Path) -> Iterator[Path]:
    """Yield a folder on the same disk as `path`, gone afterwards: what is moved from there appears whole."""
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=".accounton-") as folder:
        yield Path(folder)


def _reduced(package: ZipFile, part: str) -> Reduced:
    with package.open(part) as stream:
        return reduced(stream)
