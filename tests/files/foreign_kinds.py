# ruff: noqa: E501 - elements of XML stay in one line
"""Workbooks with one kind each of what we know nothing about, built part by part as Excel lays it out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from tests.files.foreign_parts import BOOK, RELATIONSHIPS, ROOT, SHEET, TYPES, logo
from tests.files.package import parts, related, typed, write
from tests.unit.addin.books import client_book

if TYPE_CHECKING:
    from pathlib import Path

FIRST: Final = "xl/worksheets/sheet1.xml"
NONE: Final = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
NAMES: Final = (
    f' xmlns:r="{RELATIONSHIPS}" xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"'
    ' xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)
MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
DRAWING: Final = (
    '<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"'
    f' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="{RELATIONSHIPS}">#</xdr:wsDr>'
)
ANCHOR: Final = (
    "<xdr:twoCellAnchor><xdr:from><xdr:col>22</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>1</xdr:row><xdr:rowOff>0"
    "</xdr:rowOff></xdr:from><xdr:to><xdr:col>24</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>4</xdr:row><xdr:rowOff>0"
    "</xdr:rowOff></xdr:to>#<xdr:clientData/></xdr:twoCellAnchor>"
)
SHAPE: Final = (
    '<xdr:sp macro="" textlink=""><xdr:nvSpPr><xdr:cNvPr id="2" name="Forme 1"/><xdr:cNvSpPr/></xdr:nvSpPr><xdr:spPr>'
    '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr></xdr:sp>'
)
PICTURE: Final = (
    '<xdr:pic><xdr:nvPicPr><xdr:cNvPr id="2" name="Logo"/><xdr:cNvPicPr/></xdr:nvPicPr><xdr:blipFill><a:blip r:embed="'
    'rId1"/></xdr:blipFill><xdr:spPr><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr></xdr:pic>'
)
NOTES: Final = (
    f'<comments xmlns="{MAIN}"><authors><author>Els</author></authors><commentList><comment ref="D3" authorId="0"'
    ' shapeId="0"><text><r><rPr><b/></rPr><t xml:space="preserve">Els: </t></r><r><t>appeler</t></r></text></comment>'
    "</commentList></comments>"
)
BOX: Final = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/>'
    '</o:shapelayout><v:shapetype id="_x0000_t202" path="m,l,21600r21600,l21600,xe"/>'
    '<v:shape id="_x0000_s1025" type="#_x0000_t202" style="width:333px;height:99px;visibility:visible">'
    '<x:ClientData ObjectType="Note"><x:Anchor>4, 15, 2, 10, 6, 15, 6, 4</x:Anchor><x:Row>2</x:Row><x:Column>3'
    "</x:Column><x:Visible/></x:ClientData></v:shape></xml>"
)
CHECKBOX: Final = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' xmlns:x="urn:schemas-microsoft-com:office:excel"><v:shape id="_x0000_s1025" type="#_x0000_t201"'
    ' style="width:90px;height:20px"><v:textbox><div>Oui<br>non</div></v:textbox><x:ClientData ObjectType="Checkbox">'
    "<x:Checked>1</x:Checked></x:ClientData></v:shape></xml>"
)


class Related(NamedTuple):
    """A part, who is related to it ("" for the package, else a list of relations), and its type if it needs one."""

    name: str
    content: str | bytes
    kind: str = ""
    by: str = SHEET
    type: str = ""


class Kind(NamedTuple):
    """Parts, and elements that stand in the sheet before others; `{name}` is the relation to a part."""

    parts: tuple[Related, ...] = ()
    sheet: tuple[tuple[str, str], ...] = ()
    book: tuple[tuple[str, str], ...] = ()


def excel(kind: str) -> str:
    return f"http://schemas.microsoft.com/office/2007/relationships/{kind}"


def office(kind: str) -> str:
    return f"{RELATIONSHIPS}/{kind}"


def drawn(anchored: str, *more: Related) -> Kind:
    drawing = Related(
        "xl/drawings/drawing1.xml",
        DRAWING.replace("#", ANCHOR.replace("#", anchored)),
        office("drawing"),
        type="application/vnd.openxmlformats-officedocument.drawing+xml",
    )
    return Kind((drawing, *more), (("</worksheet>", '<drawing r:id="{xl/drawings/drawing1.xml}"/>'),))


def extended(uri: str, content: str) -> Kind:
    return Kind(sheet=(("</worksheet>", f'<extLst><ext uri="{{{{{uri}}}}}">{content}</ext></extLst>'),))


PNG = Related("xl/media/image1.png", logo(), office("image"), "xl/drawings/_rels/drawing1.xml.rels")
KINDS: Final[dict[str, Kind]] = {
    "nothing special": Kind(),
    "shapes": drawn(SHAPE),
    "pictures": drawn(PICTURE, PNG),
    "shapes in alternatives": drawn(
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Fallback>'
        f"{SHAPE}</mc:Fallback></mc:AlternateContent>"
    ),
    "macros": Kind(
        (
            Related(
                "xl/vbaProject.bin",
                b"\xcc\x61\xff\xff",
                "http://schemas.microsoft.com/office/2006/relationships/vbaProject",
                BOOK,
                "application/vnd.ms-office.vbaProject",
            ),
        )
    ),
    "a signature of macros": Kind(
        (
            Related(
                "xl/vbaProjectSignature.bin",
                b"\x01\x02",
                "http://schemas.microsoft.com/office/2006/relationships/vbaProjectSignature",
                BOOK,
                "application/vnd.ms-office.vbaProjectSignature",
            ),
        )
    ),
    "a ribbon": Kind(
        (
            Related(
                "customUI/customUI14.xml",
                '<customUI xmlns="http://schemas.microsoft.com/office/2009/07/customui"/>',
                excel("ui/extensibility"),
                ROOT,
            ),
        )
    ),
    "custom XML": Kind(
        (
            Related("customXml/item1.xml", '<s xmlns="urn:another-add-in"/>', office("customXml"), ROOT),
            Related("customXml/itemProps1.xml", "<p/>", office("customXmlProps"), "customXml/_rels/item1.xml.rels"),
        )
    ),
    "custom properties": Kind(
        (
            Related(
                "docProps/custom.xml",
                "<Properties/>",
                office("custom-properties"),
                ROOT,
                "application/vnd.openxmlformats-officedocument.custom-properties+xml",
            ),
        )
    ),
    "a task pane of an add-in": Kind(
        (
            Related(
                "xl/webextensions/taskpanes.xml",
                "<taskpanes/>",
                "http://schemas.microsoft.com/office/2011/relationships/webextensiontaskpanes",
                ROOT,
                "application/vnd.ms-office.webextensiontaskpanes+xml",
            ),
        )
    ),
    "slicers": Kind(
        (
            Related(
                "xl/slicerCaches/slicerCache1.xml",
                "<slicerCacheDefinition/>",
                excel("slicerCache"),
                BOOK,
                "application/vnd.ms-excel.slicerCache+xml",
            ),
            Related(
                "xl/slicers/slicer1.xml", "<slicers/>", excel("slicer"), type="application/vnd.ms-excel.slicer+xml"
            ),
        ),
        (
            (
                "</worksheet>",
                '<extLst><ext uri="{{A8765BA9-456A-4dab-B4F3-ACF838C121DE}}"><x14:slicerList><x14:slicer r:id="{xl/slicers/slicer1.xml}"/></x14:slicerList></ext></extLst>',
            ),
        ),
    ),
    "a pivot cache": Kind(
        (
            Related(
                "xl/pivotCache/pivotCacheDefinition1.xml",
                "<broken/>",
                office("pivotCacheDefinition"),
                BOOK,
                "application/vnd.openxmlformats-officedocument.spreadsheetml.pivotCacheDefinition+xml",
            ),
        )
    ),
    "notes in many letters, kept in view": Kind(
        (
            Related(
                "xl/comments1.xml",
                NOTES,
                office("comments"),
                type="application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml",
            ),
            Related("xl/drawings/vmlDrawing1.vml", BOX, office("vmlDrawing")),
        ),
        (("</worksheet>", '<legacyDrawing r:id="{xl/drawings/vmlDrawing1.vml}"/>'),),
    ),
    "threads": Kind(
        (
            Related(
                "xl/comments1.xml",
                NOTES.replace("<author>Els", "<author>tc={6F1B}"),
                office("comments"),
                type="application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml",
            ),
            Related("xl/drawings/vmlDrawing1.vml", BOX, office("vmlDrawing")),
            Related(
                "xl/threadedComments/threadedComment1.xml",
                "<ThreadedComments/>",
                "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment",
                type="application/vnd.ms-excel.threadedcomments+xml",
            ),
            Related(
                "xl/persons/person.xml",
                "<personList/>",
                "http://schemas.microsoft.com/office/2017/10/relationships/person",
                BOOK,
                "application/vnd.ms-excel.person+xml",
            ),
        ),
        (("</worksheet>", '<legacyDrawing r:id="{xl/drawings/vmlDrawing1.vml}"/>'),),
    ),
    "form controls": Kind(
        (
            Related("xl/drawings/vmlDrawing1.vml", CHECKBOX, office("vmlDrawing")),
            Related(
                "xl/ctrlProps/ctrlProp1.xml",
                "<formControlPr/>",
                office("ctrlProp"),
                type="application/vnd.ms-excel.controlproperties+xml",
            ),
        ),
        (
            (
                "</worksheet>",
                '<legacyDrawing r:id="{xl/drawings/vmlDrawing1.vml}"/><mc:AlternateContent><mc:Choice Requires="x14"><controls><control shapeId="1025" r:id="{xl/ctrlProps/ctrlProp1.xml}" name="Case 1"/></controls></mc:Choice></mc:AlternateContent>',
            ),
        ),
    ),
    "header pictures": Kind(
        (
            Related(
                "xl/drawings/vmlDrawing1.vml",
                BOX.replace('ObjectType="Note"', 'ObjectType="Pict"'),
                office("vmlDrawing"),
            ),
        ),
        (("</worksheet>", '<legacyDrawingHF r:id="{xl/drawings/vmlDrawing1.vml}"/>'),),
    ),
    "a background": Kind(
        (Related("xl/media/image9.png", logo(), office("image")),),
        (("</worksheet>", '<picture r:id="{xl/media/image9.png}"/>'),),
    ),
    "embedded objects": Kind(
        (
            Related(
                "xl/embeddings/oleObject1.bin",
                b"\xd0\xcf",
                office("oleObject"),
                type="application/vnd.openxmlformats-officedocument.oleObject",
            ),
        ),
        (
            (
                "</worksheet>",
                '<oleObjects><oleObject progId="Word.Document.12" shapeId="1026" r:id="{xl/embeddings/oleObject1.bin}"/></oleObjects>',
            ),
        ),
    ),
    "printer settings": Kind(
        (
            Related(
                "xl/printerSettings/printerSettings1.bin",
                b"\x00P\x00",
                office("printerSettings"),
                type="application/vnd.openxmlformats-officedocument.spreadsheetml.printerSettings",
            ),
        ),
        (("</worksheet>", '<pageSetup orientation="landscape" r:id="{xl/printerSettings/printerSettings1.bin}"/>'),),
    ),
    "connections": Kind(
        (
            Related(
                "xl/connections.xml",
                "<connections/>",
                office("connections"),
                BOOK,
                "application/vnd.openxmlformats-officedocument.spreadsheetml.connections+xml",
            ),
            Related(
                "xl/queryTables/queryTable1.xml",
                "<queryTable/>",
                office("queryTable"),
                type="application/vnd.openxmlformats-officedocument.spreadsheetml.queryTable+xml",
            ),
        )
    ),
    "links to other workbooks": Kind(
        (
            Related(
                "xl/externalLinks/externalLink1.xml",
                f'<externalLink xmlns="{MAIN}"/>',
                office("externalLink"),
                BOOK,
                "application/vnd.openxmlformats-officedocument.spreadsheetml.externalLink+xml",
            ),
        )
    ),
    "formulas listed for calculation": Kind(
        (
            Related(
                "xl/calcChain.xml",
                f'<calcChain xmlns="{MAIN}"><c r="W2" i="1"/></calcChain>',
                office("calcChain"),
                BOOK,
                "application/vnd.openxmlformats-officedocument.spreadsheetml.calcChain+xml",
            ),
        )
    ),
    "dynamic arrays": Kind(
        (
            Related(
                "xl/metadata.xml",
                f'<metadata xmlns="{MAIN}"/>',
                office("sheetMetadata"),
                BOOK,
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheetMetadata+xml",
            ),
        )
    ),
    "a table": Kind(
        (
            Related(
                "xl/tables/table1.xml",
                f'<table xmlns="{MAIN}" id="1" name="T" displayName="T" ref="A1:B4"><autoFilter ref="A1:B4"/><tableColumns count="2"><tableColumn id="1" name="Personne"/><tableColumn id="2" name="Prénom"/></tableColumns></table>',
                office("table"),
                type="application/vnd.openxmlformats-officedocument.spreadsheetml.table+xml",
            ),
        ),
        (("</worksheet>", '<tableParts count="1"><tablePart r:id="{xl/tables/table1.xml}"/></tableParts>'),),
    ),
    "sparklines": extended(
        "05C60535-1F16-4fd2-B633-F4F36F0B64E0",
        "<x14:sparklineGroups><x14:sparklineGroup><x14:sparklines><x14:sparkline><xm:f>Clients!A2:C2</xm:f><xm:sqref>X2</xm:sqref></x14:sparkline></x14:sparklines></x14:sparklineGroup></x14:sparklineGroups>",
    ),
    "icon sets of today": extended(
        "78C0D931-6437-407d-A8EE-F0AAD7539E65",
        '<x14:conditionalFormattings><x14:conditionalFormatting><x14:cfRule type="iconSet" priority="1" id="{{A}}"><x14:iconSet iconSet="3Stars"/></x14:cfRule><xm:sqref>V2:V4</xm:sqref></x14:conditionalFormatting></x14:conditionalFormattings>',
    ),
    "data bars": Kind(
        sheet=(
            (
                "<pageMargins",
                '<conditionalFormatting sqref="V2:V4"><cfRule type="dataBar" priority="1"><dataBar><cfvo type="min"/><cfvo type="max"/><color rgb="FF638EC6"/></dataBar><extLst><ext uri="{{B025F937}}"><x14:id>{{A}}</x14:id></ext></extLst></cfRule></conditionalFormatting>',
            ),
        )
    ),
    "lists on other sheets": extended(
        "CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF",
        '<x14:dataValidations count="1"><x14:dataValidation type="list"><x14:formula1><xm:f>Clients!$A$1:$A$3</xm:f></x14:formula1><xm:sqref>P2:P9</xm:sqref></x14:dataValidation></x14:dataValidations>',
    ),
    "protected ranges": Kind(
        sheet=(
            (
                "<pageMargins",
                '<sheetProtection sheet="1"/><protectedRanges><protectedRange sqref="A1:B2" name="R"/></protectedRanges>',
            ),
        )
    ),
    "scenarios and watched cells": Kind(
        sheet=(
            (
                "<pageMargins",
                '<scenarios current="0"><scenario name="S" count="1"><inputCells r="W2" val="1"/></scenario></scenarios>',
            ),
            (
                "</worksheet>",
                '<cellWatches><cellWatch r="A1"/></cellWatches><ignoredErrors><ignoredError sqref="E2:E9" numberStoredAsText="1"/></ignoredErrors>',
            ),
        )
    ),
    "links and breaks": Kind(
        sheet=(
            ("<pageMargins", '<hyperlinks><hyperlink ref="A1" location="Clients!A2"/></hyperlinks>'),
            ("</worksheet>", '<rowBreaks count="1" manualBreakCount="1"><brk id="3" max="16383" man="1"/></rowBreaks>'),
        )
    ),
    "names": Kind(
        book=(
            (
                "<calcPr",
                '<definedNames><definedName name="_xlnm.Print_Titles" localSheetId="0">Clients!$1:$1</definedName><definedName name="tarif">Clients!$A$1</definedName></definedNames>',
            ),
        )
    ),
    "views of persons": Kind(
        book=(
            (
                "</workbook>",
                '<customWorkbookViews><customWorkbookView name="Els" guid="{{A}}" windowWidth="1" windowHeight="1" activeSheetId="1"/></customWorkbookViews>',
            ),
        )
    ),
    "formats of no program of today": Kind(
        sheet=(
            ("</worksheet>", '<extLst><ext uri="{{FUTURE}}"><future xmlns="urn:future">€ é</future></ext></extLst>'),
        )
    ),
}


def make(path: Path, name: str) -> Path:
    """Write the workbook of a kind: three clients, of whom two have faults."""
    kind = KINDS[name]
    contents = parts(client_book(path))
    ids = {}
    for part in kind.parts:
        contents[part.name] = part.content if isinstance(part.content, bytes) else part.content.encode()
        folder = part.by.partition("_rels/")[0]
        steps = folder.count("/") if not part.name.startswith(folder) else 0
        target = "../" * steps + part.name if steps else part.name.removeprefix(folder)
        contents[part.by] = related(contents.get(part.by, NONE), part.kind, target)
        ids[part.name] = re.findall(rb'Id="(added\d+)"', contents[part.by])[-1].decode()
        if part.type:
            override = f'<Override PartName="/{part.name}" ContentType="{part.type}"/>'
            contents[TYPES] = typed(contents[TYPES], override)
    contents[TYPES] = typed(
        contents[TYPES],
        '<Default Extension="png" ContentType="image/png"/><Default Extension="vml" ContentType="application/'
        'vnd.openxmlformats-officedocument.vmlDrawing"/>',
    )
    for where, changes in ((FIRST, kind.sheet), ("xl/workbook.xml", kind.book)):
        text = contents[where].decode()
        text = re.sub("<(worksheet|workbook) ", lambda root: f"<{root[1]}{NAMES} ", text, count=1)
        for before, added in changes:
            told = re.sub(r"\{(xl/[^}]+)\}", lambda one: ids[one[1]], added).replace("{{", "{").replace("}}", "}")
            text = text.replace(before, told + before, 1)
        contents[where] = text.encode()
    write(path, contents)
    return path
