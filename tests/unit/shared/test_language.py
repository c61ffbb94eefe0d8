from __future__ import annotations

from shared.language import Language, Refusal, Text


class RowMissing(Refusal):
    text = Text("La ligne {row} manque.", "Rij {row} ontbreekt.", "Row {row} is missing.")


def test_a_text_fills_its_places() -> None:
    assert RowMissing.text.to(Language.NL, row=3) == "Rij 3 ontbreekt."


def test_a_text_without_arguments_keeps_braces() -> None:
    assert Text("{", "{", "{}").to(Language.EN) == "{}"


def test_a_refusal_speaks_each_language() -> None:
    refusal = RowMissing(row=7)
    assert refusal.to(Language.FR) == "La ligne 7 manque."
    assert str(refusal) == "Row 7 is missing."
