"""National register numbers, BIS numbers and enterprise numbers: made up, with right check digits where said so."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from shared.language import Text
from shared.record import Field
from shared.rules import enterprise_number, national_number, partners
from tests.spec.tables import Spec

_NATIONAL: Final[tuple[tuple[object, ...], ...]] = (
    ("85073003328", ""),
    (85073003328.0, ""),
    (85073003328, ""),
    ("17073003384", ""),
    ("85400003392", ""),
    ("85200003349", ""),
    ("85000003306", ""),
    ("85070003355", ""),
    ("85473003317", ""),
    ("85273003371", ""),
    ("98472899765", ""),
    ("01490700185", ""),
    ("00010100105", ""),
    ("85.07.30-033.28", "national-number-separators = 85073003328"),
    ("85 07 30 033 28", "national-number-separators = 85073003328"),
    ("850730-033-28", "national-number-separators = 85073003328"),
    ("85/07/30 - 033.28", "national-number-separators = 85073003328"),
    ("85.07.30\N{EN DASH}033.28", "national-number-separators = 85073003328"),
    ("85.02.31-005.88", "national-number-separators = 85023100588"),
    (10100105.0, "national-number-zeros = 00010100105"),
    ("10100105", "national-number-zeros = 00010100105"),
    ("5060700855", "national-number-zeros = 05060700855"),
    ("850730033", "national-number-format"),
    ("8507300332", "national-number-format"),
    ("850730033281", "national-number-format"),
    ("85.07.30-033.2", "national-number-format"),
    ("8507300332A", "national-number-format"),
    ("aucun", "national-number-format"),
    (0.0, "national-number-format"),
    ("85073003329", "national-number-checksum"),
    ("58073003328", "national-number-checksum"),
    ("85.07.30-033.29", "national-number-checksum"),
    ("12345678901", "national-number-checksum"),
    ("00000000000", "national-number-checksum"),
    ("30010100153", "national-number-checksum"),
    ("85133003370", "national-number-month"),
    ("85333003316", "national-number-month"),
    ("85603003311", "national-number-month"),
    ("85023100588", "national-number-date"),
    ("85024500556", "national-number-date"),
    ("01022900364", "national-number-date"),
    ("00022900145", ""),
    ("85073000061", "national-number-serial"),
    ("85073099932", "national-number-serial"),
    ("26041500254", "national-number-future"),
)

_ENTERPRISE: Final[tuple[tuple[object, ...], ...]] = (
    ("0123456749", ""),
    ("0403170701", ""),
    ("0876789037", ""),
    ("1000000021", ""),
    (1234567894.0, ""),
    ("BE 0123.456.749", "enterprise-number-separators = 0123456749"),
    ("BE0403170701", "enterprise-number-separators = 0403170701"),
    ("0876.789.037", "enterprise-number-separators = 0876789037"),
    ("TVA BE 0555.555.523", "enterprise-number-separators = 0555555523"),
    ("(0)403019261", "enterprise-number-separators = 0403019261"),
    ("B.T.W. nr. BE-0403.170.701", "enterprise-number-separators = 0403170701"),
    ("BE 712.345.630", "enterprise-number-separators = 0712345630"),
    ("712345630", "enterprise-number-zeros = 0712345630"),
    (712345630.0, "enterprise-number-zeros = 0712345630"),
    ("12345674", "enterprise-number-format"),
    ("01234567490", "enterprise-number-format"),
    ("9123456744", "enterprise-number-format"),
    ("FR12345678901", "enterprise-number-format"),
    ("indépendant", "enterprise-number-format"),
    ("0123456748", "enterprise-number-checksum"),
    ("0123465749", "enterprise-number-checksum"),
    ("123456748", "enterprise-number-checksum"),
    ("0000000000", "enterprise-number-checksum"),
    ("2000000042", "enterprise-number-establishment"),
)


SPECS: Final = (
    Spec(
        national_number,
        national_number.MANUAL.title,
        (Field.NATIONAL_NUMBER,),
        _NATIONAL,
        apart=True,
    ),
    Spec(
        enterprise_number,
        enterprise_number.MANUAL.title,
        (Field.KBO_NUMBER,),
        _ENTERPRISE,
        apart=True,
    ),
    Spec(
        partners,
        Text("Indépendants", "Eenmanszaken", "Sole traders"),
        (Field.NATIONAL_NUMBER, Field.KBO_NUMBER),
        (("85073003328", "0123456749", ""), ("62021900166", None, "")),
    ),
)

PARTNERS: Final = (
    replace(SPECS[0], columns=(Field.PARTNER_NATIONAL_NUMBER,)),
    replace(SPECS[1], columns=(Field.PARTNER_KBO_NUMBER,)),
)
"""The same numbers in the partner's columns."""
