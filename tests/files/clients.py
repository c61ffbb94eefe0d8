"""Made-up clients without a fault, and the workbook in which a practice would keep them."""

from __future__ import annotations

from dataclasses import astuple
from typing import TYPE_CHECKING, Final

from openpyxl import Workbook

from shared.language import Language
from shared.record import COLUMNS, Client

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from openpyxl.worksheet.worksheet import Worksheet

    Row = Iterable[object]

MARIE: Final = Client(
    first_name="Marie",
    last_name="Dupont",
    email="marie.dupont@example.com",
    mobile="+32475123456",
    national_number="85073003328",
    street="Rue de la Station",
    house_number="16",
    box="3",
    postal_code="1300",
    city="Wavre",
    country="Belgique",
    labels="bureau de Wavre,gestionnaire Claire",
    language="french",
    client_code="D001",
    responsible="claire.delvaux@example.com",
)
JAN: Final = Client(
    first_name="Jan",
    last_name="Peeters",
    email="jan.peeters@example.com",
    mobile="+32486112233",
    national_number="79041211845",
    street="Kerkstraat",
    house_number="8",
    postal_code="9000",
    city="Gent",
    country="België",
    partner_national_number="92021520431",
    language="dutch",
    client_code="D002",
)
OSCAR: Final = Client(
    first_name="Oscar",
    last_name="Lambert",
    email="oscar@lambert-toiture.example.com",
    mobile="+32497556677",
    national_number="01020301655",
    street="Quai de Rome",
    house_number="101",
    postal_code="4000",
    city="Liège",
    country="BE",
    language="french",
    client_code="D003",
    kbo_number="0403101712",
)
CLIENTS: Final = (MARIE, JAN, OSCAR)


def headings(language: Language = Language.FR) -> list[str]:
    """Return the template's 21 headings."""
    return [column.heading.to(language) for column in COLUMNS]


def rows(clients: Sequence[Client] = CLIENTS) -> list[list[object]]:
    """Return the clients as rows of the template, None where nothing is known."""
    return [[text or None for text in astuple(client)] for client in clients]


def workbook(lines: Sequence[Row], title: str = "Clients") -> tuple[Workbook, Worksheet]:
    """Return a new workbook and its one sheet, which holds `lines`."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = title
    for line in lines:
        sheet.append(list(line))
    return book, sheet
