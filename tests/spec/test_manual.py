from __future__ import annotations

import unicodedata

import pytest

from shared.language import Language
from shared.rules import REASONS
from tests.spec.manual import page, path


@pytest.mark.parametrize("language", Language)
def test_the_page_is_what_the_rules_and_their_specifications_say(language: Language) -> None:
    assert path(language).read_text(encoding="utf-8") == page(language), "run: make manual"


@pytest.mark.parametrize("language", Language)
def test_every_code_is_explained(language: Language) -> None:
    written = page(language)
    assert [code for code in REASONS if f"\n| `{code}` |" not in written] == []


@pytest.mark.parametrize("language", Language)
def test_nothing_on_the_page_is_invisible(language: Language) -> None:
    strange = {character for character in page(language) if unicodedata.category(character)[0] in "CZ"}
    assert strange == {"\n", " "}


@pytest.mark.parametrize("language", Language)
def test_the_rows_of_a_table_are_as_long_as_its_heading(language: Language) -> None:
    for table in page(language).split("\n\n"):
        if table.startswith("|"):
            assert len({line.replace(r"\|", "").count("|") for line in table.splitlines()}) == 1
