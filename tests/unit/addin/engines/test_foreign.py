from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import pytest

from addin.engines import foreign
from addin.engines.foreign import WouldLoseContent, foreign_elements, foreign_parts
from shared.language import Language, Text


def found(*parts: tuple[str, bytes]) -> list[Text]:
    package = BytesIO()
    with ZipFile(package, "w") as writing:
        for name, content in parts:
            writing.writestr(name, content)
    with ZipFile(package) as reading:
        return list(foreign_parts(reading))


@pytest.mark.parametrize(
    "name",
    [
        "[Content_Types].xml",
        "_rels/.rels",
        "docProps/core.xml",
        "docProps/thumbnail.wmf",
        "xl/workbook.xml",
        "xl/worksheets/sheet12.xml",
        "xl/worksheets/_rels/sheet12.xml.rels",
        "xl/printerSettings/printerSettings1.bin",
        "xl/calcChain.xml",
        "xl/comments/comment1.xml",
        "xl/comments3.xml",
        "xl/tables/table1.xml",
        "xl/externalLinks/_rels/externalLink1.xml.rels",
        "xl/theme/theme1.xml",
        "xl/drawings/_rels/drawing1.xml.rels",
        "xl/",
    ],
)
def test_what_survives_or_nobody_misses(name: str) -> None:
    assert found((name, b"")) == []


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("xl/charts/chart1.xml", foreign.CHARTS),
        ("xl/chartsheets/sheet1.xml", foreign.CHARTS),
        ("xl/media/image1.png", foreign.IMAGES),
        ("xl/vbaProject.bin", foreign.MACROS),
        ("xl/slicers/slicer1.xml", foreign.SLICERS),
        ("xl/pivotCache/pivotCacheDefinition1.xml", foreign.PIVOTS),
        ("xl/threadedComments/threadedComment1.xml", foreign.COMMENTS),
        ("xl/persons/person.xml", foreign.COMMENTS),
        ("xl/ctrlProps/ctrlProp1.xml", foreign.CONTROLS),
        ("xl/embeddings/oleObject1.bin", foreign.EMBEDDED),
        ("xl/connections.xml", foreign.CONNECTIONS),
        ("xl/metadata.xml", foreign.DYNAMIC),
        ("customXml/item1.xml", foreign.OTHER),
        ("customUI/customUI14.xml", foreign.RIBBON),
        ("xl/webextensions/webextension1.xml", foreign.OTHER),
    ],
)
def test_what_would_be_dropped(name: str, kind: Text) -> None:
    assert found((name, b"")) == [kind]


@pytest.mark.parametrize(
    ("xml", "kinds"),
    [
        (b"<xdr:wsDr/>", set()),
        (b"<xdr:wsDr><xdr:twoCellAnchor><xdr:sp macro=''/></xdr:twoCellAnchor></xdr:wsDr>", {foreign.SHAPES}),
        (b"<xdr:wsDr><xdr:oneCellAnchor><xdr:pic></xdr:pic></xdr:oneCellAnchor></xdr:wsDr>", {foreign.IMAGES}),
        (b"<xdr:wsDr><xdr:twoCellAnchor><a:graphic uri='x/chart'/></xdr:twoCellAnchor></xdr:wsDr>", {foreign.CHARTS}),
        (b"<xdr:wsDr><xdr:twoCellAnchor><xdr:contentPart/></xdr:twoCellAnchor></xdr:wsDr>", {foreign.OTHER}),
    ],
)
def test_drawings_by_what_they_show(xml: bytes, kinds: set[Text]) -> None:
    assert set(found(("xl/drawings/drawing1.xml", xml))) == kinds


@pytest.mark.parametrize(
    ("vml", "kinds"),
    [
        (b'<x:ClientData ObjectType="Note"/>', []),
        (b'<x:ClientData ObjectType="Note"><x:Visible/></x:ClientData>', [foreign.OPEN_NOTES]),
        (b'<ns2:ClientData ObjectType="Note"><ns2:Visible></ns2:Visible>', [foreign.OPEN_NOTES]),
        (b'<x:ClientData ObjectType="Checkbox"/>', [foreign.CONTROLS]),
        (b'<x:ClientData ObjectType="Pict"/>', [foreign.IMAGES]),
        (b"<v:imagedata/>", [foreign.IMAGES]),
    ],
)
def test_old_drawings_may_hold_notes_only(vml: bytes, kinds: list[Text]) -> None:
    assert found(("xl/drawings/vmlDrawing1.vml", vml)) == kinds


def test_elements_of_a_sheet() -> None:
    assert list(foreign_elements(["sheetPr", "sheetData", "ignoredErrors", "extLst", "tableParts"])) == []
    assert list(foreign_elements(["controls", "customSheetViews", "cellWatches", "futureThing"])) == [
        foreign.CONTROLS,
        foreign.VIEWS,
        foreign.OTHER,
        foreign.OTHER,
    ]


def test_the_sentence_names_each_kind_once_in_the_readers_language() -> None:
    refusal = WouldLoseContent([foreign.CHARTS, foreign.IMAGES, foreign.CHARTS])
    assert refusal.to(Language.FR).startswith("Ce classeur contient des graphiques, des images, que")
    assert refusal.to(Language.NL).startswith("Deze werkmap bevat grafieken, afbeeldingen, die")
    assert str(refusal).startswith("This workbook holds charts, pictures, which")
