"""Texts of a hundred thousand characters cost what their length costs: none makes a pattern go back and forth."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import Final

import pytest

from shared.check import Table, check
from shared.record import Field
from tests.properties.values import CIRCUMSTANCES

PIECES: Final = (
    *(
        "0",
        "1",
        "a",
        "A",
        "é",
        "İ",
        "a@",
        "a@b.be;",
        "x@y ",
        " @ ",
        ".",
        "a.",
        "<",
        "<a",
        "a>",
        "(",
        "(0)",
        "( 0",
        "[",
        '"',
        "'",
    ),
    *(
        "-",
        " -",
        "- ",
        "–",
        ", ",
        "|",
        "a\n",
        "1/",
        "+",
        "+32475123456/",
        "0475123456 ou ",
        "gsm ",
        "tel",
        "et ",
        "1E+",
        "BE",
        "N°",
    ),
    *(
        "mailto:",
        "\t",
        "\u00a0",
        "\u200b",
        "\u0301",
        "=",
        "1000-",
        "rue 1 ",
        "1 ",
        "van ",
        "'t ",
        "a-b ",
        "_x000D_",
        "٣",
        "\ud800",
    ),
)
AROUND: Final = (("", ""), ("1000 a@b.be +32 ", "x1@"))
LENGTH: Final = 100_000
PATIENCE: Final = 120
"""Seconds for what takes two; a pattern that goes back and forth over one such text takes half a minute by itself."""

FIELDS: Final = [
    field
    for field in Field
    if field not in {Field.PARTNER_NATIONAL_NUMBER, Field.PARTNER_KBO_NUMBER, Field.RESPONSIBLE}
]
"""Those with rules of their own."""


@pytest.mark.parametrize("field", FIELDS)
def test_a_long_text_is_checked_in_one_go(field: Field) -> None:
    unwatched = {name: setting for name, setting in os.environ.items() if not name.startswith("COV")}
    subprocess.run([sys.executable, "-m", __spec__.name, field], check=True, timeout=PATIENCE, env=unwatched)


def _check_long_texts(field: Field) -> None:
    texts = [before + piece * (LENGTH // len(piece)) + after for piece in PIECES for before, after in AROUND]
    check(Table(range(len(texts)), {field: texts}), CIRCUMSTANCES)


if __name__ == "__main__":
    _check_long_texts(Field(sys.argv[1]))
