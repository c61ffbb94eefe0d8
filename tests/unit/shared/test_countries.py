from __future__ import annotations

import pytest
from babel import Locale
from babel.core import get_global

from shared.countries import NOT_COUNTRIES, USUAL, code_of
from shared.language import Language


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("", ""),
        ("Belgique", "BE"),
        ("BELGIE", "BE"),
        ("Pays Bas", "NL"),
        ("Duitsland", "DE"),
        ("nl", "NL"),
        ("FRA", "FR"),
        ("U.K.", None),
        ("Royaume-Uni", "GB"),
        ("Congo-Kinshasa", "CD"),
        ("Union européenne", None),
        ("EU", None),
        ("ZZ", None),
        ("001", None),
        ("Atlantis", None),
    ],
)
def test_code_of(written: str, code: str | None) -> None:
    assert code_of(written) == code


@pytest.mark.parametrize("language", Language)
def test_every_country_is_known_by_its_name_and_code(language: Language) -> None:
    for code, name in Locale(language.value).territories.items():
        if len(code) == 2 and code not in NOT_COUNTRIES:
            assert code_of(name) == code_of(code) == code


def test_every_country_is_known_by_its_code_of_three_letters() -> None:
    three_letters = {alias: codes for alias, codes in get_global("territory_aliases").items() if len(alias) == 3}
    known = {
        code: alias for alias, codes in three_letters.items() if alias.isalpha() and len(codes) == 1 for code in codes
    }
    assert len(known) > 240
    assert {code_of(alias) for alias in known.values()} == set(known)


@pytest.mark.parametrize("written", [name for name in USUAL if name])
def test_the_usual_names_are_those_of_the_whole_list(written: str) -> None:
    assert code_of(written) == code_of(f" {written}.")
