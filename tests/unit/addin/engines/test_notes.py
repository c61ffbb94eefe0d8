from __future__ import annotations

import pytest

from addin.engines.notes import formatted, sizes, with_formats

NAMESPACE = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
BOLD = (
    b'<text><r><rPr><b/></rPr><t xml:space="preserve">Els:</t></r>'
    b'<r><t xml:space="preserve"> vraag &amp; antwoord</t></r></text>'
)


def comments(text: bytes) -> bytes:
    return (
        b"<comments " + NAMESPACE + b'><commentList><comment ref="D3" authorId="0">' + text + b"</comment>"
        b'<comment ref="E3" authorId="0"><text><t>plain</t></text></comment></commentList></comments>'
    )


def test_only_notes_with_formats_are_remembered() -> None:
    assert formatted(comments(BOLD)) == {"D3": BOLD}


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (b"<text><t>Els: vraag &amp; antwoord</t></text>", BOLD),
        (
            b"<text><t>Els: vraag &amp; antwoord\n\n&lt;ours&gt;</t></text>",
            BOLD.removesuffix(b"</text>") + b'<r><t xml:space="preserve">\n\n&lt;ours&gt;</t></r></text>',
        ),
        (b"<text><t>Els: vr</t></text>", BOLD.replace(b" vraag &amp; antwoord", b" vr")),
        (b"<text><t>Els</t></text>", b'<text><r><rPr><b/></rPr><t xml:space="preserve">Els</t></r></text>'),
        (b"<text><t>another</t></text>", b"<text><t>another</t></text>"),
    ],
    ids=["as it was", "with our part", "without its end", "half a run", "rewritten"],
)
def test_a_note_gets_its_formats_back(now: bytes, expected: bytes) -> None:
    assert with_formats(comments(now), {"D3": BOLD}) == comments(expected)


def test_sizes_in_points_and_pixels_by_cell() -> None:
    vml = (
        b"<xml><v:shapetype id='x'/>"
        b'<v:shape style="width:108pt;height:60pt"><x:ClientData><x:Row>2</x:Row><x:Column>3</x:Column></x:ClientData>'
        b"</v:shape>"
        b'<ns0:shape style="width:200px;height:90.5px"><ns2:Row>0</ns2:Row><ns2:Column>0</ns2:Column></ns0:shape>'
        b'<v:shape style="width:auto"><x:Row>5</x:Row><x:Column>5</x:Column></v:shape></xml>'
    )
    assert sizes(vml) == {(3, 4): (80.0, 144.0), (1, 1): (90.5, 200.0)}
