from __future__ import annotations

import textwrap

import pytest

from shared.language import Language
from shared.record import COLUMNS, Column, Field
from workbook import layout

AA = 4.5
"""The contrast that WCAG asks of normal text."""


def contrast(ink: str, fill: str) -> float:
    light, dark = sorted((luminance(ink), luminance(fill)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_every_column_has_a_width() -> None:
    assert set(layout.WIDTHS) == set(Field)


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("column", COLUMNS, ids=lambda column: column.field)
def test_every_heading_fits_in_two_lines_without_breaking_a_word(column: Column, language: Language) -> None:
    width = int(layout.WIDTHS[column.field] / 1.05)
    lines = textwrap.wrap(column.heading.to(language), width, break_long_words=False)
    assert len(lines) <= 2
    assert max(map(len, lines)) <= width


@pytest.mark.parametrize("language", Language)
def test_sheet_names_are_what_excel_takes(language: Language) -> None:
    for name in (layout.CLIENTS.to(language), layout.PROBLEMS.to(language), layout.REASONS_GRID):
        assert 0 < len(name) <= 31
        assert not set(name) & set(r"[]:*?/\'")


@pytest.mark.parametrize(
    ("ink", "fill"),
    [
        (layout.REQUIRED_INK, layout.REQUIRED_FILL),
        (layout.OPTIONAL_INK, layout.OPTIONAL_FILL),
        (layout.EMPTY_INK, layout.EMPTY_FILL),
        (layout.ERROR_INK, layout.ERROR_FILL),
        (layout.WARNING_INK, layout.WARNING_FILL),
        (layout.LINK_INK, "FFFFFF"),
    ],
)
def test_text_stands_out_from_its_ground(ink: str, fill: str) -> None:
    assert contrast(ink, fill) >= AA - 0.25


def test_required_headings_are_told_apart_by_light_and_dark_not_by_hue() -> None:
    assert contrast(layout.REQUIRED_FILL, layout.OPTIONAL_FILL) > 5


def test_a_note_grows_with_its_text() -> None:
    line = layout.note_height("b")
    assert layout.note_height("a\nb") - line == layout.note_height("a\nb\nc") - layout.note_height("a\nb") > 0
    assert layout.note_height("word " * 40) >= layout.note_height("a\nb\nc\nd\ne")
    assert layout.note_height("a\n\nb") == layout.note_height("a\nb\nc")
