"""The ribbon's parts: `ribbon.xml` with the texts put in.

Each control carries its texts in its `tag`: label, screen tip, super tip and key tip, in French, in Dutch, in English.
The macros of `vba/AccountonRibbon.bas` pick from it by the language of Excel's own interface.
"""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import quoteattr

from shared.language import Language
from workbook.ribbon_texts import BUTTONS, GROUPS, NAME, TAB_KEY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shared.language import Text
    from workbook.ribbon_texts import Button

BAR: Final = "|"
PARTS: Final = {
    "customUI/customUI14.xml": "http://schemas.microsoft.com/office/2009/07/customui",
    "customUI/customUI.xml": "http://schemas.microsoft.com/office/2006/01/customui",
}
"""The part that Excel reads since 2010, and the one that Excel 2007 reads."""


def ribbon_parts() -> dict[str, bytes]:
    """Return the content of each part by its name."""
    form = files("workbook").joinpath("ribbon.xml").read_text(encoding="utf-8")
    attributes = dict(_attributes())
    return {part: form.format(namespace=namespace, **attributes).encode() for part, namespace in PARTS.items()}


def _attributes() -> Iterator[tuple[str, str]]:
    yield "accounton", _labelled(NAME, NAME, NAME, TAB_KEY)
    for group, label in GROUPS.items():
        yield group, _labelled(label)
    for name, button in BUTTONS.items():
        yield name, f"{_labelled(button.label, button.title, button.tip, button.key)} {_behaviour(button)}"


def _labelled(*texts: Text) -> str:
    tag = BAR.join(text.to(language) for language in Language for text in texts)
    return f'tag={quoteattr(tag)} getLabel="AccountonLabel"'


def _behaviour(button: Button) -> str:
    called = 'onAction="AccountonClick"' if button.works else 'enabled="false"'
    tips = 'getScreentip="AccountonScreentip" getSupertip="AccountonSupertip" getKeytip="AccountonKeytip"'
    return f"{called} {tips}"
