"""A spreadsheet may change a value before anyone reads it.

Blanks at the ends, double and hard blanks and invisible characters are removed, and where only digits are meant,
special dashes and digits become ordinary ones: that loses nothing. A number cell is read as its digits. What cannot be
brought back must be typed again, in a cell formatted as Text: an error value, a formula without a result, TRUE or
FALSE, a date where none is meant, digits beyond the fifteenth, which Excel drops.
"""

from __future__ import annotations

import math
import re
import unicodedata
from datetime import date, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Final, NamedTuple

from shared.form import MANY, Form
from shared.language import Text
from shared.problem import Finding, Level, Manual, Reason
from shared.record import Field

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence


class Cell(NamedTuple):
    """`text` is clean, "" when nothing usable is there; `fault` is what a spreadsheet did to the value."""

    text: str
    fault: Finding | None


MANUAL: Final = Manual(
    Text("Ce qu'Excel fait de vos valeurs", "Wat Excel met uw waarden doet", "What Excel does to your values"),
    Text(
        "Un tableur change parfois une valeur avant que quelqu'un ne la lise.\n\n"
        "Les espaces aux extrémités, doubles ou insécables et les caractères invisibles sont supprimés et, là où seuls "
        "des chiffres sont attendus, les tirets et chiffres spéciaux deviennent ordinaires: rien ne se perd. Une "
        "cellule numérique est lue chiffre par chiffre. Ce qui ne peut être retrouvé est à retaper, dans une cellule "
        "au format Texte: une valeur d'erreur, une formule sans résultat, VRAI ou FAUX, une date là où il n'en faut "
        "pas, les chiffres au-delà du quinzième, qu'Excel abandonne.",
        "Een rekenblad verandert soms een waarde nog voor iemand ze leest.\n\n"
        "Spaties aan de uiteinden, dubbele en vaste spaties en onzichtbare tekens worden verwijderd, en waar alleen "
        "cijfers bedoeld zijn, worden speciale streepjes en cijfers gewone: er gaat niets verloren. Een getal wordt "
        "cijfer per cijfer gelezen. Wat niet terug te vinden is, typt u opnieuw in een cel met tekstopmaak: een "
        "foutwaarde, een formule zonder resultaat, WAAR of ONWAAR, een datum waar er geen bedoeld is, de cijfers na "
        "het vijftiende, die Excel laat vallen.",
        __doc__,
    ),
    {
        "Microsoft": "https://support.microsoft.com/office/excel-specifications-and-limits-1672b34d-7043-467e-8e27-269d656771c3"
    },
)

REASONS: Final[Mapping[str, Reason]] = {
    "cell-blanks": Reason(
        Level.WARNING,
        Text(
            "Cette cellule contient des espaces superflus ou des caractères invisibles. Supprimez-les.",
            "Deze cel bevat overbodige spaties of onzichtbare tekens. Verwijder ze.",
            "This cell contains superfluous spaces or invisible characters. Remove them.",
        ),
    ),
    "cell-characters": Reason(
        Level.WARNING,
        Text(
            "Cette cellule contient des tirets ou des chiffres spéciaux. Remplacez-les par des caractères ordinaires.",
            "Deze cel bevat speciale streepjes of cijfers. Vervang ze door gewone tekens.",
            "This cell contains special dashes or digits. Replace them with ordinary ones.",
        ),
    ),
    "cell-boolean": Reason(
        Level.ERROR,
        Text(
            "Excel a transformé cette cellule en VRAI ou FAUX. Mettez-la au format Texte et retapez la valeur.",
            "Excel heeft van deze cel WAAR of ONWAAR gemaakt. Zet ze in tekstopmaak en typ de waarde opnieuw.",
            "Excel turned this cell into TRUE or FALSE. Format it as Text and type the value again.",
        ),
    ),
    "cell-date": Reason(
        Level.ERROR,
        Text(
            "Excel a transformé cette cellule en date. Mettez-la au format Texte et retapez la valeur.",
            "Excel heeft van deze cel een datum gemaakt. Zet ze in tekstopmaak en typ de waarde opnieuw.",
            "Excel turned this cell into a date. Format it as Text and type the value again.",
        ),
    ),
    "cell-error": Reason(
        Level.ERROR,
        Text(
            "Cette cellule contient une valeur d'erreur d'Excel. Mettez-y la bonne valeur ou videz-la.",
            "Deze cel bevat een foutwaarde van Excel. Vervang ze door de juiste waarde of maak de cel leeg.",
            "This cell contains an Excel error value. Replace it with the right value or empty the cell.",
        ),
    ),
    "cell-formula": Reason(
        Level.ERROR,
        Text(
            "Cette cellule contient une formule qui n'est pas calculée. Remplacez-la par sa valeur.",
            "Deze cel bevat een formule die niet berekend is. Vervang ze door de waarde.",
            "This cell contains a formula that has not been calculated. Replace it with its value.",
        ),
    ),
    "cell-scientific": Reason(
        Level.ERROR,
        Text(
            "Excel a arrondi ce nombre: des chiffres sont perdus. Mettez la cellule au format Texte et retapez-le en "
            "entier.",
            "Excel heeft dit getal afgerond: er zijn cijfers verloren. Zet de cel in tekstopmaak en typ het opnieuw "
            "voluit.",
            "Excel rounded this number: digits are lost. Format the cell as Text and type it again in full.",
        ),
    ),
}

FREE_TEXT: Final = frozenset({Field.FIRST_NAME, Field.LAST_NAME, Field.STREET, Field.CITY, Field.LABELS})
"""Where an apostrophe in front may be meant (’t Hooft, ’s-Gravenhage)."""

NUMBER_LIKE: Final = frozenset(
    {
        Field.MOBILE,
        Field.NATIONAL_NUMBER,
        Field.PARTNER_NATIONAL_NUMBER,
        Field.KBO_NUMBER,
        Field.PARTNER_KBO_NUMBER,
        Field.HOUSE_NUMBER,
        Field.BOX,
        Field.POSTAL_CODE,
        Field.IPP_DEADLINE,
    }
)
"""Where only the plain digits and the plain hyphen are meant."""

EXACT: Final = 10**15
"""Excel keeps 15 digits: a whole number from here on has lost some."""

ERRORS: Final = frozenset(
    {
        *("#N/A", "#N/B", "#DIV/0!", "#DEEL/0!", "#REF!", "#VERW!", "#NAME?", "#NAAM?", "#NOM?"),
        *("#VALUE!", "#WAARDE!", "#VALEUR!", "#NUM!", "#GETAL!", "#NOMBRE!", "#NULL!", "#LEEG!", "#NUL!"),
        *("#SPILL!", "#CALC!", "#FIELD!", "#BLOCKED!", "#CONNECT!", "#BUSY!", "#UNKNOWN!", "#GETTING_DATA"),
    }
)
"""As Excel shows them in English, Dutch and French."""

_USUAL: Final = re.compile(r"[!\"$-&(-<>-~][!-~]*(?: [!-~]+)*")
"""Plain text as it should be: printable ASCII, single blanks inside, no quote, equals or number sign in front."""

_WORD = "[A-Za-z0-9À-ÖØ-öø-ÿ]++"
WORDS: Final = rf"{_WORD}(?:[ '/-]{_WORD}){MANY}"
"""What most of them are: words and numbers."""
_WORDS: Final = Form(f"(?:{WORDS})?")

_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ufe00-\ufe0f\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
_SCIENTIFIC = re.compile(r"[+-]?[0-9](?:[.,][0-9]+)?[Ee]\+[0-9]{1,3}")
_HASHES = re.compile(r"##+")

_EMPTY = Cell("", None)


def sieve(texts: Sequence[str], circumstances: object) -> Collection[int]:  # noqa: ARG001 - every sieve's form
    """Let pass what is clean beyond doubt, for the fields that take any text."""
    return _WORDS.others(texts)


def read(raw: object, field: Field) -> Cell:
    """Return the clean text of a raw cell of the column `field`; never raises."""
    if raw is None:
        return _EMPTY
    if isinstance(raw, str):
        return _from_text(raw, field)
    try:
        return _from_value(raw, field)
    except Exception:  # noqa: BLE001 - whatever a library hands over is reported, the other rows still count
        return _lost("cell-error")


def is_usual(text: str) -> bool:
    """Tell whether a text is clean beyond doubt, so that reading it gives it back; what nearly every cell is."""
    return _USUAL.fullmatch(text) is not None and "E+" not in text and "e+" not in text


def _lost(code: str, suggestion: str | None = None) -> Cell:
    return Cell("", Finding(code, suggestion=suggestion))


def _from_value(raw: object, field: Field) -> Cell:
    if isinstance(raw, bool):
        return _lost("cell-boolean")
    if isinstance(raw, int | float | Decimal):
        return _from_number(raw)
    if isinstance(raw, date):
        return _from_date(raw, field)
    if isinstance(raw, time | timedelta):
        return _lost("cell-date")
    if type(raw).__name__ in {"ArrayFormula", "DataTableFormula"}:  # openpyxl's, which is not imported here
        return _lost("cell-formula")
    return _from_text(str(raw), field)


def _from_number(raw: float | Decimal) -> Cell:
    if isinstance(raw, int):
        return Cell(str(raw), None) if abs(raw) < EXACT else _lost("cell-scientific")
    number = float(raw)
    if not math.isfinite(number):
        return _lost("cell-error")
    if abs(number) >= EXACT:
        return _lost("cell-scientific")
    if number.is_integer():
        return Cell(str(int(number)), None)
    return Cell(f"{number:.10f}".rstrip("0").rstrip("."), None)


def _from_date(raw: date, field: Field) -> Cell:
    if field is Field.IPP_DEADLINE:
        return Cell(raw.isoformat()[: len("2026-10-16")], None)
    if field in {Field.HOUSE_NUMBER, Field.BOX}:  # 3-5 became 3 May of this year
        return _lost("cell-date", f"{raw.day}-{raw.month}")
    return _lost("cell-date")


def _from_text(raw: str, field: Field) -> Cell:
    if is_usual(raw):
        return Cell(raw, None)
    text = unicodedata.normalize("NFC", raw)
    clean = unicodedata.normalize("NFC", _without_blanks(text, field))
    plain = _with_plain_characters(clean) if field in NUMBER_LIKE and not clean.isascii() else clean
    if plain.upper() in ERRORS or _HASHES.fullmatch(plain):
        return _lost("cell-error")
    if plain.startswith("="):
        return _lost("cell-formula")
    if _SCIENTIFIC.fullmatch(plain):
        return _lost("cell-scientific")
    if plain == text:
        return Cell(plain, None)
    code = "cell-blanks" if clean != text else "cell-characters"
    return Cell(plain, Finding(code, suggestion=plain, certain=True))


def _without_blanks(text: str, field: Field) -> str:
    visible = _INVISIBLE.sub("", text).replace("_x000D_", " ")  # as Excel writes a carriage return in XML
    if field is Field.LABELS:  # there a line break separates
        lines = (" ".join(line.split()) for line in visible.splitlines())
        return "\n".join(line for line in lines if line)
    clean = " ".join(visible.split())
    return clean if field in FREE_TEXT else clean.lstrip("' ")


def _with_plain_characters(text: str) -> str:
    return "".join(_plain(character) for character in text)


def _plain(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Nd":
        return str(unicodedata.decimal(character))
    if category == "Pd" or character == "\N{MINUS SIGN}":
        return "-"
    return "+" if character == "\N{FULLWIDTH PLUS SIGN}" else character
