"""A workbook with a digital signature: whatever is changed in it makes the signature worthless."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.language import Refusal, Text

if TYPE_CHECKING:
    from zipfile import ZipFile


class Signed(Refusal):
    """Saving would break the signature of the workbook."""

    text = Text(
        "«{file}» porte une signature numérique, que toute modification rendrait invalide: le classeur est contrôlé, "
        "mais pas réécrit. Supprimez la signature ou copiez la liste de clients dans un autre classeur pour y voir les "
        "marques.",
        "‘{file}’ draagt een digitale handtekening, die bij elke wijziging ongeldig wordt: de werkmap wordt "
        "gecontroleerd, maar niet herschreven. Verwijder de handtekening of kopieer de klantenlijst naar een andere "
        "werkmap om de markeringen te zien.",
        "“{file}” carries a digital signature, which any change would make invalid: the workbook is checked, but not "
        "rewritten. Remove the signature, or copy the client list into another workbook to see the marks.",
    )


def is_signed(package: ZipFile) -> bool:
    """Tell whether the package itself is signed; a signature of macros only covers the macros, which stay."""
    return any(name.casefold().startswith("_xmlsignatures/") for name in package.namelist())
