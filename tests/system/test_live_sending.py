"""*Compare*, *Send* and *Export for upload* in a live LibreOffice, against the real sandbox by HTTP."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook

from addin.choices import TICK
from addin.click import Click
from addin.comparing import compare_in
from addin.engines.libreoffice.engine import attached
from addin.exporting import export_beside
from addin.sending import send
from shared.language import Language
from shared.platform.sandbox import seed
from shared.settings import Settings
from tests.fakes.clients import client
from tests.fakes.sandbox import running as sandbox_running
from tests.fakes.workbooks import workbook
from tests.files.office import office
from workbook.layout import TABS, Role

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.libreoffice
SOFIE = seed.CLIENTS[0]


def said(book: Any) -> list[object]:  # noqa: ANN401 - xlwings'
    block = book.sheets["Clients"].used_range.value
    column = block[0].index("Accounton")
    return [row[column] for row in block[1:]]


def test_what_is_ticked_is_sent_and_exported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [client(1), client(2, email="x"), replace(SOFIE, city="Oostende")]
    path = workbook(tmp_path / "clients.xlsx", rows)
    with sandbox_running(tmp_path) as sandbox, office(tmp_path / "office") as running:
        monkeypatch.setenv("ACCOUNTON_TOKEN", sandbox.tokens["admin"])
        settings = Settings(home=str(tmp_path / "home"), platform_url=sandbox.url)
        running.show(path)
        with attached(running.address) as book, sandbox.platform() as platform:
            click = Click(book, Language.NL, settings)
            compare_in(book, platform, settings, Language.NL, click.circumstances.today)
            sheet = book.sheets[TABS[Role.COMPARISON].nl]
            lines = sheet.used_range.options(ndim=2).value
            city = next(at for at, row in enumerate(lines, 1) if "Oostende" in row)
            sheet.range((city, 2)).value = TICK
            assert send(click) == "Aangemaakt: 1, Bijgewerkt: 1, Ongeldig: 1"
            told = said(book)
            assert (told[0], told[2]) == ("Aangemaakt (C00015)", "Bijgewerkt (C00001)")
            assert str(told[1]).startswith("Niet verstuurd: ")
            assert send(click) == "Aangemaakt: 0, Al op Accounton: 2, Ongeldig: 1"
            assert "Geschreven rijen: 1" in export_beside(click)
            assert "(clients - import.xlsx)" in str(said(book)[0])
            found = platform.client("C00001")
    assert found
    assert found.client == replace(SOFIE, city="Oostende")
    upload = load_workbook(tmp_path / "clients - import.xlsx")
    assert [cell.value for cell in upload.worksheets[0]["D"]] == ["E-mail", client(1).email]
    upload.close()
