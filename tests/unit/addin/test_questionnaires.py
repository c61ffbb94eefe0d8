from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from addin.questionnaires import QuestionnaireMissing, QuestionnaireNotChosen, QuestionnaireUnknown, choose
from shared.platform.contract import Questionnaire
from shared.settings import Settings

if TYPE_CHECKING:
    from shared.language import Refusal

ONE, TWO, NL = (
    Questionnaire("ipp-1", "IPP simple", "french"),
    Questionnaire("ipp-2", "IPP complète", "french"),
    Questionnaire("pb", "Aangifte", "dutch"),
)


@pytest.mark.parametrize(
    ("languages", "asked", "settings", "chosen"),
    [
        ({"dutch"}, [], Settings(), {"dutch": "pb"}),
        ({"dutch", "french"}, ["ipp-2"], Settings(), {"dutch": "pb", "french": "ipp-2"}),
        ({"french"}, [], Settings(questionnaire_french="ipp-1"), {"french": "ipp-1"}),
        ({"french"}, [], Settings(questionnaire_french="ipp COMPLÈTE"), {"french": "ipp-2"}),
        ({"french"}, ["ipp-2"], Settings(questionnaire_french="ipp-1"), {"french": "ipp-2"}),
        ({"dutch"}, ["ipp-2"], Settings(), {"dutch": "pb"}),
        (set(), [], Settings(), {}),
    ],
)
def test_asked_goes_before_set_goes_before_the_only_one(
    languages: set[str], asked: list[str], settings: Settings, chosen: dict[str, str]
) -> None:
    assert choose(languages, asked, settings, [ONE, TWO, NL]) == chosen


@pytest.mark.parametrize(
    ("language", "asked", "settings", "refusal", "told"),
    [
        ("french", [], Settings(), QuestionnaireNotChosen, "ipp-1 (IPP simple), ipp-2 (IPP complète)"),
        ("english", [], Settings(), QuestionnaireMissing, "english"),
        ("french", ["ipp-9"], Settings(), QuestionnaireUnknown, "ipp-1 (IPP simple), ipp-2 (IPP complète), pb"),
        ("french", [], Settings(questionnaire_french="pb"), QuestionnaireUnknown, "“pb”"),
    ],
)
def test_one_sentence_lists_what_is_possible(
    language: str, asked: list[str], settings: Settings, refusal: type[Refusal], told: str
) -> None:
    with pytest.raises(refusal) as refused:
        choose({language}, asked, settings, [ONE, TWO, NL])
    assert told in str(refused.value)
