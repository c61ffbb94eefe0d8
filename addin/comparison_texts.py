"""What the comparison sheet says beside the platform's own titles."""

from __future__ import annotations

from typing import Final

from shared.language import Text
from shared.platform.contract import NOT_YET_SENT

TITLE: Final = Text(
    "Comparaison avec Accounton: {practice}, {date}",
    "Vergelijking met Accounton: {practice}, {date}",
    "Comparison with Accounton: {practice}, {date}",
)
NOBODY: Final = Text("Aucun client.", "Geen klanten.", "No clients.")

ROW: Final = Text("Ligne", "Rij", "Row")
SEND: Final = Text("Envoyer", "Verzenden", "Send")
OVERWRITE: Final = Text("Écraser", "Overschrijven", "Overwrite")
NAME: Final = Text("Nom", "Naam", "Name")
EMAIL: Final = Text("E-mail", "E-mail", "E-mail")
NUMBER: Final = Text("N° de registre", "Rijksregisternr.", "Register number")
LANGUAGE: Final = Text("Langue", "Taal", "Language")
QUESTIONNAIRE: Final = Text("Questionnaire", "Vragenlijst", "Questionnaire")
REMARK: Final = Text("Remarque", "Opmerking", "Remark")
CLIENT: Final = Text("Client", "Klant", "Client")
STATUS: Final = Text("Statut du dossier", "Status van het dossier", "Status of the dossier")
WHY: Final = Text("Dans le système du bureau", "In het kantoorsysteem", "In the practice system")
FIELD: Final = Text("Donnée", "Gegeven", "Field")
OURS: Final = Text("Dans l'import", "In de import", "In the import")
THEIRS: Final = Text("Dans Accounton", "In Accounton", "In Accounton")
CELL: Final = Text("Cellule", "Cel", "Cell")
COLUMN: Final = Text("Colonne", "Kolom", "Column")
REASON: Final = Text("Ce qui ne va pas, et que faire", "Wat er mis is, en wat te doen", "What is wrong, and what to do")
SUGGESTION: Final = Text("Proposition", "Voorstel", "Suggestion")
NONE: Final = Text("", "", "")

SENDING: Final = Text(
    "Seuls les clients marqués ✔ partent quand vous cliquez sur «Envoyer». Pour retenir quelqu'un, choisissez –.",
    "Alleen klanten met ✔ vertrekken wanneer u op ‘Verzenden’ klikt. Kies – om iemand niet te verzenden.",
    "Only clients marked ✔ go when you click “Send”. To hold somebody back, choose –.",
)
TO_CHOOSE: Final = Text(
    "Questionnaires encore à choisir: {number}.",
    "Nog te kiezen vragenlijsten: {number}.",
    "Questionnaires still to choose: {number}.",
)
CHOOSE: Final = Text(
    "← Choisissez un questionnaire dans la liste.",
    "← Kies een vragenlijst uit de lijst.",
    "← Choose a questionnaire from the list.",
)
NONE_THERE: Final = Text(
    "Votre bureau n'a pas de questionnaire dans cette langue. Créez-le d'abord sur Accounton.",
    "Uw kantoor heeft geen vragenlijst in deze taal. Maak die eerst aan op Accounton.",
    "Your practice has no questionnaire in this language. Create it on Accounton first.",
)
UNTOUCHED: Final = Text(
    "Ces clients sont sur Accounton mais pas dans cette liste. L'envoi n'y change rien.",
    "Deze klanten staan op Accounton maar niet in deze lijst. Verzenden verandert daar niets aan.",
    "These clients are on Accounton but not in this list. Sending changes nothing there.",
)
ALL_ALIKE: Final = Text(
    "Aucun ne diffère de cette liste.",
    "Geen enkele verschilt van deze lijst.",
    "None of them differs from this list.",
)
DIFFERING: Final = Text(
    "Sans différence: {same}. Chaque valeur qui diffère est ci-dessous: Accounton garde la sienne, sauf si vous "
    "choisissez ✔.",
    "Zonder verschil: {same}. Elke waarde die verschilt staat hieronder: Accounton behoudt de zijne, tenzij u ✔ kiest.",
    "Without a difference: {same}. Every value that differs is below: Accounton keeps its own unless you choose ✔.",
)
STAYING: Final = Text(
    "Ces lignes ne partent pas. Corrigez-les dans la liste, puis cliquez à nouveau sur «Comparer».",
    "Deze rijen vertrekken niet. Verbeter ze in de lijst en klik opnieuw op ‘Vergelijken’.",
    "These rows do not go. Correct them in the list, then click “Compare” again.",
)
LANGUAGES: Final = {
    "dutch": Text("néerlandais", "Nederlands", "Dutch"),
    "french": Text("français", "Frans", "French"),
    "english": Text("anglais", "Engels", "English"),
}
STATUSES: Final = {
    NOT_YET_SENT: Text("Pas encore envoyé", "Nog niet verstuurd", "Not yet sent"),
    "sent": Text("Envoyé", "Verstuurd", "Sent"),
    "answered": Text("Répondu", "Beantwoord", "Answered"),
}
"""Those of the contract; any other is shown as the platform calls it."""
