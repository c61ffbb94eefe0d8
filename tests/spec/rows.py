"""Cells that are right by themselves and wrong together: partners, and the same thing on several rows."""

from __future__ import annotations

from typing import Final

from shared.language import Text
from shared.record import Field
from shared.rules import duplicates, partners
from tests.spec.tables import Spec

_OWN: Final = "national_number: "
_PARTNER: Final = "partner_national_number: "

SPECS: Final = (
    Spec(
        partners,
        Text(
            "Le partenaire est une autre personne, avec son numéro de registre",
            "De partner is iemand anders, met een eigen rijksregisternummer",
            "The partner is another person, with a national register number",
        ),
        (Field.NATIONAL_NUMBER, Field.PARTNER_NATIONAL_NUMBER, Field.KBO_NUMBER, Field.PARTNER_KBO_NUMBER),
        (
            ("85073003328", "62021900166", "0123456749", "0403170701", ""),
            ("90010100123", "90010100123", None, None, f"{_PARTNER}partner-same-number"),
            (
                "90010100222",
                "90.01.01-002.22",
                None,
                None,
                (f"{_PARTNER}national-number-separators = 90010100222 | {_PARTNER}partner-same-number"),
            ),
            (None, None, "0876789037", None, f"{_OWN}enterprise-number-alone"),
            ("72030400550", None, None, "0555555523", f"{_PARTNER}partner-number-missing"),
            ("72030400649", "17073003384", "0712345630", "0712345630", ("partner_kbo_number: partner-same-enterprise")),
        ),
    ),
    Spec(
        duplicates,
        Text("Une personne, une ligne", "Eén persoon, één rij", "One person, one row"),
        (Field.NATIONAL_NUMBER,),
        (
            ("85073003328", "national-number-twice"),
            ("62021900166", ""),
            ("85073003328", "national-number-twice"),
            ("85.07.30-033.28", "national-number-separators = 85073003328 | national-number-twice"),
            (None, ""),
            (None, ""),
            ("85073003329", "national-number-checksum"),
            ("85073003329", "national-number-checksum"),
        ),
    ),
    Spec(
        duplicates,
        Text(
            "Le partenaire n'a pas sa propre ligne",
            "De partner heeft geen eigen rij",
            "The partner has no row of their own",
        ),
        (Field.NATIONAL_NUMBER, Field.PARTNER_NATIONAL_NUMBER),
        (
            ("85073003328", "62021900166", f"{_PARTNER}partner-has-row"),
            ("62021900166", None, f"{_OWN}partner-own-row"),
            ("90010100123", "90010100222", ""),
            ("72030400550", None, ""),
        ),
    ),
    Spec(
        duplicates,
        Text(
            "Un couple sur deux lignes, chacun partenaire de l'autre",
            "Een koppel op twee rijen, elk de partner van de ander",
            "A couple on two rows, each the other's partner",
        ),
        (Field.NATIONAL_NUMBER, Field.PARTNER_NATIONAL_NUMBER),
        (
            ("85073003328", "62021900166", f"{_OWN}partner-own-row | {_PARTNER}partner-has-row"),
            ("62021900166", "85073003328", f"{_OWN}partner-own-row | {_PARTNER}partner-has-row"),
        ),
    ),
    Spec(
        duplicates,
        Text(
            "Un partenaire dans deux déclarations communes",
            "Een partner in twee gezamenlijke aangiftes",
            "A partner in two joint declarations",
        ),
        (Field.NATIONAL_NUMBER, Field.PARTNER_NATIONAL_NUMBER),
        (
            ("85073003328", "62021900166", f"{_PARTNER}partner-twice"),
            ("90010100123", "62021900166", f"{_PARTNER}partner-twice"),
        ),
    ),
    Spec(
        duplicates,
        Text("Codes client", "Klantcodes", "Client codes"),
        (Field.CLIENT_CODE,),
        (
            ("C1", "client-code-twice"),
            ("c1", "client-code-twice"),
            ("C2", ""),
            (7.0, "client-code-twice"),
            ("7", "client-code-twice"),
            (1, ""),
            (True, "cell-boolean"),
            ("", ""),
            (None, ""),
        ),
    ),
    Spec(
        duplicates,
        Text(
            "Un couple peut partager une adresse e-mail",
            "Een koppel mag een e-mailadres delen",
            "Couples may share an e-mail address",
        ),
        (Field.EMAIL,),
        (("a@example.be", "email-twice"), ("A@example.be", "email-twice"), ("b@example.be", "")),
    ),
    Spec(
        duplicates,
        Text(
            "Numéros d'entreprise des clients et des partenaires ensemble",
            "Ondernemingsnummers van klanten en partners samen",
            "Enterprise numbers of clients and partners together",
        ),
        (Field.NATIONAL_NUMBER, Field.PARTNER_NATIONAL_NUMBER, Field.KBO_NUMBER, Field.PARTNER_KBO_NUMBER),
        (
            ("85073003328", None, "0123456749", None, "kbo_number: enterprise-number-twice"),
            ("62021900166", "90010100123", None, "0123456749", "partner_kbo_number: enterprise-number-twice"),
            ("90010100222", None, "0403170701", None, ""),
        ),
    ),
)
