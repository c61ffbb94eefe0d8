"""A part's XML by the places of its elements: what is not changed keeps every byte.

Elements are known by their local names; `prefix` is what the part puts before its own, with the colon, b"" for none.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple
from xml.parsers import expat

from addin.engines.escapes import escape

if TYPE_CHECKING:
    from collections.abc import Container

RELATIONSHIPS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TAG: Final = re.compile(rb"<(/?)(?=[A-Za-z])(?![\w.-]+:)")
PREFIX: Final = re.compile(rb"<([\w.-]+:)?[\w.-]+[\s/>]")
ILLEGAL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
COMMENT: Final = re.compile(rb"<!--.*?-->", re.DOTALL)
LITERAL: Final = re.compile(rb"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)
ESCAPE: Final = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


class Element(NamedTuple):
    """A child: its local name, and where it starts and ends."""

    name: str
    start: int
    end: int


def children(xml: bytes) -> list[Element]:
    """Return every child of the root."""
    found: list[Element] = []
    depth = start = 0
    parser = expat.ParserCreate()

    def opened(_name: str, _attributes: object) -> None:
        nonlocal depth, start
        depth += 1
        if depth == 2:  # noqa: PLR2004 - the root is 1
            start = parser.CurrentByteIndex

    def closed(name: str) -> None:
        nonlocal depth
        if depth == 2:  # noqa: PLR2004
            place = parser.CurrentByteIndex  # behind an empty element, and before the closing tag of another
            end = xml.index(b">", place) + 1 if place > start and xml.startswith(b"</", place) else 0
            if not end or _is_empty(xml, start, place):
                end = place
            found.append(Element(name.rpartition(":")[2], start, end))
        depth -= 1

    parser.StartElementHandler, parser.EndElementHandler = opened, closed
    parser.Parse(xml, True)  # noqa: FBT003 - expat takes it by position only
    return found


def _is_empty(xml: bytes, start: int, place: int) -> bool:
    """Tell whether the element from `start` on is `<a/>` and ends at `place`, where another closing tag may follow."""
    return xml.endswith(b"/>", start, place) and xml.find(b"<", start + 1, place) < 0


def prefix_of(xml: bytes) -> bytes:
    """Return the prefix of the root."""
    root = PREFIX.search(xml)
    return (root[1] if root else None) or b""


def prefixed(xml: bytes, prefix: bytes) -> bytes:
    """Return XML without prefixes with one on every tag."""
    return TAG.sub(rb"<\1" + prefix, xml) if prefix else xml


def attribute(element: bytes, name: str) -> str | None:
    """Return an attribute of the first tag, as it is written."""
    found = _attribute(name).search(element[: element.index(b">") + 1])
    return found[1].decode() if found else None


def with_attribute(element: bytes, name: str, value: str) -> bytes:
    """Return an element whose first tag has an attribute."""
    end = element.index(b">") + 1
    tag = element[:end]
    written = b' %s="%s"' % (name.encode(), value.encode())
    if _attribute(name).search(tag):
        return _attribute(name).sub(lambda _: written, tag, count=1) + element[end:]
    close = re.search(rb"\s*/?>$", tag)
    assert close  # noqa: S101 - it is a tag
    return tag[: close.start()] + written + tag[close.start() :] + element[end:]


def _attribute(name: str) -> re.Pattern[bytes]:
    return re.compile(rb"""\s%s\s*=\s*["']([^"']*)["']""" % name.encode())


def opened(xml: bytes) -> bytes:
    """Return an element that has a closing tag, also when it is empty."""
    if not xml.endswith(b"/>") or xml.count(b"<") > 1:
        return xml
    name = re.match(rb"<([\w:.-]+)", xml)
    assert name  # noqa: S101 - it is an element
    return xml[:-2].rstrip() + b"></" + name[1] + b">"


def appended(element: bytes, *added: bytes) -> bytes:
    """Return an element with more children at its end; `count`, where it is told, is right."""
    whole = opened(element)
    place = whole.rindex(b"</")
    whole = whole[:place] + b"".join(added) + whole[place:]
    count = attribute(whole, "count")
    return with_attribute(whole, "count", str(int(count) + len(added))) if count and count.isdecimal() else whole


def inserted(xml: bytes, element: bytes, later: Container[str]) -> bytes:
    """Return XML with an element before the first child of the root that has to stand after it."""
    place = next((child.start for child in children(xml) if child.name in later), None)
    if place is None:
        place = xml.rindex(b"</")
    return xml[:place] + element + xml[place:]


def replaced(xml: bytes, changes: dict[Element, bytes]) -> bytes:
    """Return XML with some of its children replaced."""
    pieces = []
    place = 0
    for child in sorted(changes, key=lambda child: child.start):
        pieces += [xml[place : child.start], changes[child]]
        place = child.end
    return b"".join([*pieces, xml[place:]])


def text(value: str) -> bytes:
    """Return a text as it stands in XML; what Excel would take for an escape is escaped itself."""
    plain = ILLEGAL.sub("", value)
    if "_x" in plain:
        plain = ESCAPE.sub("_x005F_", plain)
    return escape(plain).replace("\r", "_x000D_").encode()


def after(name: str, order: tuple[str, ...]) -> frozenset[str]:
    """Return the names that have to stand after one."""
    return frozenset(order[order.index(name) + 1 :])


def plain(xml: bytes) -> bytes:
    """Return XML without remarks and without the other way to write texts, for nothing in it looks like an element."""
    return LITERAL.sub(lambda one: escape(one[1].decode()).encode(), COMMENT.sub(b"", xml))
