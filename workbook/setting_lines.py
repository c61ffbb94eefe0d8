"""The settings sheet: its lines, in the reader's language, recognised by their labels in any of the three. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from shared.language import Language, Text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class Line(NamedTuple):
    """A setting; `key` is its name in `shared.settings`, except for the practice, which is only shown."""

    key: str
    label: Text
    explanation: Text


PRACTICE: Final = "practice"
LANGUAGE: Final = "language"
ADDRESS: Final = "platform_url"
LINES: Final = (
    Line(
        LANGUAGE,
        Text("Langue des messages", "Taal van de berichten", "Language of the messages"),
        Text(
            "Vide: celle d'Excel. Le bouton «Langue» la change aussi.",
            "Leeg: die van Excel. De knop ‘Taal’ wijzigt ze ook.",
            "Empty: that of Excel. The button “Language” changes it as well.",
        ),
    ),
    Line(
        "questionnaire_dutch",
        Text("Questionnaire en néerlandais", "Vragenlijst in het Nederlands", "Questionnaire in Dutch"),
        Text(
            "Pour les clients néerlandophones. La liste apparaît dès que vous êtes connecté.",
            "Voor Nederlandstalige klanten. De lijst verschijnt zodra u aangemeld bent.",
            "For clients who speak Dutch. The list appears once you are signed in.",
        ),
    ),
    Line(
        "questionnaire_french",
        Text("Questionnaire en français", "Vragenlijst in het Frans", "Questionnaire in French"),
        Text(
            "De même pour les francophones.",
            "Idem voor Franstaligen.",
            "Likewise for those who speak French.",
        ),
    ),
    Line(
        "questionnaire_english",
        Text("Questionnaire en anglais", "Vragenlijst in het Engels", "Questionnaire in English"),
        Text(
            "De même pour les anglophones. Vide: le seul qui existe dans la langue.",
            "Idem voor Engelstaligen. Leeg: de enige die in de taal bestaat.",
            "Likewise for those who speak English. Empty: the only one that there is in the language.",
        ),
    ),
    Line(
        PRACTICE,
        Text("Bureau", "Kantoor", "Practice"),
        Text(
            "S'affiche dès que vous êtes connecté; ce que vous écrivez ici ne change rien.",
            "Verschijnt zodra u aangemeld bent; wat u hier schrijft, verandert niets.",
            "Appears once you are signed in; what you write here changes nothing.",
        ),
    ),
    Line(
        ADDRESS,
        Text("Adresse de la plateforme", "Adres van het platform", "Address of the platform"),
        Text(
            "Commence par https://. Vide: celle de votre installation.",
            "Begint met https://. Leeg: dat van uw installatie.",
            "Starts with https://. Empty: that of your installation.",
        ),
    ),
)
QUESTIONNAIRES: Final = tuple(line.key for line in LINES if line.key.startswith("questionnaire_"))
LANGUAGES: Final[Mapping[Language, str]] = {
    Language.FR: "Français",
    Language.NL: "Nederlands",
    Language.EN: "English",
}
"""As each is called by those who speak it."""

TITLE_ROW, REMARK_ROW, HEADING_ROW, FIRST_ROW = 1, 2, 4, 5
WIDTHS: Final = (30, 42, 88)
"""In characters."""
REMARK: Final = Text(
    "Ces réglages valent pour ce classeur. N'écrivez jamais un jeton ni un mot de passe ici.",
    "Deze instellingen gelden voor deze werkmap. Schrijf hier nooit een token of wachtwoord.",
    "These settings are for this workbook. Never write a token or a password here.",
)
HEADINGS: Final = (
    Text("Réglage", "Instelling", "Setting"),
    Text("Valeur", "Waarde", "Value"),
    Text("Explication", "Uitleg", "Explanation"),
)
KEYS: Final[Mapping[str, str]] = {label.casefold(): line.key for line in LINES for label in line.label}
"""Which setting a label names, in lower case."""


def rows(title: str, language: Language, values: Mapping[str, str]) -> Sequence[Sequence[str | None]]:
    """Return the cells of the sheet; `values` are those of column B, by key."""
    width = len(WIDTHS)
    above: dict[int, Sequence[str]] = {
        TITLE_ROW: [title],
        REMARK_ROW: [REMARK.to(language)],
        HEADING_ROW: [heading.to(language) for heading in HEADINGS],
    }
    told = [list[str | None](above.get(row, ())) for row in range(1, FIRST_ROW)]
    told += [[line.label.to(language), values.get(line.key), line.explanation.to(language)] for line in LINES]
    return [[*row, *[None] * (width - len(row))] for row in told]


def cell(key: str) -> str:
    """Return where the value of a setting is written."""
    return f"B{FIRST_ROW + [line.key for line in LINES].index(key)}"
