"""What a workbook holds that openpyxl would drop on saving, found by an allow-list: what is not known is foreign."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from addin.engines.skeleton import ORDER
from shared.language import Language, Refusal, Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from zipfile import ZipFile

    from addin.engines.skeleton import Skeleton

CHARTS: Final = Text("des graphiques", "grafieken", "charts")
IMAGES: Final = Text("des images", "afbeeldingen", "pictures")
SHAPES: Final = Text("des formes", "vormen", "shapes")
MACROS: Final = Text("des macros", "macro's", "macros")
RIBBON: Final = Text("un ruban", "een lint", "a ribbon")
SLICERS: Final = Text("des segments ou chronologies", "slicers of tijdlijnen", "slicers or timelines")
PIVOTS: Final = Text("des tableaux croisés dynamiques", "draaitabellen", "pivot tables")
COMMENTS: Final = Text("des commentaires en fil de discussion", "opmerkingen met antwoorden", "threaded comments")
CONTROLS: Final = Text("des contrôles de formulaire", "formulierbesturingselementen", "form controls")
EMBEDDED: Final = Text("des objets incorporés", "ingesloten objecten", "embedded objects")
CONNECTIONS: Final = Text("des connexions de données", "gegevensverbindingen", "data connections")
DYNAMIC: Final = Text("des formules matricielles dynamiques", "dynamische matrixformules", "dynamic array formulas")
VIEWS: Final = Text("des affichages personnalisés", "aangepaste weergaven", "custom views")
BARS: Final = Text("des barres de données", "gegevensbalken", "data bars")
OPEN_NOTES: Final = Text(
    "des notes affichées en permanence", "notities die altijd zichtbaar zijn", "notes kept in view"
)
OTHER: Final = Text(
    "des éléments d'un autre programme", "onderdelen van een ander programma", "parts of another program"
)

KEPT: Final = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|docProps/.*"
    r"|xl/(workbook|styles|sharedStrings|calcChain)\.xml|xl/_rels/workbook\.xml\.rels"
    r"|xl/theme/theme\d*\.xml|xl/printerSettings/.*"
    r"|xl/worksheets/[^/]*\.xml|xl/worksheets/_rels/[^/]*\.rels"
    r"|xl/comments[^/]*\.xml|xl/comments/[^/]*\.xml|xl/drawings/[^/]*\.vml"
    r"|xl/tables/[^/]*\.xml|xl/externalLinks/.*",
    re.IGNORECASE,
)
"""Parts that survive openpyxl, or that nobody misses."""

PARTS: Final = (
    (re.compile(r"xl/(charts|chartsheets)/.*", re.IGNORECASE), CHARTS),
    (re.compile(r"xl/media/.*", re.IGNORECASE), IMAGES),
    (re.compile(r"xl/vba.*|xl/macrosheets/.*", re.IGNORECASE), MACROS),
    (re.compile(r"customUI/.*", re.IGNORECASE), RIBBON),
    (re.compile(r"xl/(slicers|slicerCaches|timelines|timelineCaches)/.*", re.IGNORECASE), SLICERS),
    (re.compile(r"xl/(pivotTables|pivotCache)/.*", re.IGNORECASE), PIVOTS),
    (re.compile(r"xl/(threadedComments|persons)/.*", re.IGNORECASE), COMMENTS),
    (re.compile(r"xl/(ctrlProps|activeX)/.*", re.IGNORECASE), CONTROLS),
    (re.compile(r"xl/embeddings/.*", re.IGNORECASE), EMBEDDED),
    (re.compile(r"xl/(connections\.xml|queryTables/.*|model/.*)", re.IGNORECASE), CONNECTIONS),
    (re.compile(r"xl/(metadata\.xml|richData/.*)", re.IGNORECASE), DYNAMIC),
)
DRAWING: Final = re.compile(r"xl/drawings/[^/]*\.xml", re.IGNORECASE)
DRAWING_RELATIONS: Final = re.compile(r"xl/(drawings|charts|theme)/_rels/.*", re.IGNORECASE)
SHAPE: Final = re.compile(rb"<(?:\w+:)?(?:sp|cxnSp|grpSp)[\s>]")
ANCHOR: Final = re.compile(rb"<(?:\w+:)?(?:twoCellAnchor|oneCellAnchor|absoluteAnchor)[\s>]")
VML: Final = re.compile(r"xl/drawings/[^/]*\.vml", re.IGNORECASE)
VML_OBJECT: Final = re.compile(rb'ObjectType="(\w+)"')
VISIBLE_NOTE: Final = re.compile(rb"<\w+:Visible\s*(?:/>|>\s*</)")

ELEMENTS: Final = {
    "customSheetViews": VIEWS,
    "oleObjects": EMBEDDED,
    "controls": CONTROLS,
    "picture": IMAGES,
    "legacyDrawingHF": IMAGES,
    "drawingHF": IMAGES,
}
KNOWN_ELEMENTS: Final = frozenset({"sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", *ORDER}) - {
    "dataConsolidate",
    "customProperties",
    "cellWatches",
    "smartTags",
    "webPublishItems",
    *ELEMENTS,
}


class WouldLoseContent(Refusal):
    """Saving would drop something that a person or a program put into the workbook."""

    text = Text(
        "Ce classeur contient {kinds}, que nous ne pouvons pas encore réécrire sans perte: il est contrôlé, mais pas "
        "réécrit. Copiez la liste de clients dans un classeur vide pour y voir les marques.",
        "Deze werkmap bevat {kinds}, die we nog niet zonder verlies kunnen herschrijven: ze wordt gecontroleerd, maar "
        "niet herschreven. Kopieer de klantenlijst naar een lege werkmap om de markeringen te zien.",
        "This workbook holds {kinds}, which we cannot yet rewrite without loss: it is checked, but not rewritten. "
        "Copy the client list into an empty workbook to see the marks.",
    )

    def __init__(self, kinds: Iterable[Text]) -> None:
        """Keep the kinds of content, each once."""
        self.kinds = tuple(dict.fromkeys(kinds))
        super().__init__(kinds=self.kinds)

    def to(self, language: Language) -> str:
        """Return the sentence with the kinds in the reader's language."""
        return self.text.to(language, kinds=", ".join(kind.to(language) for kind in self.kinds))


def foreign(package: ZipFile, sheets: Iterable[Skeleton]) -> list[Text]:
    """Return the kind of everything in a package, whose worksheets are `sheets`, that saving would drop."""
    found = [*foreign_parts(package)]
    for sheet in sheets:
        found += [*foreign_elements(sheet.elements), *([BARS] if sheet.has_data_bars else [])]
    return found


def foreign_parts(package: ZipFile) -> Iterator[Text]:
    """Yield the kind of every part of the package that would be dropped."""
    for name in package.namelist():
        if name.endswith("/") or DRAWING_RELATIONS.fullmatch(name):
            continue
        if DRAWING.fullmatch(name):
            yield from _drawn(package.read(name))
        elif VML.fullmatch(name):
            yield from _drawn_in_vml(package.read(name))
        elif not KEPT.fullmatch(name):
            yield next((kind for part, kind in PARTS if part.fullmatch(name)), OTHER)


def foreign_elements(names: Iterable[str]) -> Iterator[Text]:
    """Yield the kind of every element of a worksheet that would be dropped."""
    for name in names:
        if name not in KNOWN_ELEMENTS:
            yield ELEMENTS.get(name, OTHER)


def _drawn(xml: bytes) -> Iterator[Text]:
    found = {kind for sign, kind in ((b":pic>", IMAGES), (b"/chart", CHARTS), (b"slicer", SLICERS)) if sign in xml}
    if SHAPE.search(xml):
        found.add(SHAPES)
    if not found and ANCHOR.search(xml):
        found.add(OTHER)
    yield from found


def _drawn_in_vml(xml: bytes) -> Iterator[Text]:
    kinds = set(VML_OBJECT.findall(xml))
    if kinds - {b"Note"}:
        yield IMAGES if kinds - {b"Note"} == {b"Pict"} else CONTROLS
    if b"imagedata" in xml:
        yield IMAGES
    if VISIBLE_NOTE.search(xml):
        yield OPEN_NOTES
