"""A cover sheet first, the clients on the second sheet, and a list of labels on a third."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.files.clients import headings, rows, workbook

if TYPE_CHECKING:
    from pathlib import Path


def make(path: Path) -> None:
    """Write the file: the cover is the active sheet; one mobile lacks its country code."""
    marie, jan, oscar = rows()
    oscar[4] = "0497556677"
    book, _cover = workbook([["Bureau Delvaux"], ["Clients pour Accounton, à jour au 1er mars"]], title="Lisez-moi")
    sheet = book.create_sheet("Clients")
    for line in (headings(), marie, jan, oscar):
        sheet.append(line)
    labels = book.create_sheet("Étiquettes")
    for line in (["Label", "Description"], ["bureau de Wavre", "dossiers de Wavre"]):
        labels.append(line)
    book.save(path)
