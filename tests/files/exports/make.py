"""Makes the practice exports beside it: `python -m tests.files.exports.make`.

They belong to the practice of the sandbox, and show every reason for which a client is on the platform only:
Luc Dubois is gone, Marie Lambotte was archived, Wouter Van den Broeck is his wife's partner in a joint declaration,
Fatima El Amrani has another task flow, and Emma Janssens goes by another number and address.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from openpyxl import Workbook

from shared.platform.sandbox.seed import CLIENTS
from shared.record import Client

if TYPE_CHECKING:
    from collections.abc import Sequence

LANGUAGES: Final = {"dutch": "NL", "french": "FR", "english": "EN"}
HERE: Final = Path(__file__).parent
OFFICE_XLSX: Final = HERE / "office.xlsx"
OFFICE_CSV: Final = HERE / "bureau.csv"
MAPPED_CSV: Final = HERE / "mapped.csv"
MAPPING: Final = HERE / "mapping.toml"

HEADINGS_NL: Final = (
    "Relatienummer", "Voornaam", "Achternaam", "E-mail", "Gsm", "Rijksregisternummer",
    "Rijksregisternummer partner", "Klantnummer", "Ondernemingsnummer", "Taal", "Soort", "Actief", "Einddatum",
    "Taakstroom",
)  # fmt: skip
HEADINGS_FR: Final = (
    "Référence", "Prénom", "Nom", "Courriel", "GSM", "Numéro national", "Numéro national du partenaire",
    "Code client", "Numéro d'entreprise", "Langue", "Type", "Statut", "Date de sortie", "Flux de tâches",
)  # fmt: skip
HEADINGS_OWN: Final = (
    "#", "Roepnaam", "Fam", "Post", "Draagbaar", "RR", "RR eega", "Map", "Zaak", "Spreekt", "Aard", "Toestand", "Tot",
    "Werk",
)  # fmt: skip


def relations() -> list[tuple[str, Client, bool, str]]:
    """Return what the practice knows: reference, client, whether still a client, task flow."""
    known = {client.last_name: client for client in CLIENTS}
    del known["Dubois"]
    wouter = known.pop("Van den Broeck")
    emma = known["Janssens"]
    known["Janssens"] = replace(emma, national_number="95030921972", email="emma@janssens.example.net", client_code="")
    relations = [
        (f"R{number:04}", client, client.last_name != "Lambotte", "BTW" if client.last_name == "El Amrani" else "PB")
        for number, client in enumerate(known.values(), 1)
    ]
    relations += [
        ("R0101", _person("Katrien", "Maertens", wouter.partner_national_number, wouter.national_number), True, "PB"),
        ("R0102", _person("Bart", "Wuyts", "76092325733", "78041211428"), True, "PB"),
        ("R0103", _person("Els", "Goossens", "77051512312"), True, "PB"),
        ("R0104", replace(_person("Rik", "Aerts", "60010100172"), email="rik.aerts@"), True, "PB"),
    ]
    return relations


def _person(first: str, last: str, number: str, partner: str = "") -> Client:
    return Client(
        first_name=first,
        last_name=last,
        email=f"{first}.{last}@example.be".lower(),
        national_number=number,
        partner_national_number=partner,
        language="dutch",
    )


def _rows(yes: str, no: str) -> list[tuple[str, ...]]:
    return [
        (
            reference, client.first_name, client.last_name, client.email, client.mobile,
            _dotted(client.national_number), _dotted(client.partner_national_number), client.client_code,
            client.kbo_number, LANGUAGES[client.language], "Persoon", yes if current else no,
            "" if current else "31/12/2024", flow,
        )
        for reference, client, current, flow in relations()
    ]  # fmt: skip


def _dotted(number: str) -> str:
    return f"{number[:2]}.{number[2:4]}.{number[4:6]}-{number[6:9]}.{number[9:]}" if number else ""


def _delimited(rows: Sequence[Sequence[str]], delimiter: str) -> str:
    return "".join(delimiter.join(row) + "\r\n" for row in rows)


def main(folder: Path = HERE) -> None:
    """Write the files."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Klantenlijst"])
    sheet.append([])
    sheet.append(list(HEADINGS_NL))
    for row in _rows("Ja", "Nee"):
        mobile = int(row[4].removeprefix("+")) if row[4] else None
        end = date(2024, 12, 31) if row[12] else None
        sheet.append([*row[:4], mobile, *row[5:12], end, row[13]])
    company = (
        None,
        None,
        "BV Dakwerken",
        "info@dakwerken.example.com",
        *[None] * 4,
        "0403170701",
        "NL",
        "Vennootschap",
    )
    sheet.append([*company, "Ja", None, "PB"])
    book.save(folder / OFFICE_XLSX.name)
    (folder / OFFICE_CSV.name).write_bytes(_delimited([HEADINGS_FR, *_rows("Actif", "Archivé")], ";").encode("cp1252"))
    (folder / MAPPED_CSV.name).write_bytes(_delimited([HEADINGS_OWN, *_rows("blijft", "weg")], "|").encode("utf-8-sig"))


if __name__ == "__main__":
    main()
