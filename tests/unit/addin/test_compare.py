from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from addin.compare import AMBIGUOUS, PARTNER_THERE, compare
from addin.sections import document, lines
from shared.check import table_of
from shared.language import Language
from shared.platform.sandbox import seed
from shared.record import Client, Field
from tests.fakes.clients import client
from tests.fakes.platform import MemoryPlatform

if TYPE_CHECKING:
    from addin.compare import Compared

TODAY = date(2026, 3, 2)
SOFIE, JAN, *_ = seed.CLIENTS


def compared(clients: list[Client], platform: MemoryPlatform | None = None) -> Compared:
    return compare(table_of(clients), platform or MemoryPlatform(), TODAY)


def told(clients: list[Client], platform: MemoryPlatform | None = None) -> Any:  # noqa: ANN401 - a document
    return document(compared(clients, platform), lambda field: field.value[:1].upper(), Language.EN)


def test_a_new_row_is_only_in_the_import() -> None:
    found = told([client(1)])
    assert found["only_in_import"] == [
        {"row": 1, "name": "Test Persoon B", "email": "persoon.1@example.com", "language": "dutch"}
    ]
    assert len(found["only_on_platform"]) == len(seed.CLIENTS)


def test_a_known_client_is_in_both_with_the_fields_that_differ() -> None:
    found = told([JAN, replace(SOFIE, email="sofie@example.com", street="")])
    assert found["in_both"] == [
        {"row": 1, "client_id": "C00002", "differences": {}},
        {
            "row": 2,
            "client_id": "C00001",
            "differences": {"email": {"import": "sofie@example.com", "platform": SOFIE.email}},
        },
    ]
    assert {each["client_id"] for each in found["only_on_platform"]}.isdisjoint({"C00001", "C00002"})
    assert found["only_in_import"] == []


def test_an_invalid_row_does_not_make_its_client_only_on_the_platform() -> None:
    found = told([replace(SOFIE, mobile="0475318264")])
    assert "C00001" not in {each["client_id"] for each in found["only_on_platform"]}
    assert found["in_both"] == []
    (invalid,) = found["invalid"]
    assert (invalid["row"], invalid["name"]) == (1, "Sofie Peeters")
    (problem,) = invalid["problems"]
    assert (problem["column"], problem["field"], problem["level"]) == ("M", "mobile", "error")
    assert problem["suggestion"] == "+32475318264"


def test_a_row_that_could_be_several_clients_is_neither_new_nor_known() -> None:
    twin = replace(SOFIE, national_number="", client_code="")
    platform = MemoryPlatform([replace(twin, client_code="A"), replace(twin, client_code="B"), JAN])
    found = told([twin], platform)
    assert [each["client_id"] for each in found["only_on_platform"]] == ["C00003"]
    assert (found["only_in_import"], found["in_both"]) == ([], [])
    (invalid,) = found["invalid"]
    (problem,) = invalid["problems"]
    assert (problem["code"], problem["field"], problem["suggestion"]) == (AMBIGUOUS, "email", None)


def test_a_new_row_of_someone_who_is_a_partner_there_would_be_a_second_dossier() -> None:
    partner = replace(client(4), national_number=SOFIE.partner_national_number)
    found = told([partner])
    assert found["only_in_import"] == []
    (invalid,) = found["invalid"]
    (problem,) = invalid["problems"]
    assert (problem["code"], problem["field"], problem["column"]) == (PARTNER_THERE, "national_number", "N")


@pytest.mark.parametrize("language", Language)
def test_what_the_platform_knows_of_the_practice_counts(language: Language) -> None:
    platform = MemoryPlatform((), languages=["french"])
    found = compared([client(1), client(2, language="french", responsible="nobody@example.com")], platform)
    codes = {each.row: {problem.field for problem in each.problems} for each in found.invalid}
    assert codes == {1: {Field.LANGUAGE}, 2: {Field.RESPONSIBLE}}
    assert list(lines(found, language))


def test_no_national_number_is_told() -> None:
    wrong = f"{JAN.national_number[:6]}-{JAN.national_number[6:]}"
    clients = [
        replace(SOFIE, national_number="", client_code="1001", partner_national_number="79120702652"),
        client(3, national_number=wrong),
    ]
    found = compared(clients)
    words = str(document(found, lambda field: field.value, Language.EN)) + str(list(lines(found, Language.NL)))
    assert "79.**.**-***.52" in words
    numbers = {"79120702652", wrong, *(each.national_number for each in seed.CLIENTS if each.national_number)}
    assert not any(number in words for number in numbers)


@pytest.mark.parametrize(
    ("language", "titles"),
    [
        (
            Language.FR,
            [
                "Clients uniquement dans l'import (25)",
                "Clients uniquement dans Accounton (13)",
                "Clients doublons (1)",
                "Clients invalides (1)",
            ],
        ),
        (
            Language.NL,
            [
                "Klanten enkel in import (25)",
                "Klanten enkel in Accounton (13)",
                "Dubbele klanten (1)",
                "Ongeldige klanten (1)",
            ],
        ),
        (
            Language.EN,
            [
                "Customers only in import (25)",
                "Customers only in Accounton (13)",
                "Double customers (1)",
                "Invalid customers (1)",
            ],
        ),
    ],
)
def test_the_sections_carry_the_platforms_own_titles(language: Language, titles: list[str]) -> None:
    clients = [client(position) for position in range(25)]
    text = list(lines(compared([*clients, replace(SOFIE, city="Oostende"), client(30, email="x")]), language))
    assert [line for line in text if line and not line.startswith(" ")] == titles
    assert sum(line.startswith("  …") for line in text) == 1


def test_a_clean_pair_reads_as_the_same() -> None:
    text = "\n".join(lines(compared([JAN, replace(SOFIE, city="Oostende")]), Language.EN))
    assert "C00002, the same" in text
    assert "C00001, differs: City" in text


def test_an_empty_sheet_leaves_everything_on_the_platform() -> None:
    found = compared([])
    assert (found.new, found.known, found.invalid) == ([], [], [])
    assert len(found.only_on_platform) == len(seed.CLIENTS)
