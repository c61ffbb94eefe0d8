"""Made-up people with well-formed national numbers."""

from __future__ import annotations

from dataclasses import replace

from shared.platform.contract import NOT_YET_SENT, PlatformClient
from shared.record import Client

AN = Client(
    first_name="An",
    last_name="Peeters",
    email="an@example.be",
    national_number="85073003328",
    language="dutch",
    client_code="1001",
)
BART = Client(
    first_name="Bart", last_name="Wuyts", email="bart@example.be", national_number="76092325733", language="dutch"
)
CARL = Client(
    first_name="Carl", last_name="Maes", email="carl@example.be", national_number="78041211428", language="french"
)
DINA = Client(
    first_name="Dina", last_name="Claes", email="dina@example.be", national_number="69021503112", language="french"
)
AN_WITH_BART = replace(AN, partner_national_number=BART.national_number)
BART_WITH_AN = replace(BART, partner_national_number=AN.national_number)


def platform_clients(*clients: Client) -> list[PlatformClient]:
    """Return `clients` with the ids c1, c2 and so on."""
    return [
        PlatformClient(f"c{number}", client, None, NOT_YET_SENT, "2026-03-03T00:00:00+00:00")
        for number, client in enumerate(clients, 1)
    ]
