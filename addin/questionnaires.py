"""Which questionnaire goes with which language: asked for, else set, else the practice's only one. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.language import Refusal, Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from shared.platform.contract import Questionnaire
    from shared.settings import Settings


class QuestionnaireUnknown(Refusal):
    """There is no such questionnaire, or not in that language."""

    text = Text(
        "Le questionnaire «{wanted}» n'existe pas ici. Choisissez parmi: {possible}.",
        "De vragenlijst ‘{wanted}’ bestaat hier niet. Kies uit: {possible}.",
        "The questionnaire “{wanted}” does not exist here. Choose from: {possible}.",
    )


class QuestionnaireNotChosen(Refusal):
    """The practice has several in that language."""

    text = Text(
        "Il y a plusieurs questionnaires pour la langue {spoken}. Choisissez sur la feuille «Réglages» ou avec "
        "--questionnaire: {possible}.",
        "Voor de taal {spoken} bestaan er meerdere vragenlijsten. Kies op het blad ‘Instellingen’ of met "
        "--questionnaire: {possible}.",
        "There are several questionnaires in the language {spoken}. Choose on the sheet “Settings” or with "
        "--questionnaire: {possible}.",
    )


class QuestionnaireMissing(Refusal):
    """The practice has none in that language."""

    text = Text(
        "Votre bureau n'a pas de questionnaire dans la langue {spoken}. Créez-le d'abord sur Accounton.",
        "Uw kantoor heeft geen vragenlijst in de taal {spoken}. Maak die eerst aan op Accounton.",
        "Your practice has no questionnaire in the language {spoken}. Create it on Accounton first.",
    )


class QuestionnaireUnclear(Refusal):
    """What a comparison sheet says for a row is no questionnaire of the practice in the client's language."""

    text = Text(
        "Ligne {row}: le questionnaire indiqué sur la feuille de comparaison n'existe pas dans la langue de ce client. "
        "Choisissez-le dans la liste de la cellule, puis envoyez à nouveau.",
        "Rij {row}: de vragenlijst op het vergelijkingsblad bestaat niet in de taal van deze klant. Kies ze uit de "
        "lijst van de cel en verstuur opnieuw.",
        "Row {row}: the questionnaire on the comparison sheet does not exist in this client's language. Choose it from "
        "the cell's list, then send again.",
    )


def choose(
    languages: Iterable[str], asked: Sequence[str], settings: Settings, available: Sequence[Questionnaire]
) -> dict[str, str]:
    """Return the questionnaire's id for each language; raises a `Refusal` when one is not clear."""
    language_of = {each.id: each.language for each in available}
    for each in asked:
        if each not in language_of:
            raise QuestionnaireUnknown(wanted=each, possible=_list(available))
    chosen: dict[str, str] = {}
    for language in sorted(languages):
        possible = [one for one in available if one.language == language]
        wanted = next((one for one in asked if language_of[one] == language), None)
        chosen[language] = wanted or _without_asking(language, settings, possible)
    return chosen


def preset(language: str, settings: Settings, available: Sequence[Questionnaire]) -> str:
    """Return the id of the questionnaire to start from: the set one, else the only one in that language, else ""."""
    possible = [each.id for each in available if each.language == language]
    set_one = id_of(getattr(settings, f"questionnaire_{language}"), language, available)
    return set_one or (possible[0] if len(possible) == 1 else "")


def labels(language: str, available: Sequence[Questionnaire]) -> dict[str, str]:
    """Return what a person chooses from in a language, by id: the name, with the id where two have the same name."""
    possible = [each for each in available if each.language == language]
    names = [each.name.casefold() for each in possible]
    return {
        each.id: each.name if names.count(each.name.casefold()) == 1 else f"{each.name} ({each.id})"
        for each in possible
    }


def id_of(label: str, language: str, available: Sequence[Questionnaire]) -> str:
    """Return the id of what a person chose or typed, "" when the practice has no such one in that language."""
    wanted = label.strip().casefold()
    possible = labels(language, available)
    return next((one for one, told in possible.items() if wanted in {told.casefold(), one.casefold()}), "")


def _without_asking(language: str, settings: Settings, possible: Sequence[Questionnaire]) -> str:
    set_one: str = getattr(settings, f"questionnaire_{language}")
    if not possible:
        raise QuestionnaireMissing(spoken=language)
    chosen = id_of(set_one, language, possible)
    if set_one and not chosen:
        raise QuestionnaireUnknown(wanted=set_one, possible=_list(possible))
    if not set_one and len(possible) > 1:
        raise QuestionnaireNotChosen(spoken=language, possible=_list(possible))
    return chosen or possible[0].id


def _list(possible: Sequence[Questionnaire]) -> str:
    return ", ".join(f"{each.id} ({each.name})" for each in possible)
