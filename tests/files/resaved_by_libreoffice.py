"""The template, filled in and then opened and saved by LibreOffice, which writes it its own way. The file is kept."""

from __future__ import annotations

import tempfile
from dataclasses import asdict
from pathlib import Path

from shared.language import Language
from shared.record import Field
from tests.files.clients import JAN, MARIE, OSCAR
from tests.files.libreoffice import save_as
from workbook.build import template

KEPT = Path(__file__).with_suffix(".xlsx")


def make(path: Path) -> None:
    """Write the file with LibreOffice."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "clients.xlsx")
        source_of(source)
        save_as(source, path, "xlsx:Calc MS Excel 2007 XML")


def source_of(path: Path) -> None:
    """Write the file before LibreOffice: Jan's mobile and Oscar's national number are badly written.

    Oscar's postal code and client code are numbers.
    """
    marie, jan, oscar = ({Field(name): text for name, text in asdict(one).items()} for one in (MARIE, JAN, OSCAR))
    jan[Field.MOBILE] = "0486 11 22 33"
    oscar[Field.NATIONAL_NUMBER] = "01.02.03-016.55"
    template(path, Language.FR, [marie, jan, {**oscar, Field.POSTAL_CODE: 4000.0, Field.CLIENT_CODE: 1003.0}])


if __name__ == "__main__":
    make(KEPT)
