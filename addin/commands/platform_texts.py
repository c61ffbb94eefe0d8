"""What the platform's commands say."""

from __future__ import annotations

from typing import Final

from shared.language import Text

COMPARE: Final = Text(
    "Compare la liste avec Accounton: nouveaux, déjà là, seulement là, invalides.",
    "Vergelijkt de lijst met Accounton: nieuw, al daar, alleen daar, ongeldig.",
    "Compares the list with Accounton: new, already there, only there, invalid.",
)
OUTPUT: Final = Text(
    "Le classeur (.xlsx) où écrire aussi la feuille de comparaison, pour y choisir ce qui part.",
    "De werkmap (.xlsx) waarin ook het vergelijkingsblad komt, om er te kiezen wat vertrekt.",
    "The workbook (.xlsx) that gets the comparison sheet as well, to choose there what goes.",
)
SEND: Final = Text(
    "Envoie les lignes valables et nouvelles vers Accounton, et elles seules.",
    "Verstuurt de geldige en nieuwe rijen naar Accounton, en alleen die.",
    "Sends the valid, new rows to Accounton, and nothing else.",
)
EXPORT: Final = Text(
    "Écrit le fichier pour la page d'import d'Accounton, avec les lignes valables.",
    "Schrijft het bestand voor de importpagina van Accounton, met de geldige rijen.",
    "Writes the file for Accounton's upload page, with the valid rows.",
)
SANDBOX: Final = Text(
    "Fait tourner une plateforme d'essai sur cet ordinateur.",
    "Start een proefplatform op deze computer.",
    "Runs a test platform on this computer.",
)
SPLIT: Final = Text(
    "Écrit plusieurs fichiers d'au plus ce nombre de lignes.",
    "Schrijft meerdere bestanden van ten hoogste zoveel rijen.",
    "Writes several files of at most so many rows.",
)
QUESTIONNAIRE: Final = Text(
    "Le questionnaire à lier aux clients de sa langue; à répéter par langue.",
    "De vragenlijst voor de klanten in die taal; te herhalen per taal.",
    "The questionnaire for the clients in its language; repeat it for each language.",
)
PORT: Final = Text(
    "Le port; 0 en choisit un qui est libre.",
    "De poort; 0 kiest er een die vrij is.",
    "The port; 0 chooses one that is free.",
)
DATA: Final = Text(
    "Le dossier où elle garde ses données.",
    "De map waarin het zijn gegevens bewaart.",
    "The folder where it keeps its contents.",
)
DATABASE: Final = Text(
    "L'adresse d'une base PostgreSQL, au lieu d'un fichier dans ce dossier; plutôt dans ACCOUNTON_SANDBOX_DATABASE si "
    "elle contient un mot de passe.",
    "Het adres van een PostgreSQL-databank, in plaats van een bestand in die map; liever in ACCOUNTON_SANDBOX_DATABASE "
    "als er een wachtwoord in staat.",
    "The address of a PostgreSQL database, instead of a file in that folder; better in ACCOUNTON_SANDBOX_DATABASE when "
    "it holds a password.",
)
CHAOS: Final = Text(
    "Un nombre: la plateforme tombe exprès en panne, chaque fois de la même manière pour le même nombre.",
    "Een getal: het platform laat het met opzet afweten, voor hetzelfde getal telkens op dezelfde manier.",
    "A number: the platform fails on purpose, in the same way each time for the same number.",
)

WITH: Final = Text(
    "Lance aussi ces systèmes de bureau, séparés par une virgule.",
    "Start ook deze kantoorsystemen, gescheiden door een komma.",
    "Starts these practice systems as well, separated by a comma.",
)
RELATIONS: Final = Text(
    "Combien de relations fictives y mettre au moins.",
    "Hoeveel verzonnen relaties er minstens in staan.",
    "How many made-up relations to put into them at least.",
)
BESIDE: Final = Text(
    "{name} tourne sur {url}; sa clé: {folder}/{name}.json",
    "{name} draait op {url}; de sleutel: {folder}/{name}.json",
    "{name} runs at {url}; its key: {folder}/{name}.json",
)
SENDING: Final = Text("Envoi", "Versturen", "Sending")
LEFT_OUT: Final = Text(
    "Laissées de côté parce qu'elles ne sont pas valables: {rows}. Voyez «accounton validate».",
    "Weggelaten omdat ze niet geldig zijn: {rows}. Zie ‘accounton validate’.",
    "Left out because they are not valid: {rows}. See “accounton validate”.",
)
NOT_MARKED: Final = Text(
    "Les lignes exportées ne sont donc pas marquées; le classeur reste tel quel.",
    "De geëxporteerde rijen worden dus niet gemarkeerd; de werkmap blijft zoals ze is.",
    "So the exported rows are not marked; the workbook stays as it is.",
)
RESULTS_HERE_ONLY: Final = Text(
    "Les résultats ne sont donc affichés qu'ici; le classeur reste tel quel.",
    "De resultaten worden dus alleen hier getoond; de werkmap blijft zoals ze is.",
    "So the results are shown here only; the workbook stays as it is.",
)
RUNNING: Final = Text(
    "La plateforme d'essai tourne sur {url}",
    "Het proefplatform draait op {url}",
    "The test platform runs at {url}",
)
TOKENS: Final = Text(
    "Les jetons pour vous connecter: {file}",
    "De tokens om u aan te melden: {file}",
    "The tokens to sign in with: {file}",
)
STOP: Final = Text("Arrêtez-la avec Ctrl+C.", "Stop het met Ctrl+C.", "Stop it with Ctrl+C.")
