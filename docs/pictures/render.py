"""Renders the README's pictures: the sample in the template, validated, as LibreOffice shows it.

Per language `clients.LL.png` (the marked client sheet with one hover note) and `problems.LL.png` (the problems sheet).
Needs LibreOffice (`soffice`) and poppler (`pdftoppm`); run by `make pictures`.
"""

from __future__ import annotations

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
from workbook import layout
from workbook.build import template
from workbook.sample import sample

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

HERE: Final = Path(__file__).parent
SHOWN_ROWS: Final = (0, 9, 1, 2, 10, 11, 17, 18, 29, 30, 31, 45, 46, 58, 63, 64)
"""Positions in the sample: most kinds of mistake in few rows, and below the hovered one rows without any."""
SHOWN: Final = (*list(Field)[:6], Field.CITY, Field.LANGUAGE, Field.RESPONSIBLE)
HOVERED: Final = ("F", 3)
PROBLEM_ROWS: Final = 22
DOTS_PER_INCH: Final = 144
POINTS_PER_PIXEL: Final = 0.75
WHITE: Final = b"\xff"


def main() -> None:
    """Render every language's pictures."""
    for language in Language:
        with tempfile.TemporaryDirectory() as folder:
            for name, page in zip(("clients", "problems"), pages(Path(folder), language), strict=True):
                picture = HERE / f"{name}.{language}.png"
                write_png(page, picture)
                print(picture.relative_to(Path.cwd()), picture.stat().st_size // 1024, "kB")


def pages(folder: Path, language: Language) -> list[Path]:
    """Make the workbook, validate it, and let LibreOffice draw the two sheets."""
    plain, marked, posed = (folder / f"{name}.xlsx" for name in ("plain", "marked", "posed"))
    everyone = sample(200)
    template(plain, language, [everyone[position] for position in SHOWN_ROWS])
    order = [sys.executable, "-m", "accounton", "validate", plain, "--output", marked, "--language", language]
    if subprocess.run(order, check=False, stdout=subprocess.DEVNULL).returncode != PROBLEMS:
        sys.exit("accounton validate should have found problems")
    pose(marked, posed, language)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    convert = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder, posed]
    subprocess.run(convert, check=True, capture_output=True)
    draw = ["pdftoppm", "-r", str(DOTS_PER_INCH), folder / "posed.pdf", folder / "page"]
    subprocess.run(draw, check=True)
    return sorted(folder.glob("page-*.ppm"))


def pose(marked: Path, posed: Path, language: Language) -> None:
    """Set the page for a picture: fewer columns, row and column headings, one note shown."""
    book = load_workbook(marked)
    clients, problems = book[layout.CLIENTS.to(language)], book[layout.PROBLEMS.to(language)]
    for position, column in enumerate(COLUMNS, start=1):
        clients.column_dimensions[get_column_letter(position)].hidden = column.field not in SHOWN
    _page(clients, f"A1:{get_column_letter(len(COLUMNS))}{len(SHOWN_ROWS) + 1}")
    _page(problems, f"A1:E{PROBLEM_ROWS}")
    _keep_one_note(clients)
    book.save(posed)
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


def _keep_one_note(sheet: Worksheet) -> None:
    letter, row = HOVERED
    shown = sheet[f"{letter}{row}"].comment.text
    for cells in sheet.iter_rows():
        for cell in cells:
            cell.comment = None
    note = Comment(shown, "Accounton", height=layout.note_height(shown), width=layout.NOTE_WIDTH)
    sheet[f"{letter}{row}"].comment = note


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
