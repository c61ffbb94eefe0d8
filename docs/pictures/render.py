"""Renders the README's pictures: the sample in the template, validated and compared, as LibreOffice shows it.

Per language `before.LL.png` (the client sheet as it was), `clients.LL.png` (marked, with one hover note), and
`problems.LL.png`, `comparison.LL.png` and `settings.LL.png` (our own sheets). The platform is the sandbox's.
Needs LibreOffice (`soffice`) and poppler (`pdftoppm`); run by `make pictures`.
"""

from __future__ import annotations

import os
import re
import struct
import subprocess
import sys
import tempfile
import zipfile
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Final

from openpyxl import load_workbook
from openpyxl.comments import Comment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.page import PageMargins

from shared.cli import PROBLEMS
from shared.language import Language
from shared.record import COLUMNS, Field
from tests.fakes.sandbox import running
from workbook import layout
from workbook.build import template
from workbook.sample import sample

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

HERE: Final = Path(__file__).parent
SHOWN_ROWS: Final = (0, 9, 1, 2, 10, 11, 17, 18, 29, 30, 31, 45, 46, 58, 63, 64)
"""Positions in the sample: most kinds of mistake in few rows, and below the hovered one rows without any."""
SHOWN: Final = (*list(Field)[:6], Field.CITY, Field.LANGUAGE)
HOVERED: Final = ("F", 3)
AREAS: Final = {
    layout.Role.SETTINGS: "A1:C10",
    layout.Role.PROBLEMS: "A1:E22",
    layout.Role.COMPARISON: "A1:H34",
}
SHEETS: Final = ("clients", "settings", "problems", "comparison")
"""In their order in the workbook."""
VERDICT_WIDTH: Final = 98
"""In characters: on the screen the text runs on over what is empty beside it."""
DOTS_PER_INCH: Final = 144
POINTS_PER_PIXEL: Final = 0.75
WHITE: Final = b"\xff"


def main() -> None:
    """Render every language's pictures."""
    for language in Language:
        with tempfile.TemporaryDirectory() as folder:
            for name, page in pages(Path(folder), language).items():
                picture = HERE / f"{name}.{language}.png"
                write_png(page, picture)
                print(picture.relative_to(Path.cwd()), picture.stat().st_size // 1024, "kB")


def pages(folder: Path, language: Language) -> dict[str, Path]:
    """Make the workbook, validate and compare it, and let LibreOffice draw the sheets."""
    before, marked, compared = (folder / f"{name}.xlsx" for name in ("plain", "marked", "compared"))
    everyone = sample(200)
    template(before, language, [everyone[position] for position in SHOWN_ROWS])
    with running(folder) as sandbox:
        given = {"PLATFORM_URL": sandbox.url, "TOKEN": sandbox.tokens["admin"], "HOME": str(folder)}
        environment = {**os.environ, **{f"ACCOUNTON_{name}": value for name, value in given.items()}}
        for command, source, target in (("validate", before, marked), ("compare", marked, compared)):
            order = [sys.executable, "-m", "accounton", command, source, "--output", target, "--language", language]
            done = subprocess.run(order, check=False, stdout=subprocess.DEVNULL, env=environment)
            if done.returncode != PROBLEMS:
                sys.exit(f"accounton {command} should have found problems")
    first, second = folder / "first.xlsx", folder / "second.xlsx"
    pose(before, first, language)
    pose(compared, second, language)
    return {"before": drawn(first)["clients"], **drawn(second)}


def drawn(posed: Path) -> dict[str, Path]:
    """Return the page of each of the sheets in view."""
    profile = f"-env:UserInstallation={(posed.parent / 'profile').as_uri()}"
    convert = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", posed.parent, posed]
    subprocess.run(convert, check=True, capture_output=True)
    draw = ["pdftoppm", "-r", str(DOTS_PER_INCH), posed.with_suffix(".pdf"), posed.with_suffix("")]
    subprocess.run(draw, check=True)
    return dict(zip(SHEETS, sorted(posed.parent.glob(f"{posed.stem}-*.ppm")), strict=False))


def pose(source: Path, posed: Path, language: Language) -> None:
    """Set the pages for pictures: fewer columns, row and column headings, one note shown."""
    book = load_workbook(source)
    clients = book[layout.CLIENTS.to(language)]
    for position, column in enumerate(COLUMNS, start=1):
        clients.column_dimensions[get_column_letter(position)].hidden = column.field not in SHOWN
    for position in range(len(COLUMNS) + 1, clients.max_column + 1):
        letter = get_column_letter(position)
        clients.column_dimensions[letter].hidden = clients[f"{letter}1"].value is None
        clients.column_dimensions[letter].width = VERDICT_WIDTH
    _page(clients, f"A1:{get_column_letter(clients.max_column)}{len(SHOWN_ROWS) + 1}")
    for role, area in AREAS.items():
        if layout.TABS[role].to(language) in book.sheetnames:
            _page(book[layout.TABS[role].to(language)], area)
    has_note = _keep_one_note(clients)
    book.save(posed)
    if has_note:
        _show_note(posed, _place(clients))


def _page(sheet: Worksheet, area: str) -> None:
    sheet.print_area = area
    sheet.print_title_rows = sheet.print_title_cols = None
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A3
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToWidth = sheet.page_setup.fitToHeight = 1
    sheet.page_margins = PageMargins(0.3, 0.3, 0.3, 0.3, 0, 0)
    sheet.oddFooter.left.text = sheet.oddFooter.right.text = None
    sheet.print_options.headings = True


def _keep_one_note(sheet: Worksheet) -> bool:
    letter, row = HOVERED
    kept = sheet[f"{letter}{row}"].comment
    for cells in sheet.iter_rows():
        for cell in cells:
            cell.comment = None
    if kept is None:
        return False
    shown = kept.text
    note = Comment(shown, "Accounton", height=layout.note_height(shown), width=layout.NOTE_WIDTH)
    sheet[f"{letter}{row}"].comment = note
    return True


def _place(sheet: Worksheet) -> tuple[float, float]:
    """Return where the note goes, in points from the left and the top: right of the cell and a little below."""
    letter, row = HOVERED
    columns = [dimension for name, dimension in sorted(sheet.column_dimensions.items()) if name <= letter]
    left = sum(dimension.width * 7 + 5 for dimension in columns if not dimension.hidden) * POINTS_PER_PIXEL
    return left + 12, layout.HEADING_HEIGHT + (row - 1) * layout.ROW_HEIGHT + 6


def _show_note(path: Path, place: tuple[float, float]) -> None:
    """Pin the one note, which openpyxl can only write as hidden."""
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    for name, part in parts.items():
        if name.endswith(".vml"):
            drawing = part.decode().replace("visibility:hidden", "visibility:visible")
            drawing = drawing.replace("margin-left:59.25pt", f"margin-left:{place[0]}pt")
            drawing = drawing.replace("margin-top:1.5pt", f"margin-top:{place[1]}pt")
            parts[name] = re.sub(r"<(\w+:)Row>", r"<\1Visible/><\1Row>", drawing).encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts.items():
            package.writestr(name, part)


def write_png(page: Path, picture: Path) -> None:
    """Crop the white around the page and write it as PNG."""
    _, size, _, pixels = page.read_bytes().split(b"\n", 3)
    step = int(size.split()[0]) * 3
    rows = [pixels[start : start + step] for start in range(0, len(pixels), step)]
    inked = [number for number, row in enumerate(rows) if row.strip(WHITE)]
    rows = rows[inked[0] : inked[-1] + 1]
    left = min(len(row) - len(row.lstrip(WHITE)) for row in rows if row.strip(WHITE)) // 3
    right = max(len(row.rstrip(WHITE)) for row in rows) // 3 + 1
    lines = b"".join(b"\0" + row[left * 3 : right * 3] for row in rows)
    shape = struct.pack(">IIBBBBB", right - left, len(rows), 8, 2, 0, 0, 0)
    chunks = (b"IHDR", shape), (b"IDAT", zlib.compress(lines, 9)), (b"IEND", b"")
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + b"".join(map(_chunk, chunks)))


def _chunk(named: tuple[bytes, bytes]) -> bytes:
    name, content = named
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


if __name__ == "__main__":
    main()
