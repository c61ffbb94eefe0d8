"""The rules as sets and patterns, for peers that take no functions; checksums, dates and neighbours are beyond them."""

from __future__ import annotations

from shared.record import QUESTIONNAIRE_LANGUAGES, Field

WORDS = r"^[^\W\d_]+(?:[ '-][^\W\d_]+)*$"
CLEAN = r"^[^\s#=](.*[^\s])?$"
EMAIL = r"^[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+$"
NATIONAL_NUMBER = r"^\d{2}(?:[024][0-9]|[135][0-2])(?:[0-2]\d|3[01])(?!000|999)\d{3}\d{2}$"
ENTERPRISE_NUMBER = r"^[01]\d{7}(?:0[1-9]|[1-8]\d|9[0-7])$"

ENUMS = {Field.TYPE: ["person"], Field.LANGUAGE: sorted(QUESTIONNAIRE_LANGUAGES)}
PATTERNS = {
    Field.FIRST_NAME: WORDS,
    Field.LAST_NAME: WORDS,
    Field.EMAIL: EMAIL,
    Field.MOBILE: r"^\+(?:324[5-9]\d{7}|(?!32)[1-9]\d{7,13})$",
    Field.NATIONAL_NUMBER: NATIONAL_NUMBER,
    Field.STREET: CLEAN,
    Field.HOUSE_NUMBER: r"^\d+\w?$",
    Field.BOX: r"^\w+$",
    Field.POSTAL_CODE: r"^(?:[A-Z]-?)?\d{4,5}(?: ?[A-Z]{2})?$",
    Field.CITY: CLEAN,
    Field.COUNTRY: r"^(?:Belgi(?:ë|que|um|e)|BE|France|Nederland|Luxembourg|Duitsland|[A-Z]{2})$",
    Field.EXTRA_IPP: r"^$",
    Field.LABELS: r"^[^,;\s][^,;]*(?:,[^,;\s][^,;]*)*$",
    Field.PARTNER_NATIONAL_NUMBER: NATIONAL_NUMBER,
    Field.CLIENT_CODE: CLEAN,
    Field.KBO_NUMBER: ENTERPRISE_NUMBER,
    Field.PARTNER_KBO_NUMBER: ENTERPRISE_NUMBER,
    Field.IPP_DEADLINE: r"^(?:(?:[0-2]\d|3[01])/(?:0[1-9]|1[0-2])/202\d|202\d-(?:0[1-9]|1[0-2])-(?:[0-2]\d|3[01]))$",
    Field.RESPONSIBLE: EMAIL,
}
