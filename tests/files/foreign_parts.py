"""A workbook full of what openpyxl cannot keep: a chart, an image, another add-in's ribbon, macros, custom parts.

The parts stand in the package as Excel puts them there: each has its relationship and its content type.
"""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from typing import TYPE_CHECKING

from openpyxl.chart import BarChart, Reference

from tests.files.clients import headings, rows, workbook
from tests.files.package import parts, related, typed, write

if TYPE_CHECKING:
    from pathlib import Path

RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES, ROOT, BOOK, SHEET = (
    "[Content_Types].xml",
    "_rels/.rels",
    "xl/_rels/workbook.xml.rels",
    "xl/worksheets/_rels/sheet1.xml.rels",
)
RIBBON = "http://schemas.microsoft.com/office/2007/relationships/ui/extensibility"
SLICER_CACHE = "http://schemas.microsoft.com/office/2007/relationships/slicerCache"
THREAD = "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment"
NEW_PARTS = {
    "customUI/customUI14.xml": '<customUI xmlns="http://schemas.microsoft.com/office/2009/07/customui">'
    '<ribbon><tabs><tab id="other" label="Autre complément"/></tabs></ribbon></customUI>',
    "customXml/item1.xml": '<settings xmlns="urn:another-add-in"><connection>rest</connection></settings>',
    "xl/slicerCaches/slicerCache1.xml": '<slicerCacheDefinition xmlns="http://schemas.microsoft.com/office/spreadsheetml'
    '/2009/9/main" name="Slicer_Langue" sourceName="Langue"/>',
    "xl/threadedComments/threadedComment1.xml": '<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml'
    '/2018/threadedcomments"/>',
}
KINDS = (
    '<Default Extension="png" ContentType="image/png"/>'
    '<Override PartName="/xl/slicerCaches/slicerCache1.xml" ContentType="application/vnd.ms-excel.slicerCache+xml"/>'
    '<Override PartName="/xl/threadedComments/threadedComment1.xml"'
    ' ContentType="application/vnd.ms-excel.threadedcomments+xml"/>'
)


def make(path: Path) -> None:
    """Write the file: three clients in order, then one whose mobile has no country code; a chart on a second sheet."""
    faulty = rows()[0]
    faulty[2:6] = "Delvaux", "luc.delvaux@example.com", "0475 12 34 56", "88092131001"
    faulty[16] = "D004"
    book, _sheet = workbook([headings(), *rows(), faulty])
    figures = book.create_sheet("Chiffres")
    for line in (["Mois", "Dossiers"], ["mars", 12], ["avril", 31]):
        figures.append(line)
    chart = BarChart()
    chart.add_data(Reference(figures, min_col=2, min_row=1, max_row=3), titles_from_data=True)
    figures.add_chart(chart, "D2")
    book.save(path)
    contents = parts(path)
    contents |= {name: text.encode() for name, text in NEW_PARTS.items()}
    contents["xl/media/logo.png"] = logo()
    contents[ROOT] = related(contents[ROOT], RIBBON, "customUI/customUI14.xml")
    contents[ROOT] = related(contents[ROOT], f"{RELATIONSHIPS}/customXml", "customXml/item1.xml")
    contents[BOOK] = related(contents[BOOK], SLICER_CACHE, "slicerCaches/slicerCache1.xml")
    none = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
    contents[SHEET] = related(none, THREAD, "../threadedComments/threadedComment1.xml")
    drawing = "xl/drawings/_rels/drawing1.xml.rels"
    contents[drawing] = related(contents[drawing], f"{RELATIONSHIPS}/image", "../media/logo.png")
    contents[TYPES] = typed(contents[TYPES], KINDS)
    write(path, contents)


def logo() -> bytes:
    """Return a PNG of one red pixel."""
    chunks = (
        (b"IHDR", struct.pack(">2L5B", 1, 1, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(b"\0\xff\0\0")),
        (b"IEND", b""),
    )
    png = BytesIO()
    png.write(b"\x89PNG\r\n\x1a\n")
    for name, content in chunks:
        png.write(struct.pack(">L", len(content)) + name + content + struct.pack(">L", zlib.crc32(name + content)))
    return png.getvalue()
