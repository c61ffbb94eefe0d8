"""The procedures of `addin.procedures`, on openpyxl's workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from addin.procedures import SEPARATOR, WRITE

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from addin.engines.workbook_file import WorkbookFile


def write(file: WorkbookFile, sheet: str, addresses: str, texts: str) -> None:
    """Give each cell its text, as text."""
    worksheet = file.workbook[sheet]
    for address, text in zip(addresses.split(SEPARATOR), texts.split(SEPARATOR), strict=True):
        cell = worksheet[address]
        cell.value = text or None
        cell.number_format = "@"
        cell.data_type = "s"


PROCEDURES: Final[Mapping[str, Callable[..., object]]] = {WRITE: write}
