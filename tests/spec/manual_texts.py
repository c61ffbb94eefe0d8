"""What the manual says around the rules' own words."""

from __future__ import annotations

from typing import Final

from shared.language import Text

TITLE: Final = Text("Les règles, avec des exemples", "De regels, met voorbeelden", "The rules, with examples")
INTRODUCTION: Final = Text(
    "Voici tout ce qu'Accounton pour Excel contrôle. Les exemples sont les essais du programme lui-même: à chaque "
    "modification, chacun doit encore donner le résultat indiqué ici.\n\n"
    "- Une **erreur**: la plateforme refuserait la ligne. Elle n'est ni exportée ni envoyée.\n"
    "- Un **avertissement**: un doute. Si la valeur est juste, laissez-la: la ligne peut partir telle quelle.\n"
    "- **«Corriger»** (`accounton fix`) ne change que ce qui ne perd rien et n'a qu'une lecture possible. Une valeur "
    "proposée n'est jamais mise d'office.\n\n"
    "Dans les exemples, `␣` est un espace superflu, et `‹…›` nomme un caractère invisible ou facile à confondre.",
    "Dit is alles wat Accounton voor Excel controleert. De voorbeelden zijn de proeven van het programma zelf: bij "
    "elke wijziging wordt nagegaan of elk voorbeeld nog het resultaat krijgt dat hier staat.\n\n"
    "- Een **fout**: het platform zou de rij weigeren. Ze wordt niet geëxporteerd en niet verstuurd.\n"
    "- Een **waarschuwing**: een twijfel. Is de waarde juist, laat ze dan staan: de rij mag zo vertrekken.\n"
    "- **‘Verbeteren’** (`accounton fix`) wijzigt alleen wat niets verliest en maar op één manier te lezen is. "
    "Een voorgestelde waarde wordt nooit vanzelf ingevuld.\n\n"
    "In de voorbeelden is `␣` een overbodige spatie, en noemt `‹…›` een teken dat onzichtbaar of makkelijk te "
    "verwarren is.",
    "This is everything that Accounton for Excel checks. The examples are the program's own tests: with every "
    "change each of them must still get the result given here.\n\n"
    "- An **error**: the platform would refuse the row. It is neither exported nor sent.\n"
    "- A **warning**: a doubt. If the value is right, leave it: the row may go as it is.\n"
    "- **“Fix”** (`accounton fix`) changes only what loses nothing and can be read in one way. A suggested value is "
    "never put in by itself.\n\n"
    "In the examples `␣` is a superfluous space, and `‹…›` names a character that is invisible or easily mistaken.",
)

COLUMNS: Final = Text("Les colonnes", "De kolommen", "The columns")
ABOUT_COLUMNS: Final = Text(
    "Ce sont les colonnes du modèle, dans leur ordre; les mêmes explications apparaissent au survol de chaque "
    "en-tête. Dans un fichier à vous, les colonnes sont reconnues à leur en-tête, quel que soit leur ordre.",
    "Dit zijn de kolommen van het sjabloon, in hun volgorde; dezelfde uitleg verschijnt als u over een kolomkop "
    "beweegt. In een eigen bestand worden de kolommen aan hun kop herkend, in elke volgorde.",
    "These are the template's columns in their order; the same explanations appear when you hover over a heading. In "
    "a file of your own the columns are recognised by their headings, in any order.",
)
COLUMN: Final = Text("Colonne", "Kolom", "Column")
REQUIRED: Final = Text("Obligatoire", "Verplicht", "Required")
EXPECTED: Final = Text("Ce qu'elle attend", "Wat er verwacht wordt", "What it expects")

SOURCE: Final = Text("Source", "Bron", "Source")
CODE: Final = Text("Code", "Code", "Code")
FIX: Final = Text("«Corriger» le fait", "‘Verbeteren’ doet het", "“Fix” does it")
YES: Final = Text("oui", "ja", "yes")
NO: Final = Text("non", "nee", "no")
SOMETIMES: Final = Text("si c'est certain", "als het zeker is", "if it is certain")
SUGGESTS: Final = Text("non, proposition", "nee, voorstel", "no, suggestion")

EXAMPLES: Final = Text("Exemples", "Voorbeelden", "Examples")
GOOD: Final = Text("Acceptés", "Aanvaard", "Accepted")
FINE: Final = Text("accepté", "aanvaard", "accepted")
VALUE: Final = Text("Valeur", "Waarde", "Value")
VERDICT: Final = Text("Résultat", "Resultaat", "Result")
CORRECTION: Final = Text("Correction", "Verbetering", "Correction")
CORRECTED: Final = Text("corrigé en", "verbeterd tot", "corrected to")
SUGGESTED: Final = Text("proposé:", "voorgesteld:", "suggested:")

DIFFERENCES: Final = Text("Différences avec {library}", "Verschillen met {library}", "Differences from {library}")
SAME: Final = Text(
    "Cette règle est comparée à une bibliothèque connue, sur des centaines de milliers de valeurs à chaque essai. "
    "Partout ailleurs, le résultat est le même.",
    "Deze regel wordt bij elke test met een bekende bibliotheek vergeleken, op honderdduizenden waarden. In alle "
    "andere gevallen is het resultaat hetzelfde.",
    "This rule is compared with a well-known library on hundreds of thousands of values in every test run. "
    "Everywhere else the result is the same.",
)
EXAMPLE: Final = Text("Exemple", "Voorbeeld", "Example")
OURS: Final = Text("Notre résultat", "Ons resultaat", "Our result")
WHY: Final = Text("Pourquoi", "Waarom", "Why")
