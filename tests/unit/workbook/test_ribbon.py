from __future__ import annotations

import re
from importlib.resources import files
from typing import Any, Final

import pytest
from openpyxl.xml.functions import fromstring

from shared.language import Language
from workbook.ribbon import BAR, PARTS, ribbon_parts
from workbook.ribbon_texts import BUTTONS, GROUPS

ICONS: Final = frozenset(
    {
        "AutoFormat",
        "Clear",
        "ContextHelp",
        "FileSave",
        "Lock",
        "RecordsRefreshMenu",
        "RightArrow2",
        "RmsInvokeBrowser",
        "Spelling",
        "Undo",
        "UpArrow2",
        "WindowsCascade",
    }
)
"""Of Office's own set: [MS-CUSTOMUI] 3.2, or seen in a gallery of what Excel shows."""
LABEL: Final = {"id", "tag", "getLabel"}
ALLOWED: Final = {
    "customUI": set(),
    "ribbon": set(),
    "tabs": set(),
    "tab": LABEL | {"getKeytip"},
    "group": LABEL,
    "button": LABEL | {"onAction", "enabled", "size", "imageMso", "getScreentip", "getSupertip", "getKeytip"},
}
"""Of the schemas, the elements and attributes that we use; both schemas have them all."""
CHILDREN: Final = {"customUI": "ribbon", "ribbon": "tabs", "tabs": "tab", "tab": "group", "group": "button"}
LONGEST: Final = 1024


@pytest.fixture(params=sorted(PARTS))
def ribbon(request: pytest.FixtureRequest) -> Any:  # noqa: ANN401 - same
    return fromstring(ribbon_parts()[request.param])


def local(element: Any) -> str:  # noqa: ANN401 - an element of lxml, which has no types
    return str(element.tag.partition("}")[2])


def named(ribbon: Any, kind: str) -> list[Any]:  # noqa: ANN401 - same
    return list(ribbon.iter(f"{{*}}{kind}"))


def procedures() -> set[str]:
    source = files("workbook").joinpath("vba/AccountonRibbon.bas").read_text("ascii")
    return set(re.findall(r"^Public Sub (\w+)\(", source, re.MULTILINE))


def test_elements_and_attributes_are_those_of_the_schema(ribbon: Any) -> None:  # noqa: ANN401 - same
    assert ribbon.tag in {f"{{{namespace}}}customUI" for namespace in PARTS.values()}
    for element in ribbon.iter():
        kind = local(element)
        assert set(element.attrib) <= ALLOWED[kind]
        assert {local(child) for child in element} <= {CHILDREN.get(kind)}
        assert element.tag.partition("}")[0] == ribbon.tag.partition("}")[0]


def test_values_are_those_of_the_schema(ribbon: Any) -> None:  # noqa: ANN401 - same
    identifiers = [element.get("id") for element in ribbon.iter() if element.get("id")]
    assert len(identifiers) == len(set(identifiers))
    assert all(re.fullmatch(r"[A-Za-z_][\w.-]*", identifier) for identifier in identifiers)
    for element in ribbon.iter():
        assert all(1 <= len(value) <= LONGEST for value in element.attrib.values())
        assert element.get("enabled", "false") == "false"
        assert element.get("size", "large") == "large"


def test_every_callback_is_a_public_procedure(ribbon: Any) -> None:  # noqa: ANN401 - same
    called = {
        value for element in ribbon.iter() for name, value in element.attrib.items() if name.startswith(("get", "on"))
    }
    assert called == procedures()


def test_every_control_shows_texts_in_three_languages(ribbon: Any) -> None:  # noqa: ANN401 - same
    wanted = {"tab": 4, "group": 1, "button": 4}
    for kind, texts in wanted.items():
        for control in named(ribbon, kind):
            parts = control.attrib["tag"].split(BAR)
            assert len(parts) == texts * len(Language)
            assert all(part == part.strip() != "" for part in parts)


def test_the_texts_are_those_of_the_table(ribbon: Any) -> None:  # noqa: ANN401 - same
    assert [button.get("id") for button in named(ribbon, "button")] == list(BUTTONS)
    assert [group.get("id") for group in named(ribbon, "group")] == list(GROUPS)
    for element in named(ribbon, "button"):
        button = BUTTONS[element.attrib["id"]]
        told = [text.to(one) for one in Language for text in (button.label, button.title, button.tip, button.key)]
        assert element.attrib["tag"].split(BAR) == told


def test_what_does_not_work_yet_is_grey_and_calls_nothing(ribbon: Any) -> None:  # noqa: ANN401 - same
    for element in named(ribbon, "button"):
        works = BUTTONS[element.attrib["id"]].works
        assert (element.get("onAction"), element.get("enabled")) == (
            ("AccountonClick", None) if works else (None, "false")
        )


def test_what_does_not_work_yet_says_so() -> None:
    for button in BUTTONS.values():
        for language, said in zip(
            Language, ("ne fonctionne pas encore", "werkt nog niet", "not work yet"), strict=True
        ):
            assert (said in button.tip.to(language)) is not button.works


@pytest.mark.parametrize("language", Language)
def test_key_tips_are_short_and_lead_to_one_button(language: Language) -> None:
    keys = [button.key.to(language) for button in BUTTONS.values()]
    assert len(set(keys)) == len(keys)
    assert all(re.fullmatch("[A-Z0-9]{1,3}", key) for key in keys)


@pytest.mark.parametrize("language", Language)
def test_tips_are_at_most_two_sentences(language: Language) -> None:
    for button in BUTTONS.values():
        assert button.tip.to(language).replace("docs/accountant.", "").count(". ") <= 1
        assert button.tip.to(language).endswith(".")
        assert not button.title.to(language).endswith(".")


def test_icons_exist(ribbon: Any) -> None:  # noqa: ANN401 - same
    assert {button.attrib["imageMso"] for button in named(ribbon, "button")} == ICONS


def test_the_macros_pick_from_the_tag_as_it_is_laid_down() -> None:
    source = files("workbook").joinpath("vba/AccountonRibbon.bas").read_text("ascii")
    constants = dict(re.findall(r"^Private Const (\w+) As Long = (\d+)$", source, re.MULTILINE))
    assert [constants[name] for name in ("LABEL_TEXT", "SCREEN_TIP", "SUPER_TIP", "KEY_TIP")] == list("0123")
    assert constants["TEXTS"] == "4"
    assert [constants[name] for name in ("FRENCH", "DUTCH", "ENGLISH")] == list("012")
    assert f'Split("{" ".join(Language)}")' in source
