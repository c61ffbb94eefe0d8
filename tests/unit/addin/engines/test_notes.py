from __future__ import annotations

import re

import pytest

from addin.engines.notes import EMPTY, Notes
from addin.marks import GAP, MARKER

NAMESPACE = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
TEXTS = [
    b"<text><t>plain</t></text>",
    b'<text><t xml:space="preserve"> &lt;a&gt; &amp;\n b </t></text>',
    b"<text><r><t>one run</t></r></text>",
    b'<text><r><rPr><b/></rPr><t xml:space="preserve">Els:</t></r><r><t xml:space="preserve"> vraag</t></r></text>',
    b'<text><r><t>a</t></r><rPh sb="0" eb="1"><t>aa</t></rPh><phoneticPr fontId="1"/></text>',
    b"<text><r><t>a_x000D_\nb</t></r></text>",
]


def comments(text: bytes, author: bytes = b"Els") -> bytes:
    return (
        b"<comments " + NAMESPACE + b"><authors><author>" + author + b"</author></authors><commentList>"
        b'<comment ref="D3" authorId="0" shapeId="0">' + text + b"</comment>\n</commentList></comments>"
    )


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("prefix", [b"", b"x:"])
def test_ours_is_added_behind_and_taken_away_without_a_trace(text: bytes, prefix: bytes) -> None:
    before = comments(text)
    if prefix:
        before = re.sub(rb"<(/?)", rb"<\1x:", before).replace(b"xmlns=", b"xmlns:x=")
    notes = Notes(before)
    assert notes.add({"D3": "✖ wrong", "E4": "⚠ doubtful & <odd>"}) == ["E4"]
    assert notes.places == ["D3", "E4"]
    assert notes.xml.count(f"{MARKER}\n✖ wrong".encode()) == 1
    assert f"{MARKER}\n⚠ doubtful &amp; &lt;odd&gt;".encode() in notes.xml
    assert notes.remove() == ["E4"]
    assert notes.xml == before


def test_the_rest_of_a_run_that_another_program_joined_to_ours_stays() -> None:
    joined = f"<text><t>Els: vr{GAP}{MARKER}\n✖ wrong</t></text>".encode()
    notes = Notes(comments(joined))
    assert notes.remove() == []
    assert notes.xml == comments(b"<text><t>Els: vr</t></text>")


def test_a_thread_is_left_alone() -> None:
    before = comments(b"<text><t>[Threaded comment]</t></text>", b"tc={6F1B}")
    notes = Notes(before)
    assert notes.add({"D3": "✖ wrong"}) == []
    assert notes.xml == before


def test_the_first_note_of_a_sheet() -> None:
    notes = Notes(EMPTY)
    assert notes.add({"A2": "✖ wrong"}) == ["A2"]
    assert notes.remove() == ["A2"]
    assert (notes.places, notes.xml) == ([], EMPTY)
