from __future__ import annotations

import pytest

from shared.platform.contract import to_fields
from shared.platform.sandbox import judgement
from shared.platform.sandbox.judgement import refusal
from tests.fakes.clients import client

PRACTICE = judgement.Practice(
    frozenset({"dutch", "french"}), frozenset({"els@example.com"}), {"pb-nl": "dutch", "ipp-fr": "french"}
)


@pytest.mark.parametrize(
    ("field", "text", "code"),
    [
        ("first_name", " ", "first_name"),
        ("last_name", "", "last_name"),
        ("email", "", "email"),
        ("email", "a@b", "email"),
        ("email", "a b@example.com", "email"),
        ("email", "a@example.com;b@example.com", "email"),
        ("mobile", "+32 475 12 34 56", "mobile_number"),
        ("mobile", "+3242223344", "mobile_number"),
        ("mobile", "+33612345678", None),
        ("mobile", "", None),
        ("national_number", "85073003328", None),
        ("national_number", "00010100105", None),
        ("national_number", "85073003327", "registration_number"),
        ("national_number", "８５０７３００３３２８", "registration_number"),
        ("partner_national_number", "1", "partner_registration_number"),
        ("kbo_number", "0541237630", None),
        ("kbo_number", "0541237631", "company_number"),
        ("kbo_number", "2541237630", "company_number"),
        ("partner_kbo_number", "BE0541237630", "company_number"),
        ("type", "company", "type"),
        ("extra_ipp", "x", "extra_ipp"),
        ("labels", "a,b", None),
        ("labels", "a, b", "labels"),
        ("labels", "a,,b", "labels"),
        ("ipp_deadline", "16/10/2026", None),
        ("ipp_deadline", "2026-10-16", None),
        ("ipp_deadline", "31/02/2026", "deadline"),
        ("ipp_deadline", "soon", "deadline"),
        ("language", "english", "language"),
        ("language", "", "language"),
        ("responsible", "Els@example.com", None),
        ("responsible", "koen@example.com", "responsible"),
        ("street", "x" * 201, "too_long"),
        ("street", "a\x00b", "text"),
        ("street", "\ud800", "text"),
    ],
)
def test_judges_each_field(field: str, text: str, code: str | None) -> None:
    found = refusal(to_fields(client(1)) | {field: text}, None, PRACTICE)
    assert (found and found.code) == code


@pytest.mark.parametrize(
    ("questionnaire", "code"), [(None, None), ("pb-nl", None), ("ipp-fr", "questionnaire"), ("none", "questionnaire")]
)
def test_a_questionnaire_speaks_the_clients_language(questionnaire: str | None, code: str | None) -> None:
    found = refusal(to_fields(client(1)), questionnaire, PRACTICE)
    assert (found and found.code) == code
