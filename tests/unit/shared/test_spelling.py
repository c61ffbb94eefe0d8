from __future__ import annotations

import pytest

from shared.spelling import folded


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ""),
        ("abc1", "abc1"),
        ("ABC", "abc"),
        ("  Néerlandais (BE)", "neerlandais be"),
        ("N° de registre", "n de registre"),
        ("E-mail_adres", "e mail adres"),
        ("Cœur Straße Ø", "coeur strasse o"),
        ("İstanbul", "istanbul"),
        ("???", ""),
    ],
)
def test_folded(text: str, expected: str) -> None:
    assert folded(text) == expected
