"""What the ribbon says: labels, tips and key tips. Pure; `workbook.ribbon` puts them into the file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from shared.language import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

NAME: Final = Text("Accounton", "Accounton", "Accounton")


class Button(NamedTuple):
    """A button; `tip` says what it does or, where it does not work yet, what to do meanwhile."""

    label: Text
    title: Text
    tip: Text
    key: Text
    works: bool = False


TAB_KEY: Final = Text("K", "K", "K")
GROUPS: Final[Mapping[str, Text]] = {
    "group_check": Text("Contrôle", "Controle", "Check"),
    "group_platform": Text("Plateforme", "Platform", "Platform"),
    "group_follow_up": Text("Suivi", "Opvolging", "Follow-up"),
    "group_set_up": Text("Réglages", "Instellingen", "Set-up"),
}
BUTTONS: Final[Mapping[str, Button]] = {
    "validate": Button(
        Text("Valider", "Valideren", "Validate"),
        Text("Contrôler la liste de clients", "De klantenlijst controleren", "Check the client list"),
        Text(
            "Marque chaque cellule qui pose problème et dit pourquoi. Un nouveau clic efface ce qui est réparé.",
            "Markeert elke cel met een probleem en zegt waarom. Een nieuwe klik wist wat hersteld is.",
            "Marks every cell with a problem and says why. A new click clears what is repaired.",
        ),
        Text("V", "V", "V"),
        works=True,
    ),
    "next_problem": Button(
        Text("Problème suivant", "Volgend probleem", "Next problem"),
        Text("Aller au problème suivant", "Naar het volgende probleem gaan", "Go to the next problem"),
        Text(
            "Va à la prochaine cellule marquée, ligne par ligne, et dit en bas de l'écran ce qui n'y va pas. Saute ce "
            "qui est masqué ou filtré.",
            "Gaat naar de volgende gemarkeerde cel, rij per rij, en zegt onderaan het scherm wat er mis is. Slaat over "
            "wat verborgen of weggefilterd is.",
            "Goes to the next marked cell, row by row, and says at the bottom of the screen what is wrong there. "
            "Passes over what is hidden or filtered out.",
        ),
        Text("S", "P", "N"),
        works=True,
    ),
    "fix": Button(
        Text("Corriger", "Verbeteren", "Fix"),
        Text(
            "Appliquer les corrections certaines", "De zekere verbeteringen toepassen", "Apply the certain corrections"
        ),
        Text(
            "Corrige ce qui est sans ambiguïté et ne fait rien perdre. La feuille «Problèmes» montre chaque ancienne "
            "et nouvelle valeur.",
            "Verbetert wat ondubbelzinnig is en niets verloren laat gaan. Het blad ‘Problemen’ toont elke oude en "
            "nieuwe waarde.",
            "Corrects what is unambiguous and loses nothing. The sheet “Problems” shows every old and new value.",
        ),
        Text("C", "B", "F"),
        works=True,
    ),
    "undo_fix": Button(
        Text("Annuler les corrections", "Verbeteringen ongedaan maken", "Undo fix"),
        Text("Remettre les valeurs d'origine", "De oorspronkelijke waarden terugzetten", "Restore the original values"),
        Text(
            "Remet chaque cellule corrigée comme elle était, aussi après un tri ou un enregistrement. Ce que vous "
            "avez modifié depuis reste, et figure sur la feuille «Problèmes».",
            "Zet elke verbeterde cel terug zoals ze was, ook na sorteren of opnieuw bewaren. Wat u sindsdien wijzigde, "
            "blijft staan en komt op het blad ‘Problemen’.",
            "Puts every corrected cell back as it was, also after sorting or saving. What you changed since stays, "
            "and is listed on the sheet “Problems”.",
        ),
        Text("A", "O", "U"),
        works=True,
    ),
    "clear": Button(
        Text("Effacer", "Wissen", "Clear"),
        Text("Effacer les marques d'Accounton", "De markeringen van Accounton wissen", "Clear Accounton's marks"),
        Text(
            "Enlève les marques, nos notes, la colonne de contrôle et la feuille «Problèmes». Ce que vous avez écrit "
            "reste; les corrections aussi, et ne peuvent plus être annulées.",
            "Verwijdert de markeringen, onze notities, de controlekolom en het blad ‘Problemen’. Wat u zelf schreef, "
            "blijft; de verbeteringen ook, en die kunnen niet meer ongedaan worden gemaakt.",
            "Removes the marks, our notes, the column of checks and the sheet “Problems”. What you wrote stays; so do "
            "the corrections, which can no longer be undone.",
        ),
        Text("E", "W", "C"),
        works=True,
    ),
    "compare": Button(
        Text("Comparer", "Vergelijken", "Compare"),
        Text("Comparer avec la plateforme", "Vergelijken met het platform", "Compare with the platform"),
        Text(
            "Montre, avant tout envoi, qui est nouveau, qui n'est que sur Accounton, qui est des deux côtés et ce qui "
            "est invalide. Vous y choisissez ce qui part.",
            "Toont, vóór er iets vertrekt, wie nieuw is, wie enkel op Accounton staat, wie aan beide kanten staat en "
            "wat ongeldig is. Daar kiest u wat vertrekt.",
            "Shows, before anything is sent, who is new, who is only on Accounton, who is on both sides and what is "
            "invalid. There you choose what goes.",
        ),
        Text("P", "G", "P"),
        works=True,
    ),
    "send": Button(
        Text("Envoyer", "Verzenden", "Send"),
        Text("Envoyer à la plateforme", "Naar het platform verzenden", "Send to the platform"),
        Text(
            "Envoie ce qui est coché dans la comparaison (sans comparaison: tout ce qui est valable et nouveau) et "
            "note le résultat de chaque ligne. Recliquer n'envoie rien deux fois.",
            "Verzendt wat in de vergelijking is aangevinkt (zonder vergelijking: alles wat geldig en nieuw is) en "
            "noteert het resultaat van elke rij. Opnieuw klikken verzendt niets twee keer.",
            "Sends what is ticked in the comparison (without one: all that is valid and new) and notes the result of "
            "each row. Clicking again sends nothing twice.",
        ),
        Text("N", "Z", "S"),
        works=True,
    ),
    "export": Button(
        Text("Exporter pour l'import", "Exporteren voor import", "Export for upload"),
        Text(
            "Écrire le fichier pour la page d'import",
            "Het bestand voor de importpagina schrijven",
            "Write the file for the upload page",
        ),
        Text(
            "Écrit à côté du classeur le fichier que prend la page d'import d'Accounton, avec ce qui est coché (sans "
            "comparaison: tout ce qui est valable). N'écrase jamais un fichier.",
            "Schrijft naast de werkmap het bestand voor de importpagina van Accounton, met wat is aangevinkt (zonder "
            "vergelijking: alles wat geldig is). Overschrijft nooit een bestand.",
            "Writes beside the workbook the file that Accounton's upload page takes, with what is ticked (without a "
            "comparison: all that is valid). Never overwrites a file.",
        ),
        Text("X", "X", "X"),
        works=True,
    ),
    "reconciliation": Button(
        Text("Rapprochement", "Afstemming", "Reconciliation"),
        Text(
            "Voir ce qui diffère du logiciel du bureau",
            "Zien wat afwijkt van de kantoorsoftware",
            "See what differs from the practice system",
        ),
        Text(
            "Montre les clients qui n'existent que sur la plateforme, avec la raison, selon le dernier rapprochement.",
            "Toont de klanten die enkel op het platform bestaan, met de reden, volgens de laatste afstemming.",
            "Shows the clients that exist only on the platform, with the reason, from the last reconciliation.",
        ),
        Text("R", "A", "R"),
        works=True,
    ),
    "sign_in": Button(
        Text("Se connecter", "Aanmelden", "Sign in"),
        Text("Se connecter à la plateforme", "Aanmelden bij het platform", "Sign in to the platform"),
        Text(
            "Demande l'adresse et votre jeton, les vérifie et garde le jeton dans le trousseau de clés du système, "
            "jamais dans le classeur.",
            "Vraagt het adres en uw token, controleert ze en bewaart het token in de sleutelbos van het systeem, nooit "
            "in de werkmap.",
            "Asks for the address and your token, checks them and keeps the token in the system's keyring, never in "
            "the workbook.",
        ),
        Text("O", "M", "I"),
        works=True,
    ),
    "language": Button(
        Text("Langue", "Taal", "Language"),
        Text(
            "Choisir la langue des messages", "De taal van de berichten kiezen", "Choose the language of the messages"
        ),
        Text(
            "Passe du français au néerlandais, puis à l'anglais, et le note sur la feuille «Réglages».",
            "Gaat van Frans naar Nederlands en dan naar Engels, en noteert dat op het blad ‘Instellingen’.",
            "Goes from French to Dutch and then to English, and notes that on the sheet “Settings”.",
        ),
        Text("L", "T", "L"),
        works=True,
    ),
    "help": Button(
        Text("Aide", "Hulp", "Help"),
        Text("Lire le mode d'emploi", "De handleiding lezen", "Read the manual"),
        Text(
            "Ouvre le mode d'emploi dans votre navigateur, sans internet.",
            "Opent de handleiding in uw browser, zonder internet.",
            "Opens the manual in your browser, without internet.",
        ),
        Text("D", "H", "H"),
        works=True,
    ),
}
